import { getWall, type Wall } from '@xinghe/contract/wall'
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
import { at, bookOf, givenAssessed, givenDetermined, givenPoints } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { villages: 2, members: 2 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  at(world, '2026-03-20')
  for (const township of [east, west]) {
    await givenDeclared(world, banner, township)
    for (const [index, village] of township.villages.entries())
      await givenPoints(
        world,
        township,
        await bookOf(world, { villageId: village.id, subject: 'ORG' }),
        Array.from({ length: 10 }, (_, slot) => (slot < 10 - 3 * index ? 12 : 4)),
      )
  }
  at(world, '2027-01-10')
  for (const township of [east, west]) {
    await givenAssessed(world, township)
    for (const subject of ['ORG', 'MEMBER'] as const) await givenDetermined(world, township, subject)
  }
})
const wallOf = async (person: GivenPerson, query: { unitId?: string } = {}) =>
  as(world, person, getWall, { query })
const squares = (wall: Wall) => wall.townships.map((one) => one.villages.map(({ level }) => level))

test('before the county has confirmed a year, villages stand there without a result', async () => {
  const { answer } = await wallOf(banner.department)
  expect(answer).toMatchObject({ year: 2027, resultYear: null, villages: 4, tenStar: 0 })
  expect(squares(answer)).toEqual([
    [null, null],
    [null, null],
  ])
})

test('then by class and level, by township, as the ratings stand', async () => {
  await world.owner(
    `update rating set state = 'CONFIRMED', notice_id = $1, notice_closed_on = '2027-01-20', confirmed_at = '2027-01-21T00:00:00Z' where subject = 'ORG'`,
    [newId()],
  )
  const rows = await world.owner(
    `select village_id, final_level, class from rating where subject = 'ORG' and year = 2026`,
  )
  const stored = (village: GivenVillage) => rows.find((row) => row.village_id === village.id)
  const { answer } = await wallOf(banner.department)
  expect(answer).toMatchObject({
    resultYear: 2026,
    tenStar: rows.filter((row) => row.final_level === 10).length,
    classes: {
      I: rows.filter((row) => row.class === 'I').length,
      II: rows.filter((row) => row.class === 'II').length,
      III: rows.filter((row) => row.class === 'III').length,
    },
  })
  expect(squares(answer)).toEqual(
    [east, west].map((township) => township.villages.map((village) => stored(village)?.final_level)),
  )
  expect(answer.stepCounts.every(({ done, now, late, todo }) => done + now + late + todo === 4)).toBe(true)
})

test('what is due within seven days, what is late; a township has its own wall', async () => {
  const [village] = east.villages as [GivenVillage]
  const [before] = [(await wallOf(east.clerk)).answer.due]
  for (const [due, id] of [
    ['2027-01-09', newId()],
    ['2027-01-17', newId()],
    ['2027-01-18', newId()],
  ])
    await world.owner(
      `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on, due_on)
       values (1, $1, 'SLIP_CONFIRM', 'slip', $1, $2, '待确认', $3, 'VILLAGE_SECRETARY', now(), '2027-01-01', $4)`,
      [id, village.path, village.id, due],
    )
  const { answer } = await wallOf(east.clerk)
  expect(answer.due).toEqual({
    waiting: before.waiting + 3,
    soon: before.soon + 1,
    overdue: before.overdue + 1,
  })
  expect(answer.townships).toHaveLength(1)
  expect(answer.townships[0]).toMatchObject({ name: '第1镇', overdue: answer.due.overdue })
  expect((await wallOf(east.clerk, { unitId: west.id })).status).toBe(404)
  expect((await wallOf(village.members[0] as GivenPerson)).status).toBe(403)
})

test('notices of one kind are one line, and nobody is named', async () => {
  const notice = (unit: GivenVillage, kind: string, title: string, state: string) =>
    world.owner(
      `insert into notice (region_id, id, path, unit_id, kind, subject, source_id, year, quarter, number, title, body, contact, public_code, workdays, starts_on, ends_on, state, published_at, published_by_name)
       values (1, $1, $2, $3, $4, 'MEMBER', $1, 2026, $5, $6, $7, '', '', $8, 5, '2027-01-04', '2027-01-08', $9, '2027-01-04T01:00:00Z', '某某')`,
      [newId(), unit.path, unit.id, kind, kind === 'QUARTER' ? 4 : null, newId(), title, newId(), state],
    )
  const person = (east.villages[0] as GivenVillage).members[0] as GivenPerson
  for (const village of east.villages) await notice(village, 'QUARTER', '公示', 'CLOSED')
  await notice(west.villages[0] as GivenVillage, 'QUARTER', '公示', 'PUBLISHED')
  await notice(east.villages[0] as GivenVillage, 'REMOVAL', `关于调整${person.name}星级的公示`, 'PUBLISHED')
  const reply = await wallOf(banner.department)
  expect(reply.answer.notices).toContainEqual({
    kind: 'QUARTER',
    year: 2026,
    quarter: 4,
    units: 3,
    running: 1,
    startsOn: '2027-01-04',
    endsOn: '2027-01-08',
  })
  expect(reply.answer.notices).toContainEqual(expect.objectContaining({ kind: 'REMOVAL', units: 1 }))
  for (const { name } of await world.owner('select name from person where region_id = 1'))
    expect(reply.bytes.toString('utf8')).not.toContain(String(name))
})
