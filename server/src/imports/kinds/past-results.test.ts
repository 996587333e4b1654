/** Results of the years before: made public at the time, never over a year of the program, and seen where years are. */
import { pastResultsList } from '@xinghe/contract/lists/results'
import * as r from '@xinghe/contract/results'
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
import { givenWholeYear } from '../../../test/given-whole-year.ts'
import { at } from '../../../test/given-year-end.ts'
import { freshWorld } from '../../../test/world.ts'
import { readTx, wholeRegion } from '../../platform/tx.ts'
import { verifyLedger } from '../../points/index.ts'
import { keepPastResults, verifyRatings } from '../../stars/index.ts'
import { pastResults } from './past-results.ts'

const world = await freshWorld()
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
const member = (at = 0) => village.members[at] as GivenPerson

beforeAll(async () => {
  at(world, '2026-01-05')
  banner = await givenRegion(world, { members: 5 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenWholeYear(world, banner, east)
  // What that world kept of the years before is not what is asked here.
  await world.owner('delete from past_result')
  at(world, '2027-01-19')
})
const rowOf = (person: GivenPerson | null, more: SheetRow = {}): SheetRow => ({
  year: '2025年度',
  village: village.name,
  name: person?.name ?? null,
  level: '8',
  docNo: '组通〔2026〕3号',
  ...more,
})
const say = async (row: SheetRow, by = east.clerk, year?: number) =>
  said(await planned(world, by, pastResults, [row], { year }))[0] as string
const kept = () =>
  world.owner(
    `select year, subject, name, level, class, doc_no, noticed_on from past_result where year < 2025 order by year, subject desc, name`,
  )

describe('a row is refused at its cell', () => {
  const cases: [string, () => SheetRow, RegExp][] = [
    ['no year', () => rowOf(null, { year: null }), /^year：请填写年度/],
    ['a word for a year', () => rowOf(null, { year: '前年' }), /^year：“前年”不是年度/],
    ['a year that is not over', () => rowOf(null, { year: '2027' }), /^year：2027年度还没有过去/],
    ['a year with books here', () => rowOf(null, { year: '2026' }), /^year：.*2026年度在系统中有积分册/],
    ['nowhere made public', () => rowOf(null, { docNo: null }), /^docNo：评定结果须经公布/],
    ['made public before its year', () => rowOf(null, { noticedOn: '2024-12-31' }), /^noticedOn：/],
    ['made public tomorrow', () => rowOf(null, { noticedOn: '2027-01-20' }), /^noticedOn：/],
    ['a member with a class', () => rowOf(member(), { class: 'I' }), /^class：党员不分类/],
    ['nobody of that name', () => rowOf(member(), { name: '无此人' }), /^name：.*没有名叫“无此人”的党员/],
    ['a village elsewhere', () => rowOf(null, { village: '乌有嘎查' }), /^village：/],
  ]
  test.each(cases)('%s', async (_, row, words) => {
    expect(await say(row())).toMatch(words)
  })
  test('twice in one sheet', async () => {
    const rows = [rowOf(null, { year: '2021' }), rowOf(null, { year: '2021', level: '9' })]
    expect(said(await planned(world, east.clerk, pastResults, rows, {}))[1]).toMatch(/^row：与第3行/)
  })
  test('who may not import, and another’s area', async () => {
    const one = {
      year: 2021,
      subject: 'ORG' as const,
      villageId: village.id,
      personId: null,
      name: village.name,
      level: 8,
      class: null,
      docNo: '1号',
      noticedOn: null,
    }
    const keep = (person: GivenPerson, more = {}) =>
      act(world, person, (tx, by) => keepPastResults(tx, by, [{ ...one, ...more }]))
    for (const person of [village.secretary, east.secretary])
      await expect(keep(person)).rejects.toMatchObject({ code: 'common.not_allowed' })
    await expect(keep(west.clerk)).rejects.toMatchObject({ code: 'common.not_found' })
    await expect(keep(east.clerk, { docNo: null })).rejects.toMatchObject({ code: 'results.not_made_public' })
    // The database would not hold one either.
    await expect(
      world.owner(
        `insert into past_result values (1, gen_random_uuid(), 2021, 'ORG', $1, $2, null, $3, 'x', 8, null, null, null, 'x', now())`,
        [east.id, village.id, village.path],
      ),
    ).rejects.toMatchObject({ constraint: 'past_result__made_public' })
  })
})

test('levels are kept, corrected in sight, and the same sheet again changes nothing', async () => {
  const rows = [
    rowOf(null, { year: '2023', level: '9', class: 'I' }),
    rowOf(null, { year: '2024', level: '10', class: 'I', docNo: null, noticedOn: '2025-01-15' }),
    rowOf(member(), { year: '2024', level: 'none' }),
  ]
  expect(await imported(world, east.clerk, pastResults, rows, { sizes: [2] })).toEqual([
    'CREATE',
    'CREATE',
    'CREATE',
  ])
  const name = `${village.name}党支部`
  expect(await kept()).toEqual([
    { year: 2023, subject: 'ORG', name, level: 9, class: 'I', doc_no: '组通〔2026〕3号', noticed_on: null },
    { year: 2024, subject: 'ORG', name, level: 10, class: 'I', doc_no: null, noticed_on: '2025-01-15' },
    {
      ...{ year: 2024, subject: 'MEMBER', name: member().name, level: null, class: null },
      ...{ doc_no: '组通〔2026〕3号', noticed_on: null },
    },
  ])
  expect(await imported(world, banner.department, pastResults, rows)).toEqual(['SAME', 'SAME', 'SAME'])
  const corrected = { ...(rows[0] as SheetRow), level: '8' }
  const words = 'CHANGE 由“九星级，一类，组通〔2026〕3号”改为“八星级，一类，组通〔2026〕3号”'
  expect(await imported(world, east.clerk, pastResults, [corrected])).toEqual([words])
  expect(await imported(world, east.clerk, pastResults, [corrected])).toEqual(['SAME'])
  expect((await kept())[0]).toMatchObject({ level: 8 })
  const [told] = await world.owner(
    `select note from audit_entry where action = 'results.past_kept' order by at desc, id desc limit 1`,
  )
  expect(told?.note).toBe(`2023年度：${words.slice(7)}`)
})

test('years are told with them, and a year of theirs is a list of its own', async () => {
  const { answer: years } = await as(world, village.secretary, r.listYears, {
    query: { villageId: village.id },
  })
  expect(years.rows.map((row) => [row.year, row.level, row.change, row.past])).toEqual([
    [2024, 10, 'UP', { docNo: null, noticedOn: '2025-01-15' }],
    [2023, 8, null, { docNo: '组通〔2026〕3号', noticedOn: null }],
  ])
  // The member's result of 2026 stands in the program; 2025 is what it is compared with.
  const [book] = await world.owner(
    `select r.book_id, r.final_level from rating r where r.person_id = $1 and r.year = 2026`,
    [member().id],
  )
  const level = String(book?.final_level)
  expect(await imported(world, east.clerk, pastResults, [rowOf(member(), { level })])).toEqual(['CREATE'])
  const { answer: list } = await as(world, east.clerk, r.listResults, {
    query: { year: 2026, subject: 'MEMBER' },
  })
  expect(list.rows.find((row) => row.bookId === book?.book_id)).toMatchObject({ running: 2, change: 'SAME' })

  const { answer: summary } = await as(world, east.clerk, r.summariseResults, { query: { year: 2024 } })
  expect(summary).toMatchObject({ past: 1, total: 0 })
  expect(summary.years).toEqual([2026, 2025, 2024, 2023])
  const past = await as(world, east.clerk, r.listPastResults, { query: { year: 2024 } })
  expect(past.answer).toMatchObject({
    total: 1,
    rows: [{ level: 10, class: 'I', noticedOn: '2025-01-15', importedBy: east.clerk.name, canDrop: true }],
  })
  expect((await as(world, east.clerk, pastResultsList.route, { query: { year: 2024 } })).status).toBe(200)
  // A member sees his own; a neighbour and another township see nothing of it.
  const seen = async (person: GivenPerson) =>
    (await as(world, person, r.listPastResults, { query: { year: 2024, subject: 'MEMBER' } })).answer.total
  expect(await seen(member())).toBe(1)
  expect(await seen(member(1))).toBe(0)
  expect(await seen(west.clerk)).toBe(0)
  // What years before were like does not change what was computed here.
  const found = await readTx(world.db, wholeRegion(1), async (tx) => [
    ...(await verifyLedger(tx, 1)).findings,
    ...(await verifyRatings(tx, 1, 2026)).findings,
  ])
  expect(found).toEqual([])
})

test('one that was kept by mistake is taken out, with a reason', async () => {
  const [row] = await world.owner(`select id from past_result where year = 2023`)
  const drop = (person: GivenPerson) =>
    as(world, person, r.dropPastResult, { params: { id: row?.id as string }, body: { reason: '不是本村的' } })
  expect((await drop(village.secretary)).status).toBe(403)
  expect((await drop(west.clerk)).status).toBe(404)
  expect((await drop(east.clerk)).status).toBe(200)
  expect((await drop(east.clerk)).status).toBe(404)
})
