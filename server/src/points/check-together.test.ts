/** Checks that come at the same moment go in one transaction: each still has its own rights, refusals and answer. */
import * as c from '@xinghe/contract/slips'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  as,
  cookieOf,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  givenRegion,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { verifyEverything } from '../verify.ts'

let world: World
let banner: GivenRegion
let here: GivenTownship
let there: GivenTownship
let bookOf: Map<string, string>
let deeds = 0

beforeAll(async () => {
  world = await freshWorld('2026-05-05T10:00:00+08:00')
  banner = await givenRegion(world)
  ;[here, there] = banner.townships as [GivenTownship, GivenTownship]
  await givenDeclared(world, banner, here)
  await givenDeclared(world, banner, there)
  const rows = await world.owner('select id, coalesce(person_id, village_id) as key from book')
  bookOf = new Map(rows.map((row) => [String(row.key), String(row.id)]))
  for (const person of [here.clerk, there.clerk, here.group]) await cookieOf(world, person)
})

/** Slips of a township's first village, confirmed and waiting for the township. */
async function waiting(town: GivenTownship, count: number): Promise<string[]> {
  const village = town.villages[0] as GivenTownship['villages'][number]
  const slips = Array.from({ length: count }, () => ({
    factOn: `2026-0${1 + Math.floor(deeds / 27)}-${String((deeds++ % 27) + 1).padStart(2, '0')}`,
    reason: '完成苏木镇交办的任务',
    lines: [{ bookId: bookOf.get(village.id), ruleCode: '4.1' }],
  }))
  const { ids } = (await as(world, village.clerk, c.enterSlips, { body: { slips: slips as never } })).answer
  expect(await as(world, village.secretary, c.confirmSlips, { body: { ids } })).toMatchObject({
    status: 200,
    answer: { confirmed: count },
  })
  return ids
}
const check = (person: GivenPerson, ids: string[], key?: string) =>
  as(world, person, c.checkSlips, { body: { ids }, ...(key && { key }) })
/** How many transactions took these slips into effect. */
const transactions = async (ids: string[]) =>
  Number(
    (await world.owner('select count(distinct xmin::text) as n from slip where id = any($1)', [ids]))[0]?.n,
  )
const states = async (ids: string[]) =>
  (await world.owner('select distinct state from slip where id = any($1)', [ids])).map((row) => row.state)

beforeEach(async () => {
  await world.owner('delete from idempotency')
})

test('many at once share transactions; each is answered, audited and counted under its own name', async () => {
  const own = await waiting(here, 8)
  const others = await waiting(there, 8)
  const replies = await Promise.all([
    ...own.map((id) => check(here.clerk, [id])),
    ...others.map((id) => check(there.clerk, [id])),
  ])
  expect(replies.map(({ status, answer }) => [status, answer])).toEqual(
    replies.map(() => [200, { effective: 1, lines: 1 }]),
  )
  expect(await transactions([...own, ...others])).toBeLessThan(16)
  const told = await world.owner(
    `select distinct s.township_id, a.person_id, a.unit_id, s.checked_by_name = a.person_name as same from audit_entry a join slip s on s.id = a.subject_id
     where a.action = 'slip.check' and s.id = any($1) order by 1`,
    [[...own, ...others]],
  )
  expect(told).toEqual(
    [here, there]
      .map((town) => ({ township_id: town.id, person_id: town.clerk.id, unit_id: town.id, same: true }))
      .sort((a, b) => (a.township_id < b.township_id ? -1 : 1)),
  )
  expect(
    await world.owner('select 1 from work_item where subject_id = any($1)', [[...own, ...others]]),
  ).toEqual([])
  expect((await verifyEverything(world.db)).findings).toEqual([])
})
test('a neighbour’s slip is not there for one, and the others count', async () => {
  const own = await waiting(here, 6)
  const others = await waiting(there, 2)
  const replies = await Promise.all([
    ...own.map((id) => check(here.clerk, [id])),
    // The other township's, one that does not exist, and his own with a stranger's among them.
    check(here.clerk, [others[0] as string]),
    check(there.clerk, [own[0] as string, others[1] as string]),
    check(here.clerk, ['01900000-0000-7000-8000-00000000dead']),
  ])
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 404, 404, 404])
  expect(await states(own)).toEqual(['EFFECTIVE'])
  expect(await states(others)).toEqual(['CONFIRMED'])
})
test('the same slip from two at once counts once; his own he does not check', async () => {
  const [id, second] = (await waiting(here, 2)) as [string, string]
  const replies = await Promise.all([
    check(here.group, [second]),
    check(here.clerk, [id]),
    check(here.group, [id]),
    check(here.clerk, [id]),
  ])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409])
  expect(
    await world.owner(
      'select 1 from points_entry e join slip_line l on l.id = e.source_id where l.slip_id = $1',
      [id],
    ),
  ).toHaveLength(1)
})
test('a key sent again while others are under way answers what it answered, and nothing twice', async () => {
  const ids = await waiting(here, 8)
  const send = () => Promise.all(ids.map((id, at) => check(here.clerk, [id], `key-of-deed-${at}`)))
  const [first, second] = await Promise.all([send(), send()])
  const third = await send()
  for (const replies of [first, second, third])
    expect(replies.map(({ status, answer }) => [status, answer])).toEqual(
      ids.map(() => [200, { effective: 1, lines: 1 }]),
    )
  expect(
    await world.owner(
      'select 1 from points_entry e join slip_line l on l.id = e.source_id where l.slip_id = any($1)',
      [ids],
    ),
  ).toHaveLength(8)
  // Other content under a known key is refused, also in the middle of others.
  const more = await waiting(here, 4)
  const mixed = await Promise.all([
    ...more.slice(0, 3).map((id) => check(here.clerk, [id])),
    check(here.clerk, [more[3] as string], 'key-of-deed-0'),
  ])
  expect(mixed.map(({ status, error }) => error?.code ?? status)).toEqual([
    200,
    200,
    200,
    'common.same_key_other_content',
  ])
})
test('whose post may not check is refused, whoever is beside him', async () => {
  const ids = await waiting(here, 5)
  const village = here.villages[0] as GivenTownship['villages'][number]
  const replies = await Promise.all([
    ...ids.slice(0, 4).map((id) => check(here.clerk, [id])),
    check(village.secretary, [ids[4] as string]),
  ])
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 403])
})
