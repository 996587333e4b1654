import { DownloadOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Pagination, Table, type TableProps } from 'antd'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CallError } from '../../app/http.ts'
import { Empty, Failed } from '../States.tsx'
import { usePhone } from '../use-phone.ts'
import type { Sheet } from '../use-sheet.ts'
import { antdColumns } from './antd-columns.tsx'
import { Cards } from './Cards.tsx'
import { type Column, cellOf } from './column.tsx'
import { rowIn, rowKeys } from './row-keys.ts'
import { SumRow, type Sums } from './SumRow.tsx'
import { useColumns } from './use-columns.tsx'
import { pageSizes, type ServerPaging, type ServerSorting, useOrder } from './use-order.ts'
import './table.css'

export interface DataTableProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The query behind the rows: loading, failing and retrying are shown from it. */
  answer?: Pick<UseQueryResult<unknown, CallError>, 'isPending' | 'error' | 'refetch'>
  /** Names the table: its chosen columns are remembered. */
  name?: string
  /** '导出': all that the list holds by its filters, in the columns that are seen (`useExport`). */
  exports?: false | ((columns: readonly string[]) => unknown)
  /** Details beside the list: pressing a row opens it there, next and previous follow the order that is seen. */
  sheet?: Sheet<Row>
  /** Instead of a sheet: go somewhere. */
  onOpen?: (row: Row) => void
  selected?: readonly string[]
  onSelect?: (keys: string[]) => void
  /** Why a row cannot be ticked. */
  cannotSelect?: (row: Row) => string | undefined
  /** The server's pages. Left out: pages of 50 here; false: all rows. */
  paging?: ServerPaging | false
  /** The server sorts. Left out: sorted here. */
  sorting?: ServerSorting
  /** Sums that the server made, by column key; else columns with `sum` add up the given rows. */
  sums?: Sums
  /** On the phone each row becomes a card, usually a RowCard. */
  card?: (row: Row) => ReactNode
  /** Left above the table: what can be done with the ticked rows. */
  lead?: ReactNode
  empty?: { title?: ReactNode; hint?: ReactNode; act?: ReactNode }
  /** false: `rows` are a part of a list that nobody counts. */
  counted?: boolean
  /** false inside sheets and short sections. */
  sticky?: boolean
  rowClass?: (row: Row) => string
  /** Further details below a row. */
  expand?: (row: Row) => ReactNode
}

const none: readonly never[] = []
const barHeight = () =>
  Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--bar'), 10) || 56

/** The table of the house. On the phone, with `card`, a list of cards. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    columns,
    rows,
    rowKey,
    answer,
    name,
    exports,
    sheet,
    onOpen = sheet?.open,
    empty,
    sticky = true,
    counted = true,
  } = props
  const { selected = none, onSelect, cannotSelect, card, lead, sums, rowClass, expand } = props
  const phone = usePhone()
  const [taking, setTaking] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const list = rows ?? none
  const chosen = useColumns(name, columns)
  const order = useOrder(list, columns, props.paging, props.sorting)
  const openKey = sheet?.openKey
  const asCards = phone && card !== undefined

  useEffect(() => sheet?.follow(order.sorted))
  // The row whose details are open may stand on another page, or out of view.
  const openAt = openKey === undefined ? -1 : order.sorted.findIndex((row) => rowKey(row) === openKey)
  useEffect(() => {
    if (openKey === undefined) return
    order.turnTo(openAt)
    requestAnimationFrame(() => rowIn(box.current, openKey)?.scrollIntoView({ block: 'nearest' }))
  }, [openKey, openAt])
  // Ant Design measures columns with a hidden copy of the head whose controls could still be reached by Tab.
  useLayoutEffect(() => {
    box.current?.querySelector('.ant-table-measure-row')?.setAttribute('inert', '')
    // A table that is wider than its place is moved by the arrow keys too.
    for (const body of box.current?.querySelectorAll<HTMLElement>('.ant-table-body, .ant-table-content') ??
      [])
      if (body.scrollWidth > body.clientWidth) body.tabIndex = 0
      else body.removeAttribute('tabindex')
  })

  if (answer?.error && rows === undefined)
    return <Failed error={answer.error} onRetry={() => void answer.refetch()} />

  const waiting = answer ? answer.isPending : rows === undefined
  const nothing = (
    <Empty title={empty?.title ?? '没有符合条件的记录'} hint={empty?.hint} act={empty?.act} small />
  )
  const summed = list.length > 0 && (sums !== undefined || chosen.seen.some(({ sum }) => sum))
  const selection: TableProps<Row>['rowSelection'] = onSelect && {
    selectedRowKeys: [...selected],
    preserveSelectedRowKeys: true,
    fixed: true,
    columnWidth: 44,
    getTitleCheckboxProps: () => ({ 'aria-label': '全选本页' }),
    getCheckboxProps: (row) => ({
      disabled: cannotSelect?.(row) !== undefined,
      title: cannotSelect?.(row) ?? '',
      'aria-label': `选择${columns[0] ? (cellOf(columns[0], row) ?? '') : ''}`,
    }),
    onChange: (keys) => onSelect(keys.map(String)),
  }
  return (
    <div ref={box} className={onOpen ? 'xh-table xh-table-opens' : 'xh-table'}>
      {lead || exports || (chosen.chooser && (counted || !asCards)) ? (
        <div className="xh-table-tools">
          <div className="xh-table-lead">{lead}</div>
          {rows && !order.paging && counted ? <span className="xh-quiet">共 {order.total} 条</span> : null}
          {asCards ? null : chosen.chooser}
          {exports ? (
            <Button
              type="text"
              icon={<DownloadOutlined />}
              disabled={list.length === 0}
              loading={taking}
              onClick={() => {
                setTaking(true)
                void Promise.resolve(exports(chosen.seen.map(({ key }) => key))).finally(() =>
                  setTaking(false),
                )
              }}
            >
              导出
            </Button>
          ) : null}
        </div>
      ) : null}
      {asCards ? (
        <Cards
          rows={order.seen}
          rowKey={rowKey}
          card={card}
          onOpen={onOpen}
          openKey={openKey}
          waiting={waiting}
          nothing={nothing}
          selected={selected}
          onSelect={onSelect}
          cannotSelect={cannotSelect}
        />
      ) : (
        <Table<Row>
          dataSource={order.seen}
          rowKey={rowKey}
          columns={antdColumns(chosen.seen, order.sort)}
          loading={waiting ? { delay: 150 } : false}
          pagination={false}
          sticky={sticky ? { offsetHeader: barHeight() } : false}
          scroll={{ x: 'max-content' }}
          showSorterTooltip={false}
          locale={{ emptyText: waiting ? <div className="xh-table-waiting" /> : nothing }}
          onRow={(row, index) =>
            onOpen ? rowKeys(() => onOpen(row), openAt < 0 ? index === 0 : rowKey(row) === openKey) : {}
          }
          rowClassName={(row) => `${rowKey(row) === openKey ? 'xh-row-open ' : ''}${rowClass?.(row) ?? ''}`}
          onChange={(_pages, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter
            order.setSort(one?.order ? String(one.columnKey) : '', one?.order === 'descend')
          }}
          {...(expand ? { expandable: { expandedRowRender: expand } } : {})}
          {...(selection ? { rowSelection: selection } : {})}
          {...(summed
            ? {
                summary: () => (
                  <SumRow
                    columns={chosen.seen}
                    rows={list}
                    sums={sums}
                    shift={(onSelect ? 1 : 0) + (expand ? 1 : 0)}
                  />
                ),
              }
            : {})}
        />
      )}
      {order.paging ? (
        <Pagination
          className="xh-pager"
          current={order.paging.page}
          pageSize={order.paging.size}
          total={order.total}
          onChange={order.turn}
          showSizeChanger={!phone}
          pageSizeOptions={pageSizes}
          simple={phone}
          showTotal={(count) => (phone ? '' : `共 ${count} 条`)}
        />
      ) : null}
    </div>
  )
}
