import type { getLighterWork as route } from '@xinghe/contract/lighter-work'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { quarterOf, yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { rowsIn } from './area.ts'
import { clickingWords, lighterRules } from './lighter-work.rules.ts'

interface VillageRow {
  unitId: string
  name: string
  townshipName: string
  members: number
  facts: number
  twice: number
}

/** What people of each village handed in within the days, and what they were asked for again. One statement. */
const villagesOf = (tx: ReadTx, by: Actor, from: string, first: string, last: string) => {
  const here = rowsIn(by, { path: from })
  const within = (day: string) => sql`${sql.raw(day)} between ${first}::date and ${last}::date`
  const dayOf = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`
  return sql<VillageRow>`
    with v as (
      select u.id, u.path, u.short_name, t.short_name as township from unit u
      join unit t on t.region_id = u.region_id and t.id = u.parent_id
      where ${here('u')} and u.kind in ('VILLAGE', 'COMMUNITY') and u.last_on is null
    ), handed as (
      select s.path, count(*) as facts, count(*) - count(distinct (s.subject, s.fact_on, s.reason, s.confirmer)) as again
        from slip s where ${here('s')} and s.entered_post in ('VILLAGE_CLERK', 'VILLAGE_SECRETARY') and ${within(dayOf('s.entered_at'))} group by s.path
      union all
      select d.path, count(*), 0 from declaration_sheet d where ${here('d')} and ${within(dayOf('d.submitted_at'))} group by d.path
      union all
      select y.path, count(*) filter (where ${within('y.self_on')}) + count(*) filter (where ${within('y.review_on')}), 0
        from year_end_sheet y where ${here('y')} group by y.path
      union all
      select a.path, 0, count(*) from audit_entry a
       where ${here('a')} and a.action in ('slip.return', 'declarations.returned', 'year_end.returned') and ${within(dayOf('a.at'))} group by a.path
    ), people as (
      select m.path, count(*) as count from membership m where ${here('m')} and m.last_on is null group by m.path
    )
    select v.id as "unitId", v.short_name as name, v.township as "townshipName", coalesce(max(p.count), 0)::int as members,
           coalesce(sum(h.facts), 0)::int as facts, coalesce(sum(h.again), 0)::int as twice
      from v left join handed h on h.path = v.path left join people p on p.path = v.path
     group by v.id, v.path, v.short_name, v.township order by v.path`.execute(tx)
}

/** Rules in force in the year in the area's townships, and which of them count what should not be counted. */
async function schemesOf(tx: ReadTx, by: Actor, unit: { id: string; path: string }, year: number) {
  const { rows } = await sql<{ version_id: string; content: string; evidence_needed: boolean }>`
    select r.version_id, r.content, r.evidence_needed
      from scheme s
      join unit t on t.region_id = s.region_id and t.id = s.township_id and t.path >= ${unit.path} and t.path < ${`${unit.path}~`}
      join scheme_version v on v.region_id = s.region_id and v.scheme_id = s.id and v.state in ('PUBLISHED', 'LOCKED')
      join scheme_rule r on r.region_id = v.region_id and r.version_id = v.id
     where s.region_id = ${by.regionId} and s.year = ${year}`.execute(tx)
  return {
    schemes: new Set(rows.map((row) => row.version_id)).size,
    rules: rows.length,
    clicking: rows
      .map((row) => row.content)
      .filter((content) => clickingWords.some((word) => content.includes(word))),
    withEvidence: rows.filter((row) => row.evidence_needed).length,
  }
}

/** The self-check of an area for a quarter; this quarter when left out. */
export async function getLighterWork(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, input.unitId ?? by.unitId)
  if (!unit.path.startsWith(by.path)) throw new Refusal('common.not_found')
  const year = input.year ?? yearOf(by.today)
  const quarter = input.quarter ?? quarterOf(by.today)
  const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`
  const last = `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`
  const villages = (await villagesOf(tx, by, unit.path, first, last)).rows
  const set = await readSettings(tx, by, [
    'people.ranking',
    'slips.confirm_workdays',
    'slips.check_workdays',
    'slips.sample_percent',
  ])
  const sum = (of: 'facts' | 'twice') => villages.reduce((total, row) => total + row[of], 0)
  return {
    year,
    quarter,
    area: unit.name,
    rules: lighterRules({
      ...(await schemesOf(tx, by, unit, year)),
      ranking: set['people.ranking'],
      confirmWorkdays: set['slips.confirm_workdays'],
      checkWorkdays: set['slips.check_workdays'],
      samplePercent: set['slips.sample_percent'],
      facts: sum('facts'),
      twice: sum('twice'),
    }),
    villages,
  }
}
