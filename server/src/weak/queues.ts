import { type LocalDate, localDate } from '@xinghe/contract/values'
import type { WeakState } from '@xinghe/contract/weak'
import type { WorkKind } from '@xinghe/contract/work'
import { dueAfter } from '@xinghe/contract/workdays'
import { getRoot } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, readSettings, settle, workCalendar } from '../work/index.ts'
import { monthOf, nextReport } from './weak.rules.ts'

export interface Waiting {
  id: string
  village_id: string
  township_id: string
  path: string
  org_name: string
  state: WeakState
  begun_on: string | null
  deadline: string | null
  watch_until: string | null
  reported: readonly string[]
}
type Terms = 'weak.verify_workdays' | 'weak.list_workdays' | 'weak.plan_workdays' | 'weak.accept_workdays'
const atCounty: Partial<Record<WeakState, [WorkKind, Terms]>> = {
  VERIFIED: ['WEAK_LIST', 'weak.list_workdays'],
  PLANNED: ['WEAK_APPROVE', 'weak.plan_workdays'],
  APPLIED: ['WEAK_ACCEPT', 'weak.accept_workdays'],
  FAILED: ['WEAK_AGAIN', 'weak.plan_workdays'],
}
const atTownship: Partial<Record<WeakState, [WorkKind, Terms]>> = {
  SUSPECTED: ['WEAK_VERIFY', 'weak.verify_workdays'],
  LISTED: ['WEAK_PLAN', 'weak.plan_workdays'],
}

/** Each case into the one queue of its state; all of them are in the same state. */
export async function queueCases(tx: Tx, by: Actor, cases: readonly Waiting[]): Promise<void> {
  const [first] = cases
  if (!first) return
  const { state } = first
  if (state === 'DISMISSED' || state === 'CLOSED')
    return settle(
      tx,
      by,
      'weak_case',
      cases.map((one) => one.id),
    )
  const root = await getRoot(tx, by)
  const [kind, term] = atCounty[state] ?? atTownship[state] ?? []
  const set = await readSettings(tx, by, ['weak.report_day', ...(term ? [term] : [])])
  const reportDay = set['weak.report_day']
  const dueOn = term && dueAfter(await workCalendar(tx, by), by.today, set[term])
  const place = (one: Waiting) => {
    if (kind && atCounty[state])
      return { kind, unitId: root.id, post: 'ORG_DEPARTMENT' as const, dueOn: dueOn ?? null }
    if (kind) return { kind, unitId: one.township_id, post: 'TOWNSHIP_CLERK' as const, dueOn: dueOn ?? null }
    if (state === 'REMOVED')
      return {
        kind: 'WEAK_WATCH' as const,
        unitId: root.id,
        post: 'ORG_DEPARTMENT' as const,
        dueOn: one.watch_until,
      }
    const deadline = localDate(one.deadline as LocalDate)
    const next = nextReport({ begunOn: one.begun_on as string, reported: one.reported, reportDay })
    return next.month <= monthOf(deadline)
      ? {
          kind: 'WEAK_REPORT' as const,
          unitId: one.village_id,
          post: 'VILLAGE_SECRETARY' as const,
          dueOn: next.dueOn,
        }
      : {
          kind: 'WEAK_APPLY' as const,
          unitId: one.township_id,
          post: 'TOWNSHIP_CLERK' as const,
          dueOn: deadline,
        }
  }
  await queue(
    tx,
    by,
    cases.map((one) => ({
      subjectKind: 'weak_case',
      subjectId: one.id,
      path: one.path,
      title: `${one.org_name}软弱涣散整顿`,
      ...place(one),
    })),
  )
}
