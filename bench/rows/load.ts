/**
 * A mixed load of all roles for ten minutes, then four times what can be served. BENCH_MINUTES shortens the first part for
 * trying it out.
 */
import { newId } from '../../server/src/platform/ids.ts'
import { verifyEverything } from '../../server/src/verify.ts'
import { storeResults } from '../evaluating.ts'
import { type Loaded, type LoadRequest, load } from '../load.ts'
import { atLeast, atMost, type Bench, median, percentile } from '../measure.ts'
import { membersAt, type Officer, officersAt, slipsFor } from '../offices.ts'
import { serveApp } from '../serve.ts'
import { type BenchWorld, benchWorld, worldNow } from '../world.ts'

const minutes = Number(process.env.BENCH_MINUTES ?? 10)
const connections = 64
/** Verified entry by entry afterwards. */
const mostBooks = 100_000
const year = 'year=2026'

/** What people of a role look at in a day, in the proportion in which they do. */
const reads = {
  clerk: [
    '/api/identity/me',
    '/api/work',
    '/api/slips?view=check&size=20',
    `/api/books?${year}&subject=MEMBER&size=20`,
    `/api/stars/results?${year}&subject=MEMBER&size=20`,
    '/api/notices',
    `/api/quarters?${year}`,
  ],
  secretary: [
    '/api/identity/me',
    '/api/work',
    `/api/books?${year}&subject=MEMBER&size=20`,
    '/api/slips?view=all&size=20',
    '/api/notices',
  ],
  department: [
    '/api/identity/me',
    '/api/work',
    `/api/books?${year}&subject=ORG&size=20`,
    `/api/stars/results?${year}&subject=ORG&size=20`,
    `/api/stars/results/summary?${year}&subject=ORG`,
    `/api/reports/township-overview?${year}`,
  ],
  member: ['/api/identity/me', `/api/my-book?${year}`, '/api/notices', '/api/slips?view=all&size=20'],
}
type Role = keyof typeof reads

/** Ten requests a turn, one of them an act for whoever acts; each under a key of its own. */
function day(role: Role, officer: Officer, slips: string[], length: number): LoadRequest[] {
  const own = reads[role]
  return Array.from({ length }, (_, at): LoadRequest => {
    const id = at % 10 === 9 ? slips.pop() : undefined
    return id
      ? {
          method: 'POST',
          path: '/api/slips/check',
          cookie: officer.cookie,
          body: { ids: [id] },
          key: newId(),
        }
      : { method: 'GET', path: own[(at * 7 + (at >> 3)) % own.length] as string, cookie: officer.cookie }
  })
}

interface Offices {
  clerks: Officer[]
  others: [Role, Officer][]
}
async function offices(world: BenchWorld): Promise<Offices> {
  const settled = async (level: number, count: number) =>
    (await world.unitsAt(level, count * 12)).filter((unit) => unit.books > 0).slice(0, count)
  const townships = await settled(4, connections)
  const of = (role: Role, officers: Officer[]) => officers.map((one): [Role, Officer] => [role, one])
  return {
    clerks: await officersAt(world, townships, 'TOWNSHIP_CLERK', worldNow),
    others: [
      ...of('member', await membersAt(world, townships.slice(0, 16), worldNow)),
      ...of('secretary', await officersAt(world, await settled(5, 12), 'VILLAGE_SECRETARY', worldNow)),
      ...of('department', await officersAt(world, await settled(3, 6), 'ORG_DEPARTMENT', worldNow)),
    ],
  }
}
/** A list a connection: half of them clerks who act, the rest everybody else; one request in ten is an act. */
async function plan(world: BenchWorld, { clerks, others }: Offices, count: number, length: number) {
  const acting = Math.ceil(count / 2)
  const clerkOf = (at: number) => clerks[at % clerks.length] as Officer
  const actors = Array.from({ length: acting }, (_, at) => clerkOf(at))
  const slips = await slipsFor(world, actors, Math.ceil(length / 5) + 2)
  return Array.from({ length: count }, (_, at) => {
    if (at < acting) {
      // Every fifth: the other half of the connections only reads.
      const own = slips[at] as string[]
      return day('clerk', clerkOf(at), own, length).flatMap((request, turn) => {
        const id = turn % 5 === 4 && turn % 10 !== 9 ? own.pop() : undefined
        return [
          id
            ? {
                ...request,
                method: 'POST' as const,
                path: '/api/slips/check',
                body: { ids: [id] },
                key: newId(),
              }
            : request,
        ]
      })
    }
    const [role, officer] = others[(at - acting) % others.length] as [Role, Officer]
    return day(role, officer, [], length)
  })
}

const wellAnswered = (loaded: Loaded, alsoWell: readonly number[] = []) =>
  Object.keys(loaded.statuses).every((status) => Number(status) < 400 || alsoWell.includes(Number(status)))

/** Every act that was answered well stands, every other has left nothing: keys in the database against keys answered. */
async function lost(world: BenchWorld, lists: readonly LoadRequest[][], loaded: Loaded): Promise<number> {
  const acts = lists.flat().filter((request) => request.key)
  const done = new Set(loaded.done)
  const { rows } = await world.owner.query<{ key: string; effective: boolean }>(
    `select n.key, s.state = 'EFFECTIVE' as effective from unnest($1::text[], $2::uuid[]) n (key, slip) join slip s on s.region_id = 1 and s.id = n.slip`,
    [acts.map(({ key }) => key), acts.map(({ body }) => (body as { ids: string[] }).ids[0])],
  )
  return rows.filter(({ key, effective }) => done.has(key) && !effective).length
}

export default {
  about:
    'A mixed load of clerks, secretaries, members and departments over HTTP, nine reads to an act, at 64 connections, in a world of at most 100,000 books; then, open loop, four times as many requests a second as that served.',
  async run({ books, log }) {
    const world = await benchWorld(Math.min(books, mostBooks), log)
    const people = await offices(world)
    const served = await serveApp(world, worldNow)
    const memory: number[] = []
    let seconds = Math.min(60, minutes * 60)
    const total: Loaded = { seconds: 0, latencies: [], statuses: {}, samples: [], done: [] }
    let missing = 0
    for (let left = minutes * 60; left > 0; left -= seconds) {
      seconds = Math.min(seconds, left)
      const lists = await plan(world, people, connections, 600)
      const loaded = await load({ port: served.port, lists, seconds, again: false })
      missing += await lost(world, lists, loaded)
      total.seconds += loaded.seconds
      for (const one of loaded.latencies) total.latencies.push(one)
      for (const [status, count] of Object.entries(loaded.statuses))
        total.statuses[Number(status)] = (total.statuses[Number(status)] ?? 0) + count
      total.samples.push(...loaded.samples)
      memory.push(await served.memory())
      log(
        `${(loaded.latencies.length / loaded.seconds).toFixed(0)}/s, p99 ${percentile(loaded.latencies, 0.99).toFixed(0)} ms, ${memory.at(-1)?.toFixed(0)} MB, ${JSON.stringify(loaded.statuses)}`,
      )
    }
    if (!wellAnswered(total)) log(`not all well: ${total.samples.slice(0, 3).join('\n')}`)
    const rate = total.latencies.length / total.seconds

    // Four times that, from four times as many connections as there is room for, whoever is refused going on with his next.
    const many = 1024
    const pace = rate * 4
    const storm = await plan(world, people, many, Math.ceil((pace * 20) / many) + 1)
    const overloaded = await load({ port: served.port, lists: storm, seconds: 20, pace })
    const lostThen = await lost(world, storm, overloaded)
    const shed = overloaded.statuses[503] ?? 0
    log(
      `overload: asked ${pace.toFixed(0)}/s, served ${(overloaded.latencies.length / overloaded.seconds).toFixed(0)}/s, ${JSON.stringify(overloaded.statuses)}`,
    )
    const after = await plan(world, people, connections, 100)
    const recovered = await load({ port: served.port, lists: after, seconds: 10, pace: rate / 4 })
    const memoryAfter = await served.memory()
    await served.stop()
    // Where another row has stored results, they are of points before this load.
    const { rowCount } = await world.owner.query(
      'select 1 from rating where region_id = 1 and total is not null limit 1',
    )
    if (rowCount) await storeResults(world, log)
    log('verifying …')
    const { findings } = await verifyEverything(world.db)
    await world.stop()
    const half = Math.floor(memory.length / 2)
    const bad = (loaded: Loaded, well: number[] = []) =>
      Object.entries(loaded.statuses).reduce(
        (sum, [status, count]) => (Number(status) < 400 || well.includes(Number(status)) ? sum : sum + count),
        0,
      )
    return [
      { what: `${minutes} minutes, ${connections} connections`, unit: '/s', ours: [rate] },
      {
        what: 'answers that were errors',
        unit: '',
        ours: [bad(total)],
        goal: atMost(0, bad(total), '0'),
      },
      { what: 'median', unit: 'ms', ours: [median(total.latencies)] },
      { what: 'p99', unit: 'ms', ours: [percentile(total.latencies, 0.99)] },
      {
        what: 'memory: last half over the first',
        unit: '×',
        ours: [median(memory.slice(half)) / median(memory.slice(0, Math.max(1, half)))],
        goal: atMost(
          1.15,
          median(memory.slice(half)) / median(memory.slice(0, Math.max(1, half))),
          'flat: ≤ 1.15',
        ),
      },
      { what: 'memory at the end', unit: 'MB', ours: [memory.at(-1) as number] },
      {
        what: 'overload: served, beside what 64 connections were',
        unit: '/s',
        ours: [overloaded.latencies.length / overloaded.seconds],
        beside: { name: 'before', values: [rate] },
        goal: atLeast(0.5, overloaded.latencies.length / overloaded.seconds / rate, 'goes on: ≥ 0.5 ×'),
      },
      { what: 'overload: told to come again (503)', unit: '', ours: [shed], goal: atLeast(1, shed, 'sheds') },
      {
        what: 'overload: other errors',
        unit: '',
        ours: [bad(overloaded, [503])],
        goal: atMost(0, bad(overloaded, [503]), '0'),
      },
      {
        what: 'overload: p99 of those served',
        unit: 'ms',
        ours: [percentile(overloaded.latencies, 0.99)],
      },
      {
        what: 'right after: p99 at a quarter of the load',
        unit: 'ms',
        ours: [percentile(recovered.latencies, 0.99)],
        beside: { name: 'before, at full load', values: [percentile(total.latencies, 0.99)] },
        goal: atMost(
          0,
          bad(recovered) +
            (percentile(recovered.latencies, 0.99) > percentile(total.latencies, 0.99) ? 1 : 0),
          'no error, not slower',
        ),
      },
      { what: 'memory right after', unit: 'MB', ours: [memoryAfter] },
      {
        what: 'acts answered well that do not stand',
        unit: '',
        ours: [missing + lostThen],
        goal: atMost(0, missing + lostThen, '0'),
      },
      {
        what: 'findings of verify',
        unit: '',
        ours: [findings.length],
        goal: atMost(0, findings.length, '0'),
      },
    ]
  },
} satisfies Bench
