/** A list as a workbook: the rows that its own act finds for this person, page by page, in the words of the screen. */
import type { ListColumn } from '@xinghe/contract/lists/list'
import { holds } from '@xinghe/contract/rights'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { categoryNames, leaveView } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { type Column, type FilledBy, filledBy, type Row, type Sheet } from '../platform/workbook.ts'
import { type AnyList, actOf } from './lists.ts'

/** 依据: own choice. What a page of a list weighs least for the whole of it. */
const pageSize = 500

export interface Found {
  /** Of the first page; the rest is read while it is written. */
  total: number
  name: string
  filled: FilledBy
  sheets: readonly Sheet[]
  /** Whose records were among the rows, once they have been read. */
  about: { personId: string[]; bookId: string[] }
}
interface Asked extends Record<string, unknown> {
  columns?: string | undefined
}

/** The columns that are seen, in their order; those of the beginning where none is named. */
function chosen(all: readonly ListColumn<unknown>[], keys: string | undefined) {
  const named = (keys ?? '').split(',').flatMap((key) => all.find((column) => column.key === key) ?? [])
  return named.length > 0 ? [...new Set(named)] : all.filter(({ hidden }) => !hidden)
}
const widthOf = ({ width, title }: ListColumn<unknown>) =>
  Math.max(Math.round(width / 8), title.length * 2 + 2)

/**
 * Finds the first page and says how to find the others. All of it is one snapshot: rows that move meanwhile neither
 * appear twice nor go missing.
 */
export async function readList(tx: ReadTx, by: Actor, list: AnyList, input: unknown): Promise<Found> {
  const { access } = list.of
  if (access !== 'public' && access !== 'signed-in' && !holds(by.post, access))
    throw new Refusal('common.not_allowed')
  await sql`set transaction isolation level repeatable read`.execute(tx)
  const { columns: keys, ...asked } = input as Asked
  const act = actOf(list)
  const page = (number: number) =>
    act(tx, by, list.total ? { ...asked, page: number, size: pageSize } : asked)
  const first = await page(1)
  const firstRows = list.rows(first, asked)
  const total = list.total ? list.total(first) : firstRows.length
  const names = await categoryNames(tx, by)
  const columns = chosen(list.columns(asked), keys)
  const about: Found['about'] = { personId: [], bookId: [] }

  const cell = (column: ListColumn<unknown>, row: unknown): Row[number] => {
    const value = column.value
      ? column.value(row, names)
      : ((row as Record<string, unknown>)[column.key] as string | number | null | undefined)
    if (value === null || value === undefined) return null
    if (column.kind === 'day') return formatDay(String(value))
    return column.kind === undefined || column.kind === 'text' ? String(value) : Number(value)
  }
  async function* rows(): AsyncGenerator<Row> {
    let written = 0
    for (let number = 1; ; number++) {
      const found = number === 1 ? firstRows : list.rows(await page(number), asked)
      for (const row of found) {
        const whose = list.about?.(row)
        if (whose && 'personId' in whose) about.personId.push(whose.personId)
        else if (whose) about.bookId.push(whose.bookId)
        yield [++written, ...columns.map((column) => cell(column, row))]
      }
      if (!list.total || found.length < pageSize) return
    }
  }
  const title = list.title(asked)
  return {
    total,
    name: title,
    filled: filledBy(by, list.note ? { after: list.note } : {}),
    sheets: [
      {
        name: title,
        title,
        columns: [
          { title: '序号', width: 6, kind: 'number' },
          ...columns.map(
            (column): Column => ({
              title: column.title,
              width: widthOf(column),
              kind: column.kind === 'day' ? 'text' : (column.kind ?? 'text'),
              ...(column.sum && { sum: true }),
            }),
          ),
        ],
        rows: rows(),
      },
    ],
    about,
  }
}

/** Each of them reads that he was among what this person took along. */
export async function leaveExport(tx: Tx, by: Actor, { personId, bookId }: Found['about']): Promise<void> {
  if (personId.length + bookId.length === 0) return
  await leaveView(
    tx,
    by,
    'EXPORT',
    sql`select p.id as person_id, p.path from person p where p.region_id = ${by.regionId} and p.id = any(${personId}::uuid[])
      union all
      select b.person_id, b.path from book b
      where b.region_id = ${by.regionId} and b.id = any(${bookId}::uuid[]) and b.person_id is not null`,
  )
}
