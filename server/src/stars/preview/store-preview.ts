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

/** Books a statement: while the database stores some, the next are laid out. */
const batch = 50_000

/** Takes the place of what stood of the year, in the transaction that evaluated: a reader sees the one or the other. */
export async function storePreview(
  tx: Tx,
  { year, asOf }: { year: number; asOf: Date },
  evaluated: EvaluatedYear,
  progress: (books: number) => Promise<void> = async () => {},
): Promise<void> {
  const { of } = evaluated
  const { order, begins } = grouped(evaluated)
  let stored: Promise<unknown> =
    sql`delete from rating_preview where region_id = ${of.regionId} and year = ${year}`.execute(tx)
  for (let group = 0; group < begins.length - 1; ) {
    const from = group
    const first = begins[from] as number
    while (group < begins.length - 1 && (begins[group] as number) - first < batch) group++
    const insert = insertOf(evaluated, { year, asOf }, order, begins.subarray(from, group + 1), from)
    await stored
    await progress(first)
    stored = insert.execute(tx)
  }
  await stored
}

function insertOf(
  { of, results, rank, lacking, lackingSlot }: EvaluatedYear,
  { year, asOf }: { year: number; asOf: Date },
  order: Int32Array,
  begins: Int32Array,
  firstGroup: number,
) {
  const own = order.subarray(begins[0] as number, begins.at(-1) as number)
  const groups = Array.from(begins.subarray(1).keys()).filter(
    (at) => (begins[at] as number) < (begins[at + 1] as number),
  )
  const place = (at: number) => (begins[at] as number) - (begins[0] as number)
  const ints = (value: (book: number) => number) =>
    sql`(${binaryArray('int', own.length, (view, at, element) => view.setInt32(at, value(own[element] as number)))}::int[])[g.first:g.last]`
  const books = binaryArray('uuid', own.length, (view, at, element) =>
    of.ids.write(own[element] as number, view, at),
  )
  return sql`
    insert into rating_preview (region_id, township_id, year, subject, path, as_of, books, totals, colours, levels, ranks, lacking)
    select ${of.regionId}, u.id, ${year}, g.subject, u.path, ${asOf}, (${books}::uuid[])[g.first:g.last],
      ${ints((book) => results.total[book] as number)}, ${ints((book) => results.colours[book] as number)},
      ${ints(
        (book) =>
          (((results.suggested[book] as number) + 1) << 8) |
          ((results.floorLevel[book] as number) << 4) |
          (results.class[book] as number),
      )},
      ${ints((book) => rank[book] as number)}, ${ints((book) => ((lacking[book] as number) << 4) | (lackingSlot[book] as number))}
    from unnest(${groups.map((at) => of.townships.idOf((firstGroup + at) >> 1))}::uuid[],
        ${groups.map((at) => ((firstGroup + at) & 1 ? 'MEMBER' : 'ORG'))}::text[],
        ${groups.map((at) => place(at) + 1)}::int[], ${groups.map((at) => place(at + 1))}::int[])
      as g (township_id, subject, first, last)
    join unit u on u.region_id = ${of.regionId} and u.id = g.township_id`
}
