import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actorOf } from '../../server/src/identity/index.ts'
import { scopeOf } from '../../server/src/platform/actor.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { writeTx } from '../../server/src/platform/tx.ts'
import { type ImportedLine, importEntries } from '../../server/src/points/index.ts'
import { prepareL } from '../l.ts'
import { load } from '../load.ts'
import { atLeast, type Bench, median, seconds, takeTurns } from '../measure.ts'
import { type Officer, officersAt, slipsFor } from '../offices.ts'
import { serveApp } from '../serve.ts'
import { type BenchWorld, benchWorld, worldNow } from '../world.ts'

const entries = 10_000
/** In the words of each line: one that a run before has brought in is in the ledger already, and is not posted again. */
const run = Date.now().toString(36)

/** A year's deeds from paper for the members of a county: day, rule, reason. */
async function paperLines({ owner }: BenchWorld, path: string, round: number): Promise<ImportedLine[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from book where region_id = 1 and year = 2026 and subject = 'MEMBER' and path >= $1 and path < $1 || '~' limit 2000`,
    [path],
  )
  return Array.from({ length: entries }, (_, at) => ({
    bookId: rows[at % rows.length]?.id as string,
    ruleCode: `R${1 + (at % 10)}-2`,
    factOn: `2026-10-${String(1 + (Math.floor(at / rows.length) % 28)).padStart(2, '0')}`,
    reason: `参加防火巡逻${run}第${round}次${at}`,
    confirmedBy: '孙明川',
  }))
}

export default {
  about:
    'Ten thousand entries in one act: a clerk’s check of 5,000 slips of two lines over HTTP, and an import of 10,000 lines judged and posted; beside L, and beside COPY of the same entries into a bare table.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    const l = await prepareL(world)
    const [county] = (await world.unitsAt(3, 400)).filter((unit) => unit.books >= Math.min(500, books / 20))
    if (!county) throw new Error('no county of this world has enough members')
    const [clerk] = (await officersAt(world, [county], 'TOWNSHIP_CLERK', worldNow)) as [Officer]
    const [department] = (await officersAt(world, [county], 'ORG_DEPARTMENT', worldNow)) as [Officer]
    const served = await serveApp(world, worldNow)
    const by = await actorOf(world.db, 1, department.personId, 'ORG_DEPARTMENT', worldNow)
    const folder = mkdtempSync(join(tmpdir(), 'xinghe-bench-'))
    chmodSync(folder, 0o777)
    const file = join(folder, 'entries.copy')
    await world.owner.query(
      `copy (select * from points_entry where region_id = 1 limit ${entries}) to '${file}'`,
    )
    await world.owner.query('create table bench.bare as select * from points_entry limit 0')
    let round = 0
    const measured = await takeTurns(rounds, {
      L: () => l.run(4),
      async http() {
        const slips = (await slipsFor(world, [clerk], entries / 2, 2))[0] as string[]
        await world.owner.query('analyze slip; analyze slip_line; analyze work_item')
        const request = {
          method: 'POST' as const,
          path: '/api/slips/check',
          cookie: clerk.cookie,
          body: { ids: slips },
          key: newId(),
        }
        const { latencies, statuses, samples } = await load({
          port: served.port,
          lists: [[request]],
          seconds: 60,
        })
        if (!latencies[0]) throw new Error(`refused: ${JSON.stringify([statuses, samples])}`)
        log(`http ${latencies[0].toFixed(0)} ms`)
        return entries / (latencies[0] / 1000)
      },
      async import() {
        const lines = await paperLines(world, county.path, ++round)
        const took = await seconds(() =>
          writeTx(world.db, scopeOf(by), async (tx) => {
            const posted = await importEntries(tx, by, lines)
            if (posted !== entries) throw new Error(`${posted} of ${entries} posted`)
          }),
        )
        log(`import ${(took * 1000).toFixed(0)} ms`)
        return entries / took
      },
      async copy() {
        return entries / (await seconds(() => world.owner.query(`copy bench.bare from '${file}'`)))
      },
    })
    await served.stop()
    await world.stop()
    rmSync(folder, { recursive: true })
    const limit = median(measured.L)
    return [
      { what: 'L: pgbench, 16 clients, one entry a call', unit: '/s', ours: measured.L },
      { what: 'COPY into a bare table', unit: '/s', ours: measured.copy },
      {
        what: 'a clerk’s batch over HTTP',
        unit: '/s',
        ours: measured.http,
        beside: { name: 'L', values: measured.L },
        goal: atLeast(2, median(measured.http) / limit, '≥ 2 L'),
      },
      {
        what: 'an import',
        unit: '/s',
        ours: measured.import,
        beside: { name: 'L', values: measured.L },
        goal: atLeast(4, median(measured.import) / limit, '≥ 4 L'),
      },
      {
        what: 'an import beside COPY',
        unit: '/s',
        ours: measured.import,
        beside: { name: 'COPY', values: measured.copy },
      },
    ]
  },
} satisfies Bench
