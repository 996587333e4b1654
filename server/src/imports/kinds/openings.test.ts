/** Opening balances: within bounds, once, and never changed without saying so. */
import { getBook } from '@xinghe/contract/points'
import { getWhy } from '@xinghe/contract/results'
import { reverseEntries } from '@xinghe/contract/slips'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { imported, planned, type SheetRow, said } from '../../../test/given-import.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, bookOf } from '../../../test/given-year-end.ts'
import { freshWorld } from '../../../test/world.ts'
import { readTx, wholeRegion } from '../../platform/tx.ts'
import { setOpenings, verifyLedger } from '../../points/index.ts'
import { entries } from './entries.ts'
import { openings } from './openings.ts'

const world = await freshWorld()
let banner: GivenRegion
let east: GivenTownship
let village: GivenVillage
const member = (at = 0) => village.members[at] as GivenPerson

beforeAll(async () => {
  at(world, '2026-03-20')
  banner = await givenRegion(world, { members: 5 })
  ;[east] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenDeclared(world, banner, east)
  at(world, '2026-07-10')
})
const rowOf = (person: GivenPerson | null, stars: Record<number, number>, more: SheetRow = {}): SheetRow => ({
  village: village.name,
  name: person?.name ?? null,
  day: '2026-06-30',
  ...Object.fromEntries(Object.entries(stars).map(([slot, value]) => [`s${slot}`, value])),
  ...more,
})
const say = async (row: SheetRow, by = east.clerk) =>
  said(await planned(world, by, openings, [row]))[0] as string
const bookId = (person: GivenPerson) =>
  bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: person.id })
const sumsOf = async (id: string) =>
  Object.values(
    (await world.owner('select s1,s2,s3,s4,s5,s6,s7,s8,s9,s10 from book where id = $1', [id]))[0] as object,
  )
const verified = () =>
  readTx(world.db, wholeRegion(banner.regionId), (tx) => verifyLedger(tx, banner.regionId))

describe('a row is refused at its cell', () => {
  const cases: [string, () => SheetRow, RegExp][] = [
    ['no star at all', () => rowOf(member(), {}), /^row：没有填写任何一颗星/],
    ['more than full points and bonuses', () => rowOf(member(), { 1: 1500, 2: 1501 }), /^s2：.*0至15分之间/],
    ['less than nothing', () => rowOf(member(), { 3: -1 }), /^s3：/],
    ['two stars at once', () => rowOf(member(), { 3: -1, 4: 9999 }), /^s3：.* s4：/],
    ['tomorrow', () => rowOf(member(), { 1: 100 }, { day: '2026-07-11' }), /^day：/],
    ['another year', () => rowOf(member(), { 1: 100 }, { day: '2025-12-31' }), /^day：/],
    ['a village that is not there', () => rowOf(member(), { 1: 100 }, { village: '乌有' }), /^village：/],
  ]
  test.each(cases)('%s', async (_, row, words) => {
    expect(await say(row())).toMatch(words)
  })
  test('a star that the category has not, an elective that was not chosen', async () => {
    const old = member(4)
    expect(await say(rowOf(old, { 7: 100 }))).toMatch(/^s7：“.*”没有第7颗星/)
    expect(await say(rowOf(old, { 9: 100 }))).toMatch(/^s9：.*没有选报/)
  })
  test('a book twice in one sheet', async () => {
    const rows = [rowOf(member(), { 1: 100 }), rowOf(member(), { 2: 100 })]
    expect(said(await planned(world, east.clerk, openings, rows))).toEqual([
      'CREATE',
      'row：与第3行是同一本积分册，请只留一行',
    ])
  })
  test('who may not import sets nothing', async () => {
    const id = await bookId(member())
    const stars = [100, null, null, null, null, null, null, null, null, null]
    for (const person of [village.secretary, east.secretary])
      await expect(
        act(world, person, (tx, by) => setOpenings(tx, by, [{ bookId: id, on: '2026-06-30', stars }])),
      ).rejects.toMatchObject({ code: 'common.not_allowed' })
  })
})

test('ten stars stand as the sheet says; the same sheet again does nothing', async () => {
  const stars = { 1: 600, 2: 450, 3: 1500, 4: 0, 5: 300, 6: 500, 7: 400, 8: 1000, 9: 200, 10: 100 }
  const rows = [rowOf(member(), stars), rowOf(null, { 1: 800 }, { subject: 'ORG' })]
  expect(await imported(world, east.clerk, openings, rows)).toEqual(['CREATE', 'CREATE'])
  const id = await bookId(member())
  expect(await sumsOf(id)).toEqual([600, 450, 1500, 0, 300, 500, 400, 1000, 200, 100])
  expect(await imported(world, banner.department, openings, rows)).toEqual(['SAME', 'SAME'])
  const { answer } = await as(world, east.clerk, getBook, { params: { id } })
  // Nothing was posted for the star that starts from nothing.
  expect(answer.entryRows).toHaveLength(9)
  expect(answer.entryRows[0]).toMatchObject({
    source: 'OPENING',
    ruleText: '期初积分',
    reason: '截至2026年6月30日的期初积分',
    quarter: 2,
    claimed: 600,
    canReverse: true,
  })
  const why = await as(world, east.clerk, getWhy, { params: { bookId: id, slot: 1 } })
  expect(why.answer.entries[0]).toMatchObject({ content: '期初积分', kind: 'ADJUST' })
  expect((await verified()).findings).toEqual([])
})

test('another amount takes the old one back in sight, and says both', async () => {
  const id = await bookId(member())
  const row = rowOf(member(), { 1: 700, 2: 450, 4: 50 })
  expect(await imported(world, east.clerk, openings, [row])).toEqual([
    'CHANGE 学习提高星由6分改为7分，遵纪守法星0.5分',
  ])
  expect((await sumsOf(id)).slice(0, 4)).toEqual([700, 450, 1500, 50])
  const { answer } = await as(world, east.clerk, getBook, { params: { id } })
  const first = answer.entryRows.filter((entry) => entry.slot === 1)
  expect(first.map((entry) => [entry.status, entry.claimed, entry.reason])).toEqual([
    ['REVERSED', 600, '截至2026年6月30日的期初积分'],
    ['REVERSAL', -600, '期初积分重新导入'],
    ['STANDING', 700, '截至2026年6月30日的期初积分（由6分改为7分）'],
  ])
  expect(await imported(world, east.clerk, openings, [row])).toEqual(['SAME'])
  // To nothing, and there it stays.
  expect(await imported(world, east.clerk, openings, [rowOf(member(), { 1: 0 })])).toEqual([
    'CHANGE 学习提高星由7分改为0分',
  ])
  expect(await imported(world, east.clerk, openings, [rowOf(member(), { 1: 0 })])).toEqual(['SAME'])
  expect((await sumsOf(id))[0]).toBe(0)
  expect((await verified()).findings).toEqual([])
})

test('what somebody took back by hand is not put there by the same sheet', async () => {
  const row = rowOf(member(1), { 5: 300 })
  expect(await imported(world, east.clerk, openings, [row])).toEqual(['CREATE'])
  const id = await bookId(member(1))
  const [{ id: entry } = { id: '' }] = await world.owner('select id from points_entry where book_id = $1', [
    id,
  ])
  const reply = await as(world, east.clerk, reverseEntries, {
    body: { entryIds: [entry as string], reason: '册子拿错了' },
  })
  expect(reply.status).toBe(200)
  expect(await imported(world, east.clerk, openings, [row])).toEqual(['SAME'])
  expect(await imported(world, east.clerk, openings, [rowOf(member(1), { 5: 400 })])).toEqual([
    'CHANGE 弘扬正气星由3分改为4分',
  ])
  expect((await sumsOf(id))[4]).toBe(400)
  expect((await verified()).findings).toEqual([])
})

test('one time is counted once: as single points or as an opening', async () => {
  const deed = (day: string): SheetRow => ({
    village: village.name,
    name: member(2).name,
    day,
    rule: '1.1',
    reason: '参加支部党课',
  })
  expect(await imported(world, east.clerk, entries, [deed('2026-02-03')])).toEqual(['CREATE'])
  expect(await say(rowOf(member(2), { 1: 500 }))).toMatch(/^s1：.*已有1笔积分/)
  expect(await say(rowOf(member(2), { 1: 500 }, { day: '2026-02-02' }))).toBe('CREATE')
  expect(await imported(world, east.clerk, openings, [rowOf(member(2), { 2: 500 })])).toEqual(['CREATE'])
  expect(
    said(await planned(world, east.clerk, entries, [{ ...deed('2026-06-30'), rule: '2.2' }]))[0],
  ).toMatch(/^day：.*截至2026年6月30日的期初积分/)
  expect(said(await planned(world, east.clerk, entries, [{ ...deed('2026-07-01'), rule: '2.2' }]))).toEqual([
    'CREATE',
  ])
})

test('a closed quarter keeps its opening', async () => {
  const row = rowOf(member(3), { 1: 500 })
  expect(await imported(world, east.clerk, openings, [row])).toEqual(['CREATE'])
  await world.owner(`update quarter set state = 'CLOSED' where village_id = $1 and quarter = 2`, [village.id])
  expect(await say(rowOf(member(3), { 1: 600 }))).toMatch(/^day：2026年第2季度已结账/)
  expect(await say(rowOf(member(3), { 1: 600 }, { day: '2026-07-01' }))).toMatch(/^day：2026年第2季度已结账/)
  expect(await say(row)).toBe('SAME')
  await world.owner(`update quarter set state = 'OPEN' where village_id = $1 and quarter = 2`, [village.id])
})

test('a star’s own name is a heading, where it means one place', async () => {
  const columns = await act(world, east.clerk, async (tx, by) => {
    const { markPermitted } = await import('../../platform/tx.ts')
    markPermitted(tx)
    return openings.columns(tx, by, { year: 2026 })
  })
  const of = (slot: number) => columns.find(({ key }) => key === `s${slot}`)?.synonyms
  expect(of(1)).toEqual(expect.arrayContaining(['第一星', '第1颗星', '学习提高星', '学习提高']))
  expect(of(6)).toEqual(expect.arrayContaining(['设岗定责星', '履职尽责星']))
  expect(of(9)).not.toContain('志愿先锋星')
  const all = columns.flatMap(({ title, synonyms }) => [title, ...synonyms])
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
})
