import type { listObjections as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import { objectionsWithNotice, rowOf } from './objection-rows.ts'

/** What waits for an answer first, by its due day; then the answered ones, the latest first. */
export async function listObjections(
  tx: ReadTx,
  by: Actor,
  { state, year, page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await objectionsWithNotice(tx, by)
    .select((eb) => eb.fn.countAll<number>().over().as('count'))
    .$if(state !== undefined, (query) => query.where('o.state', '=', state as string))
    .$if(year !== undefined, (query) => query.where('n.year', '=', year as number))
    .orderBy(sql`o.answered_at is not null`)
    .orderBy(sql`case when o.answered_at is null then o.due_on end`)
    .orderBy('o.raised_at', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const clock = clockOf(await workCalendar(tx, by), by.today)
  return { rows: rows.map((row) => rowOf(row, by, clock)), total: Number(rows[0]?.count ?? 0) }
}
