import { administrators, type Post } from '@xinghe/contract/rights'
import type { AnswerIn } from '@xinghe/contract/route'
import type { SchemeState } from '@xinghe/contract/schemes'
import type { getGuide as route } from '@xinghe/contract/setup'
import { yearOf } from '@xinghe/contract/values'
import type { Subject, UnitKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getRoot } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { knownHolidays, workCalendar } from '../work/index.ts'
import { guideOf } from './guide.rules.ts'

const today = (by: Actor, alias: string) =>
  sql<boolean>`${sql.ref(`${alias}.first_on`)} <= ${by.today} and (${sql.ref(`${alias}.last_on`)} is null or ${sql.ref(`${alias}.last_on`)} >= ${by.today})`

/** How far the county has come and what is missing by name: as it stands now, nothing stored. */
export async function getGuide(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof route>> {
  const root = await getRoot(tx, by)
  const units = await sql<{
    id: string
    parentId: string | null
    kind: UnitKind
    name: string
    members: number
  }>`
    select u.id, u.parent_id as "parentId", u.kind, u.short_name as name,
      (select count(*) from membership m where m.region_id = u.region_id and m.unit_id = u.id and ${today(by, 'm')}) as members
    from unit u where ${within(by, 'setup.read', 'u')} and u.last_on is null order by u.path`.execute(tx)
  const held = await sql<{ unitId: string; personId: string; post: Post; hasAccount: boolean }>`
    select h.unit_id as "unitId", h.person_id as "personId", h.post, a.person_id is not null as "hasAccount"
    from post_holding h left join account a on a.region_id = h.region_id and a.person_id = h.person_id
    where ${within(by, 'setup.read', 'h')} and ${today(by, 'h')} and h.post not in (${sql.join([...administrators])})
    order by h.path, h.id`.execute(tx)
  const officers = await sql<{ count: number }>`
    select count(distinct h.person_id) as count from post_holding h where ${within(by, 'setup.read', 'h')} and ${today(by, 'h')}
      and not exists (select 1 from membership m where m.region_id = h.region_id and m.person_id = h.person_id and ${today(by, 'm')})`.execute(
    tx,
  )
  const year = yearOf(by.today)
  const schemes = await sql<{ id: string; townshipId: string; subject: Subject; state: SchemeState }>`
    select distinct on (s.id) v.id, s.township_id as "townshipId", s.subject, v.state
    from scheme s join scheme_version v on v.region_id = s.region_id and v.scheme_id = s.id
    where ${within(by, 'setup.read', 's')} and s.year = ${year} order by s.id, v.version desc`.execute(tx)
  const calendar = await workCalendar(tx, by)
  return guideOf({
    county: root.name,
    year,
    units: units.rows,
    officers: officers.rows[0]?.count ?? 0,
    held: held.rows,
    years: [year, year + 1].map((one) => ({
      year: one,
      entered: calendar.years.has(one),
      known: knownHolidays(one) !== undefined,
    })),
    schemes: schemes.rows,
  })
}
