import type { OverviewRow, getTownshipOverview as route } from '@xinghe/contract/overview'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type LocalDate, quarterOf, yearOf } from '@xinghe/contract/values'
import type { OrgClass, UnitKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getRoot, getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { countSteps, type Deadlines, joinSteps, stepsOf, type VillageFacts } from './overview.rules.ts'

interface UnitRow {
  id: string
  parent_id: string | null
  kind: UnitKind
  short_name: string
  party_org_name: string | null
  path: string
  first_on: LocalDate
}
interface FactRow {
  path: string
  set_on: string | null
  set_begun: boolean
  declared_on: string | null
  declare_begun: boolean
  evaluated_on: string | null
  evaluate_begun: boolean
  sealed_quarter: number
  awarded_on: string | null
  award_begun: boolean
  unrated: boolean
  used_on: string | null
  last_level: number | null
  last_lit: string | null
  last_colours: string | null
  last_class: OrgClass | null
  had_last: boolean
}
interface CountRow {
  path: string
  count: number
  late: number
}

/** What happened in each village of the range, one row a village, whatever their number. */
const factsOf = (tx: ReadTx, by: Actor, from: string, year: number) =>
  sql<FactRow>`
  with v as (
    select id, parent_id, path from unit
     where region_id = ${by.regionId} and path >= ${from} and path < ${`${from}~`} and kind in ('VILLAGE', 'COMMUNITY') and last_on is null
  ), scheme_of as (
    select s.township_id, count(distinct s.subject) filter (where sv.published_at is not null) as subjects,
           max((sv.first_published at time zone 'Asia/Shanghai')::date) as published_on
      from scheme s
      join (select scheme_id, max(published_at) as published_at, min(published_at) as first_published
              from scheme_version where region_id = ${by.regionId} group by scheme_id) sv on sv.scheme_id = s.id
     where s.region_id = ${by.regionId} and s.year = ${year} group by s.township_id
  ), sheet as (
    select village_id, count(*) filter (where state in ('CONFIRMED', 'PUBLISHED')) as confirmed, max((confirmed_at at time zone 'Asia/Shanghai')::date) as confirmed_on
      from declaration_sheet where region_id = ${by.regionId} and year = ${year} and path >= ${from} and path < ${`${from}~`} group by village_id
  ), rated as (
    select r.village_id, count(*) filter (where r.confirmed_at is null) as open, max((r.confirmed_at at time zone 'Asia/Shanghai')::date) as confirmed_on,
           bool_or(r.subject = 'ORG') as has_org, bool_or(r.subject = 'ORG' and r.final_level is null and r.confirmed_at is not null) as unrated
      from rating r join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
     where r.region_id = ${by.regionId} and r.year = ${year} and r.path >= ${from} and r.path < ${`${from}~`} group by r.village_id
  ), org_book as (
    select id, village_id, entries from book
     where region_id = ${by.regionId} and year = ${year} and subject = 'ORG' and path >= ${from} and path < ${`${from}~`}
  ), sealed as (
    select village_id, max(quarter) as quarter from quarter
     where region_id = ${by.regionId} and year = ${year} and state = 'SEALED' and path >= ${from} and path < ${`${from}~`} group by village_id
  ), hung as (
    select book_id, min(hung_on) as hung_on from plaque
     where region_id = ${by.regionId} and year = ${year} and kind = 'PLAQUE' and path >= ${from} and path < ${`${from}~`} group by book_id
  ), used as (
    select book_id, max(decided_on) as decided_on from star_use
     where region_id = ${by.regionId} and path >= ${from} and path < ${`${from}~`} group by book_id
  )
  select v.path,
         case when coalesce(scheme_of.subjects, 0) >= 2 then scheme_of.published_on end as set_on, scheme_of.township_id is not null as set_begun,
         case when coalesce(sheet.confirmed, 0) >= 2 then sheet.confirmed_on end as declared_on, sheet.village_id is not null as declare_begun,
         case when rated.has_org and rated.open = 0 then rated.confirmed_on end as evaluated_on,
         coalesce(org_book.entries > 0, false) or rated.village_id is not null as evaluate_begun,
         coalesce(sealed.quarter, 0) as sealed_quarter, hung.hung_on as awarded_on, hung.book_id is not null as award_begun,
         coalesce(rated.unrated, false) as unrated, used.decided_on as used_on,
         last.book_id is not null as had_last, last.final_level as last_level, last.lit as last_lit, last.colours as last_colours, last.class as last_class
    from v
    left join scheme_of on scheme_of.township_id = v.parent_id
    left join sheet on sheet.village_id = v.id
    left join rated on rated.village_id = v.id
    left join org_book on org_book.village_id = v.id
    left join sealed on sealed.village_id = v.id
    left join hung on hung.book_id = org_book.id
    left join used on used.book_id = org_book.id
    left join rating last on last.region_id = ${by.regionId} and last.village_id = v.id and last.year = ${year - 1}
                         and last.subject = 'ORG' and last.confirmed_at is not null
   order by v.path`.execute(tx)

/** Open memberships, ledger entries of the quarter, each by path; waiting matters (late ones apart) by the unit that must act, as the list of the area has them. */
async function countsOf(tx: ReadTx, by: Actor, from: string, year: number, quarter: number) {
  const range = sql`region_id = ${by.regionId} and path >= ${from} and path < ${`${from}~`}`
  const run = async (query: ReturnType<typeof sql<CountRow>>) => (await query.execute(tx)).rows
  return {
    members: await run(
      sql<CountRow>`select path, count(*)::int as count, 0 as late from membership where ${range} and last_on is null group by path`,
    ),
    entries: await run(sql<CountRow>`
      select path, count(*)::int as count, 0 as late from points_entry where ${range} and year = ${year} and quarter = ${quarter} group by path`),
    waiting: await run(sql<CountRow>`
      select u.path, count(*)::int as count, count(*) filter (where w.due_on < ${by.today})::int as late
        from work_item w join unit u on u.region_id = w.region_id and u.id = w.unit_id
       where w.region_id = ${by.regionId} and w.path >= ${by.path} and w.path < ${`${by.path}~`} and u.path >= ${from} and u.path < ${`${from}~`} group by u.path`),
  }
}

const factsIn = (row: FactRow): VillageFacts => ({
  setOn: row.set_on,
  setBegun: row.set_begun,
  declaredOn: row.declared_on,
  declareBegun: row.declare_begun,
  evaluatedOn: row.evaluated_on,
  evaluateBegun: row.evaluate_begun,
  sealedQuarter: row.sealed_quarter,
  awardedOn: row.awarded_on,
  awardBegun: row.award_begun,
  unrated: row.unrated,
  usedOn: row.used_on,
})

/** Villages of a township, or townships of the county, with the row of the whole; the year is this year when left out. */
export async function getTownshipOverview(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, input.unitId ?? by.unitId)
  if (!unit.path.startsWith(by.path)) throw new Refusal('common.not_found')
  const root = await getRoot(tx, by)
  const year = input.year ?? yearOf(by.today)
  const quarter = year === yearOf(by.today) ? quarterOf(by.today) : 4
  const set = await readSettings(tx, by, [
    'scheme.due',
    'declare.due',
    'year_end.confirm_due',
    'award.hang_due',
  ])
  const due: Deadlines = {
    SET: `${year}-${set['scheme.due']}` as LocalDate,
    DECLARE: `${year}-${set['declare.due']}` as LocalDate,
    EVALUATE: `${year + 1}-${set['year_end.confirm_due']}` as LocalDate,
    AWARD: `${year + 1}-${set['award.hang_due']}` as LocalDate,
  }
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id', 'kind', 'short_name', 'party_org_name', 'path', 'first_on'])
    .where('region_id', '=', by.regionId)
    .where('path', '>=', unit.path)
    .where('path', '<', `${unit.path}~`)
    .where('last_on', 'is', null)
    .where('kind', 'in', ['BANNER', 'COUNTY', 'DISTRICT', 'TOWNSHIP', 'STREET', 'VILLAGE', 'COMMUNITY'])
    .orderBy('path')
    .execute()
  const whole = (units as UnitRow[]).find((one) => one.id === unit.id)
  if (!whole) throw new Refusal('common.not_found')
  // 532 is the countryside's: a city district may use it, nothing of it is late there, nor before the unit was here.
  const expected = root.kind !== 'DISTRICT' && year >= yearOf(whole.first_on)
  const kept = await sql<{ year: number }>`
    select distinct year from book where region_id = ${by.regionId} and path >= ${unit.path} and path < ${`${unit.path}~`}`.execute(
    tx,
  )
  const years = [...new Set([...kept.rows.map((row) => row.year), year, yearOf(by.today)])].sort()
  const facts = (await factsOf(tx, by, unit.path, year)).rows
  const ribbons = new Map(facts.map((row) => [row.path, stepsOf(factsIn(row), due, by.today, expected)]))
  const counts = await countsOf(tx, by, unit.path, year, quarter)
  const sum = (rows: CountRow[], path: string, part: 'count' | 'late' = 'count') =>
    rows.reduce((total, row) => (row.path.startsWith(path) ? total + row[part] : total), 0)

  const typed = units as UnitRow[]
  const rowOf = (one: UnitRow): OverviewRow => {
    const villages = facts.filter((row) => row.path.startsWith(one.path))
    const self = villages.find((row) => row.path === one.path)
    const classes = (wanted: OrgClass) => villages.filter((row) => row.last_class === wanted).length
    return {
      unitId: one.id,
      kind: one.kind,
      name: one.short_name,
      townshipName: typed.find((above) => above.id === one.parent_id)?.short_name ?? '',
      partyOrgName: one.party_org_name,
      steps: self
        ? (ribbons.get(one.path) ?? [])
        : joinSteps(villages.map((row) => ribbons.get(row.path) ?? [])),
      stepCounts: countSteps(villages.map((row) => ribbons.get(row.path) ?? [])),
      villages: villages.length,
      members: sum(counts.members, one.path),
      entries: sum(counts.entries, one.path),
      waiting: sum(counts.waiting, one.path),
      overdue: sum(counts.waiting, one.path, 'late'),
      lastYear: self?.had_last
        ? { level: self.last_level, lit: self.last_lit, colours: self.last_colours, class: self.last_class }
        : null,
      lastYearClasses: {
        I: classes('I'),
        II: classes('II'),
        III: classes('III'),
        tenStar: villages.filter((row) => row.last_level === 10).length,
      },
    }
  }
  return {
    year,
    quarter,
    years,
    total: rowOf(whole),
    rows: typed
      .filter((one) => (input.villages ? ribbons.has(one.path) && one !== whole : one.parent_id === unit.id))
      .map(rowOf),
  }
}
