/** AB 岗: for some days a colleague acts in the post too, says so everywhere, and passes nothing on. */
import { getMe, switchPost } from '@xinghe/contract/identity'
import { endPost, getPerson, getUnitDetail, grantPost } from '@xinghe/contract/org'
import {
  endSubstitution,
  listColleagues,
  listSubstitutions,
  nameSubstitute,
} from '@xinghe/contract/substitutions'
import { acceptHandOver, handOver, listWork } from '@xinghe/contract/work'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  givenRegion,
  signedOut,
} from '../../../test/given.ts'
import { givenMatter } from '../../../test/given-matter.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { jobs } from '../jobs.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let clerk: GivenPerson
let group: GivenPerson
let deputy: GivenPerson

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  clerk = east.clerk
  group = east.group
  deputy = east.secretary
})
beforeEach(async () => {
  world.clock.set('2026-03-05T10:00:00+08:00')
  signedOut(world)
  await world.owner('delete from work_item')
  await world.owner('delete from substitution')
})

const holding = async (who: GivenPerson, post: string = who.post) =>
  (await world.owner('select id from post_holding where person_id = $1 and post = $2', [who.id, post]))[0]
    ?.id as string
const name = async (by: GivenPerson, of: GivenPerson, to: GivenPerson, days: object = {}) =>
  as(world, by, nameSubstitute, {
    body: {
      holdingId: await holding(of),
      personId: to.id,
      firstOn: '2026-03-05',
      lastOn: '2026-03-09',
      reason: '外出培训',
      ...days,
    } as never,
  })
const me = async (who: GivenPerson) => (await as(world, who, getMe)).answer
/** Acts from now on in the post of another. */
const stepIn = async (who: GivenPerson) => {
  const post = (await me(who)).posts.find((one) => one.label.startsWith('代'))
  if (!post) throw new Error(`${who.name} stands in for nobody`)
  expect((await as(world, who, switchPost, { body: { id: post.id } })).status).toBe(200)
}
const given = (over: object = {}) => givenMatter(world, clerk, east, over)
const mine = async (who: GivenPerson) =>
  (await as(world, who, listWork)).answer.rows.map((row) => row.id).sort()

test('the holder asks a colleague; both have the queue, what waits by name too, until the last day is over', async () => {
  expect((await name(clerk, clerk, group)).status).toBe(200)
  const posts = (await me(group)).posts
  expect(posts.map((one) => one.label)).toEqual([
    '苏木镇考核组',
    `代${clerk.name} · 苏木镇组织委员（至3月9日）`,
  ])
  const ids = [await given(), await given({ personId: clerk.id })].sort()
  expect(await mine(group)).toEqual([])
  await stepIn(group)
  expect(await mine(group)).toEqual(ids)
  expect((await me(group)).can).toContain('slips.check')
  expect(await mine(clerk)).toEqual(ids)
  world.clock.set('2026-03-09T23:00:00+08:00')
  await stepIn(group)
  world.clock.set('2026-03-10T00:00:30+08:00')
  expect((await me(group)).post).toMatchObject({ post: 'ASSESSMENT_GROUP' })
  expect((await me(group)).posts).toHaveLength(1)
  expect(await mine(group)).toEqual([])
})

test('before the first day and after it was ended nobody stands in', async () => {
  const made = await name(clerk, clerk, group, { firstOn: '2026-03-06' })
  expect((await me(group)).posts).toHaveLength(1)
  world.clock.set('2026-03-06T00:01:00+08:00')
  await stepIn(group)
  expect((await me(group)).post.post).toBe('TOWNSHIP_CLERK')
  const params = { id: made.answer.id }
  expect((await as(world, group, endSubstitution, { params })).error.code).toBe('substitutions.not_yours')
  expect((await as(world, clerk, endSubstitution, { params })).status).toBe(200)
  expect((await me(group)).post.post).toBe('ASSESSMENT_GROUP')
  expect((await as(world, clerk, endSubstitution, { params })).error.code).toBe('substitutions.over')
})

test('what the substitute took over by name is the holder’s again', async () => {
  const made = await name(clerk, clerk, group)
  await stepIn(group)
  const one = await given({ personId: group.id })
  const other = await given({ personId: group.id })
  await world.owner('update work_item set person_id = $2, handover_person_id = $3 where id = $1', [
    other,
    deputy.id,
    group.id,
  ])
  expect((await as(world, group, acceptHandOver, { params: { id: other } })).status).toBe(200)
  expect((await world.owner('select person_id from work_item where id = $1', [other]))[0]?.person_id).toBe(
    clerk.id,
  )
  await as(world, clerk, endSubstitution, { params: { id: made.answer.id } })
  expect(await mine(clerk)).toEqual([one, other].sort())
  // By itself, when nobody ends it.
  await name(clerk, clerk, group)
  await given({ personId: group.id })
  world.clock.set('2026-03-10T00:10:00+08:00')
  await jobs.work_nightly?.({ db: world.db, now: world.clock.now() }, {})
  expect(await mine(clerk)).toHaveLength(3)
})

test('the trail says for whom: in the list, in the timeline and under the seal', async () => {
  await name(clerk, clerk, group)
  await stepIn(group)
  const id = await given()
  await as(world, group, handOver, { params: { id }, body: { personId: clerk.id, note: '请阅' } })
  const [row] = await world.owner(
    "select person_id, person_name, post from audit_entry where action = 'work.handed_over' order by at desc limit 1",
  )
  expect(row).toEqual({
    person_id: group.id,
    person_name: `${group.name}（代${clerk.name}）`,
    post: 'TOWNSHIP_CLERK',
  })
  const page = await as(world, banner.department, getPerson, { params: { id: group.id } })
  const told = page.answer.timeline.filter((one) => one.action === 'org.substitute_named')
  expect(told.at(-1)?.note).toContain(`代${clerk.name}任`)
  const unit = await as(world, banner.department, getUnitDetail, { params: { id: east.id } })
  expect(unit.answer.posts.find((one) => one.personId === clerk.id)?.substitute).toBe(group.name)
})

test('who may be named, and by whom', async () => {
  const code = async (reply: ReturnType<typeof name>) => (await reply).error?.code
  expect(await code(name(group, clerk, deputy))).toBe('substitutions.not_yours')
  expect(await code(name(west.clerk, clerk, deputy))).toBe('common.not_found')
  expect(await code(name(clerk, clerk, clerk))).toBe('common.own_matter')
  expect(await code(name(clerk, clerk, east.villages[0]?.secretary as GivenPerson))).toBe(
    'substitutions.elsewhere',
  )
  expect(await code(name(banner.department, clerk, banner.department))).toBe('common.own_matter')
  expect(await code(name(banner.department, clerk, clerk))).toBe('substitutions.holds_already')
  expect(await code(name(clerk, clerk, group, { firstOn: '2026-03-04' }))).toBe('substitutions.day_past')
  expect(await code(name(clerk, clerk, group, { lastOn: '2026-03-04' }))).toBe('common.bad_input')
  expect(await code(name(clerk, clerk, group, { lastOn: '2026-09-04' }))).toBe('substitutions.too_long')
  expect((await name(clerk, clerk, group, { lastOn: '2026-09-03' })).status).toBe(200)
  expect(await code(name(banner.department, clerk, deputy))).toBe('substitutions.overlap')
  await world.owner('delete from substitution')
  await world.owner("update post_holding set last_on = '2026-03-08' where person_id = $1", [clerk.id])
  expect(await code(name(clerk, clerk, group))).toBe('substitutions.beyond_post')
  await world.owner('update post_holding set last_on = null where person_id = $1', [clerk.id])
  const login = await world.owner('delete from account where person_id = $1 returning *', [west.group.id])
  expect(await code(name(banner.department, clerk, west.group))).toBe('substitutions.no_account')
  expect(login).toHaveLength(1)
  expect(await code(name(banner.inspector, clerk, group))).toBe('common.not_allowed')
  // The department asks anybody of the county.
  expect((await name(banner.department, clerk, west.secretary)).status).toBe(200)
})

test('two at once: one is named', async () => {
  const replies = await Promise.all([name(clerk, clerk, group), name(banner.department, clerk, deputy)])
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409])
})

test('a substitute passes nothing on', async () => {
  await name(clerk, clerk, group)
  await stepIn(group)
  expect((await name(group, clerk, deputy)).error.code).toBe('substitutions.passed_on')
  // His own post he may: but only acting in it.
  expect((await as(world, group, listSubstitutions)).answer.posts).toMatchObject([
    { post: 'ASSESSMENT_GROUP' },
  ])
})

test('the three administrators come together in nobody, not for a day', async () => {
  const { admin, security, auditor, department } = banner
  const code = async (reply: ReturnType<typeof name>) => (await reply).error?.code
  expect(await code(name(department, admin, clerk))).toBe('substitutions.not_yours')
  expect(await code(name(security, admin, auditor))).toBe('org.administrators_apart')
  expect(await code(name(security, auditor, clerk))).toBe('org.administrators_apart')
  expect(await code(name(department, clerk, auditor))).toBe('org.administrators_apart')
  expect(await code(name(security, clerk, group))).toBe('substitutions.not_yours')
  const member = east.villages[0]?.members[0]
  if (!member) throw new Error('no member')
  expect((await name(security, admin, member, { firstOn: '2026-03-07' })).status).toBe(200)
  // Neither is he appointed to anything else before his days.
  const grant = (by: GivenPerson, post: string, unitId: string) =>
    as(world, by, grantPost, {
      params: { id: member.id },
      body: { post, unitId, on: '2026-03-05' } as never,
    })
  expect((await grant(department, 'VILLAGE_CLERK', member.unit.id)).error.code).toBe(
    'org.administrators_apart',
  )
  expect((await grant(security, 'AUDITOR', banner.root.id)).error.code).toBe('org.administrators_apart')
  // A row that slipped in past the act is not acted upon.
  await world.owner(
    `insert into substitution select 1, gen_random_uuid(), h.path, h.id, $1, '2026-03-05', '2026-03-09', '测试', $1, now(), null
     from post_holding h where h.post = 'AUDITOR' and h.region_id = 1`,
    [clerk.id],
  )
  expect((await me(clerk)).posts.map((one) => one.post)).toEqual(['TOWNSHIP_CLERK'])
})

test('with the holder’s post the substitute’s ends too', async () => {
  await name(clerk, clerk, group)
  await as(world, banner.department, endPost, {
    params: { id: await holding(clerk) },
    body: { on: '2026-03-06' } as never,
  })
  world.clock.set('2026-03-07T10:00:00+08:00')
  expect((await me(group)).posts).toHaveLength(1)
  await world.owner('update post_holding set last_on = null where person_id = $1', [clerk.id])
})

test('colleagues of the unit for the holder, the whole county for the department, by name or its letters', async () => {
  const names = async (by: GivenPerson, q = '') => {
    const reply = await as(world, by, listColleagues, {
      query: { holdingId: await holding(clerk), q } as never,
    })
    return reply.answer.map?.((one) => one.name).sort() ?? reply.error.code
  }
  expect(await names(clerk)).toEqual([deputy.name, group.name].sort())
  expect((await names(banner.department)).length).toBeGreaterThan(8)
  expect(await names(banner.department, deputy.name)).toEqual([deputy.name])
  expect(await names(deputy)).toBe('common.not_found')
  expect(await names(west.clerk)).toBe('common.not_found')
})

test('one reads one’s own, and a superior those of his people', async () => {
  await name(clerk, clerk, group)
  const list = async (by: GivenPerson, of?: GivenPerson) =>
    (await as(world, by, listSubstitutions, { query: of ? { personId: of.id } : {} })).answer.rows
  expect(await list(clerk)).toMatchObject([
    { holderName: clerk.name, personName: group.name, state: 'NOW', can: ['end'] },
  ])
  expect(await list(group)).toMatchObject([{ personName: group.name, can: [] }])
  expect(await list(banner.department, group)).toMatchObject([{ can: ['end'] }])
  expect(await list(west.clerk, group)).toEqual([])
  const member = east.villages[0]?.members[0] as GivenPerson
  expect((await as(world, member, listSubstitutions, { query: { personId: group.id } })).status).toBe(403)
})
