import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import type { Tx } from '../platform/tx.ts'
import { bookNumber } from './book-number.ts'
import { carryStanding, type MovableBook, markMoved } from './carry-book.ts'
import { putUnderVersion } from './open-books.ts'

/** Why the old books ended, and what stands beside each entry in the new. */
export interface MoveReasons {
  marked: string
  carried: string
}
export interface MovedBooks {
  books: { from: string; into: string }[]
  carried: number
  /** Under which version each was before. */
  reversioned: { bookId: string; wasVersion: string }[]
}

/** Members' books go on in another village, each as a new book with all that stands; the old ones stay to read there. */
export async function moveBooks(
  tx: Tx,
  by: Actor,
  books: readonly MovableBook[],
  toVillageId: string,
  reasons: MoveReasons,
): Promise<MovedBooks> {
  const years = [...new Set(books.map((book) => book.year))]
  const { rows: places } = await sql<{
    year: number
    township_id: string
    township_seq: number
    path: string
    seq: number
    last: number
  }>`
    select y.year, t.id as township_id, t.seq as township_seq, v.path, v.seq,
      (select coalesce(max(right(b.book_no, 3)::int), 0) from book b
        where b.region_id = v.region_id and b.year = y.year and b.village_id = v.id) as last
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    cross join unnest(${years}::int[]) as y (year)
    where v.region_id = ${by.regionId} and v.id = ${toVillageId}`.execute(tx)
  const zero = { s1: 0, s2: 0, s3: 0, s4: 0, s5: 0, s6: 0, s7: 0, s8: 0, s9: 0, s10: 0, entries: 0, head: '' }
  const made = books.map((book) => {
    const place = places.find((one) => one.year === book.year) as (typeof places)[number]
    place.last += 1
    const { rated: _, under_way: __, points: ___, stars_lit: ____, ...row } = book
    return {
      ...row,
      ...zero,
      id: newId(),
      township_id: place.township_id,
      village_id: toVillageId,
      path: place.path,
      book_no: bookNumber(book.year, place.township_seq, place.seq, place.last),
      opened_on: by.today,
    }
  })
  const pairs = books.map((book, index) => ({ from: book.id, into: made[index] as (typeof made)[number] }))
  await markMoved(
    tx,
    by,
    pairs.map((pair) => ({ from: pair.from, to: pair.into.id })),
    { kind: 'TRANSFER', reason: reasons.marked },
  )
  await insertRows(tx, 'book', made)
  for (const { year, township_id } of places) await putUnderVersion(tx, by, { townshipId: township_id, year })
  const { carried } = await carryStanding(
    tx,
    by,
    pairs.map((pair) => ({
      from: pair.from,
      into: { ...pair.into, rated: false, under_way: 0, points: 0, stars_lit: 0 },
    })),
    reasons.carried,
  )
  return {
    books: pairs.map((pair) => ({ from: pair.from, into: pair.into.id })),
    carried,
    reversioned: made.flatMap((book) =>
      book.version_id ? [{ bookId: book.id, wasVersion: book.version_id }] : [],
    ),
  }
}
