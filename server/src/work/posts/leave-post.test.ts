/** A post changes hands, and nothing ever waits for nobody without being listed. */
import { endPost, grantPost, handOverPost, postMatters } from '@xinghe/contract/org'
import { acceptHandOver, handOver, listWork } from '@xinghe/contract/work'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  givenRegion,
} from '../../../test/given.ts'
import { givenMatter } from '../../../test/given-matter.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { openAccounts } from '../../identity/index.ts'
import { addPeople } from '../../org/index.ts'
import { newId } from '../../platform/ids.ts'
import { jobs } from '../jobs.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
/** A second clerk of the township, and one who holds nothing yet. */
let second: GivenPerson
let newcomer: GivenPerson

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  ;[east] = banner.townships as [GivenTownship]
  second = await person('乌兰', [{ post: 'TOWNSHIP_CLERK', unitId: east.id }])
  newcomer = await person('新来', [])
  await world.owner("update post_holding set first_on = '2024-01-01'")
  await world.owner("update membership set first_on = '2024-01-01'")
})
async function person(name: string, posts: object[]): Promise<GivenPerson> {
  const login = `p${newId().slice(-8)}`
  const id = await act(world, banner.department, async (tx, by) => {
    const { ids } = await addPeople(tx, by, { people: [{ name, unitId: east.id, posts }] } as never)
    await openAccounts(tx, by, [{ personId: ids[0] as string, login, password: 'test' }])
    return ids[0] as string
  })
  await world.owner("update account set password_at = '2100-01-01'")
  return { id, name, regionId: 1, post: 'TOWNSHIP_CLERK', login, unit: east }
}
const holding = async (who: GivenPerson) =>
  (
    await world.owner(
      'select id from post_holding where person_id = $1 and last_on is null order by first_on desc, id desc',
      [who.id],
    )
  )[0]?.id as string
beforeEach(async () => {
  await world.owner('delete from work_item')
  await world.owner('delete from post_holding where person_id = $1', [newcomer.id])
  await world.owner('update post_holding set last_on = null')
})

const given = (personId: string | null = null, over: object = {}) =>
  givenMatter(world, banner.department, east, { personId, ...over })
const mine = async (who: GivenPerson) => (await as(world, who, listWork)).answer.rows.map((row) => row.id)
const area = async (query: object = {}) =>
  (await as(world, banner.department, listWork, { query: { scope: 'area', ...query } })).answer
const end = (who: GivenPerson, on = '2026-03-05') =>
  holding(who).then((id) => as(world, banner.department, endPost, { params: { id }, body: { on } as never }))
const give = async (from: GivenPerson, to: GivenPerson, on = '2026-03-05') =>
  as(world, banner.department, handOverPost, {
    params: { id: await holding(from) },
    body: { toPersonId: to.id, on } as never,
  })
const tomorrow = () =>
  world.owner(
    "update post_holding set first_on = least(first_on, date '2026-03-04'), last_on = '2026-03-04' where last_on = '2026-03-05'",
  )

test('the form says what waits, and who else holds the post', async () => {
  await given()
  await given(east.clerk.id)
  await given(second.id)
  const params = { id: await holding(east.clerk) }
  expect((await as(world, banner.department, postMatters, { params })).answer).toEqual({
    named: 1,
    shared: 1,
    kinds: [{ kind: 'SLIP_CHECK', count: 2 }],
    others: ['乌兰'],
  })
  expect((await as(world, east.secretary, postMatters, { params })).status).toBe(403)
})

test('one act ends the post for one, begins it for the other, and moves what waited by name', async () => {
  const named = await given(east.clerk.id)
  const shared = await given()
  const reply = await give(east.clerk, newcomer)
  expect(reply.answer).toEqual({ moved: 1 })
  expect((await mine(newcomer)).sort()).toEqual([named, shared].sort())
  await tomorrow()
  expect(await mine(newcomer)).toHaveLength(2)
  expect((await area()).unheld).toBe(0)
  const told = await world.owner(
    "select note from audit_entry where action = 'org.post_handed_over' and subject_id = $1",
    [east.clerk.id],
  )
  expect(told[0]?.note).toContain('交接给新来（2026年3月5日），指名待办1件')
  await world.owner("update post_holding set last_on = null where last_on = '2026-03-04'")
})

test('it is refused whole: a successor who holds it already, a day to come, oneself, one of the three', async () => {
  const named = await given(east.clerk.id)
  expect((await give(east.clerk, second)).error.code).toBe('org.already_in_post')
  expect((await give(east.clerk, newcomer, '2026-03-06')).error.code).toBe('org.day_in_future')
  expect((await give(banner.department, newcomer)).error.code).toBe('common.own_matter')
  expect((await give(east.clerk, banner.department)).error.code).toBe('common.own_matter')
  expect((await give(east.clerk, banner.auditor)).error.code).toBe('org.administrators_apart')
  expect((await give(banner.auditor, newcomer)).error.code).toBe('org.not_yours_to_fill')
  expect(await mine(east.clerk)).toContain(named)
  expect(await holding(east.clerk)).toBeTruthy()
})

test('without a successor what waited by name waits for the post; with nobody left it is listed', async () => {
  const named = await given(east.clerk.id)
  expect((await end(east.clerk)).answer).toEqual({ ok: true, moved: 1 })
  expect(await mine(second)).toEqual([named])
  await tomorrow()
  expect(await area()).toMatchObject({ total: 1, unheld: 0 })
  await end(second)
  await tomorrow()
  expect(await area()).toMatchObject({ total: 1, unheld: 1 })
  expect((await area({ unheld: '1' })).rows).toMatchObject([{ id: named, unheld: true }])
  await as(world, banner.department, grantPost, {
    params: { id: newcomer.id },
    body: { post: 'TOWNSHIP_CLERK', unitId: east.id, on: '2026-03-05' } as never,
  })
  expect(await mine(newcomer)).toEqual([named])
  expect((await area()).unheld).toBe(0)
})

test('an offer to whoever leaves stays with whoever made it', async () => {
  const id = await given()
  await as(world, east.clerk, handOver, { params: { id }, body: { personId: second.id, note: '请代办' } })
  await end(second)
  const [row] = (await as(world, east.clerk, listWork)).answer.rows
  expect(row).toMatchObject({ id, handover: null, can: ['hand_over'] })
})

test('a day that comes by itself: the night puts right what it left behind', async () => {
  const id = await given()
  await as(world, east.clerk, handOver, { params: { id }, body: { personId: second.id, note: '请代办' } })
  await as(world, second, acceptHandOver, { params: { id } })
  const other = await given()
  await as(world, east.clerk, handOver, {
    params: { id: other },
    body: { personId: second.id, note: '再办' },
  })
  await end(second, '2026-03-09')
  expect(await mine(second)).toContain(id)
  world.clock.set('2026-03-10T00:10:00+08:00')
  // Until then it is listed.
  expect((await area({ unheld: '1' })).rows.map((row) => row.id)).toEqual([id])
  await jobs.work_nightly?.({ db: world.db, now: world.clock.now() }, {})
  expect((await area()).unheld).toBe(0)
  expect((await mine(east.clerk)).sort()).toEqual([id, other].sort())
  const told = await world.owner("select person_name, note from audit_entry where action = 'work.released'")
  expect(told.at(-1)).toMatchObject({ person_name: '系统', note: '原经办人已离岗，退回岗位待办' })
  world.clock.set('2026-03-05T10:00:00+08:00')
})

test('a matter of a member who left the register is listed', async () => {
  const [member] = east.villages[0]?.members ?? []
  if (!member) throw new Error('no member')
  await given(member.id, { post: 'MEMBER', unitId: member.unit.id, path: member.unit.path })
  expect((await area()).unheld).toBe(0)
  await world.owner("update membership set last_on = '2026-03-04' where person_id = $1", [member.id])
  expect((await area()).unheld).toBe(1)
  await world.owner('update membership set last_on = null where person_id = $1', [member.id])
})

test('whoever comes and goes, every matter is in somebody’s queue or listed', async () => {
  const people = () => [east.clerk, second, newcomer]
  const step = fc.record({
    act: fc.constantFrom('matter', 'named', 'end', 'give', 'grant', 'night'),
    who: fc.nat({ max: 2 }),
    to: fc.nat({ max: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      await world.owner('delete from work_item')
      await world.owner('delete from post_holding where person_id = $1', [newcomer.id])
      // Who left and came back holds the post twice.
      await world.owner(
        `delete from post_holding h where exists (select 1 from post_holding o where o.person_id = h.person_id
           and o.unit_id = h.unit_id and o.post = h.post and o.id < h.id)`,
      )
      await world.owner('update post_holding set last_on = null')
      for (const { act: what, who, to } of steps) {
        const from = people()[who] as GivenPerson
        const next = people()[to] as GivenPerson
        if (what === 'matter') await given()
        if (what === 'named') await given(from.id)
        if (what === 'end' && (await holding(from))) await end(from)
        if (what === 'give' && (await holding(from))) await give(from, next)
        if (what === 'grant')
          await as(world, banner.department, grantPost, {
            params: { id: next.id },
            body: { post: 'TOWNSHIP_CLERK', unitId: east.id, on: '2026-03-05' } as never,
          })
        if (what === 'night') {
          await tomorrow()
          await jobs.work_nightly?.({ db: world.db, now: world.clock.now() }, {})
        }
        const seen = new Set<string>()
        for (const one of people()) {
          const [held] = await world.owner(
            "select 1 from post_holding where person_id = $1 and first_on <= '2026-03-05' and coalesce(last_on >= '2026-03-05', true)",
            [one.id],
          )
          if (held) for (const id of await mine({ ...one, post: 'TOWNSHIP_CLERK' })) seen.add(id)
        }
        for (const row of (await area({ unheld: '1' })).rows) seen.add(row.id)
        const all = (await world.owner('select id from work_item')).map((row) => row.id)
        expect([...seen].sort()).toEqual(all.sort())
      }
    }),
    { numRuns: 8 },
  )
}, 60_000)
