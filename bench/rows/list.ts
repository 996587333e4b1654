import { scopeOf } from '../../server/src/platform/actor.ts'
import { readTx } from '../../server/src/platform/tx.ts'
import { findPage, listBooks } from '../../server/src/points/list-books.ts'
import { readerAt } from '../actors.ts'
import { atMost, type Bench, type Finding, median, percentile, seconds, takeTurns } from '../measure.ts'
import { benchWorld, worldNow, worldYear } from '../world.ts'

const size = 50
/** A province is one of 30,000 to 60,000 members or the next that is; the generated tree has one far larger, told apart. */
const levels = [
  { name: 'township', level: 4, least: 0, most: Infinity, limit: 5 },
  { name: 'county', level: 3, least: 0, most: Infinity, limit: 5 },
  { name: 'city', level: 2, least: 0, most: Infinity, limit: 5 },
  { name: 'province', level: 1, least: 0, most: 70_000, limit: 40 },
  { name: 'larger province', level: 1, least: 70_000, most: Infinity, limit: undefined },
]
/** The same answer as one would ask the tables for it: an explicit range, as the owner, without row-level security. */
const where = `region_id = 1 and year = ${worldYear} and subject = 'MEMBER' and path >= $1 and path < $2`
const bare = {
  page: (lit: number | undefined) =>
    `select id from book where ${where} ${lit === undefined ? '' : `and stars_lit = ${lit}`} order by points desc, path, book_no limit ${size} offset $3`,
  counts: `select stars_lit, count(*) from book where ${where} group by 1`,
}

export default {
  about:
    'Pages 1 and 50 (the last where there are fewer) of a subtree’s members by points, all and with a number of stars lit, with the number of members by stars: the product’s act in its own transaction under row-level security; and the statement that finds and counts them, beside bare SQL for the same with an explicit range as the owner.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    const { rowCount } = await world.owner.query(
      `insert into setting (region_id, key, value, changed_by, changed_at) values (1, 'people.ranking', 'true', '生成', now()) on conflict do nothing`,
    )
    const findings: Finding[] = []
    for (const { name, level, least, most, limit } of levels) {
      const roots = (await world.unitsAt(level, 400))
        .filter((unit) => unit.books > 0 && unit.books >= least && unit.books <= most)
        .slice(0, limit === undefined ? 2 : 20)
      if (roots.length === 0) continue
      const largest = Math.max(...roots.map((root) => root.books))
      const requests = roots.flatMap((unit) => {
        const by = readerAt(unit, worldNow)
        const last = Math.max(1, Math.min(50, Math.ceil((unit.books * 0.9) / size)))
        return [undefined, 7].flatMap((lit) => [...new Set([1, last])].map((page) => ({ by, lit, page })))
      })
      const asked = { year: worldYear, subject: 'MEMBER', sort: 'POINTS', size } as const
      const mean = async (each: (request: (typeof requests)[number]) => Promise<number>) => {
        let total = 0
        for (const request of requests) total += (await each(request)) * 1000
        return total / requests.length
      }
      const acts: number[] = []
      const contenders = {
        act: () =>
          mean(async ({ by, lit, page }) => {
            const took = await seconds(() =>
              readTx(world.db, scopeOf(by), (tx) => listBooks(tx, by, { ...asked, page, lit })),
            )
            acts.push(took * 1000)
            return took
          }),
        ours: () =>
          mean(({ by, lit, page }) =>
            readTx(world.db, scopeOf(by), (tx) => seconds(() => findPage(tx, by, { ...asked, page, lit }))),
          ),
        bare: () =>
          mean(({ by, lit, page }) =>
            seconds(async () => {
              const range = [by.path, `${by.path}~`]
              await world.owner.query(bare.page(lit), [...range, (page - 1) * size])
              await world.owner.query(bare.counts, range)
            }),
          ),
      }
      log(`${name}: ${roots.length} roots, ${requests.length} pages a round`)
      for (const contender of Object.values(contenders)) await contender()
      acts.length = 0
      const turns = await takeTurns(rounds, contenders)
      const of = `${name} (${roots.length} roots, up to ${largest} books)`
      findings.push({
        what: `${of}: finding and counting a page`,
        unit: 'ms',
        ours: turns.ours,
        beside: { name: 'bare SQL', values: turns.bare },
        goal:
          limit === undefined ? undefined : atMost(1.2, median(turns.ours) / median(turns.bare), '≤ 1.2 ×'),
      })
      const p95 = percentile(acts, 0.95)
      findings.push({
        what: `${of}: the whole act, p95 of ${acts.length}`,
        unit: 'ms',
        ours: [p95],
        goal: limit === undefined ? undefined : atMost(limit, p95, `≤ ${limit} ms`),
      })
    }
    if (rowCount)
      await world.owner.query(`delete from setting where region_id = 1 and key = 'people.ranking'`)
    await world.stop()
    return findings
  },
} satisfies Bench
