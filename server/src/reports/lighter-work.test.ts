/** The self-check counts what villages handed in and what they were asked for twice, each in its own area. */
import { getLighterWork, printLighterWork } from '@xinghe/contract/lighter-work'
import * as slips from '@xinghe/contract/slips'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { freshWorld, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
let town: GivenTownship
let village: GivenVillage
let bookId: string

beforeAll(async () => {
  world = await freshWorld('2026-05-05T10:00:00+08:00')
  banner = await givenRegion(world)
  town = banner.townships[0] as GivenTownship
  village = town.villages[0] as GivenVillage
  await givenDeclared(world, banner, town)
  const [book] = await world.owner(`select id from book where village_id = $1 and subject = 'ORG'`, [
    village.id,
  ])
  bookId = String(book?.id)
})
const check = (person: GivenPerson, query: Record<string, unknown> = {}) =>
  as(world, person, getLighterWork, { query })
const enter = async (person: GivenPerson, reason: string, factOn: string) =>
  (
    await as(world, person, slips.enterSlips, {
      body: {
        slips: [{ factOn, reason, lines: [{ bookId, ruleCode: '3.3' }], fileIds: [] }] as never,
      },
    })
  ).answer.ids[0] as string
const rowOf = async (id: string) =>
  (await check(banner.department, { year: 2026, quarter: 2 })).answer.villages.find(
    (row) => row.unitId === id,
  )

test('what the village enters counts, what the township enters does not, and what is handed back counts as asked twice', async () => {
  const before = await rowOf(village.id)
  const id = await enter(village.clerk, '修渠', '2026-04-08')
  await enter(village.clerk, '植树', '2026-04-09')
  await enter(town.clerk, '镇里登记的', '2026-04-10')
  expect(await rowOf(village.id)).toMatchObject({ facts: (before?.facts ?? 0) + 2, twice: before?.twice })
  await as(world, village.secretary, slips.returnSlips, { body: { ids: [id], reason: '写清是哪条渠' } })
  expect(await rowOf(village.id)).toMatchObject({ twice: (before?.twice ?? 0) + 1 })
  expect(await rowOf(town.villages[1]?.id as string)).toMatchObject({ twice: 0 })
  const { rules } = (await check(banner.department, { year: 2026, quarter: 2 })).answer
  expect(rules.find((rule) => rule.demand === '一件事只填一次')).toMatchObject({ kept: false })
  // Another quarter knows nothing of it.
  expect((await check(banner.department, { year: 2026, quarter: 3 })).answer.villages).toEqual(
    expect.arrayContaining([expect.objectContaining({ unitId: village.id, facts: 0, twice: 0 })]),
  )
})
test('each sees his own area; nobody another’s', async () => {
  const own = (await check(town.clerk)).answer
  expect(own.villages.map((row) => row.unitId)).toEqual(town.villages.map((one) => one.id))
  expect((await check(town.clerk, { unitId: banner.townships[1]?.id })).status).toBe(404)
  expect((await check(village.members[0] as GivenPerson)).status).toBe(403)
})
test('on paper', async () => {
  const sheet = await as(world, banner.department, printLighterWork, { query: { year: 2026, quarter: 2 } })
  expect(sheet.status).toBe(200)
  expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-')
})
