import * as y from '@xinghe/contract/year-end'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, bookOf, givenOpened, givenPoints, givenReviewed } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'

let world: World
let east: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
let vetoed: string
beforeAll(async () => {
  world = await freshWorld()
  const banner = await givenRegion(world, { members: 2 })
  ;[east] = banner.townships as [GivenTownship]
  ;[village, neighbour] = east.villages as [GivenVillage, GivenVillage]
  await givenDeclared(world, banner, east)
  await givenPoints(
    world,
    east,
    await bookOf(world, { villageId: village.id, subject: 'ORG' }),
    [12, 9, 9, 9, 9, 9, 9, 9, 9, 9],
  )
  vetoed = await bookOf(world, { villageId: village.id, subject: 'MEMBER' })
  await world.owner(
    `insert into veto (region_id, id, book_id, path, rule_code, reason, happened_on, recorded_by_name, recorded_at)
     select 1, gen_random_uuid(), id, path, '否1', '受到党内警告处分', '2026-05-01', '测试', now() from book where id = $1`,
    [vetoed],
  )
  at(world, '2026-12-20')
  await givenOpened(world, east)
  await givenReviewed(world, village)
})
const board = async (by: GivenPerson) =>
  (await as(world, by, y.getYearEndBoard, { params: { townshipId: east.id }, query: { year: 2026 } })).answer
    .ready

test('the group is told what it would confirm at once, and what stands out; nobody else is', async () => {
  expect(await board(east.secretary)).toBeNull()
  const ready = await board(east.group)
  expect(ready).toMatchObject({
    villages: 1,
    books: 5,
    notRated: [{ who: expect.stringContaining(village.name), because: '一票否决：受到党内警告处分' }],
    apart: [{ who: `${village.name}党支部`, level: 1, floorLevel: 9 }],
    ownVillages: [],
    unscoredVillages: [],
  })
  expect(ready?.sheetIds).toHaveLength(2)
})

test('a scheme that counts a year-end score, and one’s own village, are left to be opened', async () => {
  await world.owner(
    `update scheme_version set year_end_weight = 30 where id = (select version_id from book where id = $1)`,
    [vetoed],
  )
  expect(await board(east.group)).toMatchObject({
    villages: 1,
    books: 1,
    unscoredVillages: [village.name],
    notRated: [],
  })
  await world.owner(`update scheme_version set year_end_weight = 0`)
  const [post] = await world.owner(
    `insert into post_holding (region_id, id, person_id, post, unit_id, path, first_on)
     values (1, gen_random_uuid(), $1, 'VILLAGE_SECRETARY', $2, $3, '2026-01-01') returning id`,
    [east.group.id, neighbour.id, neighbour.path],
  )
  await givenReviewed(world, neighbour)
  expect(await board(east.group)).toMatchObject({ villages: 1, books: 5, ownVillages: [neighbour.name] })
  await world.owner('delete from post_holding where id = $1', [post?.id])
})

test('what the board says is ready is assessed in one act', async () => {
  const ready = await board(east.group)
  expect(ready).toMatchObject({ villages: 2, books: 10 })
  const sheets = (ready?.sheetIds ?? []).map((sheetId) => ({ sheetId }))
  expect(await as(world, east.group, y.assess, { body: { sheets } })).toMatchObject({
    status: 200,
    answer: { count: 4 },
  })
  expect(await board(east.group)).toBeNull()
})
