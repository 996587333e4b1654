import { readTx, subtree } from '../../server/src/platform/tx.ts'
import { whatIf } from '../../server/src/stars/what-if/what-if.ts'
import { department, storeResults } from '../evaluating.ts'
import { atMost, type Bench, median, percentile, seconds, takeTurns } from '../measure.ts'
import { type BenchWorld, benchWorld, worldYear } from '../world.ts'

/** The act as the route calls it, and its answer as text. */
const ask = (world: BenchWorld, path: string, subject: 'ORG' | 'MEMBER', lightAt = 1100) =>
  readTx(world.db, { regionId: 1, ...subtree(path), personId: null }, (tx) =>
    whatIf(tx, department(path), { year: worldYear, subject, lightAt, page: 1, size: 50 }),
  )
/** Stars that would shine, by SQL over the books. */
async function shining({ owner }: BenchWorld, subject: string, lightAt: number): Promise<number> {
  const stars = Array.from({ length: 10 }, (_, slot) => `(s${slot + 1} >= ${lightAt})::int`).join(' + ')
  const { rows } = await owner.query(
    `select sum(${stars})::float8 as stars from book where region_id = 1 and subject = $1`,
    [subject],
  )
  return rows[0].stars
}

const bench: Bench = {
  about:
    'Another threshold for all stars over every book of the world: who rises and falls, all figures, the first page with its reasons. And over the books of one place about the size of a banner, twenty of them, with the answer as JSON.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    await storeResults(world, log)
    const check = async (subject: 'ORG' | 'MEMBER') => {
      const answer = await ask(world, '0001', subject)
      const stars = answer.byLevel.reduce((sum, { level, to }) => sum + (level ?? 0) * to, 0)
      const expected = await shining(world, subject, 1100)
      if (stars !== expected) throw new Error(`${subject}: ${stars} stars would shine, SQL finds ${expected}`)
      const same = await ask(world, '0001', subject, 1000)
      if (same.total !== 0) throw new Error('the same settings move somebody')
    }
    await check('ORG')
    await check('MEMBER')
    const places = (await world.unitsAt(2, 20)).filter((place) => place.books > 0)
    const near: number[] = []
    const measured = await takeTurns(rounds, {
      all: () =>
        seconds(async () => {
          await ask(world, '0001', 'ORG')
          await ask(world, '0001', 'MEMBER')
        }),
      async places() {
        for (const { path } of places)
          near.push(1000 * (await seconds(async () => JSON.stringify(await ask(world, path, 'MEMBER')))))
        return 0
      },
    })
    await world.stop()
    const typical = Math.round(median(places.map((place) => place.books)))
    return [
      {
        what: `${books} books, both subjects`,
        unit: 's',
        ours: measured.all,
        goal: atMost(2, median(measured.all), '≤ 2 s'),
      },
      {
        what: `${places.length} places of about ${typical} books, members`,
        unit: 'ms',
        ours: near,
        goal: atMost(100, percentile(near, 0.95), 'p95 ≤ 100 ms, without network and screen'),
      },
    ]
  },
}
export default bench
