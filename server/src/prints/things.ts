/**
 * What can be printed by the hundred: how it is found within a unit, whose right it needs, and where its data comes
 * from. The owner of each kind loads it, for many at once, through the same reads as for one.
 */
import { type PrintAsked, type PrintThing, sizeInMm } from '@xinghe/contract/prints'
import type { Action } from '@xinghe/contract/rights'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { booksToPrint } from '../points/index.ts'
import type { Sheet, SheetData, Size } from '../print/index.ts'

/** A sheet with the name under which it stands among the bookmarks. */
export interface Named<K extends Sheet> {
  title: string
  data: SheetData[K]
}
/** What is set in one go. */
export interface Piece {
  /** Of the bookmarks above it: township and village. */
  place: string[]
  ids: string[]
}
interface Found {
  id: string
  township: string | null
  village: string | null
}
interface Thing<K extends Sheet> {
  sheet: K
  /** The right to read one of them. */
  right: Action
  /** `id`, and the names of township and village, of what is asked, in order. */
  find(by: Actor, asked: PrintAsked, path: string): RawBuilder<Found>
  load(tx: ReadTx, by: Actor, ids: readonly string[], asked: PrintAsked): Promise<Named<K>[]>
  /** Of sheets that are bound and printed on both sides: the size of a page. */
  leaf?: Size
  size?(asked: PrintAsked): Size | undefined
  /** The people whose records they are, as `person_id` and `path`, for the trace that is left with them. */
  seen?: { what: 'PRINT' | 'STAR'; of(by: Actor, ids: readonly string[]): RawBuilder<unknown> }
}
const thing = <K extends Sheet>(declared: Thing<K>): Thing<Sheet> => declared as unknown as Thing<Sheet>

const below = (alias: string, path: string) =>
  sql`${sql.ref(`${alias}.path`)} >= ${path} and ${sql.ref(`${alias}.path`)} < ${`${path}~`}`
const anyOf = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`
const bookPeople = (by: Actor, ids: readonly string[]) =>
  sql`select b.person_id, b.path from book b where b.region_id = ${by.regionId} and b.id = ${anyOf(ids)} and b.person_id is not null`

export const things: Record<PrintThing, Thing<Sheet>> = {
  BOOKS: thing({
    sheet: 'book',
    leaf: [148, 210],
    right: 'books.read',
    find: (by, { year, subject }, path) => sql<Found>`
      select b.id, t.short_name as township, v.short_name as village from book b
      join unit v on v.region_id = b.region_id and v.id = b.village_id
      join unit t on t.region_id = b.region_id and t.id = b.township_id
      where ${within(by, 'books.read', 'b', { person: true })} and ${below('b', path)} and b.year = ${year} and b.subject = ${subject} and b.moved_to is null
      order by b.path, b.book_no`,
    async load(tx, by, ids, { fill }) {
      const books = await booksToPrint(tx, by, sql`b.id = ${anyOf(ids)}`, { blank: fill === 'BLANK' })
      return books.map(({ data }) => ({ title: data.name, data }))
    },
    seen: { what: 'PRINT', of: bookPeople },
  }),
} as never

/** 依据: measured. More pages in one go are no faster and hold more memory. */
const mostInOne = 25

/** What is asked, piece by piece in the order of the tree. */
export async function piecesOf(tx: ReadTx, by: Actor, asked: PrintAsked, path: string): Promise<Piece[]> {
  const { rows } = await things[asked.what].find(by, asked, path).execute(tx)
  const pieces: Piece[] = []
  for (const { id, township, village } of rows) {
    const place = [township, village].filter((name) => name !== null)
    const last = pieces.at(-1)
    if (last && last.ids.length < mostInOne && last.place.join() === place.join()) last.ids.push(id)
    else pieces.push({ place, ids: [id] })
  }
  return pieces
}
export const sizeOf = ({ size }: PrintAsked): Size | undefined => size && sizeInMm(size)
