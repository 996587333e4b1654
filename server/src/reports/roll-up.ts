/**
 * Figures of units with so many books that counting them would keep somebody waiting. Units small enough are counted as
 * their own pages count them, those below one unit at once; a larger one is what the units below it and the rows at itself
 * add up to. All of it is made again each time, from one
 * snapshot of the rows: nothing is carried forward, so nothing can drift. A county's figures are always counted live.
 */
import { isDeepStrictEqual } from 'node:util'
import { yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { getRoot } from '../org/index.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import type { Database } from '../platform/database.ts'
import type { JobTable } from '../platform/jobs.ts'
import { type ReadTx, readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { type Area, areaBelow, wholeArea } from './area.ts'
import type { OfUnit, Rolled } from './rolled.ts'
import { addOverviews, askedOf, countOverview } from './township-overview.ts'
import { addEntries, countEntries } from './year-entries.ts'
import { addResults, countResults, shownStates } from './year-results.ts'

export interface RollUpSizes {
  /** A region with fewer books of a year is never rolled up: its figures are live. */
  region: number
  /** Units with at most so many books are counted. */
  counted: number
}
const sizes: RollUpSizes = { region: 20_000, counted: 500 }

interface Unit {
  id: string
  short_name: string
  path: string
  first_on: string
  books: number
}
/** A kind of figures: how a small unit is counted, how parts add up. */
interface Kind<Figures> {
  of: Pick<OfUnit, 'kind' | 'year' | 'subject'>
  /** Of each place of the area. */
  count(area: Area): Promise<Figures[]>
  add(parts: readonly Figures[]): Figures
}
type Keep = (row: OfUnit & { path: string; figures: Rolled<unknown> }) => Promise<void>

const unitsBelow = async (tx: ReadTx, regionId: number, parentId: string | null, year: number) => {
  const { rows } = await sql<Unit>`
    select u.id, u.short_name, u.path, u.first_on, (
      select count(*) from book b where b.region_id = u.region_id and b.year in (${year}, ${year - 1}) and b.path >= u.path and b.path < u.path || '~'
    )::int as books
    from unit u where u.region_id = ${regionId} and ${parentId ? sql`u.parent_id = ${parentId}` : sql`u.parent_id is null`} order by u.path`.execute(
    tx,
  )
  return rows
}

async function kindsOf(tx: ReadTx, by: Actor, root: Unit, year: number): Promise<Kind<never>[]> {
  const asked = await askedOf(tx, by, year)
  const overview: Kind<ReturnType<typeof addOverviews>> = {
    of: { kind: 'OVERVIEW', year, subject: '' },
    async count({ path, alone, places }) {
      const counted = await countOverview(tx, by, { path, alone, first_on: root.first_on }, asked)
      return places.map((place) => counted.of(place.path))
    },
    add: addOverviews,
  }
  const charts = (['ORG', 'MEMBER'] as const).flatMap((subject) => {
    const entries: Kind<ReturnType<typeof addEntries>> = {
      of: { kind: 'ENTRIES', year, subject },
      count: (area) => countEntries(tx, by, area, { subject, year }),
      add: addEntries,
    }
    const results: Kind<ReturnType<typeof addResults>> = {
      of: { kind: 'RESULTS', year, subject },
      count: (area) => countResults(tx, by, area, { subject, year }),
      add: addResults,
    }
    return [entries, results]
  })
  return [overview, ...charts] as unknown as Kind<never>[]
}

/** Figures of each kind for each place of the area: a handful of statements, whatever the number of places. */
async function countPlaces(kinds: readonly Kind<never>[], area: Area): Promise<unknown[][]> {
  const ofKinds: unknown[][] = []
  for (const kind of kinds) ofKinds.push(await kind.count(area))
  return area.places.map((_, place) => ofKinds.map((figures) => figures[place]))
}

/** The figures of `unit`, one of each kind; those of every large unit are kept on the way. */
async function rollUpUnit(
  tx: ReadTx,
  by: Actor,
  unit: Unit,
  { kinds, year, counted, keep }: { kinds: Kind<never>[]; year: number; counted: number; keep: Keep },
): Promise<unknown[]> {
  const below = unit.books > counted ? await unitsBelow(tx, by.regionId, unit.id, year) : []
  if (below.length === 0) return (await countPlaces(kinds, wholeArea(unit)))[0] as unknown[]
  const figures: unknown[] = []
  const parts = await countPlaces(kinds, wholeArea(unit, true))
  if (below.every(({ books }) => books <= counted))
    parts.push(...(await countPlaces(kinds, areaBelow(unit, below))))
  else for (const one of below) parts.push(await rollUpUnit(tx, by, one, { kinds, year, counted, keep }))
  for (const [at, kind] of kinds.entries()) {
    const own = kind.add(parts.map((part) => part[at]) as never[])
    figures.push(own)
    await keep({
      ...kind.of,
      unitId: unit.id,
      path: unit.path,
      figures: {
        own,
        below: Object.fromEntries([unit, ...below].map((one, index) => [one.id, parts[index]?.[at]])),
      },
    })
  }
  return figures
}

interface Top {
  members: number
  points: number
  rated: number
}
/** The same three sums from what was rolled up and straight from the rows of the same snapshot. */
async function refuseDrift(
  tx: ReadTx,
  regionId: number,
  year: number,
  kinds: Kind<never>[],
  figures: unknown[],
) {
  const of = <Figures>(kind: OfUnit['kind']) =>
    figures.filter((_, at) => kinds[at]?.of.kind === kind) as Figures[]
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  const rolled: Top = {
    members: sum(of<{ members: number }>('OVERVIEW').map(({ members }) => members)),
    points: sum(
      of<{ groups: { points: number }[] }>('ENTRIES').flatMap(({ groups }) =>
        groups.map(({ points }) => points),
      ),
    ),
    rated: sum(
      of<{ groups: { count: number }[] }>('RESULTS').flatMap(({ groups }) =>
        groups.map(({ count }) => count),
      ),
    ),
  }
  const { rows } = await sql<Top>`
    select (select count(*) from membership where region_id = ${regionId} and last_on is null)::int as members,
      (select coalesce(sum(counted), 0) from points_entry where region_id = ${regionId} and year in (${year}, ${year - 1}))::float8 as points,
      (select count(*) from rating where region_id = ${regionId} and year in (${year}, ${year - 1})
        and state = any(${shownStates}::text[]))::int as rated`.execute(tx)
  if (JSON.stringify(rolled) !== JSON.stringify(rows[0]))
    throw new Error(
      `figures of region ${regionId}, ${year}: rolled up ${JSON.stringify(rolled)}, the rows say ${JSON.stringify(rows[0])}; the older ones stay`,
    )
}

/** Makes the figures of a region again, of this year and the last. Returns of how many units. */
export async function rollUp(
  db: Database,
  regionId: number,
  now: Date,
  { region, counted } = sizes,
): Promise<number> {
  return readTx(db, wholeRegion(regionId), async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx)
    const root = await getRoot(tx, { regionId })
    // Nobody's post: the figures are those of the rows, whoever asks (matters apart, which are kept by depth).
    const by: Actor = { ...systemActor(regionId, root, now), post: 'INSPECTOR' }
    return systemTx(db, regionId, async (write) => {
      await write.deleteFrom('area_figures').where('region_id', '=', regionId).execute()
      let kept = 0
      const keep: Keep = async ({ kind, year, subject, unitId, path, figures }) => {
        kept += 1
        await write
          .insertInto('area_figures')
          .values({
            region_id: regionId,
            kind,
            year,
            subject,
            unit_id: unitId,
            path,
            as_of: now,
            figures: JSON.stringify(figures),
          })
          .execute()
      }
      for (const year of [yearOf(by.today), yearOf(by.today) - 1]) {
        const [top] = await unitsBelow(tx, regionId, null, year)
        if (!top || top.books < region) continue
        const kinds = await kindsOf(tx, by, top, year)
        const figures = await rollUpUnit(tx, by, top, { kinds, year, counted, keep })
        await refuseDrift(tx, regionId, year, kinds, figures)
      }
      return kept
    })
  })
}

export const jobs: JobTable = {
  async roll_up_hourly({ db, now }) {
    for (const { id } of await db.selectFrom('region').select('id').orderBy('id').execute())
      await rollUp(db, id, now)
  },
}
export const crontab = '7 * * * * roll_up_hourly ?max=1'

/** What is kept adds up: each unit's own figures are those of the units below it. Says where they do not. */
export async function verifyFigures(
  tx: ReadTx,
  regionId: number,
): Promise<{ units: number; findings: string[] }> {
  const add = { OVERVIEW: addOverviews, ENTRIES: addEntries, RESULTS: addResults }
  const rows = await tx.selectFrom('area_figures').selectAll().where('region_id', '=', regionId).execute()
  const findings = rows.flatMap((row) => {
    const { own, below } = row.figures as unknown as Rolled<object>
    const again = add[row.kind as 'OVERVIEW'](Object.values(below) as never)
    return isDeepStrictEqual(inOrder(own), inOrder(again))
      ? []
      : [
          `figures ${row.kind} ${row.year} ${row.subject} of unit ${row.unit_id} are not what the units below add up to`,
        ]
  })
  return { units: rows.length, findings }
}
/** Groups have no order of their own; which changes come first depends on the tree, not on the sums. */
const inOrder = (figures: object) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      name === 'changes'
        ? []
        : ['groups', 'struck', 'stars'].includes(name)
          ? value.map((group: object) => JSON.stringify(Object.entries(group).sort())).sort()
          : value,
    ]),
  )
