import { type Actor, scopeOf } from '../../server/src/platform/actor.ts'
import { readTx } from '../../server/src/platform/tx.ts'
import { rollUp } from '../../server/src/reports/index.ts'
import { getTownshipOverview } from '../../server/src/reports/township-overview.ts'
import { getYearEntries } from '../../server/src/reports/year-entries.ts'
import { getYearResults } from '../../server/src/reports/year-results.ts'
import { readerAt } from '../actors.ts'
import {
  atLeast,
  atMost,
  type Bench,
  type Finding,
  median,
  percentile,
  seconds,
  takeTurns,
} from '../measure.ts'
import { type BenchWorld, benchWorld, worldNow, worldYear } from '../world.ts'

const levels = [
  { name: 'county', level: 3, roots: 20 },
  { name: 'province', level: 1, roots: 20 },
  { name: 'nation', level: 0, roots: 1 },
]
const dashboards = {
  overview: (world: BenchWorld, by: Actor) =>
    readTx(world.db, scopeOf(by), (tx) => getTownshipOverview(tx, by, { year: worldYear })),
  entries: (world: BenchWorld, by: Actor) =>
    readTx(world.db, scopeOf(by), (tx) => getYearEntries(tx, by, { year: worldYear, subject: 'MEMBER' })),
  results: (world: BenchWorld, by: Actor) =>
    readTx(world.db, scopeOf(by), (tx) => getYearResults(tx, by, { year: worldYear, subject: 'MEMBER' })),
}
/** What the first two show of a place, as one would ask the tables for it: no rights, no row-level security, as the owner. */
const raw = [
  `select left(path, 8) as place, count(*) from membership where region_id = 1 and last_on is null and path >= $1 and path < $1 || '~' group by 1`,
  `select left(path, 8) as place, count(*) from points_entry where region_id = 1 and year = ${worldYear} and quarter = 4 and path >= $1 and path < $1 || '~' group by 1`,
  `select left(path, 8) as place, extract(month from fact_on) as month, sum(counted), count(*) from points_entry
   where region_id = 1 and year = ${worldYear} and person_id is not null and path >= $1 and path < $1 || '~' group by 1, 2`,
]

export default {
  about:
    'The three dashboards of a county, a province and the nation, through the product’s acts, each in its own transaction under row-level security; at the nation beside three grouping statements as the owner that show less.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    let units = 0
    const took = await seconds(async () => {
      units = await rollUp(world.db, 1, worldNow)
    })
    log(`rolled up in ${took.toFixed(1)} s: ${units} figures`)
    const findings: Finding[] = [
      { what: `rolling up everything (${units} figures)`, unit: 's', ours: [took] },
    ]
    for (const { name, level, roots } of levels) {
      const readers = (await world.unitsAt(level, roots)).map((unit) => ({
        ...readerAt(unit, worldNow),
        books: unit.books,
      }))
      const most = Math.max(...readers.map((reader) => reader.books))
      for (const [what, ask] of Object.entries(dashboards)) {
        const all: number[] = []
        const medians: number[] = []
        for (const by of readers) await ask(world, by)
        const times = Math.max(1, Math.ceil(20 / readers.length))
        for (let round = 0; round < rounds; round++) {
          const own: number[] = []
          for (let time = 0; time < times; time++)
            for (const by of readers) own.push((await seconds(() => ask(world, by))) * 1000)
          all.push(...own)
          medians.push(percentile(own, 0.95))
        }
        findings.push({
          what: `${what}, ${name} (${readers.length} roots, up to ${most} books): p95`,
          unit: 'ms',
          ours: medians,
          goal: atMost(10, percentile(all, 0.95), '≤ 10 ms'),
        })
      }
    }
    const [nation] = await world.unitsAt(0, 1)
    const by = readerAt(nation as NonNullable<typeof nation>, worldNow)
    const turns = await takeTurns(rounds, {
      ours: async () =>
        (await seconds(async () => {
          await dashboards.overview(world, by)
          await dashboards.entries(world, by)
        })) * 1000,
      raw: async () =>
        (await seconds(async () => {
          for (const text of raw) await world.owner.query(text, [by.path])
        })) * 1000,
    })
    findings.push({
      what: 'nation: overview and entries',
      unit: 'ms',
      ours: turns.ours,
      beside: { name: 'raw SQL', values: turns.raw },
      goal: atLeast(50, median(turns.raw) / median(turns.ours), '≥ 50 × faster'),
    })
    await world.stop()
    return findings
  },
} satisfies Bench
