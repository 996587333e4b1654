import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readTx, wholeRegion } from '../../server/src/platform/tx.ts'
import { compilePlan, resultsFor } from '../../server/src/stars/compile-plan.ts'
import { evaluated, evaluateYear } from '../../server/src/stars/preview/evaluate-year.ts'
import { readAllBooks, readPlans, type YearOfBooks, yearOf } from '../../server/src/stars/read-year.ts'
import type { Plan } from '../../server/src/stars/star.rules.ts'
import { evaluate, groupBy, groupBySession, published, refuseOther } from '../evaluating.ts'
import { atLeast, atMost, type Bench, median, seconds, takeTurns } from '../measure.ts'
import { peer } from '../peers.ts'
import { type BenchWorld, benchWorld, worldYear } from '../world.ts'

interface DuckDb {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckConnection> }> }
}
interface DuckConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Record<string, unknown>[] }>
}

/** The entries out of PostgreSQL into DuckDB, through a file as it reads them best; and its group by. */
async function duck(world: BenchWorld) {
  const { DuckDBInstance } = await peer<DuckDb>('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const folder = mkdtempSync(join(tmpdir(), 'xinghe-bench-'))
  // The server, which may be another user, writes the file itself.
  chmodSync(folder, 0o777)
  const file = join(folder, 'entries.csv')
  return {
    async transfer() {
      await connection.run('drop table if exists entry')
      await world.owner.query(
        `copy (select book_id, slot, counted from points_entry where region_id = 1) to '${file}' (format csv)`,
      )
      await connection.run(
        `create table entry as select * from read_csv('${file}', header = false, columns = {'book_id': 'UUID', 'slot': 'INTEGER', 'counted': 'INTEGER'})`,
      )
    },
    async query() {
      const reader = await connection.runAndReadAll(
        `select count(*) filter (where points >= 1000) as stars, sum(points) as points
         from (select book_id, slot, sum(counted) as points from entry group by book_id, slot) s`,
      )
      const [row] = reader.getRowObjectsJson()
      return { stars: Number(row?.stars), points: Number(row?.points) }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

interface RulesEngine {
  Engine: new () => {
    addRule(rule: unknown): void
    run(facts: Record<string, number>): Promise<{ events: { type: string; params?: { slot: number } }[] }>
  }
}
/** One rule a star and colour, as an engine wants them. Answers how many stars shine of these sums. */
async function rulesEngine({ lightAt, silverAt, goldAt }: Plan) {
  const { Engine } = await peer<RulesEngine>('json-rules-engine')
  const engine = new Engine()
  const over = (slot: number, value: number) => ({
    fact: `s${slot}`,
    operator: 'greaterThanInclusive',
    value,
  })
  const under = (slot: number, value: number) => ({ fact: `s${slot}`, operator: 'lessThan', value })
  for (let slot = 1; slot <= 10; slot++)
    for (const [type, all] of [
      ['gold', [over(slot, lightAt), over(slot, goldAt)]],
      ['silver', [over(slot, lightAt), over(slot, silverAt), under(slot, goldAt)]],
      ['red', [over(slot, lightAt), under(slot, silverAt)]],
    ])
      engine.addRule({ conditions: { all }, event: { type, params: { slot } } })
  return async (sums: Int32Array) => {
    const facts = Object.fromEntries(Array.from(sums, (sum, slot) => [`s${slot + 1}`, sum]))
    return (await engine.run(facts)).events.length
  }
}

const sample = 2000

const bench: Bench = {
  about:
    'Year-end evaluation of all books at once (预评): read under the app’s rights, stars, colours, levels, classes, ranks, what lacks, written and published in one transaction. Beside it only the sums: SQL and DuckDB over the 20 entries a book; and a rules engine over a sample.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    await world.owner.query(groupBySession)
    const expected = await groupBy(world.owner)
    // Once before, as in a server that has been up for a while.
    await evaluate(world)
    const beside = await duck(world)
    const duckQuery: number[] = []
    const measured = await takeTurns(rounds, {
      async ours() {
        const took = await seconds(() => evaluate(world))
        refuseOther('ours', await published(world), expected)
        return took
      },
      async readAndEvaluate() {
        return seconds(() =>
          readTx(world.db, wholeRegion(1), (tx) =>
            evaluateYear(tx, { regionId: 1, year: worldYear, ranked: ['ORG'] }),
          ),
        )
      },
      sql: () => seconds(async () => refuseOther('SQL', await groupBy(world.owner), expected)),
      async duck() {
        const transfer = await seconds(() => beside.transfer())
        const query = await seconds(async () => refuseOther('DuckDB', await beside.query(), expected))
        duckQuery.push(query)
        return transfer + query
      },
    })
    beside.close()
    const rules = await rulesAlone(world, rounds)
    const memory = process.resourceUsage().maxRSS / 1024
    await world.stop()
    const [ours, bySql, byDuck] = [median(measured.ours), median(measured.sql), median(measured.duck)]
    return [
      {
        what: `${books} books: read, evaluate, rank, write, publish`,
        unit: 's',
        ours: measured.ours,
        beside: { name: 'SQL group by over the entries', values: measured.sql },
        goal: atMost(bySql / 8, ours, '≤ 1/8'),
      },
      {
        what: 'the same',
        unit: 's',
        ours: measured.ours,
        beside: { name: 'DuckDB with its transfer', values: measured.duck },
        goal: atMost(byDuck, ours, '≤ 1'),
      },
      {
        what: 'the same',
        unit: 's',
        ours: measured.ours,
        beside: { name: 'DuckDB, entries there already', values: duckQuery },
      },
      { what: 'of it: read, evaluate, rank', unit: 's', ours: measured.readAndEvaluate },
      {
        what: 'the rules alone, a book',
        unit: 'µs',
        ours: rules.ours,
        goal: atMost(1, median(rules.ours), '≤ 1 µs'),
      },
      {
        what: `the same, on ${sample} books`,
        unit: 'µs',
        ours: rules.ours,
        beside: { name: 'json-rules-engine', values: rules.engine },
        goal: atLeast(60, median(rules.engine) / median(rules.ours), '≥ 60 times as fast'),
      },
      { what: 'most memory of the process, peers included', unit: 'MB', ours: [memory] },
    ]
  },
}
export default bench

/** Microseconds a book: the compiled plans over all books in memory, the engine over a sample. */
async function rulesAlone(world: BenchWorld, rounds: number) {
  const { of, plans } = await readTx(world.db, wholeRegion(1), async (tx) => {
    const year: YearOfBooks = yearOf(1, worldYear)
    await readAllBooks(tx, year, sql`not b.exempt`)
    return { of: year, plans: await readPlans(tx, year) }
  })
  const results = resultsFor(of.ids.size)
  const evaluateAt = plans.map(compilePlan)
  const engine = await rulesEngine(plans[of.plan[0] as number] as Plan)
  const measured = await takeTurns(rounds, {
    async ours() {
      const took = await seconds(async () => {
        for (let book = 0; book < of.ids.size; book++)
          evaluateAt[of.plan[book] as number]?.(of.facts, results, book)
      })
      return (took * 1e6) / of.ids.size
    },
    async engine() {
      const count = Math.min(sample, of.ids.size)
      let stars = 0
      const took = await seconds(async () => {
        for (let book = 0; book < count; book++)
          stars += await engine(of.facts.sums.subarray(book * 10, book * 10 + 10))
      })
      const known = evaluated(of, plans, []).results.level.subarray(0, count)
      refuseOther(
        'json-rules-engine',
        { stars, points: 0 },
        { stars: known.reduce((sum, level) => sum + level, 0), points: 0 },
      )
      return (took * 1e6) / count
    },
  })
  return measured
}
