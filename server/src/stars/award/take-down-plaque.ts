import type { takeDownPlaque as route } from '@xinghe/contract/award'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { plaquesFor } from './load.ts'

export async function takeDownPlaque(
  tx: Tx,
  by: Actor,
  { id, on, reason }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const plaques = await plaquesFor(tx, by, [id], 'plaques.order', 'take_down')
  await tx
    .updateTable('plaque')
    .set({ state: 'TAKEN_DOWN', ended_on: on, end_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await settle(tx, by, 'plaque', id)
  await audit(
    tx,
    by,
    'award.plaque_taken_down',
    plaques.map((plaque) => ({
      path: plaque.path,
      subjectKind: 'plaque',
      subjectId: plaque.id,
      note: reason,
    })),
  )
  return { count: plaques.length }
}
