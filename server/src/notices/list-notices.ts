import type { listNotices as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import { aroundMe, headOf, noticesWithCounts } from './notice-rows.ts'

/** Running notices first, the latest first. */
export async function listNotices(
  tx: ReadTx,
  by: Actor,
  { year, kind, state, unitId, q, page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = unitId === undefined ? undefined : await getUnit(tx, by, unitId)
  const rows = await noticesWithCounts(tx, by.regionId)
    .select((eb) => eb.fn.countAll<number>().over().as('count'))
    .where(aroundMe(by))
    .$if(unit !== undefined, (query) =>
      query.where('n.path', '>=', unit?.path as string).where('n.path', '<', `${unit?.path}~`),
    )
    .$if(year !== undefined, (query) => query.where('n.year', '=', year as number))
    .$if(kind !== undefined, (query) => query.where('n.kind', '=', kind as string))
    .$if(state !== undefined, (query) => query.where('n.state', '=', state as string))
    .$if(!!q, (query) =>
      query.where(
        sql<boolean>`(strpos(n.title, ${q}) > 0 or strpos(n.number, upper(${q})) > 0 or strpos(u.short_name, ${q}) > 0)`,
      ),
    )
    .orderBy(sql`n.state = 'PUBLISHED'`, 'desc')
    .orderBy('n.starts_on', 'desc')
    .orderBy('n.number', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const clock = clockOf(await workCalendar(tx, by), by.today)
  return { rows: rows.map((row) => headOf(row, by, clock)), total: Number(rows[0]?.count ?? 0) }
}
