import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import {
  assess,
  getYearEndBoard,
  getYearEndSheet,
  listYearEnd,
  openYearEnd,
  peerReview,
  returnYearEndSheet,
  selfAssess,
  sheetActs,
  sheetLifecycle,
} from '@xinghe/contract/year-end'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { aReview, at, bookOf, givenPoints, sheetOf } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'

let world: World
let banner: GivenRegion
let other: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
let org: string
let member: string
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 4 })
  other = await givenRegion(world, { id: 2, townships: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  ;[village, neighbour] = east.villages as [GivenVillage, GivenVillage]
  await givenDeclared(world, banner, east)
  await world.owner('update book set exempt = true where person_id = $1', [village.members[3]?.id])
})

const open = (by = east.clerk, townshipId = east.id) =>
  as(world, by, openYearEnd, { body: { townshipId, year: 2026 } })
const say = (sheetId = org, change: object = {}, by = village.secretary) =>
  as(world, by, selfAssess, {
    body: { sheets: [{ sheetId, text: '全年工作总结', on: '2026-12-02', ...change }] },
  })
const hold = (sheetId = org, change: object = {}, by = village.secretary) =>
  as(world, by, peerReview, { body: { sheets: [{ ...aReview, sheetId, on: '2026-12-02', ...change }] } })
const verify = (sheetId = org, change: object = {}, by = east.group) =>
  as(world, by, assess, { body: { sheets: [{ sheetId, ...change }] } })
const back = (sheetId = org, by = east.group) =>
  as(world, by, returnYearEndSheet, { params: { id: sheetId }, body: { reason: '自评过于简单' } })
const read = async (sheetId = org, by = east.clerk) =>
  (await as(world, by, getYearEndSheet, { params: { id: sheetId } })).answer
const queueOf = (id: string) =>
  world.owner('select kind, post, unit_id, due_on::text from work_item where subject_id = $1', [id])
const ratingOf = async (bookId: string) =>
  (await world.owner('select * from rating where book_id = $1', [bookId]))[0]
const fieldOf = (reply: { error: { fields?: { path: string; message: string }[] } }) =>
  reply.error?.fields?.[0]

test('opening waits for its day, is the township’s own act, and is done once', async () => {
  at(world, '2026-11-14')
  expect(await open()).toMatchObject({
    status: 409,
    error: { code: 'year_end.too_early', message: '2026年度的年终综合评定自2026年11月15日起才能启动' },
  })
  at(world, '2026-12-01')
  expect((await open(west.clerk)).status).toBe(404)
  expect((await open(other.townships[0]?.clerk)).status).toBe(404)
  expect((await open(village.secretary)).status).toBe(403)
  expect((await open(banner.department)).status).toBe(403)
  expect((await open(west.clerk, west.id)).error.code).toBe('year_end.no_scheme')
  const reply = await open()
  // Two villages with two sheets each; six members a village, one of them exempt, and the organisation itself.
  expect(reply.answer).toEqual({ sheets: 4, ratings: 13 })
  expect((await open()).answer).toEqual({ sheets: 0, ratings: 0 })
  org = await sheetOf(world, village.id, 'ORG')
  member = await sheetOf(world, village.id, 'MEMBER')
  expect(await queueOf(org)).toEqual([
    { kind: 'SELF_ASSESS', post: 'VILLAGE_SECRETARY', unit_id: village.id, due_on: '2026-12-05' },
  ])
  expect(await read(member)).toMatchObject({
    rated: 5,
    exempt: 1,
    exempted: [{ name: village.members[3]?.name }],
  })
})

test('a village sees its own row only, the county every township', async () => {
  const own = await as(world, village.secretary, getYearEndBoard, {
    params: { townshipId: east.id },
    query: { year: 2026 },
  })
  expect(own.answer.rows.map((row) => row.villageId)).toEqual([village.id])
  expect((await as(world, neighbour.secretary, getYearEndSheet, { params: { id: org } })).status).toBe(404)
  expect((await as(world, west.clerk, getYearEndSheet, { params: { id: org } })).status).toBe(404)
  expect(
    (await as(world, west.clerk, getYearEndBoard, { params: { townshipId: east.id }, query: { year: 2026 } }))
      .status,
  ).toBe(404)
  expect(
    (await as(world, village.members[0] as never, getYearEndSheet, { params: { id: org } })).status,
  ).toBe(403)
  const county = await as(world, banner.department, listYearEnd, { query: { year: 2026 } })
  expect(county.answer.townships.map((one) => [one.villages, one.org?.state, one.org?.sheets])).toEqual([
    [2, 'PREPARING', 2],
    [2, undefined, undefined],
  ])
})

describe('self-assessment', () => {
  test('is refused to others and for a day to come', async () => {
    expect((await say(org, {}, neighbour.secretary)).status).toBe(404)
    expect((await say(org, {}, east.clerk)).status).toBe(403)
    expect((await say(org, {}, other.townships[0]?.villages[0]?.secretary)).status).toBe(404)
    expect((await say(org, { text: ' ' })).status).toBe(422)
    expect(fieldOf(await say(org, { on: '2026-12-02' }))).toEqual({
      path: 'sheets.0.on',
      message: '自评日期不能晚于今天',
    })
  })
  test('moves the sheet and its ratings, and may be written anew', async () => {
    at(world, '2026-12-02')
    expect((await say()).answer).toEqual({ count: 1 })
    expect((await say(member, {}, village.clerk)).status).toBe(200)
    expect((await say(org, { text: '补充后的总结' })).status).toBe(200)
    expect(await read()).toMatchObject({
      state: 'SELF_ASSESSED',
      selfText: '补充后的总结',
      books: [{ state: 'SELF_ASSESSED' }],
    })
    expect(await queueOf(org)).toMatchObject([{ kind: 'PEER_REVIEW', due_on: '2026-12-10' }])
  })
})

describe('review', () => {
  test('counts only with more than two thirds of the members: neither 66.6 % nor exactly two thirds', async () => {
    for (const [entitled, attended] of [
      [3, 2],
      [6, 4],
      [1000, 666],
    ] as const) {
      const reply = await hold(org, { membersEntitled: entitled, membersAttended: attended })
      expect(fieldOf(reply)).toEqual({
        path: 'sheets.0.membersAttended',
        message: `实到 ${attended} 人，没有超过应到 ${entitled} 人的三分之二，测评无效，请另行召开`,
      })
    }
    expect((await read()).state).toBe('SELF_ASSESSED')
  })
  test('is refused with numbers that cannot be', async () => {
    expect(fieldOf(await hold(org, { membersAttended: 7 }))?.path).toBe('sheets.0.membersAttended')
    expect(fieldOf(await hold(org, { votesSatisfied: 8 }))?.message).toBe(
      '三项票数合计 10 票，多于到会的 8 人',
    )
    expect(
      fieldOf(await hold(org, { votesSatisfied: 0, votesBasically: 0, votesDissatisfied: 0 }))?.path,
    ).toBe('sheets.0.votesSatisfied')
    expect(fieldOf(await hold(org, { on: '2026-12-01' }))?.message).toBe('测评日期不能早于自评日期')
    expect((await hold(org, {}, village.clerk)).status).toBe(403)
    expect((await hold(org, {}, neighbour.secretary)).status).toBe(404)
    const foreign = await bookOf(world, { villageId: neighbour.id, subject: 'MEMBER' })
    expect((await hold(member, { grades: [{ bookId: foreign, grade: 'UNQUALIFIED' }] })).status).toBe(404)
    expect(
      (
        await hold(org, {
          grades: [
            { bookId: await bookOf(world, { villageId: village.id, subject: 'ORG' }), grade: 'BASIC' },
          ],
        })
      ).status,
    ).toBe(404)
  })
  test('grades members, 合格 unless named otherwise', async () => {
    const poor = await bookOf(world, {
      villageId: village.id,
      subject: 'MEMBER',
      personId: village.members[0]?.id as string,
    })
    expect((await hold()).status).toBe(200)
    expect((await hold(member, { grades: [{ bookId: poor, grade: 'UNQUALIFIED' }] })).status).toBe(200)
    const sheet = await read(member)
    expect(sheet.review).toMatchObject({ membersAttended: 5, votesSatisfied: 6 })
    expect(sheet.books.map((book) => book.reviewGrade).sort()).toEqual([
      'QUALIFIED',
      'QUALIFIED',
      'QUALIFIED',
      'QUALIFIED',
      'UNQUALIFIED',
    ])
    expect(sheet.books.find((book) => book.bookId === poor)).toMatchObject({
      notRated: '民主评议不合格',
      suggested: null,
    })
    expect(await queueOf(member)).toEqual([
      { kind: 'ASSESS', post: 'ASSESSMENT_GROUP', unit_id: east.id, due_on: '2026-12-25' },
    ])
  })
})

describe('assessment', () => {
  test('is refused to who holds a post or a book in the village, to others, and for a star the book has not', async () => {
    expect((await verify(org, {}, west.group)).status).toBe(404)
    expect((await verify(org, {}, village.secretary)).status).toBe(403)
    expect((await verify(org, {}, east.secretary)).status).toBe(403)
    await world.owner(
      `insert into post_holding (region_id, id, person_id, post, unit_id, path, first_on) values (1, gen_random_uuid(), $1, 'VILLAGE_SECRETARY', $2, $3, '2026-01-01')`,
      [east.group.id, village.id, village.path],
    )
    expect(await verify()).toMatchObject({ status: 403, error: { code: 'year_end.own_village' } })
    expect((await back()).error.code).toBe('year_end.own_village')
    await world.owner(`delete from post_holding where person_id = $1 and unit_id = $2`, [
      east.group.id,
      village.id,
    ])
    const bookId = await bookOf(world, { villageId: village.id, subject: 'ORG' })
    expect(await verify(org, { changes: [{ bookId, slot: 1, delta: 100, reason: ' ' }] })).toMatchObject({
      status: 422,
      error: { fields: [{ path: 'sheets.0.changes.0.reason' }] },
    })
    expect((await verify(org, { changes: [{ bookId, slot: 1, delta: 0, reason: '无' }] })).status).toBe(422)
    expect(
      (await verify(member, { changes: [{ bookId, slot: 1, delta: 100, reason: '别的表' }] })).status,
    ).toBe(404)
    expect((await verify(org, { scores: [{ bookId, yearEndScore: 10100 }] })).status).toBe(422)
    await world.owner('update book set elective_b = null where id = $1', [bookId])
    expect(
      fieldOf(await verify(org, { changes: [{ bookId, slot: 10, delta: 100, reason: '加分' }] }))?.path,
    ).toBe('sheets.0.changes.0.slot')
    await world.owner(`update book set elective_b = '自2' where id = $1`, [bookId])
  })
  test('returns a sheet with its reason; the village mends it and nothing is lost', async () => {
    expect((await back()).status).toBe(200)
    expect(await read()).toMatchObject({
      state: 'RETURNED',
      returnReason: '自评过于简单',
      selfText: '补充后的总结',
      review: { membersAttended: 5 },
    })
    expect(await queueOf(org)).toMatchObject([
      { kind: 'SELF_ASSESS', unit_id: village.id, due_on: '2026-12-09' },
    ])
    expect((await say()).status).toBe(200)
    expect((await hold()).status).toBe(200)
  })
  test('posts what it moves to the ledger with reason, and stores what the points come to', async () => {
    const bookId = await bookOf(world, { villageId: village.id, subject: 'ORG' })
    await givenPoints(world, east, bookId, [10, 10, 10, 10, 10, 10, 10, 10, 9, 9])
    const changes = [
      { bookId, slot: 9, delta: 100, reason: '补记牧区新技术推广' },
      { bookId, slot: 1, delta: -200, reason: '会议记录不全' },
    ]
    expect(
      (await verify(org, { note: '实地核查', changes, scores: [{ bookId, yearEndScore: 9250 }] })).answer,
    ).toEqual({ count: 1 })
    const sheet = await read()
    expect(sheet).toMatchObject({ state: 'ASSESSED', assessedOn: '2026-12-02', assessmentNote: '实地核查' })
    expect(sheet.books[0]).toMatchObject({
      total: 9700,
      level: 8,
      floorLevel: 9,
      suggested: 8,
      class: 'I',
      lit: '0111111110',
      yearEndScore: 9250,
      decided: false,
      changes: [
        { slot: 9, delta: 100, byName: east.group.name },
        { slot: 1, delta: -200 },
      ],
    })
    expect(sheet.books[0]?.stars[0]).toMatchObject({ points: 800, adjusted: -200 })
    expect(await ratingOf(bookId)).toMatchObject({
      state: 'TOWNSHIP_ASSESSED',
      total: 9700,
      suggested_level: 8,
      floor_level: 9,
      final_level: null,
    })
    expect(await queueOf(org)).toEqual([])
    expect(
      (await verify(org, { changes: [{ bookId, slot: 10, delta: 100, reason: '复核补记' }] })).status,
    ).toBe(200)
    expect((await read()).books[0]).toMatchObject({ suggested: 9, total: 9800 })
    // The neighbour is not assessed yet: no meeting is due.
    const [meeting] = await world.owner(
      `select id from determination where township_id = $1 and subject = 'ORG'`,
      [east.id],
    )
    expect(await queueOf(meeting?.id as string)).toEqual([])
    const its = await sheetOf(world, neighbour.id, 'ORG')
    await say(its, {}, neighbour.secretary)
    await hold(its, {}, neighbour.secretary)
    await verify(its)
    expect(await queueOf(meeting?.id as string)).toEqual([
      { kind: 'DETERMINE', post: 'TOWNSHIP_SECRETARY', unit_id: east.id, due_on: '2027-01-05' },
    ])
  })
})

test('late-comers join while their sheet is open to them', async () => {
  const bookId = await bookOf(world, { villageId: neighbour.id, subject: 'MEMBER' })
  await world.owner('delete from rating where book_id = $1', [bookId])
  expect((await open()).answer).toEqual({ sheets: 0, ratings: 1 })
})

test('every state × act: what is not open is refused and changes nothing', async () => {
  const run = { self_assess: () => say(), review: () => hold(), assess: () => verify(), return: () => back() }
  for (const { from, act, to } of everyStateAndAct(sheetLifecycle, sheetActs)) {
    await world.owner('update year_end_sheet set state = $2 where id = $1', [org, from])
    const reply = await run[act]()
    const [{ state } = { state: '' }] = await world.owner('select state from year_end_sheet where id = $1', [
      org,
    ])
    expect(`${from} ${act}: ${reply.status} ${state}`).toBe(`${from} ${act}: ${to ? 200 : 409} ${to ?? from}`)
  }
})
