/** 预评: who may, and that it says of every book what the rules say. */
import { listErrands } from '@xinghe/contract/errands'
import { beginPreview, getPreview } from '@xinghe/contract/previews'
import { setSetting } from '@xinghe/contract/settings'
import type { Subject } from '@xinghe/contract/words'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, bookOf, givenPoints } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { runErrand } from '../../errands/index.ts'
import { errandKinds, evaluate, planOf } from '../index.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { villages: 2, members: 3 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  at(world, '2026-03-20')
  for (const township of [east, west]) {
    await givenDeclared(world, banner, township)
    const [first, second] = township.villages as [GivenVillage, GivenVillage]
    const book = (village: GivenVillage) => bookOf(world, { villageId: village.id, subject: 'ORG' })
    await givenPoints(world, township, await book(first), [14, 13, 12, 11, 10, 10, 10, 10, 5, 9])
    await givenPoints(world, township, await book(second), [12, 12, 12, 12, 12, 12, 12, 12, 12, 12])
  }
})

const begin = (person: GivenPerson) => as(world, person, beginPreview, { body: { year: 2026 } })
const run = async (person: GivenPerson) => {
  const { answer } = await begin(person)
  await runErrand(world.db, errandKinds, { regionId: person.regionId, id: answer.errandId }, () =>
    world.clock.now(),
  )
  return (await as(world, person, listErrands)).answer.rows[0]
}
const look = (person: GivenPerson, townshipId: string, subject: Subject = 'ORG') =>
  as(world, person, getPreview, { query: { year: 2026, townshipId, subject } as never })

test('is begun by the department alone; before that there is none', async () => {
  for (const person of [east.secretary, east.villages[0]?.secretary, banner.inspector])
    expect(await begin(person as GivenPerson)).toMatchObject({ status: 403 })
  expect((await look(banner.department, east.id)).answer).toEqual({ asOf: null, rows: [] })
})

test('says of every book what the rules say, ranks organisations, and is read where its township is', async () => {
  const [books] = await world.owner(
    'select count(*)::int as n from book where year = 2026 and not exempt and version_id is not null',
  )
  expect(await run(banner.department)).toMatchObject({ state: 'DONE', message: `已预评${books?.n}册` })
  const { answer } = await look(banner.department, east.id)
  expect(answer.asOf).toBe(world.clock.now().toISOString())
  expect(answer.rows.map(({ level, rank, total }) => ({ level, rank, total }))).toEqual([
    { level: 10, rank: 1, total: 12_000 },
    { level: 8, rank: 3, total: 10_400 },
  ])
  expect(answer.rows[1]).toMatchObject({
    lacking: 100,
    lackingSlot: 10,
    colours: expect.stringMatching(/^[GSR]{8}--$/),
  })
  const members = (await look(east.clerk, east.id, 'MEMBER')).answer
  expect(members.rows.map((row) => row.rank)).toEqual(members.rows.map(() => null))
  for (const row of [...answer.rows, ...members.rows]) {
    const [book] = await world.owner(
      `select b.*, v.conversion, v.light_at, v.colour_mode, v.red_at, v.silver_at, v.gold_at, v.class_one_at, v.class_two_at, v.year_end_weight
       from book b join scheme_version v on v.region_id = b.region_id and v.id = b.version_id where b.id = $1`,
      [row.bookId],
    )
    const sums = Array.from({ length: 10 }, (_, slot) => Number(book?.[`s${slot + 1}`]))
    const found = evaluate(planOf(book as never, String(book?.subject)), { sums, vetoed: false })
    expect(row).toMatchObject({
      total: found.total,
      colours: found.colours,
      level: found.suggested,
      floorLevel: found.floorLevel,
      class: found.class,
    })
  }
  expect((await look(east.clerk, west.id)).answer.rows).toEqual([])
  expect(await look(east.villages[0]?.secretary as GivenPerson, east.id)).toMatchObject({ status: 403 })
})

test('the next one takes its place; a veto is not rated, and members are ranked where the county ranks them', async () => {
  const [village] = east.villages as [GivenVillage]
  const id = await bookOf(world, { villageId: village.id, subject: 'ORG' })
  await world.owner(
    `insert into veto (region_id, id, book_id, path, rule_code, reason, happened_on, recorded_by_name, recorded_at)
     values (1, gen_random_uuid(), $1, $2, '否1', 'x', '2026-04-01', 'x', now())`,
    [id, village.path],
  )
  await as(world, banner.department, setSetting, { params: { key: 'people.ranking' }, body: { value: true } })
  at(world, '2026-04-20')
  await run(banner.department)
  const { answer } = await look(banner.department, east.id)
  expect(answer.asOf).toBe(world.clock.now().toISOString())
  expect(answer.rows.find((row) => row.bookId === id)).toMatchObject({ level: null, class: 'III', rank: 4 })
  const members = (await look(east.clerk, east.id, 'MEMBER')).answer.rows
  expect(members.map((row) => row.rank)).toEqual(members.map(() => 1))
  expect(await world.owner('select count(distinct as_of)::int as n from rating_preview')).toEqual([{ n: 1 }])
})
