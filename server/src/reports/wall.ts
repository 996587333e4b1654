import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { addDays, yearOf } from '@xinghe/contract/values'
import type { getWall as route, Wall } from '@xinghe/contract/wall'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { areaOf, inArea } from './area.ts'
import { getTownshipOverview } from './township-overview.ts'
import { type VillageResult, wallFigures } from './wall.rules.ts'

const soonDays = 7

/** Four statements besides those of the overview; none reads a person's name. */
export async function getWall(
  tx: ReadTx,
  by: Actor,
  { unitId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const year = yearOf(by.today)
  const overview = await getTownshipOverview(tx, by, { unitId: unitId ?? by.unitId, year })
  const villages = await sql<VillageResult>`
    with village as (
      select u.region_id, u.id, u.path, u.short_name, u.parent_id from unit u
       where ${within(by, 'area.read', 'u')} and ${inArea(area, 'u')} and u.kind in ('VILLAGE', 'COMMUNITY') and u.last_on is null
    ), standing as (
      -- A year of which one township alone is confirmed does not drive the whole of the last one from the wall.
      select (select r.year from rating r
               where ${within(by, 'area.read', 'r')} and ${inArea(area, 'r')} and r.subject = 'ORG' and r.confirmed_at is not null
               group by r.year order by count(*) * 2 >= (select count(*) from village) desc, r.year desc limit 1) as year
    )
    select u.id as "unitId", u.short_name as name, u.parent_id as "townshipId", r.final_level as level, r.class as class,
      r.book_id is not null as rated, s.year as "resultYear"
    from village u cross join standing s
    left join rating r on r.region_id = u.region_id and r.village_id = u.id and r.subject = 'ORG' and r.year = s.year and r.confirmed_at is not null
    order by u.path`.execute(tx)
  const entries = await sql<{ entries: number }>`
    select coalesce(sum(b.entries), 0)::int as entries from book b
     where ${within(by, 'area.read', 'b')} and ${inArea(area, 'b')} and b.year = ${year}`.execute(tx)
  const soon = await sql<{ soon: number }>`
    select count(*)::int as soon from work_item w join unit u on u.region_id = w.region_id and u.id = w.unit_id
     where ${within(by, 'area.read', 'w')} and ${inArea(area, 'u')} and w.due_on between ${by.today} and ${addDays(by.today, soonDays)}`.execute(
    tx,
  )
  const notices = await sql<Wall['notices'][number]>`
    select n.kind, n.year, n.quarter, count(distinct n.unit_id)::int as units,
      count(*) filter (where n.state = 'PUBLISHED')::int as running, min(n.starts_on) as "startsOn", max(n.ends_on) as "endsOn"
    from notice n
    where ${within(by, 'area.read', 'n')} and ${inArea(area, 'n')} and n.state in ('PUBLISHED', 'CLOSED')
    group by 1, 2, 3 order by max(n.published_at) desc limit 5`.execute(tx)
  return {
    at: by.now.toISOString(),
    year,
    entries: entries.rows[0]?.entries ?? 0,
    notices: notices.rows,
    ...wallFigures(overview, villages.rows, soon.rows[0]?.soon ?? 0),
  }
}
