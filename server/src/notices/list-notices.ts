import type { listNotices as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { workCalendar } from '../work/index.ts'
import { headOf, noticesWithCounts } from './notice-rows.ts'

/** Notices of my subtree and of the units above me: what hangs in the township concerns the village. */
export async function listNotices(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<AnswerIn<typeof route>> {
  const { year, kind, state, q, page, size } = input
  const found = noticesWithCounts(tx, by.regionId)
    .where(sql<boolean>`(n.path >= ${by.path} and n.path < ${`${by.path}~`} or starts_with(${by.path}, n.path))`)
    .$if(year !== undefined, (query) => query.where('n.year', '=', year as number))
    .$if(kind !== undefined, (query) => query.where('n.kind', '=', kind as string))
    .$if(state !== undefined, (query) => query.where('n.state', '=', state as string))
    .$if(!!q, (query) => query.where(sql<boolean>`(strpos(n.title, ${q}) > 0 or strpos(n.number, ${q}) > 0 or strpos(u.short_name, ${q}) > 0)`))
  const rows = await found
    .select((eb) => eb.fn.countAll<number>().over().as('count'))
    .orderBy(sql`n.state = 'PUBLISHED'`, 'desc').orderBy('n.starts_on', 'desc').orderBy('n.number', 'desc').limit(size).offset((page - 1) * size).execute()
  const calendar = await workCalendar(tx, by)
  return { rows: rows.map((row) => headOf(row as never, by, calendar)), total: Number(rows[0]?.count ?? 0) }
}
