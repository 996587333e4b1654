import { sql } from 'kysely'
import type { Tx } from '../../platform/tx.ts'
import type { EvaluatedYear } from './evaluate-year.ts'

/** Books of one township and subject stand together. */
function grouped({ of }: EvaluatedYear): { order: Int32Array; begins: Int32Array } {
  const groupOf = (book: number) => (of.township[book] as number) * 2 + ((of.plan[book] as number) & 1)
  const begins = new Int32Array(of.townships.size * 2 + 1)
  for (let book = 0; book < of.ids.size; book++) {
    const next = groupOf(book) + 1
    begins[next] = (begins[next] as number) + 1
  }
  for (let at = 1; at < begins.length; at++) begins[at] = (begins[at] as number) + (begins[at - 1] as number)
  const next = begins.slice()
  const order = new Int32Array(of.ids.size)
  for (let book = 0; book < of.ids.size; book++) {
    const group = groupOf(book)
    order[next[group] as number] = book
    next[group] = (next[group] as number) + 1
  }
  return { order, begins }
}

/** An array as PostgreSQL takes it in binary: a million numbers as text would have to be written and read digit by digit. */
function binaryArray(
  type: 'int' | 'uuid',
  count: number,
  write: (view: DataView, at: number, element: number) => void,
): Buffer {
  const size = type === 'int' ? 4 : 16
  const bytes = Buffer.allocUnsafe(20 + count * (4 + size))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  ;[1, 0, type === 'int' ? 23 : 2950, count, 1].forEach((word, at) => {
    view.setInt32(at * 4, word)
  })
  for (let element = 0, at = 20; element < count; element++, at += 4 + size) {
    view.setInt32(at, size)
    write(view, at + 4, element)
  }
  return bytes
}

/** Takes the place of what stood of the year, in the transaction that evaluated: a reader sees the one or the other. */
export async function storePreview(
  tx: Tx,
  { year, asOf }: { year: number; asOf: Date },
  evaluated: EvaluatedYear,
): Promise<void> {
  const { of, results, rank, lacking, lackingSlot } = evaluated
  await sql`delete from rating_preview where region_id = ${of.regionId} and year = ${year}`.execute(tx)
  if (of.ids.size === 0) return
  const { order, begins } = grouped(evaluated)
  const groups = Array.from({ length: of.townships.size * 2 }, (_, group) => group).filter(
    (group) => (begins[group] as number) < (begins[group + 1] as number),
  )
  const ints = (value: (book: number) => number) =>
    binaryArray('int', order.length, (view, at, element) =>
      view.setInt32(at, value(order[element] as number)),
    )
  const books = binaryArray('uuid', order.length, (view, at, element) =>
    of.ids.write(order[element] as number, view, at),
  )
  const levels = (book: number) =>
    (((results.suggested[book] as number) + 1) << 8) |
    ((results.floorLevel[book] as number) << 4) |
    (results.class[book] as number)
  const cut = (array: Buffer, type: 'int' | 'uuid') => sql`(${array}::${sql.raw(type)}[])[g.first:g.last]`
  await sql`
    insert into rating_preview (region_id, township_id, year, subject, path, as_of, books, totals, colours, levels, ranks, lacking)
    select ${of.regionId}, u.id, ${year}, g.subject, u.path, ${asOf}, ${cut(books, 'uuid')},
      ${cut(
        ints((book) => results.total[book] as number),
        'int',
      )},
      ${cut(
        ints((book) => results.colours[book] as number),
        'int',
      )}, ${cut(ints(levels), 'int')},
      ${cut(
        ints((book) => rank[book] as number),
        'int',
      )},
      ${cut(
        ints((book) => ((lacking[book] as number) << 4) | (lackingSlot[book] as number)),
        'int',
      )}
    from unnest(${groups.map((group) => of.townships.idOf(group >> 1))}::uuid[], ${groups.map((group) => (group & 1 ? 'MEMBER' : 'ORG'))}::text[],
        ${groups.map((group) => (begins[group] as number) + 1)}::int[], ${groups.map((group) => begins[group + 1] as number)}::int[])
      as g (township_id, subject, first, last)
    join unit u on u.region_id = ${of.regionId} and u.id = g.township_id`.execute(tx)
}
