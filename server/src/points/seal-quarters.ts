import type { sealQuarters as route } from '@xinghe/contract/quarters'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { closeNotices } from '../notices/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { anyOf, loadQuarters, namesOf } from './load-quarters.ts'

/** Seals quarters whose notice has run its days and whose objections are answered. Nothing of them changes after. */
export async function sealQuarters(
  tx: Tx,
  by: Actor,
  chosen: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await loadQuarters(tx, by, chosen, 'quarters.close', 'seal')
  const noticeIds = rows.flatMap((row) => (row.notice_id ? [row.notice_id] : []))
  const notices = await tx
    .selectFrom('notice')
    .select(['id', 'ends_on', 'state'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(noticeIds))
    .execute()
  const running = new Set(notices.filter((notice) => notice.ends_on >= by.today).map((notice) => notice.id))
  const early = rows.filter((row) => !row.notice_id || running.has(row.notice_id))
  if (early.length > 0)
    throw new Refusal('quarters.notice_running', { villages: namesOf(early.map((row) => row.name)) })
  const objected = await tx
    .selectFrom('objection')
    .select('notice_id')
    .where('region_id', '=', by.regionId)
    .where('notice_id', '=', anyOf(noticeIds))
    .where('answered_at', 'is', null)
    .execute()
  const open = new Set(objected.map((row) => row.notice_id))
  const held = rows.filter((row) => row.notice_id && open.has(row.notice_id))
  if (held.length > 0)
    throw new Refusal('quarters.objections_open', { villages: namesOf(held.map((row) => row.name)) })
  // The notice ends with the sealing, unless somebody ended it before.
  const published = notices.filter((notice) => notice.state === 'PUBLISHED').map((notice) => notice.id)
  if (published.length > 0) await closeNotices(tx, by, published)
  await tx
    .updateTable('quarter')
    .set({ state: 'SEALED', sealed_on: by.today })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(rows.map((row) => row.id)))
    .execute()
  await audit(
    tx,
    by,
    'quarter.seal',
    rows.map((row) => ({ path: row.path, subjectKind: 'quarter', subjectId: row.id })),
  )
  await settle(
    tx,
    by,
    'quarter',
    rows.map((row) => row.id),
  )
  return { sealed: rows.length }
}
