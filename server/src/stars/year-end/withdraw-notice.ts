import type { withdrawNotice as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { openObjectionsOf, withdrawNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { removalNoticeWithdrawn } from '../removals/follow-notice.ts'
import {
  idsOf,
  type LoadedDetermination,
  lockDeterminations,
  moveRatings,
  queueDeterminations,
} from './load.ts'
import { queueAmendments } from './objected.ts'

/** Takes a running notice back. Year-end results then wait for a new notice: nothing passes without one. */
export async function withdrawNotice(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const notice = await tx
    .selectFrom('notice')
    .select(['kind', 'source_id', 'amends_id'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (notice?.kind === 'QUARTER') throw new Refusal('notices.unlock_instead')
  const [one] = notice ? await lockDeterminations(tx, by, sql<boolean>`d.id = ${notice.source_id}`) : []
  const running = one && !notice?.amends_id ? await runningOf(tx, by, one.id) : [id]
  await withdrawNotices(tx, by, { ids: running, reason })
  if (notice?.kind === 'REMOVAL') await removalNoticeWithdrawn(tx, by, id)
  if (!one) return { ok: true }
  const open = await openObjectionsOf(tx, by, running)
  if (open.length > 0) throw new Refusal('year_end.objections_open', { count: open.length })
  if (notice?.amends_id) await backToAmended(tx, by, one, id)
  else await backToDetermined(tx, by, one)
  return { ok: true }
}

const runningOf = async (tx: Tx, by: Actor, determinationId: string): Promise<string[]> =>
  idsOf(
    await tx
      .selectFrom('notice')
      .select('id')
      .where('region_id', '=', by.regionId)
      .where('source_id', '=', determinationId)
      .where('state', '=', 'PUBLISHED')
      .execute(),
  )

async function backToDetermined(tx: Tx, by: Actor, one: LoadedDetermination): Promise<void> {
  const own = sql`r.determination_id = ${one.id}`
  await moveRatings(tx, by, 'withdraw', own)
  await sql`update rating r set notice_id = null, notice_closed_on = null where r.region_id = ${by.regionId} and ${own}`.execute(
    tx,
  )
  await tx
    .updateTable('determination')
    .set({ state: 'DETERMINED', notice_id: null })
    .where('region_id', '=', by.regionId)
    .where('id', '=', one.id)
    .execute()
  await queueDeterminations(tx, by, 'YEAR_NOTICE', [one], { post: 'TOWNSHIP_CLERK' })
}

async function backToAmended(tx: Tx, by: Actor, one: LoadedDetermination, noticeId: string): Promise<void> {
  const own = sql`r.notice_id = ${noticeId}`
  await moveRatings(tx, by, 'withdraw_amendment', own)
  await sql`update rating r set notice_id = ${one.notice_id} where r.region_id = ${by.regionId} and ${own}`.execute(
    tx,
  )
  await queueAmendments(tx, by, one.id)
}
