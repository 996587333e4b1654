import { evaluate } from '../evaluating.ts'
import {
  atLeast,
  atMost,
  type Bench,
  type BenchContext,
  type Finding,
  median,
  seconds,
  takeTurns,
} from '../measure.ts'
import type { Officer } from '../offices.ts'
import { clerksOf, postFor } from '../posting.ts'
import { type Served, serveApp } from '../serve.ts'
import { type BenchWorld, benchWorld, worldNow } from '../world.ts'

/** Exponent of time over size, by least squares on the logarithms: 1 is a straight line through nothing. */
export function exponent(sizes: readonly number[], times: readonly number[]): number {
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)]
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const over = x.reduce((sum, value, at) => sum + (value - mx) * ((y[at] as number) - my), 0)
  return over / x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
}

async function evaluating(worlds: readonly BenchWorld[], { rounds }: BenchContext): Promise<Finding[]> {
  // Once before, so that the smallest world is not the one that pays for compiling the program.
  for (const world of worlds) await evaluate(world)
  const measured = await takeTurns(
    rounds,
    Object.fromEntries(
      worlds.map((world) => [
        String(world.books),
        () =>
          seconds(async () => {
            if ((await evaluate(world)) !== world.books) throw new Error('not all books were evaluated')
          }),
      ]),
    ),
  )
  const sizes = worlds.map((world) => world.books)
  const grown = exponent(
    sizes,
    sizes.map((size) => median(measured[size] as number[])),
  )
  return [
    ...sizes.map((size) => ({ what: `evaluate ${size} books`, unit: 's', ours: measured[size] as number[] })),
    {
      what: 'evaluate: exponent of time over size',
      unit: '',
      ours: [grown],
      goal: atMost(1.05, grown, '≤ 1.05'),
    },
  ]
}

async function posting(worlds: readonly BenchWorld[], { rounds }: BenchContext): Promise<Finding[]> {
  const offices = new Map<BenchWorld, { clerks: Officer[]; served: Served }>()
  for (const world of worlds) {
    const own = { clerks: await clerksOf(world), served: await serveApp(world, worldNow) }
    offices.set(world, own)
    await postFor(world, own.clerks, { served: own.served, connections: 64, seconds: 4, most: 24_000 })
  }
  const measured = await takeTurns(
    rounds,
    Object.fromEntries(
      worlds.map((world) => [
        String(world.books),
        async () => {
          const own = offices.get(world) as { clerks: Officer[]; served: Served }
          return (
            await postFor(world, own.clerks, {
              served: own.served,
              connections: 64,
              seconds: 4,
              most: 24_000,
            })
          ).rate
        },
      ]),
    ),
  )
  for (const { served } of offices.values()) await served.stop()
  const of = (world: BenchWorld | undefined) => measured[String(world?.books)] as number[]
  const kept = median(of(worlds.at(-1))) / median(of(worlds[0]))
  return [
    ...worlds.map((world) => ({
      what: `post at 64 connections, ${world.books} books`,
      unit: '/s',
      ours: of(world),
    })),
    {
      what: 'post: rate of the largest over the smallest',
      unit: '×',
      ours: [kept],
      goal: atLeast(0.8, kept, 'falls by less than a fifth'),
    },
  ]
}

/** Each half measures over the same worlds, smallest first. */
const halves = [evaluating, posting]

const bench: Bench = {
  about: 'The same work in worlds of three sizes, each ten times the one before.',
  async run(context) {
    const worlds: BenchWorld[] = []
    for (const part of [100, 10, 1])
      worlds.push(await benchWorld(Math.round(context.books / part), context.log))
    const findings: Finding[] = []
    for (const half of halves) findings.push(...(await half(worlds, context)))
    for (const world of worlds) await world.stop()
    return findings
  },
}
export default bench
