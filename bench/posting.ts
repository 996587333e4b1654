/** Posting over HTTP: clerks of many townships check one slip a request, each under a key of its own. */
import { newId } from '../server/src/platform/ids.ts'
import { type LoadRequest, load } from './load.ts'
import { percentile } from './measure.ts'
import { type Officer, officersAt, slipsFor } from './offices.ts'
import type { Served } from './serve.ts'
import { type BenchWorld, worldNow } from './world.ts'

/**
 * Sixty-four clerks, each of an area of his own where the world has that many: of counties, so that a round does not post to
 * the same few books again and again.
 */
export async function clerksOf(world: BenchWorld): Promise<Officer[]> {
  const areas = (await world.unitsAt(3, 900)).filter((unit) => unit.books > 0).slice(0, 64)
  const clerks = await officersAt(world, areas, 'TOWNSHIP_CLERK', worldNow)
  return Array.from({ length: 64 }, (_, at) => clerks[at % clerks.length] as Officer)
}

export interface Posted {
  /** A second. */
  rate: number
  /** Milliseconds. */
  p99: number
}
/** `most`: slips laid out, more than can be got through. Throws when one is not answered with 200. */
export async function postFor(
  world: BenchWorld,
  clerks: readonly Officer[],
  options: { served: Served; connections: number; seconds: number; most: number },
): Promise<Posted> {
  const { served, connections, seconds, most } = options
  const own = clerks.slice(0, connections)
  const warm = 30
  const slips = await slipsFor(world, own, Math.ceil(most / connections) + warm)
  const lists = own.map(({ cookie }, at) =>
    (slips[at] as string[]).map(
      (id): LoadRequest => ({
        method: 'POST',
        path: '/api/slips/check',
        cookie,
        body: { ids: [id], mode: 'all', strike: [] },
        key: newId(),
      }),
    ),
  )
  await load({ port: served.port, lists: lists.map((list) => list.splice(0, warm)), seconds })
  const { latencies, statuses, samples, seconds: took } = await load({ port: served.port, lists, seconds })
  if (Object.keys(statuses).some((status) => status !== '200'))
    throw new Error(`not every post was answered with 200: ${JSON.stringify([statuses, samples])}`)
  return { rate: latencies.length / took, p99: percentile(latencies, 0.99) }
}
