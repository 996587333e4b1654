import * as c from '@xinghe/contract/circulars'
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import { summariseResults } from '@xinghe/contract/results'
import * as y from '@xinghe/contract/year-end'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
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
import { freshWorld, type World } from '../../../test/world.ts'
import { paragraphOf, sumsOf } from './text.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let id: string

/** Determined, noticed, filed and confirmed. */
async function givenConfirmed(township: GivenTownship, subject: 'ORG' | 'MEMBER') {
  at(world, '2027-01-05')
  await givenDetermined(world, township, subject)
  const determinationIds = [await determinationOf(world, township.id, subject)]
  await as(world, township.clerk, y.publishYearNotice, { body: { determinationIds, contact: '组织办公室' } })
  at(world, '2027-01-18')
  await as(world, township.clerk, y.closeYearNotices, { body: { determinationIds } })
  await as(world, township.secretary, y.fileResults, { body: { determinationIds, docNo: '〔2027〕1号' } })
  const { status } = await as(world, banner.department, y.confirmResults, { body: { determinationIds } })
  expect(status).toBe(200)
}

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 2 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  for (const township of [east, west]) await givenDeclared(world, banner, township)
  for (const [index, village] of [...east.villages, ...west.villages].entries())
    await givenPoints(
      world,
      index < 2 ? east : west,
      await bookOf(world, { villageId: village.id, subject: 'ORG' }),
      [10, 10, 10, 10, 10, 10, 10, 10, index > 0 ? 9 : 10, index > 2 ? 9 : 10],
    )
  at(world, '2027-01-05')
  for (const township of [east, west]) await givenAssessed(world, township)
})

const draft = (by: GivenPerson, townshipId?: string, subject: 'ORG' | 'MEMBER' = 'ORG') =>
  as(world, by, c.draftCircular, { body: { year: 2026, subject, ...(townshipId && { townshipId }) } })
const get = async (of = id, by = banner.department) =>
  (await as(world, by, c.getCircular, { params: { id: of } })).answer
const edit = async (
  patch: Partial<Parameters<typeof c.circularEdit.parse>[0] & object> = {},
  of = id,
  by = banner.department,
) => {
  const now = await get(of, by)
  return as(world, by, c.editCircular, {
    params: { id: of },
    body: c.circularEdit.parse({
      ...now,
      docWord: '测组通',
      docYear: 2027,
      docSeq: 1,
      issuedOn: '2027-01-18',
      ...patch,
    }),
  })
}
const issue = (of = id, by = banner.department) =>
  as(world, by, c.issueCircular, { params: { id: of }, body: {} })
const code = (reply: { error?: { code: string } | undefined }) => reply.error?.code
const faultsAt = (reply: { error?: { fields?: { path: string }[] | undefined } | undefined }) =>
  reply.error?.fields?.map(({ path }) => path)

describe('drafting', () => {
  test('nothing is told before anything is confirmed', async () => {
    at(world, '2027-01-18')
    expect(code(await draft(banner.department))).toBe('circulars.nothing_confirmed')
    await givenConfirmed(east, 'ORG')
    expect(code(await draft(banner.department, west.id))).toBe('circulars.nothing_confirmed')
    expect(code(await draft(banner.department, undefined, 'MEMBER'))).toBe('circulars.nothing_confirmed')
  })
  test('not by who only reads, by a village, for a neighbour or above oneself', async () => {
    expect((await draft(banner.inspector)).status).toBe(403)
    expect((await draft(east.villages[0]?.secretary as GivenPerson)).status).toBe(403)
    expect(code(await draft(west.clerk, east.id))).toBe('common.not_found')
    expect(code(await draft(east.clerk, banner.root.id))).toBe('common.not_found')
    expect(code(await draft(banner.department, east.villages[0]?.id as string))).toBe('common.not_found')
  })
  test('the county drafts with the usual text, its figures those of the page of results', async () => {
    id = (await draft(banner.department)).answer.id
    const made = await get()
    expect(made).toMatchObject({
      state: 'DRAFT',
      number: null,
      townshipName: null,
      title: '关于2026年度嘎查村党组织星级评定结果的通报',
      issuer: '中共测试旗1委组织部',
      count: 2,
      waiting: [{ id: west.id, name: '第2镇' }],
    })
    expect(made.body.split('\n')).toContain(c.figuresMark)
    const page = await as(world, banner.department, summariseResults, {
      query: { year: 2026, subject: 'ORG' },
    })
    expect(made.figures).toBe(`${page.answer.sentence}具体名单见附件。`)
    expect(made.figures).toMatch(/共评定嘎查村党组织2个，其中一类2个（十星级1个，九星级1个）/)
  })
  test('a township drafts its own and does not see the county’s', async () => {
    const own = (await draft(east.clerk)).answer.id
    expect((await get(own, east.clerk)).townshipName).toBe('第1镇')
    expect(code(await as(world, east.clerk, c.getCircular, { params: { id } }))).toBe('common.not_found')
    const seen = await as(world, east.clerk, c.listCirculars, { query: {} })
    expect(seen.answer.rows.map((row) => row.id)).toEqual([own])
    expect(code(await as(world, west.clerk, c.getCircular, { params: { id: own } }))).toBe('common.not_found')
  })
})

describe('editing', () => {
  test('without the place of the figures, with an identity number, or of tomorrow: refused at the field', async () => {
    const gone = await edit({ body: '2026年度共评定三百个。' })
    expect([code(gone), faultsAt(gone)]).toEqual(['circulars.figures_missing', ['body']])
    const personal = await edit({ body: `联系人身份证号990102199003077731\n${c.figuresMark}` })
    expect([code(personal), faultsAt(personal)]).toEqual(['circulars.personal_data', ['body']])
    const late = await edit({ issuedOn: '2027-01-19' })
    expect([code(late), faultsAt(late)]).toEqual(['circulars.day_late', ['issuedOn']])
    expect((await edit({}, id, banner.inspector).catch(() => ({ status: 404 }))).status).not.toBe(200)
  })
  test('the colon after the addressees and the stop after the copies are set by the paper', async () => {
    expect((await edit({ addressees: '各镇党委：', copies: '旗委办公室。' })).status).toBe(200)
    expect(await get()).toMatchObject({
      addressees: '各镇党委',
      copies: '旗委办公室',
      number: '测组通〔2027〕1号',
    })
  })
})

describe('issuing', () => {
  test('not without a number, not over a township that waits, not before the results stood', async () => {
    await edit({ docSeq: null })
    const bare = await issue()
    expect([code(bare), faultsAt(bare)]).toEqual(['circulars.number_missing', ['docSeq']])
    await edit({})
    const open = await issue()
    expect([code(open), faultsAt(open)]).toEqual(['circulars.not_confirmed', ['leftOutIds']])
    expect(open.error?.message).toContain('第2镇')
    await edit({ leftOutIds: [west.id], issuedOn: '2027-01-17' })
    const early = await issue()
    expect([code(early), faultsAt(early)]).toEqual(['circulars.day_early', ['issuedOn']])
    expect((await issue(id, east.secretary)).status).toBe(404)
  })
  test('a township that is left out is named in the text', async () => {
    await edit({ leftOutIds: [west.id] })
    expect((await get()).figures).toContain('第2镇的评定结果尚未备案确认，待确认后另行通报。')
    expect((await issue()).status).toBe(200)
    const issued = await get()
    expect(issued).toMatchObject({ state: 'ISSUED', can: [], count: 2, issuedBy: banner.department.name })
  })
  test('what was issued stays, whatever stands later', async () => {
    const before = await get()
    await givenConfirmed(west, 'ORG')
    await world.owner(
      `update rating set final_level = 8, level_reason = '降星' where township_id = $1 and subject = 'ORG'`,
      [east.id],
    )
    expect(await get()).toEqual(before)
    const now = await draft(banner.department)
    expect(await get(now.answer.id)).toMatchObject({ count: 4, waiting: [], docWord: '测组通' })
    await world.owner(`update rating set final_level = 10 where township_id = $1 and subject = 'ORG'`, [
      east.id,
    ])
  })
  test('a number is given once; of a draft that was given up it is free again', async () => {
    const one = (await draft(banner.department)).answer.id
    const taken = await edit({}, one)
    expect([code(taken), faultsAt(taken)]).toEqual(['circulars.number_taken', ['docSeq']])
    expect((await edit({ docSeq: 2 }, one)).status).toBe(200)
    expect(
      (
        await as(world, banner.department, c.withdrawCircular, {
          params: { id: one },
          body: { reason: '重复起草' },
        })
      ).status,
    ).toBe(200)
    const other = (await draft(banner.department)).answer.id
    expect((await edit({ docSeq: 2 }, other)).status).toBe(200)
    // The township has numbers of its own.
    const own = (await draft(east.clerk)).answer.id
    expect((await edit({ docSeq: 1 }, own, east.clerk)).status).toBe(200)
  })
  test('the database keeps what the act keeps', async () => {
    await expect(
      world.owner(
        `update circular set doc_seq = 1 where state = 'DRAFT' and township_id is null and doc_seq = 2`,
      ),
    ).rejects.toThrow('circular__number_once')
    await expect(world.owner(`update circular set frozen = null where id = $1`, [id])).rejects.toThrow(
      'circular__issued_whole',
    )
  })
  test.each(everyStateAndAct(c.circularLifecycle, c.circularActs).filter(({ to }) => !to))(
    '$act is refused in $from',
    async ({ from, act }) => {
      const [row] = await world.owner(
        'select id from circular where state = $1 and township_id is null limit 1',
        [from],
      )
      const of = row?.id as string
      const reply = {
        edit: () => edit({}, of),
        issue: () => issue(of),
        withdraw: () =>
          as(world, banner.department, c.withdrawCircular, {
            params: { id: of },
            body: { reason: '不再需要' },
          }),
      }[act]
      expect(code(await reply())).toBe('common.act_not_open')
    },
  )
})

describe('words', () => {
  test('headings by their numbers; what stands before the first full stop is the heading', () => {
    expect(paragraphOf('一、评定结果')).toEqual({ kind: 'FIRST', head: '一、评定结果', rest: '' })
    expect(paragraphOf('（十一）用好结果。按规定兑现。')).toEqual({
      kind: 'SECOND',
      head: '（十一）用好结果。',
      rest: '按规定兑现。',
    })
    expect(paragraphOf('第一、二名。')).toMatchObject({ kind: 'TEXT', rest: '' })
  })
  test('sums of the annex', () => {
    const row = { township: '', village: '', name: '', total: 100 }
    expect(
      sumsOf('ORG', [
        { ...row, level: 8, class: 'I' },
        { ...row, level: 10, class: 'I' },
        { ...row, level: null, class: null },
        { ...row, level: 7, class: 'II' },
      ]),
    ).toBe('合计4个：十星级1个、八星级1个、七星级1个、不予评星1个；一类2个、二类1个。')
    expect(sumsOf('MEMBER', [{ ...row, level: 9, class: null }])).toBe('合计1名：九星级1名。')
  })
})
