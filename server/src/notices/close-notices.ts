import { next } from '@xinghe/contract/lifecycle'
import { type NoticeAct, type NoticeState, noticeLifecycle } from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { anyOf, noticesFor, openObjectionsOf } from './load.ts'

async function loadFor(tx: Tx, by: Actor, ids: readonly string[], act: NoticeAct) {
  const notices = await noticesFor(tx, by, ids)
  permitAll(
    tx,
    by,
    'notices.publish',
    notices.map((notice) => notice.path),
  )
  if (notices.some((notice) => !next(noticeLifecycle, notice.state as NoticeState, act)))
    throw new Refusal('common.act_not_open')
  return notices
}

/** Ends notices that have run their days and whose objections are all answered. 依据: 公示期满无异议，星级方可确定。 */
export async function closeNotices(tx: Tx, by: Actor, ids: readonly string[]): Promise<void> {
  const notices = await loadFor(tx, by, ids, 'close')
  const early = notices.find((notice) => notice.ends_on >= by.today)
  if (early) throw new Refusal('notices.not_over', { day: formatDay(early.ends_on) })
  const open = await openObjectionsOf(tx, by, ids)
  if (open.length > 0) throw new Refusal('notices.objections_open', { count: open.length })
  await tx
    .updateTable('notice')
    .set({ state: 'CLOSED', closed_on: by.today })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(ids))
    .execute()
  await settle(tx, by, 'notice', ids)
  await audit(
    tx,
    by,
    'notice.close',
    notices.map((notice) => ({ path: notice.path, subjectKind: 'notice', subjectId: notice.id })),
  )
}

/** Takes running notices back with the reason; they stay readable as withdrawn, their objections are still answered. */
export async function withdrawNotices(
  tx: Tx,
  by: Actor,
  { ids, reason }: { ids: readonly string[]; reason: string },
): Promise<void> {
  const notices = await loadFor(tx, by, ids, 'withdraw')
  await tx
    .updateTable('notice')
    .set({ state: 'WITHDRAWN', withdraw_reason: reason, closed_on: by.today })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(ids))
    .execute()
  await settle(tx, by, 'notice', ids)
  await audit(
    tx,
    by,
    'notice.withdraw',
    notices.map((notice) => ({
      path: notice.path,
      subjectKind: 'notice',
      subjectId: notice.id,
      note: reason,
    })),
  )
}

export async function withdrawNotice(
  tx: Tx,
  by: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<{ ok: true }> {
  await withdrawNotices(tx, by, { ids: [id], reason })
  return { ok: true }
}
