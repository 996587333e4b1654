import { type Post, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import type { endSubstitution as route } from '@xinghe/contract/substitutions'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { releaseSeat } from './release-matters.ts'
import { arranges, lockHolding } from './substitution-rows.ts'

/** Over now, before its day; what waited for the substitute by name waits in the post again. */
export async function endSubstitution(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const found = await tx
    .selectFrom('substitution')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  const held = await lockHolding(tx, by, found.holding_id)
  permit(tx, by, 'substitutes.name', held.path)
  if (!arranges(by, held)) throw new Refusal('substitutions.not_yours')
  if (found.ended_at !== null || found.last_on < by.today) throw new Refusal('substitutions.over')
  await tx
    .updateTable('substitution')
    .set({ ended_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await releaseSeat(
    tx,
    by,
    { personId: found.person_id, unitId: held.unit_id, post: held.post },
    { id: held.person_id, name: held.name },
  )
  const note = `${held.unit_name}${posts[held.post as Post]}`
  await audit(
    tx,
    by,
    'org.substitution_ended',
    [held.person_id, found.person_id].map((subjectId) => ({
      path: held.path,
      subjectKind: 'person',
      subjectId,
      note,
    })),
  )
  return { ok: true }
}
