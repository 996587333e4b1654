import { newId } from '../../server/src/platform/ids.ts'
import { prepareL } from '../l.ts'
import { type LoadRequest, load } from '../load.ts'
import { atLeast, atMost, type Bench, type Finding, median, percentile, takeTurns } from '../measure.ts'
import { type Officer, officersAt, slipsFor } from '../offices.ts'
import { serveApp } from '../serve.ts'
import { type BenchWorld, benchWorld, worldNow } from '../world.ts'

const seconds = 4
/** More than any round gets through. */
const perSecond = 12_000

/** One list a connection: each checks one slip of its own township, under a key of its own. */
async function lists(
  world: BenchWorld,
  officers: readonly Officer[],
  connections: number,
  each: number,
): Promise<LoadRequest[][]> {
  const own = officers.slice(0, connections)
  const slips = await slipsFor(world, own, each)
  return own.map(({ cookie }, at) =>
    (slips[at] as string[]).map((id) => ({
      method: 'POST',
      path: '/api/slips/check',
      cookie,
      body: { ids: [id], mode: 'all', strike: [] },
      key: newId(),
    })),
  )
}

export default {
  about:
    'One verified points entry a request over HTTP (session, rights, idempotency, caps, digest, sums, queue, audit), beside L and beside the same act written the usual way.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    const l = await prepareL(world)
    const townships = (await world.unitsAt(4, 400)).filter((unit) => unit.books > 0).slice(0, 64)
    const officers = await officersAt(world, townships, 'TOWNSHIP_CLERK', worldNow)
    const latencies: Record<string, number[]> = {}
    const wrong: string[] = []
    const posting = (which: 'app' | 'usual', connections: number) => async () => {
      const plan = await lists(
        world,
        officers,
        connections,
        Math.ceil((perSecond * seconds) / connections / (which === 'app' ? 1 : 4)),
      )
      await world.owner.query('analyze slip; analyze slip_line; analyze work_item')
      const served = await serveApp(world, worldNow, which)
      await load({ port: served.port, lists: plan.map((list) => list.splice(0, 30)), seconds })
      const loaded = await load({ port: served.port, lists: plan, seconds })
      await served.stop()
      if (Object.keys(loaded.statuses).some((status) => status !== '200'))
        wrong.push(JSON.stringify([loaded.statuses, loaded.samples]))
      ;(latencies[`${which} ${connections}`] ??= []).push(percentile(loaded.latencies, 0.99))
      const rate = loaded.latencies.length / loaded.seconds
      log(
        `${which}, ${connections}: ${rate.toFixed(0)}/s, p99 ${percentile(loaded.latencies, 0.99).toFixed(1)} ms`,
      )
      return rate
    }
    const measured = await takeTurns(rounds, {
      L: () => l.run(seconds),
      'app 1': posting('app', 1),
      'app 16': posting('app', 16),
      'app 64': posting('app', 64),
      'usual 16': posting('usual', 16),
      'usual 64': posting('usual', 64),
    })
    await world.stop()
    if (wrong.length > 0) throw new Error(`not every post was answered with 200: ${wrong[0]}`)
    const limit = median(measured.L)
    const findings: Finding[] = [
      { what: 'L: pgbench, 16 clients', unit: '/s', ours: measured.L },
      {
        what: '1 connection',
        unit: '/s',
        ours: measured['app 1'],
        beside: { name: 'L', values: measured.L },
      },
      {
        what: '16 connections',
        unit: '/s',
        ours: measured['app 16'],
        beside: { name: 'L', values: measured.L },
        goal: atLeast(0.5, median(measured['app 16']) / limit, '≥ 0.5 L'),
      },
      {
        what: '64 connections',
        unit: '/s',
        ours: measured['app 64'],
        beside: { name: 'L', values: measured.L },
        goal: atLeast(0.8, median(measured['app 64']) / limit, '≥ 0.8 L'),
      },
      {
        what: '64 connections, p99',
        unit: 'ms',
        ours: latencies['app 64'] as number[],
        beside: { name: 'the usual way', values: latencies['usual 64'] as number[] },
        goal: atMost(25, median(latencies['app 64'] as number[]), '≤ 25 ms'),
      },
      ...([16, 64] as const).map(
        (connections): Finding => ({
          what: `${connections} connections, beside the usual way`,
          unit: '/s',
          ours: measured[`app ${connections}`],
          beside: { name: 'the usual way', values: measured[`usual ${connections}`] },
          goal: atLeast(
            3,
            median(measured[`app ${connections}`]) / median(measured[`usual ${connections}`]),
            '≥ 3 ×',
          ),
        }),
      ),
    ]
    return findings
  },
} satisfies Bench
