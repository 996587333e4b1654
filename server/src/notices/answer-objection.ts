import { next } from '@xinghe/contract/lifecycle'
import { type ObjectionState, objectionLifecycle } from '@xinghe/contract/notices'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { objectionFor } from './load.ts'
import { refuseOwnMatter } from './own-matter.ts'
import { personalDataIn } from './personal.rules.ts'

/**
 * Answers after an investigation; the objector reads the answer by his tracking code. What an amendment changes is the
 * caller's matter.
 */
export async function answerObjection(
  tx: Tx,
  by: Actor,
  { id, outcome, answer }: { id: string; outcome: 'UPHELD' | 'AMENDED'; answer: string },
): Promise<{ bookId: string | null; noticeId: string }> {
  const objection = await objectionFor(tx, by, id)
  permit(tx, by, 'objections.answer', objection.path)
  await refuseOwnMatter(tx, by, objection.book_id)
  if (objection.state === 'RAISED') throw new Refusal('notices.finding_needed')
  const act = outcome === 'UPHELD' ? 'uphold' : 'amend'
  const state = next(objectionLifecycle, objection.state as ObjectionState, act)
  if (!state) throw new Refusal('common.act_not_open')
  const what = personalDataIn(answer)
  if (what) throw new Refusal('notices.personal_data', { where: '答复', what })
  await tx
    .updateTable('objection')
    .set({ state, outcome, answer, answered_by_name: by.name, answered_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await settle(tx, by, 'objection', id)
  await audit(tx, by, `objection.${act}`, {
    path: objection.path,
    subjectKind: 'objection',
    subjectId: id,
    note: answer,
  })
  return { bookId: objection.book_id, noticeId: objection.notice_id }
}
