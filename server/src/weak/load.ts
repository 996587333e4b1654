import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import { formatDay } from '@xinghe/contract/values'
import { type WeakAct, type WeakState, weakLifecycle } from '@xinghe/contract/weak'
import type { Updateable } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { WeakCase } from '../platform/schema.ts'
import type { Tx } from '../platform/tx.ts'
import { queueCases } from './queues.ts'

export type Case = Awaited<ReturnType<typeof caseFor>>

/** Locks one case for an act; 404, 403 or 409 unless it is visible, permitted and in a state that allows it. */
export async function caseFor(tx: Tx, by: Actor, id: string, action: Action, act: WeakAct) {
  const found = await tx
    .selectFrom('weak_case')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  permit(tx, by, action, found.path)
  if (!next(weakLifecycle, found.state as WeakState, act)) throw new Refusal('common.act_not_open')
  return found
}

/** The months told of so far. */
export const monthsReported = async (tx: Tx, by: Actor, id: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('weak_progress')
      .select('month')
      .where('region_id', '=', by.regionId)
      .where('case_id', '=', id)
      .execute()
  ).map(({ month }) => month)

/** Writes the step, its line on the timeline, and where the case waits now. */
export async function moveCase(
  tx: Tx,
  by: Actor,
  one: Case,
  act: WeakAct,
  values: Updateable<WeakCase>,
): Promise<{ ok: true }> {
  const state = next(weakLifecycle, one.state as WeakState, act)
  if (!state) throw new Refusal('common.act_not_open')
  await tx
    .updateTable('weak_case')
    .set({ ...values, state })
    .where('region_id', '=', by.regionId)
    .where('id', '=', one.id)
    .execute()
  const now = { ...one, ...values, state } as Case & { state: WeakState }
  await queueCases(tx, by, [{ ...now, reported: await monthsReported(tx, by, one.id) }])
  return { ok: true }
}

/** One line of the case's timeline. */
export const lineOf = (
  one: Pick<Case, 'id' | 'path'>,
  note: string | null = null,
): Parameters<typeof audit>[3] => ({
  path: one.path,
  subjectKind: 'weak_case',
  subjectId: one.id,
  note,
})

/** A step is recorded on a day that has come and not before the step it follows. */
export function refuseDay(by: Actor, on: string, after: string | null): void {
  if (on > by.today)
    throw new Refusal('weak.day_in_future', undefined, [{ path: 'on', message: '日期不能晚于今天' }])
  if (after && on < after)
    throw new Refusal('weak.day_out_of_order', { day: formatDay(after) }, [
      { path: 'on', message: `不能早于上一环节的${formatDay(after)}` },
    ])
}
export function refuseDeadline(by: Actor, deadline: string): void {
  if (deadline <= by.today)
    throw new Refusal('weak.deadline_past', undefined, [
      { path: 'deadline', message: '整顿期限须在今天之后' },
    ])
}
