import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import * as n from '@xinghe/contract/notices'
import * as y from '@xinghe/contract/year-end'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import {
  aMeeting,
  at,
  bookOf,
  determinationOf,
  givenAssessed,
  givenPoints,
} from '../../../test/given-year-end.ts'
import { freshWorld, send, type World } from '../../../test/world.ts'
import { permit } from '../../platform/permit.ts'
import { readTx, wholeRegion } from '../../platform/tx.ts'
import { reverse } from '../../points/index.ts'
import { verifyRatings } from '../verify-ratings.ts'

let world: World
let banner: GivenRegion
let other: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
let orgBook: string
let otherBook: string
let id: string
let memberId: string
const ten = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10]
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 3 })
  other = await givenRegion(world, { id: 2, townships: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  ;[village, neighbour] = east.villages as [GivenVillage, GivenVillage]
  await givenDeclared(world, banner, east)
  orgBook = await bookOf(world, { villageId: village.id, subject: 'ORG' })
  otherBook = await bookOf(world, { villageId: neighbour.id, subject: 'ORG' })
  await givenPoints(world, east, orgBook, ten)
  await givenPoints(world, east, otherBook, [12, 12, 10, 10, 10, 10, 10, 10, 8, 8])
  at(world, '2026-12-20')
})

const meet = (change: object = {}, by = east.secretary) =>
  as(world, by, y.determine, {
    body: { ...aMeeting, townshipId: east.id, subject: 'ORG', year: 2026, changes: [], ...change },
  })
const publish = (ids = [id], by = east.clerk) =>
  as(world, by, y.publishYearNotice, {
    body: { determinationIds: ids, contact: '镇党委组织委员 0479-1234567' },
  })
const amendNotice = (by = east.clerk) =>
  as(world, by, y.publishAmendment, { body: { determinationId: id, contact: '镇党委组织委员' } })
const close = (ids = [id], by = east.clerk) =>
  as(world, by, y.closeYearNotices, { body: { determinationIds: ids } })
const file = (ids = [id], by = east.secretary) =>
  as(world, by, y.fileResults, { body: { determinationIds: ids, docNo: '〔2027〕1号' } })
const confirm = (ids = [id], by = banner.department) =>
  as(world, by, y.confirmResults, { body: { determinationIds: ids } })
const sendBack = (by = banner.department) =>
  as(world, by, y.returnResults, { body: { determinationId: id, reason: '请补充会议纪要' } })
const read = async (of = id, by = east.clerk) =>
  (await as(world, by, y.getDetermination, { params: { id: of } })).answer
const resultOf = async (bookId: string, of = id) => (await read(of)).rows.find((row) => row.bookId === bookId)
const queueOf = async (of = id) =>
  await world.owner(
    `select kind, post, unit_id, due_on::text from work_item where subject_id = $1 and subject_kind = 'determination'`,
    [of],
  )
const fieldOf = (reply: { error: { fields?: { path: string; message: string }[] } }) =>
  reply.error?.fields?.[0]
const ratingState = async (bookId: string) =>
  (await world.owner('select state from rating where book_id = $1', [bookId]))[0]?.state

describe('the meeting', () => {
  test('needs an opened year end, every village assessed, every quarter closed', async () => {
    expect((await meet()).error.code).toBe('year_end.not_opened')
    await as(world, east.clerk, y.openYearEnd, { body: { townshipId: east.id, year: 2026 } })
    at(world, '2027-01-05')
    expect(await meet()).toMatchObject({ error: { code: 'year_end.not_assessed', details: { count: 2 } } })
    await givenAssessed(world, east)
    id = await determinationOf(world, east.id, 'ORG')
    memberId = await determinationOf(world, east.id, 'MEMBER')
    await world.owner(`update quarter set state = 'OPEN' where village_id = $1 and quarter = 4`, [village.id])
    expect(await meet()).toMatchObject({
      status: 409,
      error: { code: 'year_end.quarters_open', details: { villages: village.name } },
    })
    expect((await read()).blocked).toEqual({ determine: '还有季度没有结账，结账后积分才能作为评定依据' })
    await world.owner(`update quarter set state = 'CLOSED' where village_id = $1`, [village.id])
    expect((await read()).blocked).toEqual({})
  })
  test('is refused to others', async () => {
    expect((await meet({}, west.secretary)).status).toBe(404)
    expect((await meet({}, other.townships[0]?.secretary)).status).toBe(404)
    expect((await meet({}, east.group)).status).toBe(403)
    expect((await meet({}, village.secretary)).status).toBe(403)
    expect((await meet({}, banner.department)).status).toBe(403)
  })
  test('is refused without quorum or majority, and with votes that do not add up', async () => {
    expect(fieldOf(await meet({ entitled: 7, present: 3, votesFor: 3, votesAbstained: 0 }))).toEqual({
      path: 'present',
      message: '实到 3 人，不足应到 7 人的半数，会议不能作出评定',
    })
    expect(fieldOf(await meet({ present: 8, votesFor: 8, votesAbstained: 0 }))?.path).toBe('present')
    expect(fieldOf(await meet({ votesFor: 6 }))).toEqual({
      path: 'votesFor',
      message: '赞成、反对、弃权合计应等于实到 6 人',
    })
    expect(fieldOf(await meet({ votesFor: 3, votesAgainst: 2 }))?.message).toBe(
      '赞成 3 票，没有超过实到人数的半数，评定没有通过',
    )
    expect(fieldOf(await meet({ metOn: '2027-01-06' }))?.path).toBe('metOn')
    expect((await meet({ minutes: ' ' })).status).toBe(422)
  })
  test('needs a reason at the field for a level that is not the computed one', async () => {
    expect(await meet({ changes: [{ bookId: otherBook, finalLevel: 9, reason: ' ' }] })).toMatchObject({
      status: 422,
      error: {
        fields: [
          {
            path: 'changes.0.reason',
            message: `${neighbour.name}党支部的评定星级与测算星级不一致，请写明理由`,
          },
        ],
      },
    })
    const foreign = await bookOf(world, { villageId: village.id, subject: 'MEMBER' })
    expect(
      (await meet({ changes: [{ bookId: foreign, finalLevel: 9, reason: '不在本次评定' }] })).status,
    ).toBe(404)
    expect((await meet({ changes: [{ bookId: otherBook, finalLevel: 11, reason: '过高' }] })).status).toBe(
      422,
    )
  })
  test('keeps the plan’s cap on the share of top stars', async () => {
    const [version] = await world.owner('select version_id from book where id = $1', [orgBook])
    await world.owner('update scheme_version set top_share_percent = 49 where id = $1', [version?.version_id])
    expect(await meet()).toMatchObject({
      status: 422,
      error: {
        code: 'year_end.top_share',
        message: '方案规定十星级不超过49%（最多0个），现为1个，请调整后再评定',
      },
    })
    expect((await read()).topShare).toEqual({ percent: 49, max: 0, count: 1 })
    await world.owner('update scheme_version set top_share_percent = 50 where id = $1', [version?.version_id])
  })
  test('rates nobody who was vetoed, whatever is asked', async () => {
    await world.owner(
      `insert into veto (region_id, id, book_id, path, rule_code, reason, happened_on, recorded_by_name, recorded_at) values (1, gen_random_uuid(), $1, $2, 'V1', '发生安全责任事故', '2026-08-01', '记录人', now())`,
      [otherBook, neighbour.path],
    )
    expect(await meet({ changes: [{ bookId: otherBook, finalLevel: 8, reason: '整改到位' }] })).toMatchObject(
      { status: 422, error: { code: 'year_end.vetoed' } },
    )
    expect((await meet()).answer).toMatchObject({ count: 2, differences: 0 })
    expect(await resultOf(otherBook)).toMatchObject({
      suggested: null,
      finalLevel: null,
      class: 'III',
      notRated: '一票否决：发生安全责任事故',
    })
    await world.owner(`update veto set lifted_at = now(), lifted_reason = '查明不属实' where book_id = $1`, [
      otherBook,
    ])
  })
  test('decides; a different level stands with its reason in the difference report of the county', async () => {
    const reply = await meet({
      changes: [
        { bookId: otherBook, finalLevel: 9, reason: '防灭火工作突出，会议一致同意' },
        { bookId: orgBook, finalLevel: 10, reason: '' },
      ],
    })
    expect(reply.answer).toMatchObject({ id, count: 2, differences: 1 })
    expect(await resultOf(otherBook)).toMatchObject({
      level: 8,
      floorLevel: 10,
      suggested: 8,
      finalLevel: 9,
      class: 'I',
      state: 'DETERMINED',
    })
    expect(await resultOf(orgBook)).toMatchObject({ suggested: 10, finalLevel: 10, levelReason: null })
    const report = await as(world, banner.department, y.listDifferences, { query: { year: 2026 } })
    expect(report.answer.rows).toMatchObject([
      {
        bookId: otherBook,
        suggested: 8,
        finalLevel: 9,
        levelReason: '防灭火工作突出，会议一致同意',
        metOn: '2027-01-05',
        chair: '主持人',
      },
    ])
    expect(report.answer.townships).toMatchObject([{ townshipId: east.id, rated: 2, up: 1, down: 0 }])
    expect((await as(world, west.clerk, y.listDifferences, { query: { year: 2026 } })).answer.rows).toEqual(
      [],
    )
    expect(await queueOf()).toEqual([
      { kind: 'YEAR_NOTICE', post: 'TOWNSHIP_CLERK', unit_id: east.id, due_on: null },
    ])
    const pdf = await as(world, east.clerk, y.printMinutes, { params: { id } })
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const [own] = [await read(id, village.secretary)]
    expect(own.rows.map((row) => row.bookId)).toEqual([orgBook])
    expect((await as(world, west.clerk, y.getDetermination, { params: { id } })).status).toBe(404)
  })
})

describe('what the database itself refuses', () => {
  test('a level that differs without its reason', async () => {
    await expect(
      world.owner('update rating set level_reason = null where book_id = $1', [otherBook]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'rating__reason_when_changed' })
  })
  test('a confirmation that skips the notice', async () => {
    await expect(
      world.owner('update rating set confirmed_at = now() where book_id = $1', [orgBook]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'rating__notice_before_confirmation' })
    expect((await file()).error.code).toBe('common.act_not_open')
    expect((await confirm()).error.code).toBe('common.act_not_open')
    await world.owner(`update determination set state = 'NOTICE_CLOSED' where id = $1`, [id])
    expect((await file()).error.code).toBe('year_end.notice_skipped')
    await world.owner(`update determination set state = 'FILED' where id = $1`, [id])
    expect((await confirm()).error.code).toBe('year_end.notice_skipped')
    await world.owner(`update determination set state = 'DETERMINED' where id = $1`, [id])
  })
})

describe('notice, an objection that amends, another notice, filing and confirmation', () => {
  let main: string
  let code: string
  let objection: string
  const raise = (seq: number | null, name = '乌日娜') =>
    send(world, '', n.raiseObjection, {
      params: { code },
      body: { seq, name, contact: '0479-7654321', content: '八星评为九星与实际不符，产业项目没有落地' },
    })
  const answer = (
    outcome: 'UPHELD' | 'AMENDED',
    amendment: object | null,
    of = objection,
    by = east.secretary,
  ) =>
    as(world, by, n.answerObjection, {
      params: { id: of },
      body: { outcome, answer: '经调查已处理', amendment: amendment as never },
    })
  const investigate = (of = objection, by = east.clerk) =>
    as(world, by, n.investigateObjection, { params: { id: of }, body: { finding: '入户核实，项目确未落地' } })
  const objectionIds = async () =>
    (await world.owner('select id from objection order by raised_at, id')).map((row) => row.id as string)

  test('the notice shows every result for five working days', async () => {
    expect((await publish([id], west.clerk)).status).toBe(404)
    expect((await publish([id], east.group)).status).toBe(403)
    main = (await publish()).answer.noticeIds[0] as string
    const determination = await read()
    expect(determination).toMatchObject({
      state: 'PUBLIC_NOTICE',
      notices: [{ id: main, startsOn: '2027-01-05', endsOn: '2027-01-11', amendment: false }],
    })
    code = determination.notices[0]?.publicCode as string
    expect(await queueOf()).toEqual([])
    const seen = await send(world, '', n.readPublicNotice, { params: { code } })
    expect(seen.answer.lines.map((line) => [line.subjectName, line.level, line.class])).toEqual([
      [`${village.name}党支部`, 10, 'I'],
      [`${neighbour.name}党支部`, 9, 'I'],
    ])
    expect((await publish()).error.code).toBe('common.act_not_open')
  })
  test('withdrawn, its results wait for a new one', async () => {
    expect(
      (
        await as(world, west.clerk, n.withdrawNotice, {
          params: { id: main },
          body: { reason: '联系电话有误' },
        })
      ).status,
    ).toBe(404)
    expect(
      (
        await as(world, east.clerk, n.withdrawNotice, {
          params: { id: main },
          body: { reason: '联系电话有误' },
        })
      ).status,
    ).toBe(200)
    expect(await ratingState(orgBook)).toBe('DETERMINED')
    expect(await queueOf()).toMatchObject([{ kind: 'YEAR_NOTICE' }])
    main = (await publish()).answer.noticeIds[0] as string
    code = (await read()).notices[1]?.publicCode as string
  })
  test('an objection puts the result in doubt; nothing closes until it is answered', async () => {
    expect((await raise(9)).error.code).toBe('notices.no_such_line')
    expect((await raise(2)).status).toBe(200)
    expect(await ratingState(otherBook)).toBe('OBJECTED')
    expect(await ratingState(orgBook)).toBe('PUBLIC_NOTICE')
    ;[objection] = (await objectionIds()) as [string]
    at(world, '2027-01-12')
    expect((await close()).error.code).toBe('notices.objections_open')
    expect((await answer('AMENDED', null)).error.code).toBe('notices.finding_needed')
    expect((await investigate(objection, west.clerk)).status).toBe(404)
    expect((await investigate()).status).toBe(200)
    expect(await ratingState(otherBook)).toBe('UNDER_INVESTIGATION')
  })
  test('an amendment says what changes and why', async () => {
    expect(fieldOf(await answer('AMENDED', null))?.path).toBe('amendment')
    expect((await answer('AMENDED', { changes: [], finalLevel: 9, reason: '维持' })).error.code).toBe(
      'year_end.nothing_changes',
    )
    expect(
      (await answer('AMENDED', { changes: [{ slot: 6, delta: -300, reason: ' ' }], reason: '核减' })).status,
    ).toBe(422)
    expect((await answer('AMENDED', { changes: [], finalLevel: 8, reason: '' })).status).toBe(422)
    expect(
      (await answer('AMENDED', { changes: [], finalLevel: 8, reason: '核实' }, objection, east.group)).status,
    ).toBe(403)
    expect(await ratingState(otherBook)).toBe('UNDER_INVESTIGATION')
    expect(
      (
        await answer('AMENDED', {
          changes: [{ slot: 6, delta: -300, reason: '产业项目没有落地' }],
          reason: '核减产业发展星积分',
        })
      ).status,
    ).toBe(200)
    expect(await resultOf(otherBook)).toMatchObject({
      state: 'AMENDED',
      suggested: 7,
      finalLevel: 7,
      levelReason: null,
      class: 'II',
      total: 9700,
    })
    expect(await queueOf()).toMatchObject([{ kind: 'AMENDMENT_NOTICE', post: 'TOWNSHIP_CLERK' }])
    const entries = await world.owner(
      `select counted, reason, source_kind from points_entry where book_id = $1 order by seq desc limit 1`,
      [otherBook],
    )
    expect(entries).toEqual([{ counted: -300, reason: '产业项目没有落地', source_kind: 'YEAR_END' }])
  })
  test('the amended result is noticed again for the whole period before anything is filed', async () => {
    expect((await close()).error.code).toBe('year_end.amendments_waiting')
    // The first notice may end by itself: its undisputed results pass, the determination does not.
    expect((await as(world, east.clerk, n.closeNotice, { params: { id: main } })).status).toBe(200)
    expect(await read()).toMatchObject({ state: 'PUBLIC_NOTICE', amendments: 1 })
    expect((await file()).error.code).toBe('common.act_not_open')
    expect((await amendNotice(west.clerk)).status).toBe(404)
    const again = await amendNotice()
    expect(again.answer.count).toBe(1)
    expect((await amendNotice()).error.code).toBe('year_end.no_amendments')
    expect(await queueOf()).toEqual([])
    const notices = (await read()).notices
    expect(notices[2]).toMatchObject({ amendment: true, startsOn: '2027-01-12', endsOn: '2027-01-18' })
    const seen = await send(world, '', n.readPublicNotice, {
      params: { code: notices[2]?.publicCode as string },
    })
    expect(seen.answer.lines).toMatchObject([
      { subjectName: `${neighbour.name}党支部`, level: 7, class: 'II', remark: '原公示九星级' },
    ])
    expect((await close()).error.code).toBe('notices.not_over')
  })
  test('a withdrawn amendment notice leaves the result amended and waiting', async () => {
    const amendment = (await read()).notices[2]?.id as string
    expect(
      (
        await as(world, east.clerk, n.withdrawNotice, {
          params: { id: amendment },
          body: { reason: '表述有误' },
        })
      ).status,
    ).toBe(200)
    expect(await ratingState(otherBook)).toBe('AMENDED')
    expect(await queueOf()).toMatchObject([{ kind: 'AMENDMENT_NOTICE' }])
    expect((await amendNotice()).status).toBe(200)
  })
  test('an objection to the amendment is upheld, one to nothing in particular cannot amend', async () => {
    code = (await read()).notices[3]?.publicCode as string
    await raise(1, '苏日娜')
    await raise(null, '哈斯')
    const [, second, third] = (await objectionIds()) as [string, string, string]
    expect(await ratingState(otherBook)).toBe('OBJECTED')
    await investigate(second)
    await investigate(third)
    expect((await answer('AMENDED', { changes: [], finalLevel: 5, reason: '不明' }, third)).error.code).toBe(
      'year_end.subject_needed',
    )
    expect((await answer('UPHELD', null, second)).status).toBe(200)
    expect(await ratingState(otherBook)).toBe('UPHELD')
    expect((await answer('UPHELD', null, third)).status).toBe(200)
    at(world, '2027-01-19')
    expect((await close([id], village.secretary)).status).toBe(403)
    expect((await close()).answer).toEqual({ count: 1 })
    expect(await read()).toMatchObject({ state: 'NOTICE_CLOSED' })
    expect(await queueOf()).toMatchObject([
      { kind: 'FILE_RESULT', post: 'TOWNSHIP_SECRETARY', due_on: '2027-01-31' },
    ])
  })
  test('points that moved after the decision keep it from being filed', async () => {
    expect((await file([id], west.secretary)).status).toBe(404)
    const [entry] = await world.owner(
      `select id from points_entry where book_id = $1 and source_kind = 'YEAR_END'`,
      [otherBook],
    )
    // A sealed quarter takes no reversal; behind the decision points can only have moved while it was open.
    const state = (to: string) =>
      world.owner(`update quarter set state = $2 where village_id = $1 and year = 2026 and quarter = 4`, [
        neighbour.id,
        to,
      ])
    await state('OPEN')
    await act(world, east.clerk, async (tx, by) => {
      permit(tx, by, 'entries.reverse', neighbour.path)
      await reverse(tx, by, { entryIds: [entry?.id as string], reason: '误冲' })
    })
    await state('SEALED')
    expect(await file()).toMatchObject({
      error: { code: 'year_end.points_moved', details: { names: `${neighbour.name}党支部` } },
    })
    expect((await meet({ metOn: '2027-01-19' })).status).toBe(200)
    expect(await resultOf(otherBook)).toMatchObject({ state: 'DETERMINED', suggested: 8, finalLevel: 8 })
    expect((await publish()).status).toBe(200)
    at(world, '2027-01-26')
    expect((await close()).status).toBe(200)
  })
  test('the county returns with a reason, then confirms; plaques may be ordered', async () => {
    expect((await file()).answer).toEqual({ count: 1 })
    expect(await queueOf()).toEqual([
      { kind: 'CONFIRM_RESULT', post: 'ORG_DEPARTMENT', unit_id: banner.root.id, due_on: '2027-01-31' },
    ])
    expect((await confirm([id], east.secretary)).status).toBe(403)
    expect((await confirm([id], other.department)).status).toBe(404)
    expect((await sendBack()).status).toBe(200)
    expect(await read()).toMatchObject({ state: 'RETURNED', returnReason: '请补充会议纪要' })
    expect(await queueOf()).toMatchObject([{ kind: 'FILE_RESULT' }])
    await file()
    expect((await confirm()).answer).toEqual({ count: 1 })
    expect(await read()).toMatchObject({
      state: 'CONFIRMED',
      docNo: '〔2027〕1号',
      rows: [{ state: 'CONFIRMED' }, { state: 'CONFIRMED' }],
    })
    expect(await queueOf()).toMatchObject([{ kind: 'ORDER_PLAQUES', post: 'ORG_DEPARTMENT' }])
    expect((await read()).timeline.map((one) => one.action)).toContain('备案确认')
    const { findings } = await readTx(world.db, wholeRegion(1), (tx) => verifyRatings(tx, 1, 2026))
    expect(findings).toEqual([])
  })
})

test('members go the same way: not rated where the review said 不合格', async () => {
  const poor = await bookOf(world, { villageId: village.id, subject: 'MEMBER' })
  await world.owner(`update rating set review_grade = 'UNQUALIFIED' where book_id = $1`, [poor])
  expect((await meet({ subject: 'MEMBER', metOn: '2027-01-26' })).answer).toMatchObject({
    count: 10,
    differences: 0,
  })
  expect(await resultOf(poor, memberId)).toMatchObject({
    finalLevel: null,
    class: null,
    notRated: '民主评议不合格',
  })
  expect((await publish([memberId])).status).toBe(200)
})

test('every state × act of a determination: what is not open is refused and changes nothing', async () => {
  const running = (await read(memberId)).notices[0]?.id as string
  const runs: Record<y.DeterminationAct, () => Promise<{ status: number; error: { code: string } }>> = {
    determine: () => meet({ subject: 'MEMBER', metOn: '2027-01-26' }),
    publish: () => publish([memberId]),
    amend: () =>
      as(world, east.clerk, y.publishAmendment, { body: { determinationId: memberId, contact: '电话' } }),
    close: () => close([memberId]),
    file: () => file([memberId]),
    confirm: () => confirm([memberId]),
    return: () =>
      as(world, banner.department, y.returnResults, { body: { determinationId: memberId, reason: '原因' } }),
    withdraw: () =>
      as(world, east.clerk, n.withdrawNotice, { params: { id: running }, body: { reason: '有误' } }),
  }
  for (const { from, act: one, to } of everyStateAndAct(y.determinationLifecycle, y.determinationActs)) {
    // A notice runs in one state only, so withdrawing has its own test above.
    if (to || one === 'withdraw') continue
    await world.owner('update determination set state = $2 where id = $1', [memberId, from])
    const reply = await runs[one]()
    const [{ state } = { state: '' }] = await world.owner('select state from determination where id = $1', [
      memberId,
    ])
    expect(`${from} ${one}: ${reply.status} ${reply.error?.code} ${state}`).toBe(
      `${from} ${one}: 409 common.act_not_open ${from}`,
    )
  }
})
