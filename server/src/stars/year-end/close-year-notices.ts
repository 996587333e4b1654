import type { closeNotice as closeRoute } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { closeYearNotices as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { closeNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { removalNoticed } from '../removals/follow-notice.ts'
import { dueDay } from './days.ts'
import { anyOf, determinationsFor, idsOf, lockDeterminations, queueDeterminations } from './load.ts'

/** Ends every running notice of these determinations; their results may then be filed. */
export async function closeYearNotices(
  tx: Tx,
  by: Actor,
  { determinationIds }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const list = await determinationsFor(tx, by, determinationIds, 'close')
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from rating where region_id = ${by.regionId} and determination_id = ${anyOf(idsOf(list))} and state = 'AMENDED'`.execute(
    tx,
  )
  if (Number(rows[0]?.count) > 0)
    throw new Refusal('year_end.amendments_waiting', { count: Number(rows[0]?.count) })
  const running = await tx
    .selectFrom('notice')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('source_id', '=', anyOf(idsOf(list)))
    .where('state', '=', 'PUBLISHED')
    .execute()
  await closeNotices(tx, by, idsOf(running))
  await resultsNoticed(tx, by, idsOf(running))
  return { count: list.length }
}

/** One notice of any kind; where it was a year-end notice, its results have now passed it. */
export async function closeNotice(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof closeRoute>,
): Promise<AnswerIn<typeof closeRoute>> {
  await closeNotices(tx, by, [id])
  await resultsNoticed(tx, by, [id])
  const notice = await tx
    .selectFrom('notice')
    .select('kind')
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (notice.kind === 'REMOVAL') await removalNoticed(tx, by, id)
  return { ok: true }
}

/** Undisputed results of ended notices have passed; when all of a determination have, the township files them. */
async function resultsNoticed(tx: Tx, by: Actor, noticeIds: readonly string[]): Promise<void> {
  await sql`
    update rating set notice_closed_on = ${by.today}
    where region_id = ${by.regionId} and notice_id = ${anyOf(noticeIds)} and state in ('PUBLIC_NOTICE', 'UPHELD')`.execute(
    tx,
  )
  const passed = await lockDeterminations(
    tx,
    by,
    sql<boolean>`d.state = 'PUBLIC_NOTICE'
    and exists (select 1 from notice n where n.region_id = d.region_id and n.source_id = d.id and n.id = ${anyOf(noticeIds)})
    and not exists (select 1 from rating r join book b on b.region_id = r.region_id and b.id = r.book_id
      where r.region_id = d.region_id and r.determination_id = d.id and not b.exempt and r.notice_closed_on is null)`,
  )
  await tx
    .updateTable('determination')
    .set({ state: 'NOTICE_CLOSED' })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(idsOf(passed)))
    .execute()
  const due = await dueDay(tx, by, 'confirm')
  for (const [year, list] of Map.groupBy(passed, (one) => one.year))
    await queueDeterminations(tx, by, 'FILE_RESULT', list, { post: 'TOWNSHIP_SECRETARY', dueOn: due(year) })
}
