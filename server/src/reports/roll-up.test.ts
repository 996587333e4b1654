/** Figures rolled up are the figures counted, after anything that happens; and they say of when they are. */
import { getTownshipOverview } from '@xinghe/contract/overview'
import { getYearEntries, getYearResults } from '@xinghe/contract/year-charts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { as, type GivenPerson, type GivenTownship, type GivenVillage, givenRegion } from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { at, bookOf, givenAssessed, givenDetermined, givenPoints } from '../../test/given-year-end.ts'
import { freshWorld } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { rollUp, verifyFigures } from './roll-up.ts'

const world = await freshWorld('2026-03-20T10:00:00+08:00')
const banner = await givenRegion(world, { townships: 3, villages: 2, members: 2 })
await givenRegion(world, { id: 2, kind: 'DISTRICT' })
const towns = banner.townships as [GivenTownship, GivenTownship, GivenTownship]
const everywhere = { region: 1, counted: 3 }
const roll = (sizes = everywhere) => rollUp(world.db, 1, world.clock.now(), sizes)

const readers: GivenPerson[] = [
  banner.department,
  banner.inspector,
  towns[0].secretary,
  (towns[1].villages[0] as GivenVillage).secretary,
]
/** Every figure each of them can ask for. */
async function everyFigure() {
  const answers = []
  for (const who of readers)
    for (const year of [2026, 2027])
      for (const unit of [undefined, ...towns.map((town) => town.id)]) {
        const query = { year, ...(unit && { unitId: unit }) }
        answers.push((await as(world, who, getTownshipOverview, { query })).answer)
        for (const subject of ['ORG', 'MEMBER'] as const)
          answers.push(
            (await as(world, who, getYearEntries, { query: { ...query, subject } })).answer,
            (await as(world, who, getYearResults, { query: { ...query, subject } })).answer,
          )
      }
  return answers.filter((answer) => 'asOf' in answer)
}
const untimed = (answers: Awaited<ReturnType<typeof everyFigure>>) =>
  answers.map((answer) => ({ ...answer, asOf: null }))
async function expectSame() {
  await world.owner('delete from area_figures')
  const counted = await everyFigure()
  expect(counted.every((answer) => !answer.asOf)).toBe(true)
  expect(await roll()).toBeGreaterThan(0)
  const rolled = await everyFigure()
  expect(rolled.filter((answer) => answer.asOf === world.clock.now().toISOString()).length).toBeGreaterThan(5)
  expect(untimed(rolled)).toEqual(untimed(counted))
  expect(await readTx(world.db, wholeRegion(1), (tx) => verifyFigures(tx, 1))).toMatchObject({ findings: [] })
}

test('the figures of a whole year, its matters, its results', async () => {
  for (const town of towns) await givenDeclared(world, banner, town)
  for (const [index, town] of towns.entries())
    for (const village of town.villages)
      await givenPoints(world, town, await bookOf(world, { villageId: village.id, subject: 'ORG' }), [
        12,
        11 + index,
        10,
        9,
        12,
      ])
  // A matter of the county's that a township must see to: the township does not see it, the county does.
  for (const path of [banner.root.path, towns[0].path])
    await world.owner(
      `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on, due_on)
       values (1, $1, 'DECLARATION_DRAFT', 'declaration', $1, $2, '待办', $3, 'TOWNSHIP_SECRETARY', now(), '2026-02-20', '2026-03-01')`,
      [newId(), path, towns[0].id],
    )
  await expectSame()
  at(world, '2027-01-10')
  for (const town of towns.slice(0, 2)) {
    await givenAssessed(world, town)
    for (const subject of ['ORG', 'MEMBER'] as const) await givenDetermined(world, town, subject)
  }
  await world.owner(
    `update rating set final_level = suggested_level - 1, level_reason = '群众反映强烈' where subject = 'ORG' and year = 2026`,
  )
  await expectSame()
}, 240_000)

test('after points, reversals, moves of books and of units', async () => {
  let moved = 0
  const village = (nth: number) => towns[nth % 3]?.villages[nth % 2] as GivenVillage
  const acts = {
    /** As the ledger has them: an entry, or its reversal. */
    entry: async (nth: number, points: number) => {
      await world.owner(
        `insert into points_entry select (jsonb_populate_record(e, jsonb_build_object('id', $1::text, 'seq', 1 + (select max(seq) from points_entry o where o.book_id = e.book_id),
           'counted', $2::int, 'source_kind', case when $2 < 0 then 'REVERSAL' else e.source_kind end, 'source_id', $1::text,
           'refers_to', case when $2 < 0 then e.id end, 'fact_on', '2026-0' || (1 + $3 % 9) || '-05', 'quarter', 1 + $3 % 4))).*
         from points_entry e where e.source_kind = 'SLIP_LINE' offset $3 % 20 limit 1`,
        [newId(), points, nth],
      )
    },
    book: async (nth: number) => {
      const { id, path } = village(nth)
      for (const table of ['book', 'points_entry', 'rating'])
        await world.owner(
          `update ${table} set path = $1${table === 'points_entry' ? '' : ', village_id = $3'} where person_id = $2`,
          table === 'points_entry'
            ? [path, village(nth + 1).members[0]?.id]
            : [path, village(nth + 1).members[0]?.id, id],
        )
    },
    unit: async (nth: number) => {
      const one = village(nth)
      const to = towns[(nth + 1) % 3] as GivenTownship
      const path = `${to.path}m${String((moved += 1)).padStart(3, '0')}`
      for (const table of [
        'unit',
        'book',
        'points_entry',
        'rating',
        'membership',
        'declaration_sheet',
        'quarter',
      ])
        await world.owner(`update ${table} set path = $1 where path = $2`, [path, one.path])
      await world.owner('update unit set parent_id = $2 where id = $1', [one.id, to.id])
      one.path = path
    },
    close: async (nth: number) => {
      await world.owner(
        `update unit set last_on = case when last_on is null then '2026-12-01'::date end where id = $1`,
        [village(nth).id],
      )
    },
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          act: fc.constantFrom<keyof typeof acts>('entry', 'entry', 'book', 'unit', 'close'),
          nth: fc.nat(30),
          points: fc.constantFrom(100, 200, -100),
        }),
        { minLength: 2, maxLength: 6 },
      ),
      async (done) => {
        for (const { act, nth, points } of done) await acts[act](nth, points)
        await expectSame()
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
}, 240_000)

test('what happens afterwards waits for the next time, and the answer says of when it is', async () => {
  at(world, '2026-03-31')
  await roll()
  const before = world.clock.now().toISOString()
  const asked = { query: { year: 2026 } }
  const then = (await as(world, banner.department, getTownshipOverview, asked)).answer
  expect(then.asOf).toBe(before)
  // In another quarter: the quarter shown is the one that was counted.
  at(world, '2026-04-02')
  await world.owner(`update membership set last_on = '2026-04-01' where person_id = $1`, [
    towns[0].villages[0]?.members[0]?.id,
  ])
  expect((await as(world, banner.department, getTownshipOverview, asked)).answer).toEqual(then)
  await roll()
  const now = (await as(world, banner.department, getTownshipOverview, asked)).answer
  expect(now).toMatchObject({
    asOf: world.clock.now().toISOString(),
    total: { members: then.total.members - 1 },
  })
})

test('a county is counted live; who keeps other figures is found', async () => {
  await roll()
  await world.owner(
    `update area_figures set figures = jsonb_set(figures, '{own,villages}', '99') where kind = 'OVERVIEW'`,
  )
  const { findings } = await readTx(world.db, wholeRegion(1), (tx) => verifyFigures(tx, 1))
  expect(findings.length).toBeGreaterThan(0)
  expect(await rollUp(world.db, 1, world.clock.now())).toBe(0)
  expect((await as(world, banner.department, getTownshipOverview, { query: {} })).answer.asOf).toBeNull()
})
