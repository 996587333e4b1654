/** Planted cases are hinted, their innocent neighbours are not; each sees his own area. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fair from '@xinghe/contract/fairness'
import { closeQuarters } from '@xinghe/contract/quarters'
import { setSetting } from '@xinghe/contract/settings'
import * as slips from '@xinghe/contract/slips'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, givenAssessed, givenDetermined, givenPoints } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { setFilesDir, uploadFile } from '../../files/index.ts'

let world: World
let banner: GivenRegion
let north: GivenTownship
let south: GivenTownship
let west: GivenTownship
let books: Map<string, string>

interface Deed {
  factOn: string
  reason: string
  of: readonly string[]
  ruleCode: string
  fileIds?: string[]
}
const answered = <A>({ status, answer, error }: { status: number; answer: A; error: unknown }): A => {
  if (status !== 200) throw new Error(JSON.stringify(error))
  return answer
}
/** Entered by the village, confirmed, checked: in the ledger. */
async function enter(town: GivenTownship, village: GivenVillage, deeds: readonly Deed[]): Promise<string[]> {
  const { ids } = answered(
    await as(world, village.clerk, slips.enterSlips, {
      body: {
        slips: deeds.map(({ of, ruleCode, factOn, reason, fileIds = [] }) => ({
          factOn,
          reason,
          fileIds,
          lines: of.map((id) => ({
            bookId: books.get(id),
            ruleCode,
            ...(ruleCode.startsWith('加') && { slot: 1 }),
          })),
        })) as never,
      },
    }),
  )
  const { effective } = answered(await as(world, village.secretary, slips.confirmSlips, { body: { ids } }))
  if (effective < ids.length)
    answered(
      await as(world, town.group, slips.checkSlips, {
        body: { ids: (await waiting(town)) as never, mode: 'all' },
      }),
    )
  return ids
}
const waiting = async (town: GivenTownship) =>
  (await world.owner(`select id from slip where state = 'CONFIRMED' and township_id = $1`, [town.id])).map(
    (row) => row.id as string,
  )
const upload = (person: GivenPerson, bytes: Buffer) =>
  act(world, person, (tx, by) =>
    uploadFile(tx, by, { file: { name: '照片.jpg', mime: 'image/jpeg', bytes } }),
  ).then(({ id }) => id)
const squares = (seed: number) =>
  sharp(Buffer.from(Array.from({ length: 64 }, (_, n) => (n * 97 * seed + seed * seed * 31) % 256)), {
    raw: { width: 8, height: 8, channels: 1 },
  }).resize(1280, 960, { fit: 'fill' })
const ids = (people: readonly GivenPerson[]) => people.map((one) => one.id)
const see = async (person: GivenPerson, unitId?: string) =>
  answered(await as(world, person, fair.getFairness, { query: { year: 2026, ...(unitId && { unitId }) } }))
const photographs = async (person: GivenPerson) =>
  answered(await as(world, person, fair.listSamePhotographs, { query: { year: 2026 } }))

beforeAll(async () => {
  world = await freshWorld('2026-03-10T10:00:00+08:00')
  setFilesDir(mkdtempSync(join(tmpdir(), 'xinghe-fairness-')))
  banner = await givenRegion(world, { townships: 3 })
  ;[north, south, west] = banner.townships as [GivenTownship, GivenTownship, GivenTownship]
  for (const town of banner.townships) await givenDeclared(world, banner, town)
  books = new Map(
    (await world.owner(`select id, coalesce(person_id, village_id) as key from book`)).map((row) => [
      row.key as string,
      row.id as string,
    ]),
  )
  answered(
    await as(world, banner.department, setSetting, { params: { key: 'fairness.least' }, body: { value: 3 } }),
  )
  at(world, '2026-03-20')
  // Everybody learns, in March, of the south only one so far; the north is generous with a bonus.
  for (const town of banner.townships)
    for (const village of town === south ? [] : town.villages)
      await enter(town, village, [
        { factOn: '2026-03-11', reason: '支部党课', of: ids(village.members), ruleCode: '1.1' },
      ])
  const [early] = south.villages as [GivenVillage]
  await enter(south, early, [
    { factOn: '2026-03-10', reason: '支部党课', of: ids(early.members.slice(0, 1)), ruleCode: '1.1' },
  ])
  for (const village of north.villages)
    await enter(north, village, [
      { factOn: '2026-03-12', reason: '参加抢险', of: ids(village.members), ruleCode: '加4' },
    ])
})

test('before anything was entered late, shared or judged, only the generous township is hinted', async () => {
  const found = await see(banner.department)
  expect(found.rules).toEqual([
    expect.objectContaining({ unitId: north.id, subject: 'MEMBER', count: 6, middle: 0 }),
  ])
  expect(found.bursts).toEqual([])
  expect(found.stars).toEqual([])
  expect((await photographs(banner.department)).total).toBe(0)
  // Nothing was refused or returned: the same share everywhere is far from nothing.
  expect(found.places.flatMap(({ far }) => far.map(({ measure }) => measure))).not.toContain('passed')
  const behind = answered(
    await as(world, banner.department, fair.listBonusEntries, {
      query: { year: 2026, unitId: north.id, subject: 'MEMBER', rule: found.rules[0]?.rule as string },
    }),
  )
  expect(behind.total).toBe(6)
  expect(new Set(behind.rows.map((row) => row.reason))).toEqual(new Set(['参加抢险']))
})

test('generosity: points above the middle, and a checker who sends much back', async () => {
  const village = west.villages[0] as GivenVillage
  const [id] = answered(
    await as(world, village.clerk, slips.enterSlips, {
      body: {
        slips: [
          {
            factOn: '2026-03-13',
            reason: '打扫卫生',
            lines: [{ bookId: books.get(village.members[0]?.id as string), ruleCode: '1.1' }],
            fileIds: [],
          },
        ] as never,
      },
    }),
  ).ids
  answered(
    await as(world, village.secretary, slips.returnSlips, {
      body: { ids: [id as string], reason: '请写明地点' },
    }),
  )
  const { places, middle } = await see(banner.department)
  const of = (town: GivenTownship) => places.find((one) => one.unitId === town.id)
  expect(of(west)).toMatchObject({ handedIn: 3, values: { returned: 33.3, passed: 100 } })
  expect(of(west)?.far).toContainEqual({ measure: 'returned', side: 'above' })
  expect(of(north)?.far).toContainEqual({ measure: 'memberPoints', side: 'above' })
  expect(of(north)?.values.memberPoints).toBeGreaterThan(middle.memberPoints as number)
  // The south has handed in a single slip: too little to say anything of.
  expect(of(south)).toMatchObject({ handedIn: 1, far: [] })
  const behind = answered(
    await as(world, banner.department, fair.listHintSlips, {
      query: { year: 2026, unitId: west.id, which: 'returned' },
    }),
  )
  expect(behind.rows).toMatchObject([{ slipId: id, said: '请写明地点', by: village.secretary.name }])
  await as(world, village.clerk, slips.withdrawSlips, { body: { ids: [id as string] } })
})

test('the same photograph, made smaller and saved anew, is found; a gathering, another and a blank one are not', async () => {
  const [here] = north.villages as [GivenVillage]
  const [there] = west.villages as [GivenVillage]
  const picture = await squares(3).jpeg({ quality: 92 }).toBuffer()
  const smaller = await sharp(picture).resize(400).jpeg({ quality: 40 }).toBuffer()
  const other = await squares(5).jpeg().toBuffer()
  const blank = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#fefefe' } })
    .jpeg()
    .toBuffer()
  const mine = await upload(here.clerk, picture)
  const [first] = await enter(north, here, [
    {
      factOn: '2026-03-16',
      reason: '植树',
      of: [here.members[0]?.id as string],
      ruleCode: '1.1',
      fileIds: [mine],
    },
    // One gathering supports two facts.
    {
      factOn: '2026-03-16',
      reason: '座谈',
      of: [here.members[1]?.id as string],
      ruleCode: '1.1',
      fileIds: [mine],
    },
  ])
  const flat = await upload(here.clerk, blank)
  await enter(north, here, [
    {
      factOn: '2026-03-17',
      reason: '清雪',
      of: [here.members[0]?.id as string],
      ruleCode: '1.1',
      fileIds: [flat],
    },
    {
      factOn: '2026-03-18',
      reason: '巡护',
      of: [here.members[0]?.id as string],
      ruleCode: '1.1',
      fileIds: [flat],
    },
  ])
  expect((await photographs(banner.department)).total).toBe(0)

  at(world, '2026-03-21')
  const borrowed = await upload(there.clerk, smaller)
  const own = await upload(there.clerk, other)
  const [again] = await enter(west, there, [
    {
      factOn: '2026-03-14',
      reason: '修渠',
      of: [there.members[0]?.id as string],
      ruleCode: '1.1',
      fileIds: [borrowed],
    },
    {
      factOn: '2026-03-15',
      reason: '宣讲',
      of: [there.members[0]?.id as string],
      ruleCode: '1.1',
      fileIds: [own],
    },
  ])
  const found = await photographs(banner.department)
  expect(found.total).toBe(1)
  expect(found.rows).toMatchObject([
    { first: { villageName: here.name }, again: { slipId: again, villageName: there.name, reason: '修渠' } },
  ])
  expect(['植树', '座谈']).toContain(found.rows[0]?.first.reason)
  expect(found.rows[0]?.apart).toBeLessThanOrEqual(4)
  // Both pictures can be opened by whoever sees the hint; the slip too.
  expect(
    await as(world, banner.department, slips.getSlip, {
      params: { id: found.rows[0]?.first.slipId as string },
    }),
  ).toMatchObject({ status: 200 })
  // In one township alone nothing was used twice.
  expect((await photographs(west.secretary)).total).toBe(0)
  expect((await photographs(north.secretary)).total).toBe(0)
  expect(first).toBeDefined()
})

test('a burst: the south entered its quarter in the last days before the close', async () => {
  at(world, '2026-04-08')
  for (const village of south.villages)
    await enter(south, village, [
      { factOn: '2026-03-11', reason: '支部党课', of: ids(village.members), ruleCode: '1.1' },
    ])
  at(world, '2026-04-09')
  for (const town of banner.townships)
    answered(
      await as(world, town.clerk, closeQuarters, {
        body: { villageIds: town.villages.map((one) => one.id), year: 2026, quarter: 1, carry: true },
      }),
    )
  expect((await see(banner.department)).bursts).toEqual([
    { unitId: south.id, name: south.name, quarter: 1, closedOn: '2026-04-09', entries: 7, late: 6 },
  ])
  const behind = answered(
    await as(world, banner.inspector, fair.listBurstEntries, {
      query: { year: 2026, unitId: south.id, quarter: 1 },
    }),
  )
  expect(behind.total).toBe(6)
  expect(
    answered(
      await as(world, banner.department, fair.listBurstEntries, {
        query: { year: 2026, unitId: north.id, quarter: 1 },
      }),
    ).total,
  ).toBe(0)
})

test('stars that everybody or nobody wins, of results', async () => {
  at(world, '2027-01-05')
  const members = await world.owner(
    `select id from book where township_id = $1 and subject = 'MEMBER' order by path, book_no`,
    [north.id],
  )
  for (const [n, book] of members.entries())
    await givenPoints(world, north, book.id as string, [0, 12, n % 2 ? 12 : 0, 0])
  await givenAssessed(world, north)
  await givenDetermined(world, north, 'MEMBER')
  const stars = (await see(banner.department)).stars.filter(({ kind }) => kind === 'COMMON')
  const names = await world.owner(
    `select s.name, s.slot from scheme_star s join book b on b.version_id = s.version_id where b.id = $1 and s.kind = 'COMMON' order by slot`,
    [members[0]?.id],
  )
  const won = (slot: number) => stars.find(({ star }) => star === names[slot - 1]?.name)
  expect(won(2)).toMatchObject({ unitId: north.id, subject: 'MEMBER', rated: 10, won: 10 })
  expect(won(3)).toBeUndefined()
  expect(won(4)).toMatchObject({ rated: 10, won: 0 })
})

test('the secretary sees his own villages, others nothing; nothing is stored', async () => {
  const own = await see(north.secretary)
  expect(own.area).toMatchObject({ unitId: north.id, townships: false })
  expect(own.places.map((one) => one.unitId)).toEqual(north.villages.map((one) => one.id))
  expect(own.places.every((one) => one.values.villagePoints === null)).toBe(true)
  const query = { year: 2026, unitId: south.id }
  expect((await as(world, north.secretary, fair.getFairness, { query })).status).toBe(404)
  expect((await as(world, north.secretary, fair.listSamePhotographs, { query })).status).toBe(404)
  for (const person of [
    north.clerk,
    north.group,
    north.villages[0]?.secretary,
    north.villages[0]?.members[0],
  ])
    expect((await as(world, person as GivenPerson, fair.getFairness, { query: { year: 2026 } })).status).toBe(
      403,
    )
})
