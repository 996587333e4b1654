import type { transferMember as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { lockMovable, type MovableBook, refuseUnderWay } from './carry-book.ts'
import { moveBooks } from './move-books.ts'

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
  running.forEach(refuseUnderWay)
  const open = await quartersOpen(tx, by, running, to.id)
  // Books of one member, of one or two years, each from the village where it was.
  for (const book of running.filter(open)) {
    const from = await org.getUnit(tx, by, book.village_id)
    await moveBooks(tx, by, [book], to.id, {
      marked: `组织关系自${formatDay(input.on)}转入${to.short_name}`,
      carried: `组织关系由${from.short_name}转入${to.short_name}`,
    })
  }
  return { ok: true }
}

/** A year whose quarters are all closed here or there is over: its books stay where their notices hang. */
export async function quartersOpen(
  tx: Tx,
  by: Actor,
  books: readonly MovableBook[],
  toVillageId: string,
): Promise<(book: MovableBook) => boolean> {
  const villages = [...new Set([...books.map((book) => book.village_id), toVillageId])]
  const { rows } = await sql<{ village_id: string; year: number }>`
    select village_id, year from quarter where region_id = ${by.regionId} and village_id = any(${villages}::uuid[])
    group by 1, 2 having not bool_or(state = 'OPEN')`.execute(tx)
  const closed = new Set(rows.map((row) => `${row.village_id} ${row.year}`))
  return (book) => ![book.village_id, toVillageId].some((id) => closed.has(`${id} ${book.year}`))
}
