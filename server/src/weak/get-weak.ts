import { openActs } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import type { AnswerIn } from '@xinghe/contract/route'
import {
  type getWeak as route,
  type WeakAct,
  type WeakReason,
  type WeakState,
  weakLifecycle,
} from '@xinghe/contract/weak'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { may } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { acceptanceRules } from './accept.ts'
import { casesWhere, rowOf } from './rows.ts'
import { addMonths, missing, reportable } from './weak.rules.ts'

const actions: Record<WeakAct, Action> = {
  verify: 'weak.verify',
  dismiss: 'weak.verify',
  list: 'weak.decide',
  plan: 'weak.verify',
  return_plan: 'weak.decide',
  approve_plan: 'weak.decide',
  report: 'weak.report',
  apply: 'weak.verify',
  pass: 'weak.decide',
  fail: 'weak.decide',
  again: 'weak.decide',
  relapse: 'weak.decide',
  close: 'weak.decide',
}
const mayNow = (by: Actor, state: WeakState, act: WeakAct, path: string): boolean =>
  may(by, act === 'dismiss' && state === 'VERIFIED' ? 'weak.decide' : actions[act], path)

/** One case whole, or 404. */
export async function getWeak(
  tx: ReadTx,
  by: Actor,
  { id }: { id: string },
): Promise<AnswerIn<typeof route>> {
  const one = await casesWhere(tx, by, sql<boolean>`c.id = ${id}`).executeTakeFirst()
  if (!one) throw new Refusal('common.not_found')
  const reasons = await tx
    .selectFrom('weak_reason')
    .select(['criterion', 'text', 'ref_kind', 'ref_id'])
    .where('region_id', '=', by.regionId)
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute()
  const progress = await tx
    .selectFrom('weak_progress')
    .select(['month', 'text', 'reported_by_name', 'reported_on'])
    .where('region_id', '=', by.regionId)
    .where('case_id', '=', id)
    .orderBy('month', 'desc')
    .execute()
  const acceptances = await tx
    .selectFrom('weak_acceptance')
    .select(['round', 'accepted_on as on', 'score', 'representatives', 'satisfied', 'basically'])
    .select(['dissatisfied', 'passed', 'verdict', 'note'])
    .where('region_id', '=', by.regionId)
    .where('case_id', '=', id)
    .orderBy('round', 'desc')
    .execute()
  const state = one.state as WeakState
  const { rules } = await acceptanceRules(tx, by)
  const set = await readSettings(tx, by, ['weak.report_day', 'weak.months'])
  const so = state === 'IN_PROGRESS' &&
    one.begun_on && {
      begunOn: one.begun_on,
      reported: progress.map(({ month }) => month),
      reportDay: set['weak.report_day'],
    }
  return {
    ...rowOf(one),
    reasons: reasons.map(({ criterion, text, ref_kind, ref_id }) => ({
      criterion: criterion as WeakReason['criterion'],
      text,
      refKind: ref_kind as WeakReason['refKind'],
      refId: ref_id,
    })),
    verifiedOn: one.verified_on,
    verification: one.verification,
    decisionDoc: one.decision_doc,
    measures: one.measures,
    approvedOn: one.approved_on,
    application: one.application,
    appliedOn: one.applied_on,
    progress: progress.map(({ month, text, reported_by_name, reported_on }) => ({
      month,
      text,
      by: reported_by_name,
      on: reported_on,
    })),
    missingMonths: so ? missing(so, by.today) : [],
    reportableMonths: so ? reportable(so, by.today) : [],
    acceptances,
    rules,
    suggestedDeadline: addMonths(by.today, set['weak.months']),
    timeline: (await timelineOf(tx, by.regionId, 'weak_case', id)).map((line) => ({
      at: line.at.toISOString(),
      personName: line.person_name,
      post: line.post,
      action: line.action,
      note: line.note,
    })),
    can: openActs(weakLifecycle, state).filter((act) => mayNow(by, state, act, one.path)),
  }
}
