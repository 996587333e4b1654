import type { unlockQuarter as route } from '@xinghe/contract/quarters'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { withdrawNotices } from '../notices/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { anyOf, loadQuarters } from './load-quarters.ts'
import { closeDue, queueQuarters } from './quarter-queue.ts'

/**
 * Opens closed quarters again, before they are sealed. A notice that was running is withdrawn with the reason: what it
 * showed will change.
 */
export async function unlockQuarter(
  tx: Tx,
  by: Actor,
  chosen: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await loadQuarters(tx, by, chosen, 'quarters.unlock', 'unlock')
  const later = await tx
    .selectFrom('quarter')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', anyOf(chosen.villageIds))
    .where('year', '=', chosen.year)
    .where('quarter', '>', chosen.quarter)
    .where('state', '<>', 'OPEN')
    .executeTakeFirst()
  if (later) throw new Refusal('quarters.later_closed')
  const running = await tx
    .selectFrom('notice')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(rows.flatMap((row) => (row.notice_id ? [row.notice_id] : []))))
    .where('state', '=', 'PUBLISHED')
    .execute()
  if (running.length > 0)
    await withdrawNotices(tx, by, {
      ids: running.map(({ id }) => id),
      reason: `季度解锁：${chosen.reason}`,
    })
  await tx
    .updateTable('quarter')
    .set({ state: 'OPEN', closed_on: null, notice_id: null, head_code: null, unlock_reason: chosen.reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(rows.map((row) => row.id)))
    .execute()
  await audit(
    tx,
    by,
    'quarter.unlock',
    rows.map((row) => ({ path: row.path, subjectKind: 'quarter', subjectId: row.id, note: chosen.reason })),
  )
  await queueQuarters(
    tx,
    by,
    'QUARTER_CLOSE',
    chosen,
    rows,
    await closeDue(tx, by, chosen.year, chosen.quarter),
  )
  return { unlocked: rows.length }
}
