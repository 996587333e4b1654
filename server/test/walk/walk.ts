/** The walk itself: each route as one property over who asks and what for. */
import { isDownload } from '@xinghe/contract/download'
import type { Route } from '@xinghe/contract/route'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bindings } from '../../src/app.ts'
import { ask, drawAsked, drawFrom } from './ask.ts'
import type { Shape, Walked } from './given.ts'
import { leaks } from './judge.ts'
import { holds, sees } from './sight.ts'

/** The same worlds and walks in every run of the suite; WALK_SEED walks others. */
export const seed = Number(process.env.WALK_SEED ?? 532)
/** How much longer than usual, from WALK_RUNS. */
export const longer = Number(process.env.WALK_RUNS ?? 1)

/** Two counties: 2 or 3 townships of 1 to 3 villages beside 1 township of 1 or 2. */
export const shapesOf = (from: number): Shape[] => [
  { townships: 2 + (from % 2), villages: 1 + ((from >> 2) % 3) },
  { townships: 1, villages: 1 + ((from >> 4) % 2) },
]
const reads = bindings.map(({ route }) => route).filter(({ method }) => method === 'GET')
/** What is drawn takes its time, and what stands on it is asked for by the routes of its data too; a kept file is not drawn. */
export const isDrawn = (route: Route): boolean => isDownload(route) && !route.path.startsWith('/api/files')
/** Read by nobody in this world, and why. */
const neverRead: Record<string, string> = {
  'GET /api/backups': 'this server keeps none',
  'GET /api/identity/single-sign-on/:region/begin': 'it sends the browser on',
  'GET /api/identity/single-sign-on/callback': 'it sends the browser on',
}

/** One property: whoever walks by, whatever he names. Answers how often it was answered what. */
async function walkOne(
  walked: Walked,
  route: Route,
  numRuns: number,
  but: readonly string[] = [],
): Promise<Record<string, number>> {
  const { world, census, walkers } = walked
  const statuses: Record<string, number> = {}
  const may = walkers.filter(({ sight }) => holds(sight, route.access))
  const one = async (tape: number[]) => {
    const draw = drawFrom(tape)
    // Mostly those to whom the route is open: the others are refused at the door.
    const walker = draw(draw([true, true, false]) && may.length > 0 ? may : walkers)
    const asked = drawAsked(route, census, draw, (id) => {
      const row = census.rows.get(id)
      return row !== undefined && sees(walker.sight, row)
    })
    const answered = await ask(world, walker.cookie, route, asked)
    statuses[answered.status] = (statuses[answered.status] ?? 0) + 1
    const { named, ...sent } = asked
    expect(
      leaks(census, walker, route, answered, asked, but),
      `${walker.who}, ${JSON.stringify(sent)}: ${answered.status} ${answered.code ?? ''}`,
    ).toEqual([])
  }
  const tape = fc.array(fc.nat(), { minLength: 40, maxLength: 40 })
  await fc.assert(fc.asyncProperty(tape, one), { seed, endOnFailure: true, numRuns })
  // Where chance asked nothing that may be seen, it is asked on: what nobody was shown proves nothing.
  for (const more of fc.sample(tape, { seed: seed + 1, numRuns: 200 })) if (!statuses[200]) await one(more)
  return statuses
}

/** Walks every reading route; `open` names routes that show rows of a table in the whole county, each with its reason. */
export function walkEach(
  walked: () => Walked,
  open: Record<string, { tables: readonly string[]; why: string }> = {},
): void {
  test.each(reads.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (place, route) => {
      const runs = (isDrawn(route) ? 10 : 30) * longer
      const statuses = await walkOne(walked(), route, runs, open[place]?.tables)
      if (process.env.WALK_SHOW) process.stderr.write(`${place} ${JSON.stringify(statuses)}\n`)
      if (!(place in neverRead)) expect(statuses[200] ?? 0, JSON.stringify(statuses)).toBeGreaterThan(0)
    },
  )
}
