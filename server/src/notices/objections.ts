import { type answerObjection as answerRoute, type investigateObjection as investigateRoute, type ObjectionState, objectionLifecycle, type raiseObjection as raiseRoute } from '@xinghe/contract/notices'
import { next } from '@xinghe/contract/lifecycle'
import type { InputOf } from '@xinghe/contract/route'
import { dueAfter } from '@xinghe/contract/workdays'
import { getRoot } from '../org/index.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId, shortCode } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Visitor } from '../platform/route.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, readSetting, settle, workCalendar } from '../work/index.ts'
import { objectionFor } from './load.ts'
import { regionOfCode } from './public-code.ts'

export interface Raised { id: string; bookId: string | null; noticeId: string; path: string; trackingCode: string; dueOn: string }

/** Takes an objection from the public page while the notice runs; it waits with the township for investigation. */
export async function raiseObjection(tx: Tx, visitor: Visitor, { code, seq, name, contact, content }: InputOf<typeof raiseRoute>): Promise<Raised> {
  const regionId = regionOfCode({ code }) as number
  const notice = await tx.selectFrom('notice').selectAll().where('region_id', '=', regionId).where('public_code', '=', code.toUpperCase()).executeTakeFirst()
  if (!notice) throw new Refusal('common.not_found')
  if (notice.state !== 'PUBLISHED' || notice.starts_on > visitor.today || notice.ends_on < visitor.today) throw new Refusal('notices.not_running')
  const line = seq ? await tx.selectFrom('notice_line').selectAll().where('region_id', '=', regionId).where('notice_id', '=', notice.id).where('seq', '=', seq).executeTakeFirst() : undefined
  if (seq && !line) throw new Refusal('notices.no_such_line')
  const unit = await tx.selectFrom('unit').select(['id', 'kind', 'parent_id']).where('region_id', '=', regionId).where('id', '=', notice.unit_id).executeTakeFirstOrThrow()
  const by = systemActor(regionId, await getRoot(tx, { regionId }), visitor.now)
  const raised: Raised = {
    id: newId(), bookId: line?.book_id ?? null, noticeId: notice.id, path: line?.path ?? notice.path,
    trackingCode: `${regionId.toString(36).toUpperCase()}-${shortCode(10)}`,
    dueOn: dueAfter(await workCalendar(tx, by), visitor.today, await readSetting(tx, by, 'objection.answer_workdays')),
  }
  await tx.insertInto('objection').values({
    region_id: regionId, id: raised.id, notice_id: notice.id, book_id: raised.bookId, path: raised.path, tracking_code: raised.trackingCode,
    objector_name: name, objector_contact: contact, content, raised_at: visitor.now, due_on: raised.dueOn, state: 'RAISED',
  }).execute()
  await queue(tx, by, {
    kind: 'OBJECTION_INVESTIGATE', subjectKind: 'objection', subjectId: raised.id, path: raised.path, title: `对“${line?.subject_name ?? notice.title}”的异议`,
    unitId: unit.kind === 'VILLAGE' || unit.kind === 'COMMUNITY' ? (unit.parent_id as string) : unit.id, post: 'TOWNSHIP_CLERK', dueOn: raised.dueOn,
  })
  // 依据: the objector's name stays with the investigators; the timeline says only that an objection came.
  await audit(tx, { ...by, name: '群众', traceId: visitor.traceId }, 'objection.raise', { path: raised.path, subjectKind: 'objection', subjectId: raised.id })
  return raised
}

/** Whoever is complained about does not judge it himself. */
async function refuseOwnMatter(tx: Tx, by: Actor, bookId: string | null): Promise<void> {
  if (!bookId) return
  const book = await tx.selectFrom('book').select('person_id').where('region_id', '=', by.regionId).where('id', '=', bookId).executeTakeFirst()
  if (book?.person_id === by.personId) throw new Refusal('common.own_matter')
}

export async function investigateObjection(tx: Tx, by: Actor, { id, finding }: InputOf<typeof investigateRoute>): Promise<{ bookId: string | null }> {
  const objection = await objectionFor(tx, by, id)
  permit(tx, by, 'objections.investigate', objection.path)
  await refuseOwnMatter(tx, by, objection.book_id)
  const to = next(objectionLifecycle, objection.state as ObjectionState, 'investigate')
  if (!to) throw new Refusal('common.act_not_open')
  await tx.updateTable('objection').set({ state: to, finding, investigated_by_name: by.name, investigated_at: by.now }).where('region_id', '=', by.regionId).where('id', '=', id).execute()
  const waiting = await tx.selectFrom('work_item').select(['unit_id', 'title']).where('region_id', '=', by.regionId).where('subject_kind', '=', 'objection').where('subject_id', '=', id).executeTakeFirst()
  await queue(tx, by, {
    kind: 'OBJECTION_ANSWER', subjectKind: 'objection', subjectId: id, path: objection.path, title: waiting?.title ?? '异议待答复',
    unitId: waiting?.unit_id ?? by.unitId, post: 'TOWNSHIP_SECRETARY', dueOn: objection.due_on,
  })
  await audit(tx, by, 'objection.investigate', { path: objection.path, subjectKind: 'objection', subjectId: id, note: finding })
  return { bookId: objection.book_id }
}

/** Answers after an investigation. What an amendment changes is the caller's matter. */
export async function answerObjection(tx: Tx, by: Actor, { id, outcome, answer }: Pick<InputOf<typeof answerRoute>, 'id' | 'outcome' | 'answer'>): Promise<{ bookId: string | null; noticeId: string }> {
  const objection = await objectionFor(tx, by, id)
  permit(tx, by, 'objections.answer', objection.path)
  await refuseOwnMatter(tx, by, objection.book_id)
  if (objection.state === 'RAISED') throw new Refusal('notices.finding_needed')
  const to = next(objectionLifecycle, objection.state as ObjectionState, outcome === 'UPHELD' ? 'uphold' : 'amend')
  if (!to) throw new Refusal('common.act_not_open')
  await tx.updateTable('objection').set({ state: to, outcome, answer, answered_by_name: by.name, answered_at: by.now }).where('region_id', '=', by.regionId).where('id', '=', id).execute()
  await settle(tx, by, 'objection', id)
  await audit(tx, by, outcome === 'UPHELD' ? 'objection.uphold' : 'objection.amend', { path: objection.path, subjectKind: 'objection', subjectId: id, note: answer })
  return { bookId: objection.book_id, noticeId: objection.notice_id }
}
