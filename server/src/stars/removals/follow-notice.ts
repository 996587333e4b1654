/** What the end, the withdrawal and an upheld objection of its notice make of a removal. */

import { withdrawNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { lockRemoval, queueRemoval, stateAfter } from './load.ts'

const change = (tx: Tx, by: Actor, id: string, values: Record<string, string | null>) =>
  tx
    .updateTable('star_removal')
    .set(values)
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()

export async function removalNoticed(tx: Tx, by: Actor, noticeId: string): Promise<void> {
  const removal = await lockRemoval(tx, by, { noticeId })
  await change(tx, by, removal.id, {
    state: stateAfter(removal, 'close_notice'),
    notice_closed_on: by.today,
  })
  await queueRemoval(tx, by, 'REMOVAL_EFFECT', removal)
}

/** The removal waits for another notice. */
export async function removalNoticeWithdrawn(tx: Tx, by: Actor, noticeId: string): Promise<void> {
  const removal = await lockRemoval(tx, by, { noticeId })
  await change(tx, by, removal.id, { state: stateAfter(removal, 'withdraw_notice'), notice_id: null })
  await queueRemoval(tx, by, 'REMOVAL_NOTICE', removal)
}

/** An objection was found right: the result stays what it was, the notice is taken back. */
export async function cancelRemoval(tx: Tx, by: Actor, noticeId: string, reason: string): Promise<void> {
  const removal = await lockRemoval(tx, by, { noticeId })
  await change(tx, by, removal.id, { state: stateAfter(removal, 'cancel'), ended_reason: reason })
  await withdrawNotices(tx, by, { ids: [noticeId], reason: '异议成立，不再调整星级' })
  await audit(tx, by, 'removals.cancelled', {
    path: removal.path,
    subjectKind: 'star_removal',
    subjectId: removal.id,
    note: reason,
  })
}
