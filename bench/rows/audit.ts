import { connect } from '../../server/src/platform/database.ts'
import { oneSnapshot, readTx, wholeRegion } from '../../server/src/platform/tx.ts'
import { auditYear, verifyRatings } from '../../server/src/stars/verify-ratings.ts'
import { groupBy, groupBySession, storeResults } from '../evaluating.ts'
import { atMost, type Bench, median, seconds, takeTurns } from '../measure.ts'
import { benchWorld, worldYear } from '../world.ts'

/** Up to this size the second evaluation by SQL, which `verify` adds, is timed as well. */
const verifiedBooks = 20_000

const bench: Bench = {
  about:
    'The evaluation of the year made again from all entries and compared with every stored result, with both digests, as `npm run verify` does (as the owner). Beside it the SQL group by over the same entries, which compares nothing.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    await storeResults(world, log)
    await world.owner.query(groupBySession)
    const { db, pool } = connect(world.ownerUrl, { max: 1 })
    const inSnapshot = <T>(work: Parameters<typeof readTx<T>>[2]) =>
      readTx(db, wholeRegion(1), async (tx) => {
        await oneSnapshot(tx)
        return work(tx)
      })
    let digest: string | undefined
    const measured = await takeTurns(rounds, {
      async ours() {
        return seconds(async () => {
          const found = await inSnapshot((tx) => auditYear(tx, 1, worldYear))
          digest ??= found.digest.stored
          if (found.findings.length > 0 || found.ratings !== books)
            throw new Error(
              `${found.ratings} results, ${found.findings.length} differ: ${found.findings[0]?.what}`,
            )
          if (found.digest.again !== digest || found.digest.stored !== digest)
            throw new Error('the digests differ')
        })
      },
      sql: () => seconds(() => groupBy(world.owner)),
    })
    const memory = process.resourceUsage().maxRSS / 1024
    const whole =
      books > verifiedBooks ? [] : [await seconds(() => inSnapshot((tx) => verifyRatings(tx, 1, worldYear)))]
    await pool.end()
    await world.stop()
    return [
      {
        what: `${books} books, ${books * 20} entries: evaluated again and compared`,
        unit: 's',
        ours: measured.ours,
        beside: { name: 'SQL group by over the entries', values: measured.sql },
        goal: atMost(median(measured.sql) / 2, median(measured.ours), '≤ 1/2, same bytes'),
      },
      { what: 'most memory of the process', unit: 'MB', ours: [memory] },
      ...(whole.length > 0
        ? [{ what: 'with the second evaluation by SQL, as verify has it', unit: 's', ours: whole }]
        : []),
    ]
  },
}
export default bench
