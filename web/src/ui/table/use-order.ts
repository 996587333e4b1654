import { useMemo, useState } from 'react'
import { type Column, compare } from './column.tsx'

export interface ServerPaging {
  page: number
  size: number
  total: number
  onPage: (page: number, size: number) => void
}
export interface ServerSorting {
  key: string
  down: boolean
  /** '' for the server's own order. */
  onSort: (key: string, down: boolean) => void
}
export const pageSizes = [50, 100, 200]

/** The rows in the order and on the page in which they are seen, whether the server or the table does it. */
export function useOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  paging: ServerPaging | false | undefined,
  sorting: ServerSorting | undefined,
) {
  const [sort, setSort] = useState({ key: '', down: false })
  const [own, setOwn] = useState({ page: 1, size: pageSizes[0] as number })
  const server = paging || undefined
  const sorted = useMemo(() => {
    const column = sorting ? undefined : columns.find(({ key }) => key === sort.key)
    if (!column) return rows
    return [...rows].sort((one, other) => compare(column, one, other) * (sort.down ? -1 : 1))
  }, [rows, columns, sort, sorting])
  const total = server?.total ?? rows.length
  const size = server?.size ?? own.size
  const page = server?.page ?? Math.min(own.page, Math.max(1, Math.ceil(total / size)))
  const paged = paging !== false && total > (server ? server.size : (pageSizes[0] as number))
  return {
    sorted,
    seen: server || !paged ? sorted : sorted.slice((page - 1) * size, page * size),
    sort: sorting ?? sort,
    setSort: (key: string, down: boolean) => (sorting ? sorting.onSort(key, down) : setSort({ key, down })),
    paging: paged ? { page, size, total } : undefined,
    total,
    turn: (next: number, nextSize: number) => {
      const to = nextSize === size ? next : 1
      if (server) server.onPage(to, nextSize)
      else setOwn({ page: to, size: nextSize })
    },
    /** Turns to the page on which a row stands; for the server's pages the caller does it. */
    turnTo: (index: number) => {
      if (!server && index >= 0) setOwn((was) => ({ ...was, page: Math.floor(index / was.size) + 1 }))
    },
  }
}
