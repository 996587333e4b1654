import { endPersonSessions, signIn } from '@xinghe/contract/identity'
import {
  addPeople,
  changeCategory,
  editPerson,
  editUnit,
  endMembership,
  endPost,
  getPerson,
  getUnitDetail,
  grantPost,
  listPeople,
  openAccount,
  transferMember,
} from '@xinghe/contract/org'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'
import { maskPhone } from './mask.rules.ts'
import { ageOn } from './people-rows.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT' })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  ;[village, neighbour] = east.villages as [GivenVillage, GivenVillage]
  // The world was founded today; memberships that can end or move began earlier.
  await world.owner(`update membership set first_on = '2024-01-01'`)
  await world.owner(`update post_holding set first_on = '2024-01-01'`)
})
const audits = (action: string) => world.owner('select 1 from audit_entry where action = $1', [action])
const add = async (name: string, unit = village, more: object = {}) => {
  const reply = await as(world, east.clerk, addPeople, {
    body: {
      people: [
        { name, unitId: unit.id, membership: { category: 'ORDINARY', status: 'FULL' }, posts: [], ...more },
      ],
    },
  })
  const id = reply.answer.ids[0] as string
  await world.owner(`update membership set first_on = '2024-01-01' where person_id = $1`, [id])
  return id
}

test('a telephone is masked and an age is counted to the day', () => {
  expect(maskPhone('13812341234')).toBe('138****1234')
  expect(maskPhone('7654321')).toBe('****21')
  expect(ageOn('2026-03-05' as never, '1960-03-06')).toBe(65)
  expect(ageOn('2026-03-06' as never, '1960-03-06')).toBe(66)
})

test('people are found by a part of the name, by pinyin and by initials, each within his own area', async () => {
  const id = await add('曾其其格', village, { phone: '13812341234' })
  for (const q of ['其其', '曾', 'zengqi', 'zqq', 'ZQQG'])
    expect(
      (await as(world, east.clerk, listPeople, { query: { q } })).answer.rows.map((row) => row.id),
      q,
    ).toEqual([id])
  for (const q of ['其_', '%', 'xyz'])
    expect((await as(world, east.clerk, listPeople, { query: { q } })).answer.total, q).toBe(0)
  for (const other of [west.clerk, neighbour.secretary, district.department])
    expect((await as(world, other, listPeople, { query: { q: '曾其其格' } })).answer.rows).toEqual([])
  expect(
    (await as(world, village.secretary, listPeople, { query: { q: 'zqqg' } })).answer.rows[0],
  ).toMatchObject({
    phone: '138****1234',
    unitName: village.name,
    category: 'ORDINARY',
    hasAccount: false,
  })
})

test('lists narrow to a unit, a category, a post, and page', async () => {
  const list = async (query: object) => (await as(world, banner.department, listPeople, { query })).answer
  expect((await list({ unitId: west.id, who: 'members' })).total).toBe(10)
  expect(
    (await list({ category: 'CENTRAL_HOUSEHOLD' })).rows.every((row) => row.category === 'CENTRAL_HOUSEHOLD'),
  ).toBe(true)
  expect((await list({ post: 'TOWNSHIP_SECRETARY' })).rows.map((row) => row.id).sort()).toEqual(
    [east.secretary.id, west.secretary.id].sort(),
  )
  expect((await list({ page: 9 })).rows).toEqual([])
  expect((await as(world, east.clerk, listPeople, { query: { unitId: west.id } })).status).toBe(404)
})

test('a member sees himself only', async () => {
  const [self, other] = village.members as [GivenPerson, GivenPerson]
  expect((await as(world, self, listPeople)).answer.rows.map((row) => row.id)).toEqual([self.id])
  expect((await as(world, self, getPerson, { params: { id: self.id } })).answer).toMatchObject({
    can: [],
    account: { login: self.login },
  })
  expect((await as(world, self, getPerson, { params: { id: other.id } })).status).toBe(404)
  expect((await as(world, self, getUnitDetail, { params: { id: village.id } })).status).toBe(403)
})

test('a unit shows its posts, members and children, and is renamed by its own township', async () => {
  const detail = await as(world, east.clerk, getUnitDetail, { params: { id: village.id } })
  expect(detail.answer).toMatchObject({ parentName: east.name, can: ['edit', 'add_unit', 'add_person'] })
  expect(detail.answer.posts.map((one) => one.post).sort()).toEqual(['VILLAGE_CLERK', 'VILLAGE_SECRETARY'])
  expect((await as(world, east.clerk, getUnitDetail, { params: { id: west.id } })).status).toBe(404)
  const body = { name: '新名嘎查', shortName: '新名嘎查', partyOrgName: '新名嘎查党支部' }
  expect(await as(world, village.secretary, editUnit, { params: { id: village.id }, body })).toMatchObject({
    status: 403,
  })
  expect(await as(world, west.clerk, editUnit, { params: { id: village.id }, body })).toMatchObject({
    status: 404,
  })
  expect(
    await as(world, east.clerk, editUnit, {
      params: { id: village.id },
      body: { ...body, name: neighbour.name },
    }),
  ).toMatchObject({ error: { code: 'org.name_taken' } })
  expect(await audits('org.unit_edited')).toEqual([])
  expect((await as(world, east.clerk, editUnit, { params: { id: village.id }, body })).status).toBe(200)
  expect((await as(world, east.clerk, getUnitDetail, { params: { id: village.id } })).answer).toMatchObject({
    name: '新名嘎查',
    timeline: [{}, { note: `${village.name} 更名为 新名嘎查` }],
  })
})

test('correcting a person keeps the number that the screen never saw', async () => {
  const id = await add('白 音', village, { phone: '13912341234' })
  const body = { name: '白音仓', sex: 'M' as const, bornOn: '1970-01-01' }
  expect((await as(world, neighbour.secretary, editPerson, { params: { id }, body })).status).toBe(404)
  expect((await as(world, village.clerk, editPerson, { params: { id }, body })).status).toBe(403)
  expect(
    (await as(world, village.secretary, editPerson, { params: { id }, body: { ...body, phone: 'abc' } }))
      .status,
  ).toBe(422)
  expect((await as(world, village.secretary, editPerson, { params: { id }, body })).status).toBe(200)
  expect((await as(world, village.secretary, getPerson, { params: { id } })).answer).toMatchObject({
    name: '白音仓',
    age: 56,
    phone: '139****1234',
  })
})

test('a transfer ends one membership and begins another, in one area', async () => {
  const id = await add('转出同志')
  const move = (person: GivenPerson, toUnitId: string, on = '2026-03-01') =>
    as(world, person, transferMember, { params: { id }, body: { toUnitId, on, note: '迁居' } })
  expect(await move(village.secretary, neighbour.id)).toMatchObject({ status: 404 })
  expect(await move(east.clerk, west.villages[0]?.id as string)).toMatchObject({ status: 404 })
  expect(await move(east.clerk, village.id)).toMatchObject({ error: { code: 'org.same_unit' } })
  expect(await move(east.clerk, neighbour.id, '2026-03-06')).toMatchObject({
    error: { code: 'org.day_in_future' },
  })
  expect(await move(east.clerk, neighbour.id, '2024-01-01')).toMatchObject({
    error: { code: 'org.day_too_early' },
  })
  expect(await move(banner.department, east.id)).toMatchObject({ error: { code: 'org.not_a_party_unit' } })
  expect(await audits('org.member_transferred')).toEqual([])
  expect((await move(east.clerk, neighbour.id)).status).toBe(200)
  expect((await as(world, east.clerk, getPerson, { params: { id } })).answer).toMatchObject({
    unitName: neighbour.name,
    memberships: [
      { unitId: neighbour.id, firstOn: '2026-03-01', lastOn: null },
      { unitId: village.id, lastOn: '2026-02-28' },
    ],
  })
  expect((await as(world, village.secretary, getPerson, { params: { id } })).status).toBe(404)
  expect((await as(world, neighbour.secretary, getPerson, { params: { id } })).status).toBe(200)
})

test('category changes in time, and a membership ends with its reason', async () => {
  const id = await add('类别同志')
  const change = (on: string) =>
    as(world, village.secretary, changeCategory, {
      params: { id },
      body: { category: 'CENTRAL_HOUSEHOLD', status: 'FULL', linkedHouseholds: 8, on },
    })
  expect(await change('2023-12-31')).toMatchObject({ error: { code: 'org.day_too_early' } })
  expect((await change('2026-02-01')).status).toBe(200)
  expect(
    (await as(world, village.secretary, getPerson, { params: { id } })).answer.memberships,
  ).toMatchObject([
    { category: 'CENTRAL_HOUSEHOLD', linkedHouseholds: 8, firstOn: '2026-02-01' },
    { category: 'ORDINARY', lastOn: '2026-01-31' },
  ])
  const end = (on: string) =>
    as(world, village.secretary, endMembership, {
      params: { id },
      body: { reason: 'MOVED_AWAY', on, note: '' },
    })
  expect(await end('2026-04-01')).toMatchObject({ error: { code: 'org.day_in_future' } })
  expect((await end('2026-03-05')).status).toBe(200)
  expect(await end('2026-03-05')).toMatchObject({ error: { code: 'org.not_a_member' } })
  const left = (await as(world, village.secretary, listPeople, { query: { who: 'left' } })).answer.rows
  expect(left.map((row) => row.id)).toEqual([id])
})

test('posts are given by the department, at units where they can stand, never to oneself', async () => {
  const id = await add('任职同志')
  const grant = (person: GivenPerson, post: string, unitId: string, who = id) =>
    as(world, person, grantPost, {
      params: { id: who },
      body: { post: post as never, unitId, on: '2026-03-05' },
    })
  expect(await grant(east.secretary, 'VILLAGE_CLERK', village.id)).toMatchObject({ status: 403 })
  expect(await grant(banner.department, 'TOWNSHIP_CLERK', village.id)).toMatchObject({
    error: { code: 'org.wrong_post' },
  })
  expect(await grant(banner.department, 'MEMBER', village.id)).toMatchObject({
    error: { code: 'org.wrong_post' },
  })
  expect(await grant(banner.department, 'SYSTEM_ADMIN', banner.root.id, banner.department.id)).toMatchObject({
    error: { code: 'common.own_matter' },
  })
  expect(await grant(district.department, 'VILLAGE_CLERK', village.id)).toMatchObject({ status: 404 })
  expect((await grant(banner.department, 'VILLAGE_CLERK', village.id)).status).toBe(200)
  expect(await grant(banner.department, 'VILLAGE_CLERK', village.id)).toMatchObject({
    error: { code: 'org.already_in_post' },
  })
  const [held] = (await as(world, banner.department, getPerson, { params: { id } })).answer.holdings
  const end = (person: GivenPerson, on: string) =>
    as(world, person, endPost, { params: { id: held?.id as string }, body: { on } })
  expect(await end(east.clerk, '2026-03-05')).toMatchObject({ status: 403 })
  expect(await end(banner.department, '2026-03-04')).toMatchObject({ error: { code: 'org.day_too_early' } })
  expect((await end(banner.department, '2026-03-05')).status).toBe(200)
  expect(await end(banner.department, '2026-03-05')).toMatchObject({ error: { code: 'common.act_not_open' } })
})

test('三员: appointed by the security administrator, three people, no other post beside', async () => {
  const id = await add('保密同志')
  const root = banner.root.id
  const grant = (person: GivenPerson, post: string, unitId = root) =>
    as(world, person, grantPost, { params: { id }, body: { post: post as never, unitId, on: '2026-03-05' } })
  for (const who of [banner.department, banner.security])
    for (const post of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'INSPECTOR', 'ORG_DEPARTMENT'])
      if ((who === banner.security) !== ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'].includes(post))
        expect(await grant(who, post), post).toMatchObject({ error: { code: 'org.not_yours_to_fill' } })
  for (const who of [banner.admin, banner.auditor])
    expect(await grant(who, 'AUDITOR')).toMatchObject({ status: 403 })
  expect((await grant(banner.department, 'VILLAGE_CLERK', village.id)).status).toBe(200)
  expect(await grant(banner.security, 'AUDITOR')).toMatchObject({
    error: { code: 'org.administrators_apart' },
  })
  await world.owner(
    `update post_holding set first_on = '2026-01-01', last_on = '2026-03-04' where person_id = $1`,
    [id],
  )
  expect((await grant(banner.security, 'AUDITOR')).status).toBe(200)
  expect(await grant(banner.security, 'SYSTEM_ADMIN')).toMatchObject({
    error: { code: 'org.administrators_apart' },
  })
  expect(await grant(banner.department, 'INSPECTOR')).toMatchObject({
    error: { code: 'org.administrators_apart' },
  })
  // The database holds it too, whatever an act forgets.
  await expect(
    world.owner(
      `insert into post_holding select region_id, gen_random_uuid(), person_id, unit_id, path, 'SYSTEM_ADMIN', first_on, null from post_holding where person_id = $1 and post = 'AUDITOR'`,
      [id],
    ),
  ).rejects.toThrow(/one_administrator/)
})

test('the account of an administrator is not the department’s to keep', async () => {
  const keep = (route: typeof openAccount | typeof endPersonSessions, person: GivenPerson) =>
    as(world, person, route as typeof endPersonSessions, {
      params: { id: banner.auditor.id },
      ...(route === openAccount && { body: {} as never }),
    })
  for (const route of [openAccount, endPersonSessions]) {
    expect(await keep(route, banner.department)).toMatchObject({
      error: { code: 'org.administrator_account' },
    })
    expect((await keep(route, banner.admin)).status).toBe(200)
  }
})

test('a password is shown once, kept nowhere, and a new one ends the old sessions', async () => {
  const id = await add('乌云嘎')
  const open = (person: GivenPerson, body: { login?: string } = {}, key?: string) =>
    as(world, person, openAccount, { params: { id }, body, ...(key && { key }) })
  expect(await open(east.clerk)).toMatchObject({ status: 403 })
  expect(await open(banner.department, { login: east.clerk.login })).toMatchObject({
    error: { code: 'org.login_taken' },
  })
  expect(await open(banner.department, { login: 'demo' }, 'key-12345678')).toMatchObject({ status: 200 })
  expect(await world.owner('select 1 from idempotency')).toEqual([])
  const again = await open(banner.department)
  expect(again.answer.login).toBe('demo')
  const session = await send(world, '', signIn, { body: again.answer })
  expect(session.status).toBe(200)
  const other = await add('乌云嘎')
  expect(
    (await as(world, banner.department, openAccount, { params: { id: other }, body: {} })).answer.login,
  ).toBe('wuyunga')
  expect(
    await as(world, banner.department, openAccount, {
      params: { id: await add('第三人') },
      body: { login: 'demo' },
    }),
  ).toMatchObject({ error: { code: 'org.login_taken' } })
  expect(
    await world.owner(`select 1 from audit_entry where detail::text like $1 or note like $1`, [
      `%${again.answer.password}%`,
    ]),
  ).toEqual([])
})
