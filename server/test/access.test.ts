/** Every route × every post, neighbours, another county, members and no account: against an oracle of its own. */
import { exampleScheme } from '@xinghe/contract/example-schemes'
import { getMe } from '@xinghe/contract/identity'
import { grants, type Post, postKeys } from '@xinghe/contract/rights'
import type { Route } from '@xinghe/contract/route'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bindings } from '../src/app.ts'
import { as, type GivenPerson, type GivenRegion, givenRegion } from './given.ts'
import { complainant, givenWholeYear } from './given-whole-year.ts'
import { kindOf } from './kinds.ts'
import { holdsByOracle, oracleActions } from './oracle.ts'
import { sampleInput } from './sample.ts'
import { changes, printsOf } from './walk/prints.ts'
import { freshWorld, type Reply, send, type World } from './world.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
/** Rows of the village that everybody knocks at, one of each table. */
let target: Record<string, string>

interface Knock {
  status: number
  code: string | undefined
  text: string
}
async function knock(person: GivenPerson | undefined, route: Route, full = false): Promise<Knock> {
  const sent = sampleInput(route, (name) => target[kindOf(route, name) ?? ''], full)
  // A whole scheme is more than a sample can make up.
  if (sent.body && 'document' in sent.body) sent.body.document = exampleScheme('ORG', 'PASTORAL')
  const reply: Reply<unknown> = person
    ? await as(world, person, route, sent as never)
    : await send(world, '', route, sent as never)
  return { status: reply.status, code: reply.error?.code, text: reply.bytes.toString('utf8') }
}
/** Does the request name a row of the village? */
function names(route: Route): boolean {
  let named = false
  sampleInput(route, (name) => {
    const kind = kindOf(route, name)
    if (kind && kind !== 'rule_code') named = true
    return target[kind ?? '']
  })
  return named
}

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 5 })
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  await givenWholeYear(world, banner)
  const { east, village, first } = places()
  const one = async (text: string) => {
    const [row] = await world.owner(text, [village.path, first.id])
    if (!row) throw new Error(`nothing to knock at: ${text}`)
    return String(Object.values(row)[0])
  }
  // Signing in is written down: whoever knocks has signed in before it is noted what there is.
  for (const person of everybody()) await as(world, person, getMe)
  const own = (table: string) =>
    one(`select id from ${table} where region_id = 1 and path = $1 and person_id = $2 order by id limit 1`)
  const there = (table: string) =>
    one(
      `select id from ${table} where region_id = 1 and (starts_with(path, $1) or starts_with($1, path)) and $2::uuid is not null order by id limit 1`,
    )
  target = {
    village: village.id,
    township: east.id,
    person: first.id,
    rule_code: '1.1',
    session: await one(
      'select id from session where region_id = 1 and person_id = $2 and $1::text is not null limit 1',
    ),
    notice_code: await one(
      `select public_code from notice where state = 'PUBLISHED' and starts_with($1, path) and $2::uuid is not null`,
    ),
    plaque_code: await one(`select public_code from plaque where path = $1 and $2::uuid is not null`),
    tracking_code: await one(
      `select tracking_code from objection where starts_with(path, $1) and $2::uuid is not null`,
    ),
    paper_code: await one('select code from paper_sheet where path = $1 and $2::uuid is not null limit 1'),
    post_holding: await one(
      `select id from post_holding where path = $1 and post = 'VILLAGE_CLERK' and $2::uuid is not null`,
    ),
  }
  // Of the department, which may take its file.
  const errand = await one(
    `select id from errand where file_name is not null and starts_with($1, path) and $2::uuid is not null order by id limit 1`,
  )
  for (const table of ['book', 'slip', 'points_entry', 'file', 'past_result'])
    target[table] = await own(table)
  for (const table of [
    ...['notice', 'objection', 'veto', 'plaque', 'exemption', 'scheme_version', 'determination'],
    ...[
      'year_end_sheet',
      'declaration_sheet',
      'work_item',
      'star_removal',
      'weak_case',
      'substitution',
      'circular',
      'import',
    ],
    'paper_sheet',
  ])
    target[table] = await there(table)
  target.errand = errand
})

function everybody(): GivenPerson[] {
  return [banner, district].flatMap(({ department, inspector, townships }) => [
    department,
    inspector,
    ...townships.flatMap(({ secretary, clerk, group, villages }) => [
      ...[secretary, clerk, group],
      ...villages.flatMap((village) => [village.secretary, village.clerk, ...village.members]),
    ]),
  ])
}
function places() {
  const [east, west] = banner.townships
  const [village, neighbour] = east?.villages ?? []
  const [first, second, third] = village?.members ?? []
  if (!east || !west || !village || !neighbour || !first || !second || !third)
    throw new Error('a small banner')
  return { east, west, village, neighbour, first, second, third }
}
const routes = bindings
  .map((binding) => binding.route)
  .filter((route) => !route.path.startsWith('/api/identity/sign'))
/** Reading first, then matters while they wait; what takes people out of office or off the register last, since they are still asked until then. */
const order = ({ method, path }: Route) =>
  method === 'GET' ? 0 : /work\/:id/.test(path) ? 1 : /(org|identity)\/(posts|people)\/:id/.test(path) ? 3 : 2
const ordered = [...routes].sort((one, other) => order(one) - order(other))
const each = (list: readonly Route[]) =>
  list.map((route) => [`${route.method} ${route.path}`, route] as const)
const guarded = (list: readonly Route[]) =>
  list.filter(({ access }) => access !== 'public' && access !== 'signed-in')

/** Shown beyond the subtree, and why. */
const shownToAll: Record<string, string> = {
  'GET /api/notices/:id': 'a public notice is for everybody of the county',
  'GET /api/notices/:id/pdf': 'a public notice is for everybody of the county',
  'GET /api/notices/:id/objection-slip': 'a public notice is for everybody of the county',
  'GET /api/schemes/:id': 'a township copies another’s scheme',
  'GET /api/schemes/:id/comparison': 'a township compares its scheme with another’s',
}
/** About the whole township: its villages see the page, each with its own rows. */
const townshipPages = [
  'GET /api/year-end/townships/:townshipId',
  'GET /api/year-end/determinations/:id',
  'GET /api/year-end/determinations/:id/minutes',
]

test('the rights table says what the oracle says', () => {
  expect(Object.keys(grants).sort()).toEqual(oracleActions.sort())
  for (const action of oracleActions)
    expect(
      postKeys.filter((post) => (grants as Record<string, readonly Post[]>)[action]?.includes(post)),
      action,
    ).toEqual(postKeys.filter((post) => holdsByOracle(post, action)))
})

describe('a visitor', () => {
  test.each(each(routes))('%s', async (_, route) => {
    const visitor = await knock(undefined, route)
    if (route.access === 'public') expect(visitor.status).not.toBe(401)
    else expect(visitor).toMatchObject({ status: 401, code: 'common.not_signed_in' })
    expect(visitor.status).not.toBe(500)
    // A public page names no row of ours, and nobody who complained.
    expect(visitor.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/)
    expect(visitor.text).not.toMatch(complainant)
  })
})

/** Row-level security on or off, in this test's own database. */
const secondWall = async (state: 'enable' | 'disable') => {
  for (const { relname } of await world.owner(
    `select relname from pg_class c where relnamespace = 'xinghe'::regnamespace and exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
  ))
    await world.owner(`alter table ${relname} ${state} row level security`)
}
/** Pages that row-level security alone keeps from the next township. */
const oneWallOnly = townshipPages

describe.each(['both walls', 'the first wall alone'])('from outside, %s', (walls) => {
  const alone = walls !== 'both walls'
  let secrets: { of: 'village' | 'member'; id: string; table: string }[]
  let before: string
  /** Everything the village has, in one line: whoever knocked, it is the same afterwards. */
  const whole = async () => {
    const tables = await world.owner(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'path'
       where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r' order by 1`,
    )
    const digests = await Promise.all(
      tables.map(async ({ relname }) => {
        const [row] = await world.owner(
          // That they knocked is written down, and what they took along of their own.
          `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${relname} t
           where region_id = 1${relname === 'audit_entry' ? " and action not like 'access.%' and action not like 'errands.%'" : ''}
           ${/^(errand|record_view)$/.test(String(relname)) ? `and path = '${places().village.path}'` : ''}`,
        )
        return `${relname} ${row?.digest}`
      }),
    )
    return digests.join('\n')
  }
  beforeAll(async () => {
    const { village, first } = places()
    secrets = []
    for (const table of [
      ...['book', 'slip', 'points_entry', 'file', 'veto', 'exemption', 'plaque', 'star_use', 'objection'],
      ...['year_end_sheet', 'declaration_sheet', 'work_item', 'person', 'membership', 'quarter'],
    ]) {
      const rows = await world.owner(`select * from ${table} where region_id = 1 and path = $1`, [
        village.path,
      ])
      for (const row of rows) {
        const own = row.person_id === first.id || row.id === first.id
        secrets.push({ of: own ? 'member' : 'village', id: row.id as string, table })
      }
    }
    before = await whole()
    if (alone) await secondWall('disable')
  })
  afterAll(() => secondWall('enable'))
  const strangers = (): [string, GivenPerson, 'village' | 'member'][] => {
    const { west, neighbour, second } = places()
    const [street] = district.townships
    const [community] = street?.villages ?? []
    if (!street || !community) throw new Error('a small district')
    return [
      ['the other county’s department', district.department, 'village'],
      ['the other county’s inspector', district.inspector, 'village'],
      ['a street of the other county', street.clerk, 'village'],
      ['a member of the other county', community.members[0] as GivenPerson, 'village'],
      ['the next township’s secretary', west.secretary, 'village'],
      ['the next township’s clerk', west.clerk, 'village'],
      ['the next township’s group', west.group, 'village'],
      ['the next village’s secretary', neighbour.secretary, 'village'],
      ['the next village’s clerk', neighbour.clerk, 'village'],
      ['a member of the next village', neighbour.members[0] as GivenPerson, 'village'],
      ['another member of the village', second, 'member'],
    ]
  }

  const knocked = guarded(ordered).filter(
    ({ method, path }) => !(alone && oneWallOnly.includes(`${method} ${path}`)),
  )
  test.each(each(knocked))('%s', async (place, route) => {
    const knows = names(route)
    const { east } = places()
    for (const [who, person, asWhom] of strangers())
      for (const full of route.query ? [false, true] : [false]) {
        const reply = await knock(person, route, full)
        const what = `${who}: ${reply.status} ${reply.code ?? ''}`
        expect(reply.status, what).not.toBe(500)
        if (!holdsByOracle(person.post, route.access)) {
          expect(reply, what).toMatchObject({ status: 403, code: 'common.not_allowed' })
          continue
        }
        // Refused, and not merely for a form badly filled.
        if (route.method !== 'GET' && knows)
          expect(reply.code ?? 'done', what).not.toMatch(/^(done|common\.bad_input)$/)
        const shown =
          (place in shownToAll && person.regionId === 1) ||
          (townshipPages.includes(place) && person.unit.path.startsWith(east.path))
        if (route.method === 'GET' && /:(id|\w+Id)\b/.test(route.path) && asWhom === 'village' && !shown)
          expect(reply, what).toMatchObject({ status: 404, code: 'common.not_found' })
        if (reply.status === 200 && !(place in shownToAll))
          for (const { of, id, table } of secrets)
            if (of === 'member' || asWhom === 'village')
              expect(reply.text.includes(id), `${what} shows ${table} ${id}`).toBe(false)
      }
  })
  test('nothing of all that was changed', async () => {
    expect(await whole()).toBe(before)
  })
})

/** Refused for what a sample cannot make up: bytes of a picture, the present password, a provider's secret. */
const needsMore = [
  ...[
    'POST /api/files',
    'POST /api/imports',
    'POST /api/identity/password',
    'POST /api/identity/factor/begin',
  ],
  'PUT /api/identity/single-sign-on/settings',
]
/** A browser opens these itself and is sent on. */
const sendOn = ['GET /api/identity/single-sign-on/:region/begin', 'GET /api/identity/single-sign-on/callback']
/** Pages whose query may name this or that, but not nothing. */
const asksForOneOf = ['GET /api/stars/results/years']

/** What is everybody's own: password, second factor, sessions, the post in which he acts, signing out. */
const ownAccount = /^\/api\/identity\/(?!people)/

test('the inspector changes nothing, whatever he sends', async () => {
  await as(world, banner.inspector, getMe)
  const before = await printsOf(world)
  const writes = routes.filter(
    ({ method, path, access }) => method !== 'GET' && access !== 'public' && !ownAccount.test(path),
  )
  expect(writes.length).toBeGreaterThan(80)
  const answered: string[] = []
  for (const route of writes) {
    const { status } = await knock(banner.inspector, route, true)
    if (status < 400 || status >= 500) answered.push(`${route.method} ${route.path} ${status}`)
  }
  // A question whose number must not stand in an address; and what he asks to be written out or printed waits in his own list.
  expect(answered.sort()).toEqual([
    'POST /api/exports 200',
    'POST /api/org/people/find 200',
    'POST /api/prints 200',
  ])
  const own = ['session', 'errand']
  expect(changes(before, await printsOf(world)).filter(({ table }) => !own.includes(table))).toEqual([])
})

describe('from inside', () => {
  const people = (route: Route): [string, GivenPerson][] => {
    const { east, village, first, third } = places()
    return [
      ['department', banner.department],
      ['inspector', banner.inspector],
      ['system admin', banner.admin],
      ['security admin', banner.security],
      ['auditor', banner.auditor],
      ['secretary', east.secretary],
      ['clerk', east.clerk],
      ['group', east.group],
      ['village secretary', village.secretary],
      ['village clerk', village.clerk],
      // Whoever is written about may be taken off the register meanwhile; then another member asks.
      ['member', route.method === 'GET' ? first : third],
    ]
  }
  test.each(each(ordered))('%s', async (place, route) => {
    const statuses: Record<string, string> = {}
    for (const [who, person] of people(route)) {
      const reply = await knock(person, route, asksForOneOf.includes(place))
      statuses[who] = `${reply.status} ${reply.code ?? ''}`.trim()
      expect(reply.status, `${who}: ${reply.text.slice(0, 300)}`).not.toBe(500)
      if (!holdsByOracle(person.post, 'objections.objector')) expect(reply.text, who).not.toMatch(complainant)
      if (route.access === 'public' || route.access === 'signed-in') continue
      if (!holdsByOracle(person.post, route.access))
        expect(reply, who).toMatchObject({ status: 403, code: 'common.not_allowed' })
    }
    const all = Object.values(statuses)
    const seen = JSON.stringify(statuses)
    // What may be read is really read by somebody, and what may be done is reached: else the refusals show nothing.
    if (route.method === 'GET') expect(all, seen).toContain(sendOn.includes(place) ? '302' : '200')
    else if (!needsMore.includes(place))
      expect(
        all.filter((status) => !/not_allowed|bad_input/.test(status)),
        seen,
      ).not.toEqual([])
  })
})
