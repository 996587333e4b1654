import type { Post } from '@xinghe/contract/rights'
import { holds } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import {
  type acceptHandOver as acceptRoute,
  type declineHandOver as declineRoute,
  type handOver as handOverRoute,
  type takeBack as takeBackRoute,
  workActions,
} from '@xinghe/contract/work'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { change, lockMatter, type WorkMatter } from './matters.ts'
import { receiversOf } from './receivers.ts'

/** The hand-over stands in the timeline of the record itself. */
const record = (tx: Tx, by: Actor, action: string, matter: WorkMatter, note: string | null) =>
  audit(tx, by, action, {
    path: matter.path,
    subjectKind: matter.subject_kind,
    subjectId: matter.subject_id,
    note,
  })

/** Offers a matter to a named colleague. The sender stays its owner until the colleague accepts. */
export async function handOver(
  tx: Tx,
  by: Actor,
  { id, personId, note }: InputOf<typeof handOverRoute>,
): Promise<{ ok: true }> {
  const matter = await lockMatter(tx, by, id)
  permit(tx, by, 'work.hand_over', matter.path)
  if (!matter.is_mine) throw new Refusal('work.not_owner')
  const receivers = await receiversOf(tx, by, matter)
  if (matter.handover_person_id)
    throw new Refusal('work.offered_already', {
      name: receivers.find((one) => one.personId === matter.handover_person_id)?.name ?? '他人',
    })
  const receiver = receivers.find((one) => one.personId === personId)
  if (!receiver) throw new Refusal('work.wrong_receiver')
  await change(tx, by, id, { handover_person_id: personId, handover_note: note })
  await record(tx, by, 'work.handed_over', matter, `转${receiver.name}：${note}`)
  return { ok: true }
}

/** Withdraws an offer that nobody accepted yet. */
export async function takeBack(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof takeBackRoute>,
): Promise<{ ok: true }> {
  const matter = await lockMatter(tx, by, id)
  permit(tx, by, 'work.hand_over', matter.path)
  if (!matter.is_mine) throw new Refusal('work.not_owner')
  if (!matter.handover_person_id) throw new Refusal('work.not_offered')
  await change(tx, by, id, { handover_person_id: null, handover_note: null })
  await record(tx, by, 'work.taken_back', matter, null)
  return { ok: true }
}

/** The matter is mine from now on, by name; its clock runs on. */
export async function acceptHandOver(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof acceptRoute>,
): Promise<{ ok: true }> {
  const matter = await lockMatter(tx, by, id)
  permit(tx, by, 'work.hand_over', matter.path)
  if (matter.handover_person_id !== by.personId) throw new Refusal('work.not_offered')
  if (by.unitId !== matter.unit_id || !holds(by.post as Post, workActions[matter.kind]))
    throw new Refusal('work.other_post', { unit: matter.unit_name })
  await change(tx, by, id, {
    // 依据: taken over in another's post, it is his again when the substitute's days are over.
    person_id: by.standsInFor?.personId ?? by.personId,
    post: by.post,
    handover_person_id: null,
    handover_note: null,
    reminded_at: null,
  })
  await record(tx, by, 'work.accepted', matter, null)
  return { ok: true }
}

/** Back to the sender, with the reason. */
export async function declineHandOver(
  tx: Tx,
  by: Actor,
  { id, note }: InputOf<typeof declineRoute>,
): Promise<{ ok: true }> {
  const matter = await lockMatter(tx, by, id)
  permit(tx, by, 'work.hand_over', matter.path)
  if (matter.handover_person_id !== by.personId) throw new Refusal('work.not_offered')
  await change(tx, by, id, { handover_person_id: null, handover_note: null })
  await record(tx, by, 'work.declined', matter, note)
  return { ok: true }
}
