/** What `verify` holds a year against: the sums of the ledger's entries, and the results as they are stored. */
import { type OrgClass, orgClassKeys } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { type CopyColumn, copyOut, lengthAt, offsetsOf, textAt } from '../platform/copy-out.ts'
import type { ReadTx } from '../platform/tx.ts'
import { colourMarks } from './compile-plan.ts'
import { makeRoom, type YearOfBooks } from './read-year.ts'

/** Columns by the numbers of the books, which follow the book numbers. */
export interface StoredResults {
  bookNo: string[]
  /** Hundredths; -1 without a result. */
  total: Int32Array
  /** Masks as in BookResults. What no mask can hold stands in `odd`. */
  lit: Uint16Array
  colours: Uint32Array
  odd: Map<number, { lit: string; colours: string }>
  /** -1: none. */
  suggested: Int8Array
  floor: Int8Array
  final: Int8Array
  /** Places in `classes`; -1 something else. */
  class: Int8Array
  /** Of `flags`. */
  flags: Uint8Array
  /** Level that the notice of the result named; -2 without a notice that counts. */
  noticed: Int8Array
}
export const flags = { result: 1, decided: 2, reason: 4, confirmed: 8, noticeClosed: 16 }

/** Numbers the books of the year in the order of their book numbers, as an index keeps them. */
export async function readBookNumbers(tx: ReadTx, of: YearOfBooks): Promise<string[]> {
  const columns: CopyColumn[] = ['uuid', 'uuid', 'int', 'text']
  const [id, version, member, bookNo] = offsetsOf(columns) as [number, number, number, number]
  const numbers: string[] = []
  await copyOut(
    tx,
    sql`select b.id, b.version_id, (b.subject = 'MEMBER')::int, b.book_no from book b
      where b.region_id = ${of.regionId} and b.year = ${of.year} and b.version_id is not null order by b.book_no`,
    columns,
    (view, at) => {
      const book = of.ids.add(view, at + id)
      makeRoom(of)
      of.plan[book] = of.versions.add(view, at + version) * 2 + view.getInt32(at + member)
      numbers.push(textAt(view, at + bookNo))
    },
  )
  return numbers
}

/** Adds up the ledger, entry by entry, as it lies. */
export async function readEntries(tx: ReadTx, of: YearOfBooks): Promise<void> {
  const columns: CopyColumn[] = ['uuid', 'int', 'int']
  const [id, slot, counted] = offsetsOf(columns) as [number, number, number]
  const { sums } = of.facts
  await copyOut(
    tx,
    sql`select e.book_id, e.slot, e.counted from points_entry e where e.region_id = ${of.regionId} and e.year = ${of.year}`,
    columns,
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book < 0) return
      const place = book * 10 + view.getInt32(at + slot) - 1
      sums[place] = (sums[place] as number) + view.getInt32(at + counted)
    },
  )
}

/** Ten characters of `marks` as their places, `bits` each; -1 when they are anything else. */
function packedAt(view: DataView, at: number, marks: Int8Array, bits: number): number {
  if (lengthAt(view, at) !== 10) return -1
  let value = 0
  for (let place = 0; place < 10; place++) {
    const mark = marks[view.getUint8(at + place)] as number
    if (mark < 0) return -1
    value = (value << bits) | mark
  }
  return value
}
const placesOf = (marks: string): Int8Array => {
  const places = new Int8Array(256).fill(-1)
  for (let at = 0; at < marks.length; at++) places[marks.charCodeAt(at)] = at
  return places
}
const lights = placesOf('01')
const marks = placesOf(colourMarks)

/** Reads the stored results, and beside them scores and reviews, which are facts. */
export async function readStored(tx: ReadTx, of: YearOfBooks, bookNo: string[]): Promise<StoredResults> {
  const count = of.ids.size
  const stored: StoredResults = {
    bookNo,
    total: new Int32Array(count).fill(-1),
    lit: new Uint16Array(count),
    colours: new Uint32Array(count),
    odd: new Map(),
    suggested: new Int8Array(count).fill(-1),
    floor: new Int8Array(count).fill(-1),
    final: new Int8Array(count).fill(-1),
    class: new Int8Array(count),
    flags: new Uint8Array(count),
    noticed: new Int8Array(count).fill(-2),
  }
  const ints = ['score', 'unqualified', 'total', 'suggested', 'floor', 'final', 'flags'] as const
  const columns: CopyColumn[] = ['uuid', ...ints.map((): CopyColumn => 'int'), 'text', 'text', 'text']
  const [id, score, unqualified, total, suggested, floor, final, flag, texts] = offsetsOf(columns) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  await copyOut(
    tx,
    sql`select r.book_id, coalesce(r.year_end_score, -1), coalesce(r.review_grade = 'UNQUALIFIED', false)::int, coalesce(r.total, -1),
        coalesce(r.suggested_level, -1), coalesce(r.floor_level, -1), coalesce(r.final_level, -1),
        case when r.lit is not null then ${flags.result} else 0 end + case when r.determination_id is not null then ${flags.decided} else 0 end
          + case when r.level_reason <> '' then ${flags.reason} else 0 end + case when r.confirmed_at is not null then ${flags.confirmed} else 0 end
          + case when r.notice_id is not null and r.notice_closed_on is not null then ${flags.noticeClosed} else 0 end,
        coalesce(r.lit, ''), coalesce(r.colours, ''), coalesce(r.class, '')
      from rating r where r.region_id = ${of.regionId} and r.year = ${of.year}`,
    columns,
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book < 0) return
      of.facts.score[book] = view.getInt32(at + score)
      of.facts.vetoed[book] = view.getInt32(at + unqualified)
      stored.total[book] = view.getInt32(at + total)
      stored.suggested[book] = view.getInt32(at + suggested)
      stored.floor[book] = view.getInt32(at + floor)
      stored.final[book] = view.getInt32(at + final)
      stored.flags[book] = view.getInt32(at + flag)
      if (!((stored.flags[book] as number) & flags.result)) return
      const coloursAt = at + texts + lengthAt(view, at + texts) + 4
      const classAt = coloursAt + lengthAt(view, coloursAt) + 4
      stored.class[book] =
        lengthAt(view, classAt) === 0 ? 0 : orgClassKeys.indexOf(textAt(view, classAt) as OrgClass) + 1 || -1
      const lit = packedAt(view, at + texts, lights, 1)
      const colours = packedAt(view, coloursAt, marks, 3)
      stored.lit[book] = lit
      stored.colours[book] = colours
      if (lit < 0 || colours < 0)
        stored.odd.set(book, { lit: textAt(view, at + texts), colours: textAt(view, coloursAt) })
    },
  )
  await readNoticed(tx, of, stored)
  return stored
}

/** A result that was confirmed is what its public notice said; a later downgrade is a decision of its own. */
async function readNoticed(tx: ReadTx, of: YearOfBooks, stored: StoredResults): Promise<void> {
  const columns: CopyColumn[] = ['uuid', 'int']
  const [id, level] = offsetsOf(columns) as [number, number]
  await copyOut(
    tx,
    sql`select r.book_id, coalesce(l.level, -1) from rating r
      join notice_line l on l.region_id = r.region_id and l.notice_id = r.notice_id and l.book_id = r.book_id
      where r.region_id = ${of.regionId} and r.year = ${of.year} and r.state in ('CONFIRMED', 'AWARDED', 'IN_FORCE')`,
    columns,
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book >= 0) stored.noticed[book] = view.getInt32(at + level)
    },
  )
}
