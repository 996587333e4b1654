import { prepareL } from '../l.ts'
import { atLeast, atMost, type Bench, type Finding, median, takeTurns } from '../measure.ts'
import { clerksOf, postFor } from '../posting.ts'
import { serveApp } from '../serve.ts'
import { benchWorld, worldNow } from '../world.ts'

const seconds = 3
/** A second, more than is got through. */
const most = { 'app 1': 600, 'app 16': 3000, 'app 64': 6000, 'usual 16': 1200, 'usual 64': 1200 }
type Contender = keyof typeof most

export default {
  about:
    'One verified points entry a request over HTTP (session, rights, idempotency, caps, digest, sums, queue, audit), beside L and beside the same act written the usual way.',
  async run({ books, rounds, log }) {
    const world = await benchWorld(books, log)
    const l = await prepareL(world)
    const clerks = await clerksOf(world)
    const servers = {
      app: await serveApp(world, worldNow, 'app'),
      usual: await serveApp(world, worldNow, 'usual'),
    }
    const p99: Partial<Record<Contender, number[]>> = {}
    const posting = (name: Contender) => async () => {
      const [which, connections] = name.split(' ') as ['app' | 'usual', string]
      const posted = await postFor(world, clerks, {
        served: servers[which],
        connections: Number(connections),
        seconds,
        most: most[name] * seconds,
      })
      log(`${name}: ${posted.rate.toFixed(0)}/s, p99 ${posted.p99.toFixed(1)} ms`)
      ;(p99[name] ??= []).push(posted.p99)
      return posted.rate
    }
    // A program that has just begun is slower than the one that serves all day.
    for (const name of ['app 64', 'usual 64', 'app 16'] as const) await posting(name)()
    for (const own of Object.values(p99)) own.length = 0
    const measured = await takeTurns(rounds, {
      L: () => l.run(seconds),
      'app 1': posting('app 1'),
      'app 16': posting('app 16'),
      'app 64': posting('app 64'),
      'usual 16': posting('usual 16'),
      'usual 64': posting('usual 64'),
    })
    await servers.app.stop()
    await servers.usual.stop()
    await world.stop()
    const besideL = { name: 'L', values: measured.L }
    const ofL = (name: 'app 16' | 'app 64') => median(measured[name]) / median(measured.L)
    const late = p99['app 64'] as number[]
    return [
      { what: 'L: pgbench, 16 clients', unit: '/s', ours: measured.L },
      { what: '1 connection', unit: '/s', ours: measured['app 1'], beside: besideL },
      {
        what: '16 connections',
        unit: '/s',
        ours: measured['app 16'],
        beside: besideL,
        goal: atLeast(0.5, ofL('app 16'), '≥ 0.5 L'),
      },
      {
        what: '64 connections',
        unit: '/s',
        ours: measured['app 64'],
        beside: besideL,
        goal: atLeast(0.8, ofL('app 64'), '≥ 0.8 L'),
      },
      {
        what: '64 connections, p99',
        unit: 'ms',
        ours: late,
        beside: { name: 'the usual way', values: p99['usual 64'] as number[] },
        goal: atMost(25, median(late), '≤ 25 ms'),
      },
      ...([16, 64] as const).map((connections): Finding => {
        const [ours, usual] = [measured[`app ${connections}`], measured[`usual ${connections}`]]
        return {
          what: `${connections} connections, beside the usual way`,
          unit: '/s',
          ours,
          beside: { name: 'the usual way', values: usual },
          goal: atLeast(3, median(ours) / median(usual), '≥ 3 ×'),
        }
      }),
    ]
  },
} satisfies Bench
