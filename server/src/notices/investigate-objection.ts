import { next } from '@xinghe/contract/lifecycle'
import { type ObjectionState, objectionLifecycle } from '@xinghe/contract/notices'
import { attachEvidence } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { queue } from '../work/index.ts'
import { objectionFor } from './load.ts'
import { refuseOwnMatter } from './own-matter.ts'

/** Records what the investigation found, with its evidence; the matter then waits for the secretary's answer. */
export async function investigateObjection(
  tx: Tx,
  by: Actor,
  { id, finding, fileIds = [] }: { id: string; finding: string; fileIds?: readonly string[] },
): Promise<{ bookId: string | null }> {
  const objection = await objectionFor(tx, by, id)
  permit(tx, by, 'objections.investigate', objection.path)
  await refuseOwnMatter(tx, by, objection.book_id)
  const state = next(objectionLifecycle, objection.state as ObjectionState, 'investigate')
  if (!state) throw new Refusal('common.act_not_open')
  await tx
    .updateTable('objection')
    .set({ state, finding, investigated_by_name: by.name, investigated_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await attachEvidence(tx, by, 'objection', id, objection.path, fileIds)
  const waiting = await tx
    .selectFrom('work_item')
    .select(['unit_id', 'title'])
    .where('region_id', '=', by.regionId)
    .where('subject_kind', '=', 'objection')
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  await queue(tx, by, {
    kind: 'OBJECTION_ANSWER',
    subjectKind: 'objection',
    subjectId: id,
    path: objection.path,
    title: waiting.title,
    unitId: waiting.unit_id,
    post: 'TOWNSHIP_SECRETARY',
    dueOn: objection.due_on,
  })
  await audit(tx, by, 'objection.investigate', {
    path: objection.path,
    subjectKind: 'objection',
    subjectId: id,
    note: finding,
  })
  return { bookId: objection.book_id }
}
