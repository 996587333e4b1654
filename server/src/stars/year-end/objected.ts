/** What objections make of the ratings they are about. */
import type { ObjectionState } from '@xinghe/contract/notices'
import type { RatingState } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { lockDeterminations, queueDeterminations } from './load.ts'
import { objectedState } from './objected.rules.ts'

const touched: readonly RatingState[] = [
  'PUBLIC_NOTICE',
  'OBJECTED',
  'UNDER_INVESTIGATION',
  'UPHELD',
  'AMENDED',
]

/**
 * Puts the rating of a book where its objections put it. Objections to another notice than the one that stands for the
 * rating change nothing. What is amended and undisputed waits for its notice.
 */
export async function followObjections(tx: Tx, by: Actor, bookId: string, noticeId: string): Promise<void> {
  const rating = await tx
    .selectFrom('rating')
    .select(['state', 'notice_id', 'determination_id'])
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', bookId)
    .forUpdate()
    .executeTakeFirst()
  if (!rating || rating.notice_id !== noticeId || !touched.includes(rating.state as RatingState)) return
  const objections = await tx
    .selectFrom('objection')
    .select('state')
    .where('region_id', '=', by.regionId)
    .where('notice_id', '=', noticeId)
    .where('book_id', '=', bookId)
    .execute()
  const state = objectedState(objections.map((objection) => objection.state as ObjectionState))
  if (!state) return
  await tx
    .updateTable('rating')
    .set({ state })
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', bookId)
    .execute()
  if (state === 'AMENDED' || rating.state === 'AMENDED')
    await queueAmendments(tx, by, rating.determination_id as string)
}

/** A determination with amended results waits with the clerk for their notice, one without waits for nobody. */
export async function queueAmendments(tx: Tx, by: Actor, determinationId: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from rating where region_id = ${by.regionId} and determination_id = ${determinationId} and state = 'AMENDED'`.execute(
    tx,
  )
  if (Number(rows[0]?.count) === 0) return settle(tx, by, 'determination', determinationId)
  const list = await lockDeterminations(tx, by, sql<boolean>`d.id = ${determinationId}`)
  await queueDeterminations(tx, by, 'AMENDMENT_NOTICE', list, { post: 'TOWNSHIP_CLERK' })
}
