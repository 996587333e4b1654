import { scopeOf } from '../../server/src/platform/actor.ts'
import { readTx } from '../../server/src/platform/tx.ts'
import { listBooks } from '../../server/src/points/list-books.ts'
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
  details: `select b.*, u.short_name, p.short_name as above, v.title, v.light_at from book b join unit u on u.region_id = b.region_id and u.id = b.village_id
    join unit p on p.region_id = u.region_id and p.id = u.parent_id left join scheme_version v on v.region_id = b.region_id and v.id = b.version_id
    where b.region_id = 1 and b.id = any($1::uuid[])`,
}

export default {
  about:
    'Pages 1 and 50 (the last where there are fewer) of a subtree’s members by points, all and with a number of stars lit, with the number of members by stars: the product’s act in its own transaction under row-level security; beside it page, counts and rows by bare SQL with an explicit range as the owner.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    const { rowCount } = await world.owner.query(
      `insert into setting (region_id, key, value, changed_by, changed_at) values (1, 'people.ranking', 'true', '生成', now()) on conflict do nothing`,
    )
    const findings: Finding[] = []
    for (const { name, level, least, most, limit } of levels) {
      const roots = (await world.unitsAt(level, 400))
        .filter((unit) => unit.books > 0 && unit.books >= least && unit.books <= most)
        .slice(0, 20)
      if (roots.length === 0) continue
      const largest = Math.max(...roots.map((root) => root.books))
      const requests = roots.flatMap((unit) => {
        const by = readerAt(unit, worldNow)
        const last = Math.max(1, Math.min(50, Math.ceil((unit.books * 0.9) / size)))
        return [undefined, 7].flatMap((lit) => [...new Set([1, last])].map((page) => ({ by, lit, page })))
      })
      const ours: number[] = []
      const once = {
        ours: async (kept?: number[]) => {
          let total = 0
          for (const { by, lit, page } of requests) {
            const took =
              (await seconds(() =>
                readTx(world.db, scopeOf(by), (tx) =>
                  listBooks(tx, by, { year: worldYear, subject: 'MEMBER', sort: 'POINTS', page, size, lit }),
                ),
              )) * 1000
            kept?.push(took)
            total += took
          }
          return total / requests.length
        },
        bare: async () => {
          let total = 0
          for (const { by, lit, page } of requests)
            total +=
              (await seconds(async () => {
                const range = [by.path, `${by.path}~`]
                const { rows } = await world.owner.query<{ id: string }>(bare.page(lit), [
                  ...range,
                  (page - 1) * size,
                ])
                await world.owner.query(bare.counts, range)
                await world.owner.query(bare.details, [rows.map((row) => row.id)])
              })) * 1000
          return total / requests.length
        },
      }
      await once.ours()
      await once.bare()
      const turns = await takeTurns(rounds, { ours: () => once.ours(ours), bare: once.bare })
      findings.push({
        what: `${name} (${roots.length} roots, up to ${largest} books): a page, mean of ${requests.length}`,
        unit: 'ms',
        ours: turns.ours,
        beside: { name: 'bare SQL', values: turns.bare },
        goal:
          limit === undefined ? undefined : atMost(1.2, median(turns.ours) / median(turns.bare), '≤ 1.2 ×'),
      })
      findings.push({
        what: `${name}: p95`,
        unit: 'ms',
        ours: [percentile(ours, 0.95)],
        goal: limit === undefined ? undefined : atMost(limit, percentile(ours, 0.95), `≤ ${limit} ms`),
      })
    }
    if (rowCount)
      await world.owner.query(`delete from setting where region_id = 1 and key = 'people.ranking'`)
    await world.stop()
    return findings
  },
} satisfies Bench
