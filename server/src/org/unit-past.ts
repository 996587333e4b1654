import { addDays } from '@xinghe/contract/values'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * Keeps what these units are until yesterday, before something about them changes today: their names, and those of the
 * unit above. What changed twice in a day, or began today, had no day of its own.
 */
export async function keepPast(tx: Tx, by: Actor, ids: readonly string[]): Promise<void> {
  const yesterday = addDays(by.today, -1)
  await sql`
    insert into unit_past (region_id, unit_id, last_on, first_on, path, name, short_name, party_org_name, party_org_kind, village_type, parent_id, parent_name, parent_short_name)
    select u.region_id, u.id, ${yesterday}::date, began.on_day, u.path, u.name, u.short_name, u.party_org_name, u.party_org_kind, u.village_type, a.id, a.name, a.short_name
    from unit u
    left join unit a on a.region_id = u.region_id and a.id = u.parent_id
    cross join lateral (select coalesce((select max(p.last_on) + 1 from unit_past p where p.region_id = u.region_id and p.unit_id = u.id), u.first_on) as on_day) began
    where u.region_id = ${by.regionId} and u.id = any(${ids}::uuid[]) and u.last_on is null and began.on_day <= ${yesterday}
    on conflict do nothing`.execute(tx)
}

/** The unit and those right below it, whose superior it is by name. */
export async function keepPastWithBelow(tx: Tx, by: Actor, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from unit where region_id = ${by.regionId} and (id = any(${ids}::uuid[]) or parent_id = any(${ids}::uuid[])) and last_on is null`.execute(
    tx,
  )
  await keepPast(
    tx,
    by,
    rows.map((row) => row.id),
  )
}

export interface UnitOn {
  id: string
  path: string
  seq: number
  last_on: string | null
  name: string
  short_name: string
  party_org_name: string | null
  parent_id: string | null
  parent_name: string
  parent_short_name: string
}
/**
 * The unit of a row as it was on a day, with its superior of that day; of a unit that is no more, as it was at its end.
 * To be joined: `join ${unitOn('r.village_id', day)} v on true`. Never join a unit by `township_id` beside it: whoever
 * looks after a village today does not see the township it once belonged to.
 */
export function unitOn(idColumn: string, day: RawBuilder<unknown>): RawBuilder<UnitOn> {
  const region = sql.ref(`${idColumn.split('.')[0]}.region_id`)
  return sql<UnitOn>`lateral (
    select u.id, u.path, u.seq, u.last_on, ${either('name', 'u')}, ${either('short_name', 'u')}, ${either('party_org_name', 'u')},
      case when p.unit_id is null then a.id else p.parent_id end as parent_id, ${either('name', 'a', 'parent_')}, ${either('short_name', 'a', 'parent_')}
    from unit u
    left join unit a on a.region_id = u.region_id and a.id = u.parent_id
    left join lateral (select * from unit_past o where o.region_id = u.region_id and o.unit_id = u.id
      and o.last_on >= least(${day}, u.last_on) order by o.last_on limit 1) p on true
    where u.region_id = ${region} and u.id = ${sql.ref(idColumn)})`
}
const either = (column: string, today: string, prefix = '') =>
  sql`case when p.unit_id is null then ${sql.ref(`${today}.${column}`)} else ${sql.ref(`p.${prefix}${column}`)} end as ${sql.ref(`${prefix}${column}`)}`

/** 依据: results of a year show the places as they were at its end. */
export const endOfYear = (yearColumn: string): RawBuilder<unknown> =>
  sql`make_date(${sql.ref(yearColumn)}, 12, 31)`
