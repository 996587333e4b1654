import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { insertPlaques, lockRatings } from './order-plaques.ts'

/**
 * After a result was lowered: each plaque or plate that still shows the old level is replaced by a new one, ordered at
 * the price and from the fund of the old. What hangs stays until the new one does; what does not hang yet, or a level of
 * no star, ends at once. The caller has permitted the act.
 */
export async function changePlaques(tx: Tx, by: Actor, bookId: string, why: string): Promise<void> {
  const old = await tx
    .selectFrom('plaque')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', bookId)
    .where('state', 'in', ['ORDERED', 'DELIVERED', 'HUNG'])
    .forUpdate()
    .execute()
  if (old.length === 0) return
  const ratings = await lockRatings(tx, by, sql<boolean>`r.book_id = ${bookId}`)
  const starless = (ratings[0]?.final_level ?? 0) === 0
  const ended = old.filter((plaque) => starless || plaque.state !== 'HUNG')
  const ids = ended.map((plaque) => plaque.id)
  await tx
    .updateTable('plaque')
    .set({ state: 'TAKEN_DOWN', ended_on: by.today, end_reason: why })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  await settle(tx, by, 'plaque', ids)
  await audit(
    tx,
    by,
    'award.plaque_taken_down',
    ended.map((plaque) => ({
      path: plaque.path,
      subjectKind: 'plaque',
      subjectId: plaque.id,
      note: why,
    })),
  )
  if (starless) return
  for (const kind of ['PLAQUE', 'DOOR_PLATE'] as const) {
    const [before] = old.filter((plaque) => plaque.kind === kind)
    if (before)
      await insertPlaques(tx, by, kind, ratings, {
        costFen: before.cost_fen,
        fundSource: before.fund_source,
        orderedOn: by.today,
      })
  }
}
