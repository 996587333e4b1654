import { getTownshipOverview } from '@xinghe/contract/overview'
import { listWork } from '@xinghe/contract/work'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  world = await freshWorld('2026-04-02T10:00:00+08:00')
  banner = await givenRegion(world)
  await givenRegion(world, { id: 2, kind: 'DISTRICT' })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
})
const overview = async (person: GivenPerson, query: { unitId?: string; year?: number } = {}) =>
  as(world, person, getTownshipOverview, { query })
const states = (row: { steps: { state: string }[] } | undefined) =>
  row?.steps.map((one) => one.state).join(' ')

test('rows are the units below, only of one’s own area, and nothing for members', async () => {
  const county = (await overview(banner.department)).answer
  expect(county).toMatchObject({ year: 2026, quarter: 2, total: { villages: 4, members: 20 } })
  expect(county.rows.map((row) => [row.unitId, row.villages, row.members])).toEqual([
    [east.id, 2, 10],
    [west.id, 2, 10],
  ])
  expect((await overview(east.clerk)).answer.rows.map((row) => row.unitId)).toEqual(
    east.villages.map((one) => one.id),
  )
  expect((await overview(east.villages[0]?.secretary as GivenPerson)).answer).toMatchObject({
    rows: [],
    total: { members: 5 },
  })
  expect((await overview(east.clerk, { unitId: west.id })).status).toBe(404)
  expect((await overview(east.villages[0]?.secretary as GivenPerson, { unitId: east.id })).status).toBe(404)
  expect((await overview(east.villages[0]?.members[0] as GivenPerson)).status).toBe(403)
})

test('the ribbon follows what happened in each village', async () => {
  const [first, second] = east.villages as [GivenVillage, GivenVillage]
  for (const subject of ['ORG', 'MEMBER']) {
    const scheme = newId()
    await world.owner(
      'insert into scheme (region_id, id, township_id, township_name, path, subject, year, name) values (1, $1, $2, $5, $3, $4, 2026, $5)',
      [scheme, east.id, east.path, subject, '方案'],
    )
    await world.owner(
      `insert into scheme_version (region_id, id, scheme_id, path, version, state, title, conversion, light_at, colour_mode, red_at, silver_at, gold_at,
         class_one_at, class_two_at, star_bonus_cap, year_end_weight, effective_quarter, published_at, created_at)
       values (1, $1, $2, $3, 1, 'LOCKED', '方案', 'PER_STAR', 1000, 'NONE', 0, 0, 0, 8, 5, 0, 0, 1, '2026-02-20T16:30:00Z', '2026-02-01T00:00:00Z')`,
      [newId(), scheme, east.path],
    )
    await world.owner(
      `insert into declaration_sheet (region_id, id, township_id, village_id, path, subject, year, state, confirmed_at)
       values (1, $1, $2, $3, $4, $5, 2026, 'CONFIRMED', '2026-03-20T03:00:00Z')`,
      [newId(), east.id, first.id, first.path, subject],
    )
  }
  await world.owner(
    `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on, due_on)
     values (1, $1, 'DECLARATION_DRAFT', 'declaration', $1, $2, '待报星', $3, 'VILLAGE_SECRETARY', now(), '2026-02-20', '2026-03-31')`,
    [newId(), second.path, second.id],
  )
  const { rows, total } = (await overview(east.clerk)).answer
  expect(rows.map(states)).toEqual(['done done now todo todo', 'done late todo todo todo'])
  // 16:30 in Greenwich is already the next day in Shanghai.
  expect(rows[0]?.steps[0]).toMatchObject({ on: '2026-02-21' })
  expect(rows[1]?.steps[1]).toMatchObject({ on: '2026-03-31' })
  expect(rows.map((row) => [row.waiting, row.overdue])).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(states(total)).toBe('done late now todo todo')
  expect(total.steps[1]).toMatchObject({ note: '1/2' })
  const county = (await overview(banner.department)).answer
  expect(county.rows.map(states)).toEqual(['done late now todo todo', 'late todo todo todo todo'])
  expect((await overview(east.clerk, { year: 2025 })).answer.rows.map(states)).toEqual([
    'todo todo todo todo todo',
    'todo todo todo todo todo',
  ])
})

test('what waits is counted where it must be done, as the list of the area has it', async () => {
  const [village] = east.villages as [GivenVillage]
  const waiting = (unit: { id: string }, post: string, due: string) =>
    world.owner(
      `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on, due_on)
       values (1, $1, 'SLIP_CHECK', 'slip', $1, $2, '待办', $3, $4, now(), '2026-03-01', $5)`,
      [newId(), village.path, unit.id, post, due],
    )
  await waiting(banner.root, 'ORG_DEPARTMENT', '2026-03-31')
  await waiting(east, 'TOWNSHIP_CLERK', '2026-03-31')
  await waiting(east, 'TOWNSHIP_CLERK', '2026-04-30')
  const { answer } = await overview(banner.department)
  const listed = async (query: Record<string, string>) =>
    (await as(world, banner.department, listWork, { query: { scope: 'area', ...query } as never })).answer
      .total
  const all = [{ ...answer.total, unitId: banner.root.id }, ...answer.rows]
  for (const { unitId, waiting: count, overdue } of all) {
    expect(await listed({ unitId })).toBe(count)
    expect(await listed({ unitId, late: '1' })).toBe(overdue)
    expect(await listed({ unitId, late: '0' })).toBe(count - overdue)
  }
  expect(await listed({ unitId: banner.root.id, own: '1' })).toBe(1)
  expect(answer.rows.map((row) => row.waiting)).toEqual([3, 0])
})
