import type { decideRemoval as route } from '@xinghe/contract/removals'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { lockRemoval, queueRemoval, stateAfter } from './load.ts'

/** What the committee of the township decided at its meeting: the removal goes to its notice, or ends here. */
export async function decideRemoval(
  tx: Tx,
  by: Actor,
  { id, agreed, metOn, docNo, decision }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const removal = await lockRemoval(tx, by, { id })
  permit(tx, by, 'removals.decide', removal.path)
  const state = stateAfter(removal, agreed ? 'decide' : 'refuse')
  if (metOn < removal.proposed_on)
    throw new Refusal('removals.day_early', { day: formatDay(removal.proposed_on) })
  if (metOn > by.today) throw new Refusal('org.day_in_future')
  await tx
    .updateTable('star_removal')
    .set({
      state,
      met_on: metOn,
      doc_no: docNo,
      decision,
      decided_by_name: by.name,
      ended_reason: agreed ? null : decision,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, agreed ? 'removals.decided' : 'removals.refused', {
    path: removal.path,
    subjectKind: 'star_removal',
    subjectId: id,
    note: `${docNo}：${decision}`,
  })
  if (agreed) await queueRemoval(tx, by, 'REMOVAL_NOTICE', removal)
  else await settle(tx, by, 'star_removal', id)
  return { ok: true }
}
