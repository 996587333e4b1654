/** The guide says what is missing by name; drafts for many townships at once. */
import { exampleScheme } from '@xinghe/contract/example-schemes'
import { createScheme, getScheme, listSchemes } from '@xinghe/contract/schemes'
import { getGuide, layOutSchemes } from '@xinghe/contract/setup'
import type { VillageType } from '@xinghe/contract/words'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenRegion, type GivenTownship, givenRegion } from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
})
const look = async () => (await as(world, banner.department, getGuide)).answer
const lay = (
  person: Parameters<typeof as>[1],
  townshipIds: string[],
  more: Partial<
    Parameters<typeof as<typeof layOutSchemes>>[3] & { subjects: ('ORG' | 'MEMBER')[]; from: never }
  > = {},
) =>
  as(world, person, layOutSchemes, {
    body: {
      townshipIds,
      year: 2026,
      subjects: ['ORG', 'MEMBER'],
      from: { kind: 'EXAMPLE', villageType: null },
      ...more,
    },
  })

test('the guide is the department’s', async () => {
  for (const person of [banner.admin, east.secretary, east.clerk, banner.inspector])
    expect(await as(world, person, getGuide)).toMatchObject({ status: 403 })
})

test('what is there and what is missing, by name', async () => {
  const full = await look()
  expect(full.units).toMatchObject({ townships: 2, villages: 4, without: [] })
  expect(full.people).toMatchObject({ members: 4 * 5, officers: 2 + 3 + 2 * 3, without: [] })
  expect(full.posts).toMatchObject({ filled: 2 * 3 + 4 * 2, wanted: 2 * 3 + 4 * 2 })
  expect(full.accounts).toMatchObject({ holders: 2 + 2 * 3 + 4 * 2, without: 0, units: [] })
  expect(full.calendar).toEqual([
    { year: 2026, entered: false, known: true },
    { year: 2027, entered: false, known: false },
  ])
  expect(full.schemes).toMatchObject({ published: 0, wanted: 4 })

  const village = east.villages[0] as (typeof east.villages)[0]
  await world.owner(
    `update post_holding set last_on = '2026-03-04', first_on = '2026-01-01' where person_id = any($1)`,
    [[village.secretary.id, west.group.id]],
  )
  await world.owner('delete from session')
  await world.owner('delete from account where person_id = any($1)', [
    [village.clerk.id, banner.inspector.id],
  ])
  await world.owner(
    `update membership set last_on = '2026-03-04', first_on = '2026-01-01' where unit_id = $1`,
    [west.villages[1]?.id],
  )
  const poor = await look()
  expect(poor.posts.filled).toBe(poor.posts.wanted - 2)
  expect(
    poor.posts.townships.map(({ name, missing, villages }) => [
      name,
      missing,
      villages.flatMap((one) => one.missing),
    ]),
  ).toEqual([
    ['第1镇', [], ['VILLAGE_SECRETARY']],
    ['第2镇', ['ASSESSMENT_GROUP'], []],
  ])
  expect(poor.people.without).toEqual([{ id: west.villages[1]?.id, name: '2-2嘎查', township: '第2镇' }])
  expect(poor.accounts).toMatchObject({ without: 2 })
  expect(poor.accounts.units.map(({ name, without }) => [name, without])).toEqual([
    ['测试1', 1],
    ['第1镇', 1],
  ])
})

test('drafts for others’ townships are refused: another county’s, a village, a township’s own officers', async () => {
  const foreign = district.townships[0]?.id as string
  expect(await lay(banner.department, [east.id, foreign])).toMatchObject({ status: 404 })
  expect(await lay(banner.department, [east.villages[0]?.id as string])).toMatchObject({
    error: { code: 'schemes.not_a_township' },
  })
  for (const person of [east.secretary, east.clerk, banner.admin])
    expect(await lay(person, [east.id])).toMatchObject({ status: 403 })
  expect(await lay(banner.department, [])).toMatchObject({ status: 422 })
  expect(await world.owner('select 1 from scheme')).toEqual([])
})

test('what a township has stays; the others get the example of their kind, and go on with it themselves', async () => {
  const own = await as(world, east.clerk, createScheme, {
    body: { townshipId: east.id, subject: 'ORG', year: 2026, from: { kind: 'EMPTY' } },
  })
  const first = await lay(banner.department, [east.id, west.id])
  expect(first.answer).toEqual({ made: 3, kept: [{ name: '第1镇', subject: 'ORG' }] })
  expect(
    (await as(world, east.clerk, getScheme, { params: { id: own.answer.id } })).answer.document.stars,
  ).toEqual([])
  const mine = (await as(world, west.clerk, listSchemes, { query: { subject: 'ORG' } })).answer.rows
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({
    state: 'DRAFT',
    townshipId: west.id,
    can: expect.arrayContaining(['save', 'submit']),
  })
  // 第2镇 lies in farming land, 第1镇 in pastures.
  const stars = await world.owner(
    `select string_agg(t.name, ' ' order by t.seq) as names from scheme_star t join scheme_version v on v.region_id = t.region_id and v.id = t.version_id
       join scheme s on s.region_id = v.region_id and s.id = v.scheme_id where s.subject = 'MEMBER' group by v.path order by v.path`,
  )
  const starsOf = (type: VillageType) =>
    exampleScheme('MEMBER', type)
      .stars.map(({ name }) => name)
      .join(' ')
  expect(starsOf('PASTORAL')).not.toBe(starsOf('FARMING'))
  expect(stars.map(({ names }) => names)).toEqual([starsOf('PASTORAL'), starsOf('FARMING')])
  expect((await lay(banner.department, [east.id, west.id])).answer).toMatchObject({
    made: 0,
    kept: { length: 4 },
  })
  expect(
    (await look()).schemes.townships.map(({ org, member }) => [org[0]?.state, member[0]?.state]),
  ).toEqual([
    ['DRAFT', 'DRAFT'],
    ['DRAFT', 'DRAFT'],
  ])
})
