import { Table } from 'antd'
import type { ReactNode } from 'react'
import { alignOf } from './antd-columns.tsx'
import { type Column, shown, sumOf } from './column.tsx'

export type Sums = Record<string, number | ReactNode>
interface SumRowProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  sums: Sums | undefined
  /** Columns before ours: the tick, the opener. */
  shift: number
}
/** 合计: what the server summed, else the sums of the rows. */
export function SumRow<Row>({ columns, rows, sums, shift }: SumRowProps<Row>) {
  const inCell = (column: Column<Row>): ReactNode => {
    const given = sums?.[column.key]
    if (given !== undefined) return typeof given === 'number' ? shown(column.kind ?? 'number', given) : given
    return column.sum === true ? shown(column.kind ?? 'number', sumOf(column, rows)) : column.sum || null
  }
  return (
    <Table.Summary fixed="bottom">
      <Table.Summary.Row className="xh-sum">
        {Array.from({ length: shift }, (_, index) => (
          <Table.Summary.Cell key={`before${index}`} index={index} />
        ))}
        {columns.map((column, index) => (
          <Table.Summary.Cell key={column.key} index={index + shift} align={alignOf(column)}>
            {inCell(column) ?? (index === 0 ? '合计' : null)}
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  )
}
