import type { Figures } from '@xinghe/contract/restructure'
import { yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { Plan } from './plan-change.ts'

/** What goes along with the units (or the chosen members) that leave: counted before anything is done. */
export async function figuresOf(tx: ReadTx, by: Actor, plan: Plan): Promise<Figures> {
  const none = { villages: 0, members: 0, books: 0, entries: 0, posts: 0, plaques: 0, matters: 0 }
  if (plan.kind === 'RENAME') return none
  const people = plan.kind === 'VILLAGE_SPLIT' ? plan.personIds : null
  const paths = plan.leaving.map((unit) => unit.path)
  const ending = plan.dissolves ? plan.leaving.map((unit) => unit.id) : []
  const at = (alias: string) =>
    sql`${sql.ref(`${alias}.region_id`)} = ${by.regionId} and exists (select 1 from unnest(${paths}::text[]) as p (path)
      where ${sql.ref(`${alias}.path`)} >= p.path and ${sql.ref(`${alias}.path`)} < p.path || '~')`
  const chosen = (alias: string) =>
    people ? sql`and ${sql.ref(`${alias}.person_id`)} = any(${people}::uuid[])` : sql``
  const { rows } = await sql<Figures>`
    with running as (
      select b.id from book b where ${at('b')} ${chosen('b')} and b.moved_to is null and b.year >= ${yearOf(by.today) - 1}
        and not exists (select 1 from rating r where r.region_id = b.region_id and r.village_id = b.village_id and r.year = b.year)
    )
    select (select count(*)::int from unit u where ${at('u')} and u.kind in ('VILLAGE', 'COMMUNITY') and u.last_on is null and ${people === null}) as villages,
      (select count(*)::int from membership m where ${at('m')} ${chosen('m')} and m.last_on is null) as members,
      (select count(*)::int from running) as books,
      (select count(*)::int from points_entry e where e.region_id = ${by.regionId} and e.book_id in (select id from running)
        and e.source_kind not in ('REVERSAL', 'RECOUNT') and not exists (select 1 from points_entry r
          where r.region_id = e.region_id and r.book_id = e.book_id and r.refers_to = e.id and r.source_kind = 'REVERSAL')) as entries,
      (select count(*)::int from post_holding h where h.region_id = ${by.regionId} and h.unit_id = any(${ending}::uuid[])
        and (h.last_on is null or h.last_on >= ${by.today})) as posts,
      (select count(*)::int from plaque l join book b on b.region_id = l.region_id and b.id = l.book_id
        where l.region_id = ${by.regionId} and b.village_id = any(${ending}::uuid[]) and l.kind = 'PLAQUE' and l.state in ('ORDERED', 'DELIVERED', 'HUNG')) as plaques,
      (select count(*)::int from work_item w where ${at('w')} and ${people === null}) as matters`.execute(tx)
  return rows[0] ?? none
}
