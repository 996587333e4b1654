/** Returned for completion, or not recognised: by whoever would have confirmed or checked. */

import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { rejectSlips as rejectRoute, returnSlips as returnRoute } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { demandOpen, type LoadedSlip, loadSlips, refuseOwn } from './load-slips.ts'
import { queueForCorrection } from './slip-queues.ts'

async function load(
  tx: Tx,
  by: Actor,
  ids: readonly string[],
  act: 'return' | 'reject',
): Promise<LoadedSlip[]> {
  const slips = await loadSlips(tx, by, ids)
  for (const slip of slips)
    permit(tx, by, slip.state === 'CONFIRMED' ? 'slips.check' : 'slips.confirm', slip.path)
  demandOpen(slips, act)
  refuseOwn(by, slips)
  if (
    by.post !== 'VILLAGE_SECRETARY' &&
    slips.some((slip) => slip.state === 'SUBMITTED' && slip.confirmer !== by.post)
  )
    throw new Refusal('common.not_allowed')
  return slips
}
const of = (slips: readonly LoadedSlip[]) => sql<string>`any(${slips.map((slip) => slip.id)}::uuid[])`

/** Back to whoever entered it, nothing cleared; it waits in his queue. */
export async function returnSlips(
  tx: Tx,
  by: Actor,
  { ids, reason }: InputOf<typeof returnRoute>,
): Promise<AnswerIn<typeof returnRoute>> {
  const slips = await load(tx, by, ids, 'return')
  await tx
    .updateTable('slip')
    .set((eb) => ({ state: 'RETURNED', returned_from: eb.ref('state'), return_reason: reason }))
    .where('region_id', '=', by.regionId)
    .where('id', '=', of(slips))
    .execute()
  await audit(
    tx,
    by,
    'slip.return',
    slips.map((slip) => ({ path: slip.path, subjectKind: 'slip', subjectId: slip.id, note: reason })),
  )
  await queueForCorrection(tx, by, slips)
  return { done: slips.length }
}

/** Not recognised: ends here; the deed may be entered anew. */
export async function rejectSlips(
  tx: Tx,
  by: Actor,
  { ids, reason }: InputOf<typeof rejectRoute>,
): Promise<AnswerIn<typeof rejectRoute>> {
  const slips = await load(tx, by, ids, 'reject')
  await tx
    .updateTable('slip')
    .set({ state: 'REJECTED', return_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', of(slips))
    .execute()
  await tx
    .updateTable('slip_line')
    .set({ live: false })
    .where('region_id', '=', by.regionId)
    .where('slip_id', '=', of(slips))
    .execute()
  await audit(
    tx,
    by,
    'slip.reject',
    slips.map((slip) => ({ path: slip.path, subjectKind: 'slip', subjectId: slip.id, note: reason })),
  )
  await settle(
    tx,
    by,
    'slip',
    slips.map((slip) => slip.id),
  )
  return { done: slips.length }
}
