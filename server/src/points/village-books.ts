/** What becomes of the books of villages when the tree changes (docs/decisions/0012). */
import { yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { UnitRow } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { lockMovable, markMoved, refuseUnderWay } from './carry-book.ts'
import { type MovedBooks, type MoveReasons, moveBooks } from './move-books.ts'
import { openBooks, putUnderVersion } from './open-books.ts'
import { quartersOpen } from './transfer-member.ts'

/** Members' books of years still running go on in `to`; those of years with a result stay where they were rated. */
export async function moveVillageBooks(
  tx: Tx,
  by: Actor,
  input: { from: UnitRow; to: UnitRow; personIds: readonly string[]; reasons: MoveReasons },
): Promise<MovedBooks> {
  const own = await tx
    .selectFrom('book')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', input.from.id)
    .where('person_id', '=', sql<string>`any(${input.personIds}::uuid[])`)
    .where('moved_to', 'is', null)
    .execute()
  const books = await lockMovable(
    tx,
    by,
    own.map((book) => book.id),
  )
  const running = books.filter((book) => !book.rated)
  running.forEach(refuseUnderWay)
  const open = await quartersOpen(tx, by, running, input.to.id)
  return moveBooks(tx, by, running.filter(open), input.to.id, input.reasons)
}

/**
 * The village is merged away: its organisation's running book ends, to be read beside the one of `to`, which keeps its own
 * points; its open quarters end, since nothing stands in them any more.
 */
export async function endVillageBooks(
  tx: Tx,
  by: Actor,
  { from, to, reason }: { from: UnitRow; to: UnitRow; reason: string },
): Promise<void> {
  const { rows: books } = await sql<{ from: string; to: string }>`
    select b.id as "from", o.id as "to" from book b
    join book o on o.region_id = b.region_id and o.village_id = ${to.id} and o.year = b.year and o.subject = 'ORG' and o.moved_to is null
    where b.region_id = ${by.regionId} and b.village_id = ${from.id} and b.subject = 'ORG' and b.moved_to is null
      and exists (select 1 from quarter q where q.region_id = b.region_id and q.village_id = b.village_id and q.year = b.year and q.state = 'OPEN')
      and not exists (select 1 from rating r where r.region_id = b.region_id and r.book_id = b.id)`.execute(
    tx,
  )
  await markMoved(tx, by, books, { kind: 'MERGE', reason })
  const { rows: ended } = await sql<{ id: string }>`
    update quarter set state = 'ENDED', closed_on = ${by.today}
    where region_id = ${by.regionId} and village_id = ${from.id} and state = 'OPEN' returning id`.execute(tx)
  await settle(
    tx,
    by,
    'quarter',
    ended.map((quarter) => quarter.id),
  )
}

/** Years of a village that are not decided yet: without any result, and not long past. Alias `b` has region, village and year. */
const running = (by: Actor) => sql<boolean>`b.year >= ${yearOf(by.today) - 1} and not exists (
  select 1 from rating r where r.region_id = b.region_id and r.village_id = b.village_id and r.year = b.year)`

export interface Reversioned {
  bookId: string
  wasVersion: string
}
/** Villages go to another township: what runs is looked after there, under its scheme where it has one. Years decided stay. */
export async function followTownship(
  tx: Tx,
  by: Actor,
  villageIds: readonly string[],
  townshipId: string,
): Promise<Reversioned[]> {
  const { rows: books } = await sql<{ id: string; year: number; version_id: string | null }>`
    update book b set township_id = ${townshipId}
    where b.region_id = ${by.regionId} and b.village_id = any(${villageIds}::uuid[]) and b.moved_to is null and ${running(by)}
    returning b.id, b.year, b.version_id`.execute(tx)
  await sql`
    update quarter b set township_id = ${townshipId}
    where b.region_id = ${by.regionId} and b.village_id = any(${villageIds}::uuid[]) and b.state in ('OPEN', 'CLOSED', 'PUBLIC') and ${running(by)}`.execute(
    tx,
  )
  for (const year of new Set(books.map((book) => book.year)))
    await putUnderVersion(tx, by, { townshipId, year })
  return books.flatMap((book) => (book.version_id ? [{ bookId: book.id, wasVersion: book.version_id }] : []))
}

/** A village split off gets its organisation's book for each running year; quarters sealed before the split are sealed for it too. */
export async function openSplitBooks(
  tx: Tx,
  by: Actor,
  { from, to, townshipId }: { from: UnitRow; to: UnitRow; townshipId: string },
): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct b.year from book b
    where b.region_id = ${by.regionId} and b.village_id = ${from.id} and b.subject = 'ORG' and b.moved_to is null and ${running(by)}
      and exists (select 1 from quarter q where q.region_id = b.region_id and q.village_id = b.village_id and q.year = b.year and q.state = 'OPEN')`.execute(
    tx,
  )
  const years = rows.map((row) => row.year)
  for (const year of years) await openBooks(tx, by, { townshipId, year })
  await sql`
    update quarter q set state = o.state, closed_on = o.closed_on, sealed_on = o.sealed_on, notice_id = o.notice_id
    from quarter o
    where q.region_id = ${by.regionId} and q.village_id = ${to.id} and o.region_id = q.region_id and o.village_id = ${from.id}
      and o.year = q.year and o.quarter = q.quarter and o.state = 'SEALED' and q.state = 'OPEN'`.execute(tx)
  return years
}

/** The organisation's running book bears its name of today; those of years decided keep theirs. */
export async function nameRunningBooks(tx: Tx, by: Actor, villageId: string, name: string): Promise<void> {
  await sql`
    update book b set name = ${name}
    where b.region_id = ${by.regionId} and b.village_id = ${villageId} and b.subject = 'ORG' and b.moved_to is null and ${running(by)}`.execute(
    tx,
  )
}
