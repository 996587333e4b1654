import { QuestionCircleOutlined } from '@ant-design/icons'
import type { TableColumnType } from 'antd'
import { Tooltip } from 'antd'
import { type Column, cellOf, isNumber, shown } from './column.tsx'

export const alignOf = <Row,>(column: Column<Row>) => column.align ?? (isNumber(column) ? 'right' : 'left')

/** Our columns as Ant Design's: the first stays in place and heads its row. */
export function antdColumns<Row>(
  columns: readonly Column<Row>[],
  sort: { key: string; down: boolean },
): TableColumnType<Row>[] {
  return columns.map((column, index) => ({
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
      ? {
          sorter: true,
          sortOrder:
            sort.key === column.key ? (sort.down ? ('descend' as const) : ('ascend' as const)) : null,
        }
      : {}),
  }))
}
