import type { OverviewRow, getTownshipOverview as route } from '@xinghe/contract/overview'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { dayInShanghai, type LocalDate, quarterOf, yearOf } from '@xinghe/contract/values'
import type { OrgClass, UnitKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getRoot, getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { endOf } from './area.ts'
import {
  addTallies,
  countSteps,
  type Deadlines,
  joinSteps,
  type StepTally,
  stepsOf,
  tallySteps,
  type VillageFacts,
} from './overview.rules.ts'
import { rolledFigures } from './rolled.ts'

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
  /** Of matters: how many levels their record's place and the unit that must act have in common. */
  depth: number
}

/** Figures of a unit with all below it, such that those of its parts add up to its own. */
export interface OverviewFigures {
  steps: StepTally[]
  villages: number
  members: number
  entries: number
  /** By common depth: whoever acts at a unit sees the matters whose record lies in his area. */
  waiting: number[]
  overdue: number[]
  classes: OverviewRow['lastYearClasses']
  /** Of a village itself. */
  self: Pick<OverviewRow, 'steps' | 'lastYear'> | null
}
const levels = 8
const levelOf = (path: string) => path.length / 4

interface Range {
  from: string
  to: string
}
/** What happened in each village of the range, one row a village, whatever their number. */
const factsOf = (tx: ReadTx, by: Actor, { from, to }: Range, year: number) =>
  sql<FactRow>`
  with v as (
    select id, parent_id, path from unit
     where region_id = ${by.regionId} and path >= ${from} and path < ${to} and kind in ('VILLAGE', 'COMMUNITY') and last_on is null
  ), scheme_of as (
    select s.township_id, count(distinct s.subject) filter (where sv.published_at is not null) as subjects,
           max((sv.first_published at time zone 'Asia/Shanghai')::date) as published_on
      from (select distinct parent_id from v) t
      join scheme s on s.region_id = ${by.regionId} and s.township_id = t.parent_id and s.year = ${year}
      join lateral (select max(published_at) as published_at, min(published_at) as first_published from scheme_version o
                     where o.region_id = s.region_id and o.scheme_id = s.id having count(*) > 0) sv on true
     group by s.township_id
  ), sheet as (
    select village_id, count(*) filter (where state in ('CONFIRMED', 'PUBLISHED')) as confirmed, max((confirmed_at at time zone 'Asia/Shanghai')::date) as confirmed_on
      from declaration_sheet where region_id = ${by.regionId} and year = ${year} and path >= ${from} and path < ${to} group by village_id
  ), rated as (
    select r.village_id, count(*) filter (where r.confirmed_at is null) as open, max((r.confirmed_at at time zone 'Asia/Shanghai')::date) as confirmed_on,
           bool_or(r.subject = 'ORG') as has_org, bool_or(r.subject = 'ORG' and r.final_level is null and r.confirmed_at is not null) as unrated
      from rating r join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
     where r.region_id = ${by.regionId} and r.year = ${year} and r.subject in ('ORG', 'MEMBER') and r.path >= ${from} and r.path < ${to} group by r.village_id
  ), org_book as (
    select id, village_id, entries from book
     where region_id = ${by.regionId} and year = ${year} and subject = 'ORG' and path >= ${from} and path < ${to}
  ), sealed as (
    select q.village_id, max(q.quarter) as quarter from v
      join quarter q on q.region_id = ${by.regionId} and q.village_id = v.id and q.year = ${year} and q.state = 'SEALED' group by q.village_id
  ), hung as (
    select book_id, min(hung_on) as hung_on from plaque
     where region_id = ${by.regionId} and year = ${year} and kind = 'PLAQUE' and path >= ${from} and path < ${to} group by book_id
  ), used as (
    select book_id, max(decided_on) as decided_on from star_use
     where region_id = ${by.regionId} and path >= ${from} and path < ${to} group by book_id
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
async function countsOf(tx: ReadTx, by: Actor, { from, to }: Range, year: number, quarter: number) {
  const range = (alias: string) =>
    sql`${sql.ref(`${alias}.region_id`)} = ${by.regionId} and ${sql.ref(`${alias}.path`)} >= ${from} and ${sql.ref(`${alias}.path`)} < ${to}`
  const run = async (query: ReturnType<typeof sql<CountRow>>) => (await query.execute(tx)).rows
  const common = sql.join(
    Array.from({ length: levels }, (_, at) => {
      const end = sql.lit((at + 1) * 4)
      return sql`(length(u.path) >= ${end} and left(w.path, ${end}) = left(u.path, ${end}))::int`
    }),
    sql` + `,
  )
  return {
    members: await run(sql<CountRow>`${planned}
      select u.path, count(*)::int as count, 0 as late, 0 as depth from unit u
        join membership m on m.region_id = u.region_id and m.unit_id = u.id and m.last_on is null where ${range('u')} group by u.path`),
    // Found by their books: the ledger has no index by place.
    entries: await run(sql<CountRow>`${planned}
      select b.path, count(*)::int as count, 0 as late, 0 as depth from book b
        join points_entry e on e.region_id = b.region_id and e.book_id = b.id and e.quarter = ${quarter}
       where ${range('b')} and b.year = ${year} group by b.path`),
    waiting: await run(sql<CountRow>`${planned}
      select u.path, ${common} as depth, count(*)::int as count, count(*) filter (where w.due_on < ${by.today})::int as late
        from work_item w join unit u on u.region_id = w.region_id and u.id = w.unit_id
       where w.region_id = ${by.regionId} and w.path >= ${by.path} and w.path < ${`${by.path}~`} and ${range('u')} group by 1, 2`),
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

interface Asked {
  year: number
  quarter: number
  due: Deadlines
}
const quarterAsked = (today: LocalDate, year: number) => (year === yearOf(today) ? quarterOf(today) : 4)
/** What is asked of a year: its quarter, and the days by which its steps are due. */
export async function askedOf(tx: ReadTx, by: Actor, year: number): Promise<Asked> {
  const set = await readSettings(tx, by, [
    'scheme.due',
    'declare.due',
    'year_end.confirm_due',
    'award.hang_due',
  ])
  return {
    year,
    quarter: quarterAsked(by.today, year),
    due: {
      SET: `${year}-${set['scheme.due']}` as LocalDate,
      DECLARE: `${year}-${set['declare.due']}` as LocalDate,
      EVALUATE: `${year + 1}-${set['year_end.confirm_due']}` as LocalDate,
      AWARD: `${year + 1}-${set['award.hang_due']}` as LocalDate,
    },
  }
}
/** 532 is the countryside's: a city district may use it, nothing of it is late there, nor before the unit was here. */
const expects = (root: { kind: string }, unit: { first_on: string }, year: number) =>
  root.kind !== 'DISTRICT' && year >= yearOf(unit.first_on as LocalDate)

/** Counts the rows of an area; `of(path)` are then the figures of any unit in it. */
export async function countOverview(
  tx: ReadTx,
  by: Actor,
  area: { path: string; alone?: boolean; first_on: string },
  asked: Asked,
): Promise<{ villages: string[]; of(path: string): OverviewFigures }> {
  const { year, quarter, due } = asked
  const expected = expects(await getRoot(tx, by), area, year)
  const range = { from: area.path, to: endOf(area) }
  const facts = (await factsOf(tx, by, range, year)).rows
  const ribbons = new Map(facts.map((row) => [row.path, stepsOf(factsIn(row), due, by.today, expected)]))
  const counts = await countsOf(tx, by, range, year, quarter)
  return {
    villages: [...ribbons.keys()],
    of(path) {
      const villages = facts.filter((row) => row.path.startsWith(path))
      const self = villages.find((row) => row.path === path)
      const below = (rows: CountRow[]) => rows.filter((row) => row.path.startsWith(path))
      const sum = (rows: CountRow[]) => below(rows).reduce((total, { count }) => total + count, 0)
      const byDepth = (part: 'count' | 'late') =>
        below(counts.waiting).reduce(
          (sums, row) => sums.with(row.depth, (sums[row.depth] as number) + row[part]),
          new Array<number>(levels + 1).fill(0),
        )
      const classes = (wanted: OrgClass) => villages.filter((row) => row.last_class === wanted).length
      return {
        steps: tallySteps(villages.map((row) => ribbons.get(row.path) ?? [])),
        villages: villages.length,
        members: sum(counts.members),
        entries: sum(counts.entries),
        waiting: byDepth('count'),
        overdue: byDepth('late'),
        classes: {
          I: classes('I'),
          II: classes('II'),
          III: classes('III'),
          tenStar: villages.filter((row) => row.last_level === 10).length,
        },
        self: self
          ? {
              steps: ribbons.get(path) ?? [],
              lastYear: self.had_last
                ? {
                    level: self.last_level,
                    lit: self.last_lit,
                    colours: self.last_colours,
                    class: self.last_class,
                  }
                : null,
            }
          : null,
      }
    },
  }
}
export const addOverviews = (parts: readonly OverviewFigures[]): OverviewFigures => {
  const sum = (of: (part: OverviewFigures) => number) => parts.reduce((total, part) => total + of(part), 0)
  const byDepth = (of: (part: OverviewFigures) => number[]) =>
    Array.from({ length: levels + 1 }, (_, depth) => sum((part) => of(part)[depth] ?? 0))
  return {
    steps: addTallies(parts.map(({ steps }) => steps)),
    villages: sum(({ villages }) => villages),
    members: sum(({ members }) => members),
    entries: sum(({ entries }) => entries),
    waiting: byDepth(({ waiting }) => waiting),
    overdue: byDepth(({ overdue }) => overdue),
    classes: {
      I: sum(({ classes }) => classes.I),
      II: sum(({ classes }) => classes.II),
      III: sum(({ classes }) => classes.III),
      tenStar: sum(({ classes }) => classes.tenStar),
    },
    self: null,
  }
}

const rowOf = (by: Actor, unit: UnitRow, townshipName: string, figures: OverviewFigures): OverviewRow => {
  const inSight = (byDepth: number[]) =>
    byDepth.reduce((sum, count, depth) => (depth >= levelOf(by.path) ? sum + count : sum), 0)
  return {
    unitId: unit.id,
    kind: unit.kind,
    name: unit.short_name,
    townshipName,
    partyOrgName: unit.party_org_name,
    steps: figures.self?.steps ?? joinSteps(figures.steps),
    stepCounts: countSteps(figures.steps),
    villages: figures.villages,
    members: figures.members,
    entries: figures.entries,
    waiting: inSight(figures.waiting),
    overdue: inSight(figures.overdue),
    lastYear: figures.self?.lastYear ?? null,
    lastYearClasses: figures.classes,
  }
}

/** Years with books in the area, each found by one look into the index. */
const yearsOf = async (tx: ReadTx, by: Actor, path: string) => {
  const { rows } = await sql<{ year: number }>`
    select y as year from generate_series(2000, ${yearOf(by.today)} + 1) y cross join lateral (
      select from book b where b.region_id = ${by.regionId} and b.year = y and b.path >= ${path} and b.path < ${`${path}~`} order by b.path limit 1) found`.execute(
    tx,
  )
  return rows.map((row) => row.year)
}

/** Villages of a township, or townships of the county, with the row of the whole; the year is this year when left out. */
export async function getTownshipOverview(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, input.unitId ?? by.unitId)
  if (!unit.path.startsWith(by.path)) throw new Refusal('common.not_found')
  const year = input.year ?? yearOf(by.today)
  const { rows: units } = await sql<UnitRow>`
    select id, parent_id, kind, short_name, party_org_name, path, first_on from unit
    where region_id = ${by.regionId} and path >= ${unit.path} and path < ${`${unit.path}~`} and last_on is null
      and kind in ('BANNER', 'COUNTY', 'DISTRICT', 'TOWNSHIP', 'STREET', 'VILLAGE', 'COMMUNITY')
      ${input.villages ? sql`` : sql`and (id = ${unit.id} or parent_id = ${unit.id})`}
    order by path`.execute(tx)
  const whole = units.find((one) => one.id === unit.id)
  if (!whole) throw new Refusal('common.not_found')
  const asked = await askedOf(tx, by, year)
  // All villages of a county are a list, not a figure; and before a unit was here nothing of it was rolled up as late.
  const rolled =
    input.villages || year < yearOf(whole.first_on)
      ? undefined
      : await rolledFigures<OverviewFigures>(tx, by, { kind: 'OVERVIEW', unitId: unit.id, year, subject: '' })
  const counted = rolled ? undefined : await countOverview(tx, by, whole, asked)
  const today = rolled ? dayInShanghai(new Date(rolled.asOf)) : by.today
  const figuresOf = (one: UnitRow) =>
    rolled
      ? one === whole
        ? rolled.own
        : (rolled.below[one.id] ?? addOverviews([]))
      : (counted as NonNullable<typeof counted>).of(one.path)
  const nameOf = new Map(units.map((one) => [one.id, one.short_name]))
  const row = (one: UnitRow) => rowOf(by, one, nameOf.get(one.parent_id ?? '') ?? '', figuresOf(one))
  const villages = new Set(counted?.villages)
  return {
    year,
    quarter: quarterAsked(today, year),
    years: [...new Set([...(await yearsOf(tx, by, unit.path)), year, yearOf(by.today)])].sort(),
    asOf: rolled?.asOf ?? null,
    total: row(whole),
    rows: units
      .filter((one) => (input.villages ? villages.has(one.path) && one !== whole : one.parent_id === unit.id))
      .map(row),
  }
}
