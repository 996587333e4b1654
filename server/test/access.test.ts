/** Every route × every post, a neighbour's, another county's, a member's and no account: against an oracle of its own. */
import type { Post } from '@xinghe/contract/rights'
import type { Route } from '@xinghe/contract/route'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bindings } from '../src/app.ts'
import { as, type GivenPerson, type GivenRegion, givenRegion } from './given.ts'
import { givenPublished } from './given-stars.ts'
import { holdsByOracle } from './oracle.ts'
import { freshWorld, send, type World } from './world.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
let ids: string[]

interface Json {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  minimum?: number
  pattern?: string
  minLength?: number
}
/** A plausible value of a shape: real ids of the banner where an id is asked for. */
function sample(shape: Json, name: string, pick: () => string): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  const either = shape.anyOf ?? shape.oneOf
  if (either) return sample(either[0] as Json, name, pick)
  const type = Array.isArray(shape.type) ? shape.type[0] : shape.type
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(shape.properties ?? {})
        .filter(([key]) => shape.required?.includes(key))
        .map(([key, inner]) => [key, sample(inner, key, pick)]),
    )
  if (type === 'array') return [sample(shape.items ?? {}, name, pick)]
  if (type === 'integer' || type === 'number')
    return /year/i.test(name) ? 2026 : Math.max(1, shape.minimum ?? 1)
  if (type === 'boolean') return false
  if (shape.format === 'uuid') return pick()
  if (/(^on$|On$|day)/.test(name)) return '2026-03-04'
  return '测试用语'.padEnd(shape.minLength ?? 0, '测')
}
const sampleOf = (shape: z.ZodType | undefined, pick: () => string) =>
  shape
    ? (sample(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Json, '', pick) as Record<
        string,
        unknown
      >)
    : undefined

async function ask(
  person: GivenPerson | undefined,
  route: Route,
): Promise<{ status: number; code: string | undefined }> {
  let turn = 0
  const pick = () => ids[turn++ % ids.length] as string
  const params = { ...sampleOf(route.params, pick) }
  if ('code' in params) params.code = '1-ABCDEFGH'
  if ('day' in params) params.day = '2026-03-04'
  if ('slot' in params) params.slot = 1
  const sent = {
    params,
    query: sampleOf(route.query, pick) ?? {},
    ...(route.body && { body: sampleOf(route.body, pick) }),
  }
  const reply = person
    ? await as(world, person, route, sent as never)
    : await send(world, '', route, sent as never)
  return { status: reply.status, code: reply.error?.code }
}

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  const [east] = banner.townships
  if (!east) throw new Error('no township')
  await givenPublished(world, banner, east, 'ORG')
  await givenPublished(world, banner, east, 'MEMBER')
  ids = (
    await world.owner(
      `select id from book where region_id = 1 union all select id from unit where region_id = 1 union all select id from person where region_id = 1 limit 40`,
    )
  ).map((row) => row.id as string)
})

const routes = bindings
  .map((binding) => binding.route)
  .filter((route) => !route.path.startsWith('/api/identity/sign'))
const people = (): [string, GivenPerson][] => {
  const [east, west] = banner.townships
  const village = east?.villages[0]
  if (!east || !west || !village) throw new Error('a small banner')
  return [
    ['department', banner.department],
    ['inspector', banner.inspector],
    ['secretary', east.secretary],
    ['clerk', east.clerk],
    ['group', east.group],
    ['village secretary', village.secretary],
    ['village clerk', village.clerk],
    ['member', village.members[0] as GivenPerson],
    ['neighbour', west.clerk],
    ['other county', district.department],
  ]
}

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  async (_, route) => {
    const visitor = await ask(undefined, route)
    if (route.access === 'public') expect(visitor.status).not.toBe(401)
    else expect(visitor).toMatchObject({ status: 401 })
    expect(visitor.status).not.toBe(500)
    for (const [name, person] of people()) {
      const reply = await ask(person, route)
      expect(reply, `${name}: a bug`).not.toMatchObject({ status: 500 })
      if (route.access === 'public' || route.access === 'signed-in') continue
      if (!holdsByOracle(person.post as Post, route.access))
        expect(reply, `${name} has no such right`).toMatchObject({ status: 403 })
      // What lies in the banner is not there for another county, whatever the post.
      if (name === 'other county' && /:(id|\w+Id)\b/.test(route.path))
        expect(reply.status, `${name} reached the banner`).toBeGreaterThanOrEqual(400)
    }
  },
)
