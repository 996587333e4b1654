import type { OverviewRow, getTownshipOverview as route } from '@xinghe/contract/overview'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { dayInShanghai, type LocalDate, quarterOf, yearOf } from '@xinghe/contract/values'
import type { OrgClass, UnitKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getRoot, getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { atOnce, type ReadTx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { type Area, rowsIn } from './area.ts'
import {
  addTallies,
  countSteps,
  type Deadlines,
  joinSteps,
  type StepTally,
  stepsOf,
  tallySteps,
} from './overview.rules.ts'
import { rolledFigures } from './rolled.ts'
import { villageFacts } from './village-facts.ts'

interface UnitRow {
  id: string
  parent_id: string | null
  kind: UnitKind
  short_name: string
  party_org_name: string | null
  path: string
  first_on: LocalDate
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

/** Open memberships, ledger entries of the quarter, each by path; waiting matters (late ones apart) by the unit that must act, as the list of the area has them. */
async function countsOf(
  tx: ReadTx,
  by: Actor,
  area: Pick<Area, 'path' | 'alone'>,
  year: number,
  quarter: number,
) {
  const range = rowsIn(by, area)
  const run = async (query: ReturnType<typeof sql<CountRow>>) => (await query.execute(tx)).rows
  const common = sql.join(
    Array.from({ length: levels }, (_, at) => {
      const end = sql.lit((at + 1) * 4)
      return sql`(length(u.path) >= ${end} and left(w.path, ${end}) = left(u.path, ${end}))::int`
    }),
    sql` + `,
  )
  const [members, entries, waiting] = await atOnce([
    run(sql<CountRow>`${planned}
      select u.path, count(*)::int as count, 0 as late, 0 as depth from unit u
        join membership m on m.region_id = u.region_id and m.unit_id = u.id and m.last_on is null where ${range('u')} group by u.path`),
    // Found by their books: the ledger has no index by place.
    run(sql<CountRow>`${planned}
      select b.path, count(*)::int as count, 0 as late, 0 as depth from book b
        join points_entry e on e.region_id = b.region_id and e.book_id = b.id and e.quarter = ${quarter}
       where ${range('b')} and b.year = ${year} group by b.path`),
    run(sql<CountRow>`${planned}
      select u.path, ${common} as depth, count(*)::int as count, count(*) filter (where w.due_on < ${by.today})::int as late
        from work_item w join unit u on u.region_id = w.region_id and u.id = w.unit_id
       where w.region_id = ${by.regionId} and w.path >= ${by.path} and w.path < ${`${by.path}~`} and ${range('u')} group by 1, 2`),
  ])
  return { members, entries, waiting }
}

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
  const [all, counts] = await atOnce([
    villageFacts(tx, by, area, year),
    countsOf(tx, by, area, year, quarter),
  ])
  const ribbons = new Map(all.map((row) => [row.path, stepsOf(row.facts, due, by.today, expected)]))
  return {
    villages: [...ribbons.keys()],
    of(path) {
      const villages = all.filter((row) => row.path.startsWith(path))
      const self = villages.find((row) => row.path === path)
      const below = (rows: CountRow[]) => rows.filter((row) => row.path.startsWith(path))
      const sum = (rows: CountRow[]) => below(rows).reduce((total, { count }) => total + count, 0)
      const byDepth = (part: 'count' | 'late') =>
        below(counts.waiting).reduce(
          (sums, row) => sums.with(row.depth, (sums[row.depth] as number) + row[part]),
          new Array<number>(levels + 1).fill(0),
        )
      const classes = (wanted: OrgClass) => villages.filter(({ last }) => last?.class === wanted).length
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
          tenStar: villages.filter(({ last }) => last?.level === 10).length,
        },
        self: self
          ? {
              steps: ribbons.get(path) ?? [],
              lastYear: self.last,
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
