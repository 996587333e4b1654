import { DownloadOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Pagination, Table, Tooltip } from 'antd'
import {
  type Key,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { CallError } from '../../app/http.ts'
import { Empty, Failed } from '../States.tsx'
import { usePhone } from '../use-phone.ts'
import { Cards } from './Cards.tsx'
import { type Column, compare, isNumber, shown, sumOf, cellOf } from './column.tsx'
import { exportCsv } from './export-csv.ts'
import { useColumns } from './use-columns.tsx'
import './table.css'

export interface DataTableProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The query behind the rows: loading, failing and retrying are shown from it. */
  answer?: Pick<UseQueryResult<unknown, CallError>, 'isPending' | 'isFetching' | 'error' | 'refetch'>
  /** Names the table: remembers its columns, and names the exported file. Without it there is no chooser. */
  name?: string
  /** '导出' saves the chosen columns of the given rows; a function does it another way (a route). */
  exports?: boolean | (() => void)
  /** Pressing a row, or Enter on it. */
  onOpen?: ((row: Row, index: number) => void) | undefined
  /** The row whose details are open: marked and kept in view. */
  openKey?: string | undefined
  selected?: readonly string[]
  onSelect?: (keys: string[], rows: Row[]) => void
  /** Rows that cannot be ticked, and why. */
  cannotSelect?: (row: Row) => string | undefined
  /** Server paging. Left out: pages of 50 on the client; false: all rows. */
  paging?: { page: number; size: number; total: number; onPage: (page: number, size: number) => void } | false
  /** Server sorting. */
  sorting?: { key: string; down: boolean; onSort: (key: string, down: boolean) => void }
  /** Sums that the server made, by column key; else columns with sum add up the given rows. */
  sums?: Record<string, number | ReactNode>
  /** On the phone each row becomes a card. */
  card?: (row: Row) => ReactNode
  /** Left above the table: what is ticked and what can be done with it. */
  lead?: ReactNode
  empty?: { title?: ReactNode; hint?: ReactNode; act?: ReactNode }
  /** false inside sheets and short sections. */
  sticky?: boolean
  rowClass?: (row: Row) => string
  /** Children of a row, for trees. */
  expand?: (row: Row) => ReactNode
}

const sizes = [50, 100, 200]

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    columns,
    rows,
    rowKey,
    answer,
    name,
    exports,
    onOpen,
    openKey,
    selected,
    onSelect,
    cannotSelect,
    paging,
    sorting,
    sums,
    card,
    lead,
    empty,
    sticky = true,
    rowClass,
    expand,
  } = props
  const phone = usePhone()
  const box = useRef<HTMLDivElement>(null)
  const { seen, chooser } = useColumns(name, columns)
  const [own, setOwn] = useState({ page: 1, size: 50 })
  const list = rows ?? []
  const server = paging || undefined
  const total = server?.total ?? list.length
  const lastPage = Math.max(1, Math.ceil(list.length / own.size))
  const page = server?.page ?? Math.min(own.page, lastPage)
  const size = server?.size ?? own.size
  const paged = paging !== false && total > (server ? server.size : 50)

  // The row whose details are open may stand on another page of the client's.
  useEffect(() => {
    if (openKey === undefined) return
    const index = list.findIndex((row) => rowKey(row) === openKey)
    if (index >= 0 && !server && paging !== false)
      setOwn((was) => ({ ...was, page: Math.floor(index / was.size) + 1 }))
    requestAnimationFrame(() => rowIn(box.current, openKey)?.scrollIntoView({ block: 'nearest' }))
    // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is opened
  }, [openKey])

  if (answer?.error && rows === undefined)
    return <Failed error={answer.error} onRetry={() => void answer.refetch()} />

  const onPage = (next: number, nextSize: number) => {
    if (server) server.onPage(nextSize === server.size ? next : 1, nextSize)
    else setOwn({ page: nextSize === own.size ? next : 1, size: nextSize })
  }
  const pager = paged ? (
    <Pagination
      className="xh-pager"
      current={page}
      pageSize={size}
      total={total}
      onChange={onPage}
      showSizeChanger={!phone}
      pageSizeOptions={sizes}
      simple={phone}
      showTotal={phone ? undefined! : (count) => `共 ${count} 条`}
    />
  ) : null
  const tools =
    lead || chooser || exports ? (
      <div className="xh-table-tools">
        <div className="xh-table-lead">{lead}</div>
        {rows && !paged ? <span className="xh-quiet">共 {total} 条</span> : null}
        {phone && card ? null : chooser}
        {exports ? (
          <Button
            type="text"
            icon={<DownloadOutlined />}
            disabled={list.length === 0}
            onClick={typeof exports === 'function' ? exports : () => exportCsv(name ?? '导出', seen, list)}
          >
            导出
          </Button>
        ) : null}
      </div>
    ) : null
  const nothing = (
    <Empty title={empty?.title ?? '没有符合条件的记录'} hint={empty?.hint} act={empty?.act} small />
  )
  const waiting = answer ? answer.isPending : rows === undefined

  if (phone && card) {
    const part = server || paging === false ? list : list.slice((page - 1) * size, page * size)
    return (
      <div className="xh-table">
        {tools}
        {part.length === 0 && !waiting ? (
          nothing
        ) : (
          <Cards
            rows={part}
            rowKey={rowKey}
            card={card}
            onOpen={onOpen}
            openKey={openKey}
            waiting={waiting}
            selected={selected}
            onSelect={onSelect}
            cannotSelect={cannotSelect}
          />
        )}
        {pager}
      </div>
    )
  }

  const focusBy = (from: HTMLElement, by: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])]
    all[all.indexOf(from) + by]?.focus()
  }
  const onRow = (row: Row, index?: number) => ({
    tabIndex: onOpen ? ((openKey === undefined ? index === 0 : rowKey(row) === openKey) ? 0 : -1) : undefined,
    onClick: (event: MouseEvent<HTMLElement>) => {
      if (!onOpen || (event.target as HTMLElement).closest('a, button, input, label, .ant-select')) return
      if (window.getSelection()?.toString()) return
      onOpen(row, list.indexOf(row))
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!onOpen || event.target !== event.currentTarget) return
      if (event.key === 'Enter') onOpen(row, list.indexOf(row))
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (by === 0) return
      event.preventDefault()
      focusBy(event.currentTarget, by)
    },
  })
  const summed = list.length > 0 && (sums !== undefined || seen.some(({ sum }) => sum))
  const sumCell = (column: Column<Row>): ReactNode => {
    const given = sums?.[column.key]
    if (given !== undefined) return typeof given === 'number' ? shown(column.kind ?? 'number', given) : given
    if (!column.sum) return null
    return column.sum === true ? shown(column.kind ?? 'number', sumOf(column, list)) : column.sum
  }
  const alignOf = (column: Column<Row>) => column.align ?? (isNumber(column) ? 'right' : 'left')
  const shift = (onSelect ? 1 : 0) + (expand ? 1 : 0)

  return (
    <div ref={box} className={onOpen ? 'xh-table xh-table-opens' : 'xh-table'}>
      {tools}
      <Table<Row>
        dataSource={list as Row[]}
        rowKey={rowKey}
        loading={waiting || (answer?.isFetching && rows === undefined) ? { delay: 150 } : false}
        pagination={
          server || !paged
            ? false
            : ({ current: page, pageSize: size, hideOnSinglePage: true, position: [] } as never)
        }
        sticky={
          sticky
            ? {
                offsetHeader:
                  Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--bar'), 10) ||
                  56,
              }
            : false
        }
        scroll={{ x: 'max-content' }}
        showSorterTooltip={false}
        locale={{ emptyText: waiting ? <div style={{ height: 160 }} /> : nothing }}
        onRow={onRow}
        rowClassName={(row) => `${rowKey(row) === openKey ? 'xh-row-open ' : ''}${rowClass?.(row) ?? ''}`}
        onChange={(_page, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          if (sorting) sorting.onSort(one?.order ? String(one.columnKey) : '', one?.order === 'descend')
        }}
        {...(expand ? { expandable: { expandedRowRender: expand } } : {})}
        {...(onSelect
          ? {
              rowSelection: {
                selectedRowKeys: [...(selected ?? [])],
                preserveSelectedRowKeys: true,
                fixed: true,
                columnWidth: 44,
                getTitleCheckboxProps: () => ({ 'aria-label': '全选本页' }),
                getCheckboxProps: (row: Row) =>
                  ({
                    disabled: cannotSelect?.(row) !== undefined,
                    title: cannotSelect?.(row) ?? '',
                    'aria-label': `选择${String(columns[0] ? (cellOf(columns[0], row) ?? '') : '')}`,
                  }) as never,
                onChange: (keys: Key[], chosen: Row[]) => onSelect(keys.map(String), chosen),
              },
            }
          : {})}
        columns={seen.map((column, index) => ({
          key: column.key,
          dataIndex: column.key,
          align: alignOf(column),
          ...(column.width ? { width: column.width } : {}),
          ...(index === 0
            ? { fixed: 'start' as const, rowScope: 'row' as const }
            : column.fixed
              ? { fixed: column.fixed }
              : {}),
          title: column.help ? (
            <span>
              {column.title}{' '}
              <Tooltip title={column.help}>
                <QuestionCircleOutlined aria-label={column.help} />
              </Tooltip>
            </span>
          ) : (
            column.title
          ),
          render: (_: unknown, row: Row) =>
            column.render ? column.render(row) : shown(column.kind, cellOf(column, row)),
          ...(column.sort
            ? sorting
              ? {
                  sorter: true,
                  sortOrder:
                    sorting.key === column.key
                      ? sorting.down
                        ? ('descend' as const)
                        : ('ascend' as const)
                      : null,
                }
              : { sorter: (one: Row, other: Row) => compare(column, one, other) }
            : {}),
        }))}
        summary={
          summed
            ? () => (
                <Table.Summary fixed="bottom">
                  <Table.Summary.Row className="xh-sum">
                    {Array.from({ length: shift }, (_, index) => (
                      <Table.Summary.Cell key={`lead${index}`} index={index} />
                    ))}
                    {seen.map((column, index) => (
                      <Table.Summary.Cell key={column.key} index={index + shift} align={alignOf(column)}>
                        {index === 0 ? (sumCell(column) ?? '合计') : sumCell(column)}
                      </Table.Summary.Cell>
                    ))}
                  </Table.Summary.Row>
                </Table.Summary>
              )
            : undefined!
        }
      />
      {pager}
    </div>
  )
}

const rowIn = (box: HTMLElement | null, key: string) =>
  box?.querySelector(`[data-row-key="${CSS.escape(key)}"]`)
