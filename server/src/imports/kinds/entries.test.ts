/** Points of past quarters: refused as the manual act would refuse, posted once whatever the split, and the sums of slips. */
import * as p from '@xinghe/contract/points'
import { enterSlips, reverseEntries } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import fc from 'fast-check'
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
import { newId } from '../../platform/ids.ts'
import { markPermitted, readTx, wholeRegion } from '../../platform/tx.ts'
import { importEntries, post, verifyLedger } from '../../points/index.ts'
import { entries } from './entries.ts'

const world = await freshWorld()
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
const member = (at = 0, of = village) => of.members[at] as GivenPerson

beforeAll(async () => {
  at(world, '2026-03-20')
  banner = await givenRegion(world, { members: 6 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenDeclared(world, banner, east)
  await givenDeclared(world, banner, west)
  at(world, '2026-07-10')
})

const rowOf = (person: GivenPerson | null, more: SheetRow = {}, of = village): SheetRow => ({
  village: of.name,
  name: person?.name ?? null,
  day: '2026-02-03',
  rule: '1.1',
  reason: '参加支部党课',
  checker: '吴海山',
  ...more,
})
const say = async (row: SheetRow, by = east.clerk) =>
  said(await planned(world, by, entries, [row]))[0] as string
const entriesIn = (bookId: string) =>
  world.owner(
    `select seq, slot, rule_code, kind, claimed, counted, quarter, source_kind, reason, entered_by_name, confirmed_by_name, checked_by_name
     from points_entry where book_id = $1 order by seq`,
    [bookId],
  )
const sumsOf = async (bookId: string) => {
  const [book] = await world.owner('select s1,s2,s3,s4,s5,s6,s7,s8,s9,s10 from book where id = $1', [bookId])
  return book
}
const verified = () =>
  readTx(world.db, wholeRegion(banner.regionId), (tx) => verifyLedger(tx, banner.regionId))

describe('a row is refused at its cell', () => {
  const cases: [string, () => SheetRow, RegExp][] = [
    ['a village that is not there', () => rowOf(member(), { village: '乌有嘎查' }), /^village：.*“乌有嘎查”/],
    ['a village of another township', () => rowOf(member(), { township: west.name }), /^township：/],
    ['a member without a name', () => rowOf(null, { subject: 'MEMBER' }), /^name：.*须填写姓名/],
    ['nobody of that name', () => rowOf(member(), { name: '无此人' }), /^name：.*“无此人”2026年度的积分册/],
    ['a rule that is not in the scheme', () => rowOf(member(), { rule: '9.9' }), /^rule：细则“9.9”不适用于/],
    ['a rule of another category', () => rowOf(member(), { rule: '委6.1' }), /^rule：/],
    ['a veto', () => rowOf(member(), { rule: '否1' }), /^rule：.*一票否决/],
    ['an elective not chosen', () => rowOf(member(), { rule: '自5.1' }), /^rule：.*没有选报/],
    ['a bonus without its star', () => rowOf(member(), { rule: '加4' }), /^star：.*哪一颗/],
    ['a star that is none', () => rowOf(member(), { rule: '加4', star: '月亮星' }), /^star：没有“月亮星”/],
    ['another star than the rule’s', () => rowOf(member(), { star: '2' }), /^star：.*学习提高星/],
    ['more than the rule gives', () => rowOf(member(), { points: 101 }), /^points：.*每次1分/],
    ['a deduction that adds', () => rowOf(member(), { rule: '扣1', star: '1', points: 100 }), /^points：/],
    ['nothing', () => rowOf(member(), { points: 0 }), /^points：/],
    ['tomorrow', () => rowOf(member(), { day: '2026-07-11' }), /^day：发生日期不能晚于今天/],
    ['another year', () => rowOf(member(), { day: '2025-12-31' }), /^day：.*2026年之内/],
    [
      'evidence on paper that nobody checked',
      () => rowOf(member(), { rule: '加1', star: '1', checker: null }),
      /^checker：/,
    ],
    ['a long reason', () => rowOf(member(), { reason: '长'.repeat(301) }), /^reason：不超过300字/],
  ]
  test.each(cases)('%s', async (_, row, words) => {
    expect(await say(row())).toMatch(words)
  })
  test('a book outside one’s area is not found', async () => {
    const foreign = west.villages[0] as GivenVillage
    expect(await say(rowOf(member(0, foreign), {}, foreign))).toMatch(/^village：您的辖区内没有/)
    expect(await say(rowOf(member(0, foreign), {}, foreign), banner.department)).toBe('CREATE')
  })
  test('one’s own book', async () => {
    const own = member(5)
    await world.owner(
      `insert into post_holding (region_id, id, person_id, unit_id, path, post, first_on, last_on) values (1, $1, $2, $3, $4, 'TOWNSHIP_CLERK', '2026-01-01', null)`,
      [newId(), own.id, east.id, east.path],
    )
    expect(await say(rowOf(own), { ...own, post: 'TOWNSHIP_CLERK' })).toBe(
      'row：不能审核本人的事项，请由其他负责人办理',
    )
    expect(await say(rowOf(member()), { ...own, post: 'TOWNSHIP_CLERK' })).toBe('CREATE')
  })
  test('equal names in one village, until a day of birth tells them apart', async () => {
    const [one, two] = [member(3), member(4)]
    await world.owner('update person set name = $2 where id = any($1)', [[one.id, two.id], '斯琴·高娃'])
    await world.owner('update person set born_on = $2 where id = $1', [one.id, '1958-03-12'])
    const row = rowOf(one, { name: '斯琴·高娃' })
    expect(await say(row)).toMatch(/^name：.*有2名“斯琴·高娃”/)
    expect(await say({ ...row, bornOn: '1960-01-01' })).toMatch(/^bornOn：/)
    // Nobody's number: whoever has another is not meant, whoever has none on record may be.
    const idNumber = '900000195803121234'
    await world.owner(`update person set id_number_hash = 'another' where id = $1`, [one.id])
    const [other] = await planned(world, east.clerk, entries, [{ ...row, idNumber }])
    expect(other).toMatchObject({
      planned: {
        bookId: await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: two.id }),
      },
    })
    await world.owner(`update person set id_number_hash = 'a third' where id = $1`, [two.id])
    expect(await say({ ...row, idNumber })).toMatch(/^idNumber：/)
    const [plan] = await planned(world, east.clerk, entries, [{ ...row, bornOn: '1958-03-01' }])
    expect(plan).toMatchObject({
      becomes: 'CREATE',
      planned: {
        bookId: await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: one.id }),
      },
    })
  })
  test('a closed quarter; the next one is still open', async () => {
    const closed = east.villages[1] as GivenVillage
    await world.owner(`update quarter set state = 'CLOSED' where village_id = $1 and quarter = 1`, [
      closed.id,
    ])
    expect(await say(rowOf(null, {}, closed))).toMatch(/^day：2026年第1季度已结账/)
    expect(await say(rowOf(null, { day: '2026-04-01' }, closed))).toBe('CREATE')
    // Closed between the dry run and the writing: nothing is posted.
    const [plan] = await planned(world, east.clerk, entries, [rowOf(null, { day: '2026-04-01' }, closed)])
    await world.owner(`update quarter set state = 'CLOSED' where village_id = $1 and quarter = 2`, [
      closed.id,
    ])
    await expect(
      act(world, east.clerk, (tx, by) =>
        entries.write(tx, by, [(plan as never as { planned: never }).planned], new Map(), { year: 2026 }),
      ),
    ).rejects.toMatchObject({ code: 'entries.quarter_closed' })
  })
  test('a year without books', async () => {
    const [plan] = await planned(world, east.clerk, entries, [rowOf(null, { day: '2025-02-03' })], {
      year: 2025,
    })
    expect(said([plan as never])[0]).toMatch(/^village：.*还没有2025年度的积分册/)
  })
  test('who may not import posts nothing, whatever he hands in', async () => {
    const bookId = await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: member().id })
    const line = { bookId, ruleCode: '1.1', factOn: '2026-02-03', reason: '党课', confirmedBy: null }
    for (const person of [village.secretary, east.secretary, west.clerk])
      await expect(
        act(world, person, (tx, by) => importEntries(tx, by, [line])),
        person.post,
      ).rejects.toMatchObject({ code: expect.stringMatching(/^common.not_(allowed|found)$/) })
  })
})

test('a sheet becomes entries: where from, by whom, who had checked; a second time nothing', async () => {
  const rows = [
    rowOf(member(1)),
    rowOf(member(1), { day: '2026-05-06', rule: '加1', star: '第2星', reason: '抢险救灾' }),
    rowOf(member(1), { day: '2026-06-01', rule: '扣2', star: '遵纪守法', reason: '无故缺席', points: -50 }),
    rowOf(null, { subject: 'ORG', rule: '1.1', reason: '按期开展主题党日' }),
    // The same twice on one day: two deeds.
    rowOf(member(1)),
  ]
  expect(await imported(world, east.clerk, entries, rows)).toEqual(rows.map(() => 'CREATE'))
  const bookId = await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: member(1).id })
  const common = {
    source_kind: 'IMPORTED',
    entered_by_name: east.clerk.name,
    confirmed_by_name: '吴海山',
    checked_by_name: null,
  }
  expect(await entriesIn(bookId)).toEqual([
    {
      ...common,
      seq: 1,
      slot: 1,
      rule_code: '1.1',
      kind: 'BASE',
      claimed: 100,
      counted: 100,
      quarter: 1,
      reason: '参加支部党课',
    },
    {
      ...common,
      seq: 2,
      slot: 2,
      rule_code: '加1',
      kind: 'BONUS',
      claimed: 100,
      counted: 100,
      quarter: 2,
      reason: '抢险救灾',
    },
    {
      ...common,
      seq: 3,
      slot: 4,
      rule_code: '扣2',
      kind: 'DEDUCT',
      claimed: -50,
      counted: -50,
      quarter: 2,
      reason: '无故缺席',
    },
    {
      ...common,
      seq: 4,
      slot: 1,
      rule_code: '1.1',
      kind: 'BASE',
      claimed: 100,
      counted: 100,
      quarter: 1,
      reason: '参加支部党课',
    },
  ])
  expect(await imported(world, east.clerk, entries, rows, { sizes: [2] })).toEqual(rows.map(() => 'SAME'))
  expect(await imported(world, banner.department, entries, rows.toReversed())).toEqual(rows.map(() => 'SAME'))
  // A third one that day is one more.
  expect(await imported(world, east.clerk, entries, [...rows, rowOf(member(1))])).toEqual([
    ...rows.map(() => 'SAME'),
    'CREATE',
  ])
  const { answer } = await as(world, east.clerk, p.getBook, { params: { id: bookId } })
  expect(answer.entryRows[0]).toMatchObject({ source: 'IMPORTED', confirmedBy: '吴海山', canReverse: true })
  expect((await verified()).findings).toEqual([])
})

test('what was taken back stays back; the corrected row comes in', async () => {
  const who = member(2)
  const bookId = await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: who.id })
  const row = rowOf(who, { rule: '3.3', reason: '代办买药' })
  expect(await imported(world, east.clerk, entries, [row])).toEqual(['CREATE'])
  const corrected = { ...row, points: 25 }
  expect(await say(corrected)).toMatch(/^points：.*已导入过，当时记0.5分/)
  const [{ id } = { id: '' }] = await world.owner('select id from points_entry where book_id = $1', [bookId])
  const reply = await as(world, east.clerk, reverseEntries, {
    body: { entryIds: [id as string], reason: '分值抄错' },
  })
  expect(reply.status).toBe(200)
  expect(await imported(world, east.clerk, entries, [row])).toEqual(['SAME'])
  expect(await imported(world, east.clerk, entries, [corrected])).toEqual(['CREATE'])
  expect(await imported(world, east.clerk, entries, [row, corrected])).toEqual(['SAME', 'SAME'])
  expect(await sumsOf(bookId)).toMatchObject({ s3: 25 })
  expect((await verified()).findings).toEqual([])
})

test('a deed is counted once, from a slip or from paper', async () => {
  const who = member(2)
  const bookId = await bookOf(world, { villageId: village.id, subject: 'MEMBER', personId: who.id })
  const slip = (ordinal: number, day: string) =>
    as(world, village.clerk, enterSlips, {
      body: {
        slips: [
          { factOn: localDate(day), reason: '党课', lines: [{ bookId, ruleCode: '1.1', ordinal }] },
        ] as never,
        submit: true,
      },
    })
  expect((await slip(1, '2026-06-02')).status).toBe(200)
  expect(await say(rowOf(who, { day: '2026-06-02' }))).toMatch(/^row：.*系统中已有登记/)
  expect(await imported(world, east.clerk, entries, [rowOf(who, { day: '2026-06-03' })])).toEqual(['CREATE'])
  expect((await slip(1, '2026-06-03')).error.code).toBe('slips.same_deed')
  expect((await slip(2, '2026-06-03')).status).toBe(200)
})

/** A member's book of its own for each try, in the register too, so that sheets find him by name. */
async function freshMember(name: string): Promise<string> {
  const [book, person] = [newId(), newId()]
  await world.owner(
    `insert into person select (r).* from (select jsonb_populate_record(p, jsonb_build_object('id', $1::text, 'name', $2::text)) r from person p where id = $3) one`,
    [person, name, member().id],
  )
  await world.owner(
    `insert into book (region_id, id, year, subject, township_id, village_id, person_id, path, book_no, name, category, version_id, lights_at, elective_a, elective_b, opened_on)
     select region_id, $1, 2026, 'MEMBER', township_id, village_id, $2, path, $3, $4, category, version_id, lights_at, elective_a, elective_b, opened_on from book where person_id = $5`,
    [book, person, `T-${book.slice(-12)}`, name, member().id],
  )
  return book
}
const codes = ['1.1', '1.2', '2.2', '3.1', '6.1', '自1.1', '加4', '加5', '加6', '扣1', '扣2', '扣4']
const deed = fc.record({
  who: fc.nat(1),
  rule: fc.constantFrom(...codes),
  star: fc.integer({ min: 1, max: 10 }),
  month: fc.integer({ min: 1, max: 6 }),
  day: fc.integer({ min: 1, max: 3 }),
})
let tries = 0

test('any split gives the same sums, twice is once, and both are those of the same deeds by slips', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 1, maxLength: 24 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
      async (deeds, sizes) => {
        tries++
        const names = ['甲', '乙'].map((one) => `试${one}${tries}`)
        const [whole, split, slips] = await Promise.all(
          ['整', '分', '单'].map((kind) => Promise.all(names.map((name) => freshMember(`${name}${kind}`)))),
        )
        const rows = (kind: string) =>
          deeds.map(({ who, rule, star, month, day }) =>
            rowOf(null, {
              name: `${names[who]}${kind}`,
              rule,
              star: /^[加扣]/.test(rule) ? String(star) : null,
              day: `2026-0${month}-0${day}`,
            }),
          )
        const wholeSaid = await imported(world, east.clerk, entries, rows('整'))
        expect(wholeSaid).toEqual(deeds.map(() => 'CREATE'))
        const splitSaid = await imported(world, east.clerk, entries, rows('分'), { sizes })
        expect(splitSaid).toEqual(wholeSaid)
        const again = await imported(world, east.clerk, entries, rows('分'), { sizes: [3] })
        expect(again).toEqual(deeds.map(() => 'SAME'))
        // The same as slips make it: their entries, posted in the order of the deeds.
        const amounts = new Map(
          (
            await world.owner(
              `select distinct rule_code, kind, claimed from points_entry where book_id = any($1)`,
              [whole],
            )
          ).map((row) => [row.rule_code as string, row]),
        )
        const [{ version_id: versionId } = {}] = await world.owner(
          'select version_id from book where id = $1',
          [slips?.[0]],
        )
        const slotOf: Record<string, number> = {
          '1.1': 1,
          '1.2': 1,
          '2.2': 2,
          '3.1': 3,
          '6.1': 6,
          '自1.1': 9,
        }
        await act(world, east.clerk, async (tx, by) => {
          markPermitted(tx)
          await post(
            tx,
            by,
            deeds.map(({ who, rule, star, month, day }) => ({
              bookId: slips?.[who] as string,
              slot: slotOf[rule] ?? star,
              versionId: versionId as string,
              ruleCode: rule,
              kind: amounts.get(rule)?.kind as 'BASE',
              claimed: amounts.get(rule)?.claimed as number,
              factOn: `2026-0${month}-0${day}`,
              quarter: Math.ceil(month / 3),
              sourceKind: 'SLIP_LINE' as const,
              sourceId: newId(),
              reason: '参加支部党课',
              enteredBy: by.personId,
              enteredByName: by.name,
              confirmedByName: null,
              checkedByName: null,
            })),
          )
        })
        for (const who of [0, 1]) {
          const expected = await sumsOf(slips?.[who] as string)
          expect(await sumsOf(whole?.[who] as string)).toEqual(expected)
          expect(await sumsOf(split?.[who] as string)).toEqual(expected)
        }
      },
    ),
    { numRuns: 15 },
  )
  expect((await verified()).findings).toEqual([])
}, 120_000)
