import type { transferMember as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../platform/tx.ts'
import { bookNumber } from './book-number.ts'
import { carryStanding, lockMovable, type MovableBook, markMoved, refuseUnderWay } from './carry-book.ts'
import { putUnderVersion } from './open-books.ts'

/**
 * Moves a member and the running book of the year: the new branch gets a book with all that stands, under the versions of
 * its days; the old branch keeps the old book to read. A book with a result under way stays: that year is the old branch's.
 */
export async function transferMember(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  await org.transferMember(tx, by, input)
  const to = await org.getUnit(tx, by, input.toUnitId)
  const own = await tx
    .selectFrom('book')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', input.id)
    .where('moved_to', 'is', null)
    .where('village_id', '<>', to.id)
    .execute()
  const books = await lockMovable(
    tx,
    by,
    own.map((book) => book.id),
  )
  const running = books.filter((book) => !book.rated)
  for (const book of running) {
    refuseUnderWay(book)
    if (await quartersOpen(tx, by, book, to.id)) await moveTo(tx, by, book, to, input.on)
  }
  return { ok: true }
}

/** A year whose quarters are all closed here or there is over: its book stays where its notices hang. */
async function quartersOpen(tx: Tx, by: Actor, book: MovableBook, villageId: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select exists (select 1 from unnest(${[book.village_id, villageId]}::uuid[]) as v (id)
      where exists (select 1 from quarter q where q.region_id = ${by.regionId} and q.village_id = v.id and q.year = ${book.year})
        and not exists (select 1 from quarter q where q.region_id = ${by.regionId} and q.village_id = v.id and q.year = ${book.year} and q.state = 'OPEN')) as closed`.execute(
    tx,
  )
  return rows[0]?.closed === false
}

async function moveTo(tx: Tx, by: Actor, book: MovableBook, to: org.UnitRow, on: string): Promise<void> {
  const { rows } = await sql<{
    township_seq: number
    seq: number
    last: number
    from: string
    township_id: string
  }>`
    select t.seq as township_seq, v.seq,
      (select coalesce(max(right(b.book_no, 3)::int), 0) from book b
        where b.region_id = v.region_id and b.year = ${book.year} and b.village_id = v.id) as last,
      (select f.short_name from unit f where f.region_id = v.region_id and f.id = ${book.village_id}) as from,
      t.id as township_id
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where v.region_id = ${by.regionId} and v.id = ${to.id}`.execute(tx)
  const place = rows[0] as (typeof rows)[number]
  const { rated: _, under_way: __, ...row } = book
  const zero = { s1: 0, s2: 0, s3: 0, s4: 0, s5: 0, s6: 0, s7: 0, s8: 0, s9: 0, s10: 0, entries: 0, head: '' }
  const made = {
    ...row,
    ...zero,
    id: newId(),
    township_id: place.township_id,
    village_id: to.id,
    path: to.path,
    book_no: bookNumber(book.year, place.township_seq, place.seq, place.last + 1),
    opened_on: by.today,
  }
  await markMoved(tx, by, book.id, {
    bookId: made.id,
    kind: 'TRANSFER',
    reason: `组织关系自${formatDay(on)}转入${to.short_name}`,
  })
  await tx.insertInto('book').values(made).execute()
  await putUnderVersion(tx, by, { townshipId: place.township_id, year: book.year })
  await carryStanding(tx, by, {
    from: book.id,
    into: { ...made, rated: false, under_way: 0 },
    reason: `组织关系由${place.from}转入${to.short_name}`,
  })
}
