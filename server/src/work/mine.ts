import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

/**
 * A matter waits for me when it stands at my unit and post and at nobody else by name (but him for whom I stand in), or
 * when it is offered to me. What
 * rose from below is not mine to settle: it stands in my area.
 */
export const mine = (by: Actor): RawBuilder<boolean> =>
  sql<boolean>`(w.region_id = ${by.regionId} and (
    (w.unit_id = ${by.unitId} and w.post = ${by.post} and (w.person_id is null or w.person_id in (${by.personId}, ${by.standsInFor?.personId ?? by.personId})))
    or w.handover_person_id = ${by.personId}))`

export async function countMine(tx: ReadTx, by: Actor): Promise<number> {
  const row = await tx
    .selectFrom('work_item as w')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(mine(by))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
