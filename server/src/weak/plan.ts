import type { InputOf } from '@xinghe/contract/route'
import type { planWeak as planRoute, returnPlan as returnRoute } from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'
import { caseFor, lineOf, moveCase, refuseDeadline } from './load.ts'

/** 依据: “四个一”——a county leader, a first secretary, a paired unit and a plan. */
export async function planWeak(
  tx: Tx,
  by: Actor,
  { id, countyLeader, firstSecretary, pairedUnit, measures, deadline }: InputOf<typeof planRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.verify', 'plan')
  refuseDeadline(by, deadline)
  await audit(tx, by, 'weak.planned', lineOf(one, measures))
  return moveCase(tx, by, one, 'plan', {
    county_leader: countyLeader,
    first_secretary: firstSecretary,
    paired_unit: pairedUnit,
    measures,
    deadline,
  })
}

export async function returnPlan(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof returnRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'return_plan')
  await audit(tx, by, 'weak.plan_returned', lineOf(one, reason))
  return moveCase(tx, by, one, 'return_plan', {})
}

/** Rectification begins, and with it the monthly progress. */
export async function approvePlan(tx: Tx, by: Actor, { id }: { id: string }): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'approve_plan')
  refuseDeadline(by, one.deadline as string)
  await audit(tx, by, 'weak.plan_approved', lineOf(one))
  return moveCase(tx, by, one, 'approve_plan', { approved_on: by.today, begun_on: by.today })
}
