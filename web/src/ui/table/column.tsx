import type { ReactNode } from 'react'
import { DateText, Money, Num, Points } from '../figures.tsx'

export interface Column<Row> {
  key: string
  title: string
  /** The plain value, in words and never a code: shown by its kind, sorted, summed and exported. row[key] when left out. */
  value?: (row: Row) => string | number | null | undefined
  /** What is shown instead of the value. */
  render?: (row: Row) => ReactNode
  /** text (left), number, points (hundredths), money (fen), day. Numbers stand right. */
  kind?: 'text' | 'number' | 'points' | 'money' | 'day'
  width?: number
  /** true: the sum over the rows; or what stands in the sum row. */
  sum?: boolean | ReactNode
  sort?: boolean
  /** Not shown until chosen. */
  hidden?: boolean
  /** Cannot be left out. */
  always?: boolean
  /** One sentence at the heading. */
  help?: string
  fixed?: 'start' | 'end'
  align?: 'left' | 'center' | 'right'
}

export const cellOf = <Row,>(column: Column<Row>, row: Row): string | number | null | undefined =>
  column.value
    ? column.value(row)
    : ((row as Record<string, unknown>)[column.key] as string | number | null | undefined)

export const isNumber = ({ kind }: Pick<Column<never>, 'kind'>): boolean =>
  kind === 'number' || kind === 'points' || kind === 'money'

export function shown(kind: Column<never>['kind'], value: string | number | null | undefined): ReactNode {
  if (value === null || value === undefined || value === '') return <span className="xh-quiet">—</span>
  if (kind === 'points') return <Points value={Number(value)} />
  if (kind === 'money') return <Money value={Number(value)} />
  if (kind === 'number') return <Num value={Number(value)} />
  if (kind === 'day') return <DateText value={String(value)} />
  return value
}

export const sumOf = <Row,>(column: Column<Row>, rows: readonly Row[]): number =>
  rows.reduce((sum, row) => sum + Number(cellOf(column, row) ?? 0), 0)

export function compare<Row>(column: Column<Row>, one: Row, other: Row): number {
  const [a, b] = [cellOf(column, one), cellOf(column, other)]
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  if (b === null || b === undefined) return 1
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN')
}
