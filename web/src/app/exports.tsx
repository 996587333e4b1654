/** What a table shows leaves as a workbook that the server writes: one press, also for lists that take a while. */
import { DownloadOutlined } from '@ant-design/icons'
import { listErrands } from '@xinghe/contract/errands'
import { beginExport } from '@xinghe/contract/exports'
import type { AskedOf, ExportList, ListColumn } from '@xinghe/contract/lists/list'
import type { Route } from '@xinghe/contract/route'
import { Button } from 'antd'
import { useState } from 'react'
import type { Column } from '../ui/table/column.tsx'
import { urlOf, useAct } from './call.ts'
import { categoryNames } from './categories.ts'
import { CallError, saveFile } from './http.ts'
import { useCan } from './me.ts'
import { say } from './say.ts'

type Listing = ExportList['of']
/** The filters as the screen sends them. */
type Filters<R extends Listing, Also> = Partial<AskedOf<R, Also>>

/** The columns of a list as a table: how each is drawn, and what the screen says better for this view. */
export const columnsOf = <R extends Listing, Row, Also>(
  list: ExportList<R, Row, Also>,
  asked: Filters<R, Also>,
  dress: Record<string, Partial<Column<Row>>> = {},
): Column<Row>[] =>
  list.columns(asked as AskedOf<R, Also>).map(({ value, when: _, ...column }: ListColumn<Row>) => ({
    ...column,
    ...(value && { value: (row: Row) => value(row, categoryNames) }),
    ...dress[column.key],
  }))

/** For `DataTable exports`: false to whoever may not take lists along. */
export function useExport<R extends Listing, Row, Also>(
  list: ExportList<R, Row, Also>,
  asked: Filters<R, Also>,
): ((columns?: readonly string[]) => Promise<void>) | false {
  const can = useCan()
  const begin = useAct(beginExport, { stale: [listErrands] })
  if (!can('exports.make')) return false
  return async (seen = []) => {
    const known = new Set(list.columns(asked as AskedOf<R, Also>).map(({ key }) => key))
    const columns = seen.filter((key) => known.has(key)).join(',')
    const query: Record<string, unknown> = { ...asked, ...(columns && { columns }) }
    try {
      await saveFile(urlOf(list.route as Route, { query } as never))
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'exports.large') return say.error(error)
      const texts = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
      await begin
        .run({
          body: {
            list: list.key,
            query: Object.fromEntries(texts.map(([key, value]) => [key, String(value)])),
          },
        })
        .then(
          () => say.done('名单较长，已转到后台办理', { to: '/errands', label: '去查看' }),
          (failed) => say.error(failed),
        )
    }
  }
}

/** Where a list is no table. */
export function ExportButton({ take }: { take: ReturnType<typeof useExport> }) {
  const [busy, setBusy] = useState(false)
  if (!take) return null
  return (
    <Button
      icon={<DownloadOutlined />}
      loading={busy}
      onClick={() => {
        setBusy(true)
        void take().finally(() => setBusy(false))
      }}
    >
      导出
    </Button>
  )
}
