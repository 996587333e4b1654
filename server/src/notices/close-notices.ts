import { type NoticeState, noticeLifecycle, type withdrawNotice as withdrawRoute } from '@xinghe/contract/notices'
import { next } from '@xinghe/contract/lifecycle'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { anyOf, noticesFor, openObjectionsOf } from './load.ts'

/** Ends notices that have run their days and whose objections are all answered. 依据: 公示期满无异议,星级方可确定. */
export async function closeNotices(tx: Tx, by: Actor, ids: readonly string[]): Promise<void> {
  const notices = await noticesFor(tx, by, ids)
  permitAll(tx, by, 'notices.publish', notices.map((notice) => notice.path))
  for (const notice of notices) if (!next(noticeLifecycle, notice.state as NoticeState, 'close')) throw new Refusal('common.act_not_open')
  const early = notices.find((notice) => notice.ends_on >= by.today)
  if (early) throw new Refusal('notices.not_over', { day: formatDay(early.ends_on) })
  const open = await openObjectionsOf(tx, by, ids)
  if (open.length > 0) throw new Refusal('notices.objections_open', { count: open.length })
  await tx.updateTable('notice').set({ state: 'CLOSED', closed_on: by.today }).where('region_id', '=', by.regionId).where('id', '=', anyOf(ids)).execute()
  await settle(tx, by, 'notice', ids)
  await audit(tx, by, 'notice.close', notices.map((notice) => ({ path: notice.path, subjectKind: 'notice', subjectId: notice.id })))
}

export async function closeNotice(tx: Tx, by: Actor, { id }: { id: string }): Promise<{ ok: true }> {
  await closeNotices(tx, by, [id])
  return { ok: true }
}

/** Takes a running notice back with its reason; it stays readable as withdrawn. */
export async function withdrawNotice(tx: Tx, by: Actor, { id, reason }: InputOf<typeof withdrawRoute>): Promise<{ ok: true }> {
  const [notice] = await noticesFor(tx, by, [id])
  if (!notice) throw new Refusal('common.not_found')
  permitAll(tx, by, 'notices.publish', [notice.path])
  if (!next(noticeLifecycle, notice.state as NoticeState, 'withdraw')) throw new Refusal('common.act_not_open')
  await tx.updateTable('notice').set({ state: 'WITHDRAWN', withdraw_reason: reason, closed_on: by.today }).where('region_id', '=', by.regionId).where('id', '=', id).execute()
  await settle(tx, by, 'notice', id)
  await audit(tx, by, 'notice.withdraw', { path: notice.path, subjectKind: 'notice', subjectId: id, note: reason })
  return { ok: true }
}
