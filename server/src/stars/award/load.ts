import type { PlaqueAct, PlaqueState } from '@xinghe/contract/award'
import { plaqueLifecycle } from '@xinghe/contract/award'
import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'

/** Locks these plaques for an act; refuses unless all are visible, permitted and in a state that allows it. */
export async function plaquesFor(tx: Tx, by: Actor, ids: readonly string[], action: Action, act: PlaqueAct) {
  const plaques = await tx
    .selectFrom('plaque')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  permitAll(
    tx,
    by,
    action,
    plaques.map((plaque) => plaque.path),
  )
  if (plaques.length < new Set(ids).size) throw new Refusal('common.not_found')
  for (const plaque of plaques)
    if (!next(plaqueLifecycle, plaque.state as PlaqueState, act)) throw new Refusal('common.act_not_open')
  return plaques
}
