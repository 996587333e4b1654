import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import * as n from '@xinghe/contract/notices'
import * as r from '@xinghe/contract/removals'
import { localDate } from '@xinghe/contract/values'
import * as y from '@xinghe/contract/year-end'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import {
  at,
  bookOf,
  determinationOf,
  givenAssessed,
  givenDetermined,
  givenPoints,
} from '../../../test/given-year-end.ts'
import { freshWorld, send, type World } from '../../../test/world.ts'
import { readTx, wholeRegion } from '../../platform/tx.ts'
import { verifyRatings } from '../verify-ratings.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let bookId: string
let id: string

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenDeclared(world, banner, east)
  bookId = await bookOf(world, { villageId: village.id, subject: 'ORG' })
  await givenPoints(world, east, bookId, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10])
  at(world, '2027-01-05')
  await givenAssessed(world, east)
  await givenDetermined(world, east, 'ORG')
  const determinationIds = [await determinationOf(world, east.id, 'ORG')]
  await as(world, east.clerk, y.publishYearNotice, { body: { determinationIds, contact: '组织办公室' } })
  at(world, '2027-01-18')
  await as(world, east.clerk, y.closeYearNotices, { body: { determinationIds } })
  await as(world, east.secretary, y.fileResults, { body: { determinationIds, docNo: '〔2027〕1号' } })
  await as(world, banner.department, y.confirmResults, { body: { determinationIds } })
})

const propose = (toLevel = 7, by = east.clerk) =>
  as(world, by, r.proposeRemoval, {
    body: { bookId, toLevel, basis: 'INCIDENT', reason: '发生一起森林草原火情瞒报' },
  })
const decide = (agreed = true) =>
  as(world, east.secretary, r.decideRemoval, {
    params: { id },
    body: { agreed, metOn: localDate('2027-06-02'), docNo: '〔2027〕15号', decision: '同意降为七星级' },
  })
const publish = () =>
  as(world, east.clerk, r.publishRemoval, { params: { id }, body: { contact: '组织办公室' } })
const effect = () => as(world, east.secretary, r.takeEffect, { params: { id } })
const code = (reply: { error?: { code: string } | undefined }) => reply.error?.code
const stateOf = async () =>
  (await world.owner('select state from star_removal where id = $1', [id]))[0]?.state
const queueOf = async () =>
  (await world.owner('select kind from work_item where subject_id = $1', [id])).map((row) => row.kind)

describe('proposing', () => {
  test('a confirmed result without its stars is refused, then a level that is not lower, then a neighbour', async () => {
    at(world, '2027-06-01')
    expect(code(await propose())).toBe('removals.not_standing')
    const order = await world.owner(`update rating set state = 'IN_FORCE' where book_id = $1`, [bookId])
    expect(order).toBeDefined()
    expect(code(await propose(9, west.clerk))).toBe('common.not_found')
    expect((await propose(9, village.secretary)).status).toBe(403)
    await world.owner('update rating set final_level = 9, level_reason = $2 where book_id = $1', [
      bookId,
      '会议',
    ])
    expect(code(await propose(9))).toBe('removals.not_lower')
    await world.owner('update rating set final_level = 10 where book_id = $1', [bookId])
  })
  test('once, and it waits for the secretary', async () => {
    id = (await propose()).answer.id
    expect(code(await propose(5))).toBe('removals.running')
    expect(await queueOf()).toEqual(['REMOVAL_DECIDE'])
  })
})

const acts: Record<r.RemovalAct, () => Promise<{ status: number; error?: { code: string } | undefined }>> = {
  withdraw: () => as(world, east.clerk, r.withdrawRemoval, { params: { id }, body: { reason: '材料不实' } }),
  decide: () => decide(true),
  refuse: () => decide(false),
  publish,
  take_effect: effect,
  withdraw_notice: async () =>
    as(world, east.clerk, n.withdrawNotice, {
      params: { id: await noticeId() },
      body: { reason: '文字有误' },
    }),
  close_notice: async () => as(world, east.clerk, n.closeNotice, { params: { id: await noticeId() } }),
  cancel: async () => ({ status: 409, error: { code: 'by objection' } }),
}
const noticeId = async (): Promise<string> =>
  String((await world.owner('select notice_id from star_removal where id = $1', [id]))[0]?.notice_id ?? id)

describe('every state and act', () => {
  test.each(
    everyStateAndAct(r.removalLifecycle, r.removalActs).filter(
      ({ to, act }) => !to && !['withdraw_notice', 'close_notice', 'cancel'].includes(act),
    ),
  )('$act is refused in $from', async ({ from, act }) => {
    at(world, '2027-06-02')
    const [before] = await world.owner(
      'select state, met_on, doc_no, notice_id, notice_closed_on, effective_on from star_removal where id = $1',
      [id],
    )
    const notice = ['PUBLIC_NOTICE', 'NOTICE_CLOSED', 'EFFECTIVE', 'CANCELLED'].includes(from)
    const running = from === 'PUBLIC_NOTICE' && act === 'take_effect'
    if (running) return
    await world.owner(
      `update star_removal set state = $2, met_on = '2027-06-01', doc_no = 'x', notice_id = $3, notice_closed_on = $4, effective_on = $5 where id = $1`,
      [
        id,
        from,
        notice ? id : null,
        notice ? '2027-06-02' : null,
        from === 'EFFECTIVE' ? '2027-06-02' : null,
      ],
    )
    const reply = await acts[act]()
    expect(reply.status).toBe(409)
    expect(['common.act_not_open', 'removals.notice_first']).toContain(code(reply))
    await world.owner(
      'update star_removal set state = $2, met_on = $3, doc_no = $4, notice_id = $5, notice_closed_on = $6, effective_on = $7 where id = $1',
      [
        id,
        before?.state,
        before?.met_on,
        before?.doc_no,
        before?.notice_id,
        before?.notice_closed_on,
        before?.effective_on,
      ],
    )
  })
  test('the database refuses an effect without a closed notice', async () => {
    await expect(
      world.owner(
        `update star_removal set state = 'EFFECTIVE', met_on = '2027-06-02', doc_no = 'x', effective_on = '2027-06-02' where id = $1`,
        [id],
      ),
    ).rejects.toThrow('star_removal__notice_before_effect')
  })
})

describe('the way through', () => {
  test('no notice, no effect; decided, it waits for its notice', async () => {
    at(world, '2027-06-02')
    expect(code(await effect())).toBe('removals.notice_first')
    expect((await decide()).status).toBe(200)
    expect(await queueOf()).toEqual(['REMOVAL_NOTICE'])
    expect(code(await effect())).toBe('removals.notice_first')
  })
  test('a withdrawn notice leads back, a new one runs five working days', async () => {
    expect((await publish()).status).toBe(200)
    expect((await acts.withdraw_notice()).status).toBe(200)
    expect(await stateOf()).toBe('DECIDED')
    expect((await publish()).status).toBe(200)
    expect(code(await effect())).toBe('notices.not_over')
    const [notice] = await world.owner(
      'select workdays, ends_on - starts_on as days from notice where id = $1',
      [await noticeId()],
    )
    expect(notice).toMatchObject({ workdays: 5 })
  })
  test('an open objection holds it; upheld against the removal cancels it, the result stays', async () => {
    const [notice] = await world.owner('select public_code from notice where id = $1', [await noticeId()])
    await send(world, '', n.raiseObjection, {
      params: { code: notice?.public_code as string },
      body: { seq: 1, name: '哈斯巴根', contact: '13847912345', content: '火情当天已上报，有记录' },
    })
    at(world, '2027-06-21')
    expect(code(await effect())).toBe('notices.objections_open')
    const [objection] = await world.owner('select id from objection where notice_id = $1', [await noticeId()])
    const params = { id: objection?.id as string }
    await as(world, east.clerk, n.investigateObjection, { params, body: { finding: '属实', fileIds: [] } })
    const reply = await as(world, east.secretary, n.answerObjection, {
      params,
      body: { outcome: 'AMENDED', answer: '经查已按时上报，不再降星' },
    })
    expect(reply.status).toBe(200)
    expect(await stateOf()).toBe('CANCELLED')
    expect(
      await world.owner('select final_level, state from rating where book_id = $1', [bookId]),
    ).toMatchObject([{ final_level: 10, state: 'IN_FORCE' }])
  })
  test('in effect: the new level with its story, a plaque ordered, verify content', async () => {
    at(world, '2027-07-01')
    await as(world, banner.department, (await import('@xinghe/contract/award')).orderPlaques, {
      body: {
        year: 2026,
        townshipIds: [east.id],
        costFen: 26000 as never,
        fundSource: 'PARTY_DUES',
        orderedOn: localDate('2027-07-01'),
      },
    })
    id = (await propose()).answer.id
    const decided = await as(world, east.secretary, r.decideRemoval, {
      params: { id },
      body: { agreed: true, metOn: localDate('2027-07-01'), docNo: '〔2027〕20号', decision: '同意' },
    })
    expect(decided.status).toBe(200)
    await publish()
    at(world, '2027-07-20')
    expect((await effect()).status).toBe(200)
    expect(await queueOf()).toEqual([])
    const [rating] = await world.owner(
      'select final_level, state, level_reason from rating where book_id = $1',
      [bookId],
    )
    expect(rating).toMatchObject({ final_level: 7, state: 'DOWNGRADED' })
    expect(rating?.level_reason).toContain('由十星级降为七星级')
    const plaques = await world.owner(
      'select level, state, cost_fen from plaque where book_id = $1 order by id',
      [bookId],
    )
    expect(plaques).toMatchObject([
      { level: 10, state: 'TAKEN_DOWN' },
      { level: 7, state: 'ORDERED', cost_fen: 26000 },
    ])
    const found = await readTx(world.db, wholeRegion(banner.regionId), (tx) =>
      verifyRatings(tx, banner.regionId, 2026),
    )
    expect(found.findings).toEqual([])
    const list = await as(world, village.secretary, r.listRemovals, { query: { bookId } })
    expect(list.answer.rows.map((row) => row.state)).toEqual(['EFFECTIVE', 'CANCELLED'])
  })
})
