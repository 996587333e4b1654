/** A quarter from entry to seal, books and vetoes, over HTTP; refusals first. */
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import * as p from '@xinghe/contract/points'
import * as q from '@xinghe/contract/quarters'
import { confirmSlips, enterSlips, listSlips } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
  signedOut,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { queueDueQuarters } from './index.ts'

let world: World
let banner: GivenRegion
let town: GivenTownship
let other: GivenTownship
let village: GivenVillage
let bookOf: Map<string, string>
const member = (index = 0) => village.members[index] as GivenPerson
const mine = (person: { id: string }) => bookOf.get(person.id) as string
const chosen = (quarter: number, villages = town.villages) => ({
  villageIds: villages.map((one) => one.id),
  year: 2026,
  quarter,
})
const goTo = (iso: string) => {
  world.clock.set(iso)
  signedOut(world)
}
const slipFor = (person: { id: string }, factOn: string, ruleCode = '1.1') => ({
  slips: [{ factOn: localDate(factOn), reason: '参加支部党课', lines: [{ bookId: mine(person), ruleCode }] }],
})
const board = async (person: GivenPerson) =>
  (await as(world, person, q.listQuarters, { query: { year: 2026 } })).answer.villages

beforeAll(async () => {
  world = await freshWorld('2026-03-20T10:00:00+08:00')
  banner = await givenRegion(world)
  ;[town, other] = banner.townships as [GivenTownship, GivenTownship]
  village = town.villages[0] as GivenVillage
  await givenDeclared(world, banner, town)
  const rows = await world.owner('select id, coalesce(person_id, village_id) as key from book')
  bookOf = new Map(rows.map((row) => [String(row.key), String(row.id)]))
})

test('the books open with four quarters a village', async () => {
  expect(await board(town.clerk)).toHaveLength(2)
  expect((await board(town.clerk))[0]?.quarters.map((one) => one.state)).toEqual([
    'OPEN',
    'OPEN',
    'OPEN',
    'OPEN',
  ])
  expect(await board(village.secretary)).toHaveLength(1)
  expect(await board(other.clerk)).toHaveLength(0)
})

test('closing is refused before the end, by others, out of order, and while slips wait', async () => {
  const close = (person: GivenPerson, quarter: number, carry = false) =>
    as(world, person, q.closeQuarters, { body: { ...chosen(quarter), carry } })
  expect(await close(town.clerk, 1)).toMatchObject({ status: 409, error: { code: 'quarters.not_over' } })
  await as(world, village.clerk, enterSlips, { body: slipFor(member(), '2026-03-19') })
  goTo('2026-07-06T10:00:00+08:00')
  expect(await close(village.secretary, 1)).toMatchObject({ status: 403 })
  expect(await close(other.clerk, 1)).toMatchObject({ status: 404 })
  expect(await close(town.clerk, 2)).toMatchObject({ status: 409, error: { code: 'quarters.earlier_open' } })
  const waiting = await close(town.clerk, 1)
  expect(waiting).toMatchObject({
    status: 409,
    error: { code: 'quarters.slips_waiting', details: { count: 1 } },
  })
  expect(waiting.error.message).toContain(village.name)
  expect((await board(town.clerk))[0]?.quarters[0]).toMatchObject({
    waiting: 1,
    can: ['close'],
    blocked: '1张申报单未办结',
  })
})

test('quarters that are over come to the clerk once, with a due day', async () => {
  expect(
    await act(world, town.clerk, async (tx, by) => {
      const { markPermitted } = await import('../platform/tx.ts')
      markPermitted(tx)
      return queueDueQuarters(tx, by)
    }),
  ).toBe(4)
  const rows = await world.owner(
    `select distinct kind, post, due_on::text from work_item where subject_kind = 'quarter' order by 3`,
  )
  expect(rows).toMatchObject([{ kind: 'QUARTER_CLOSE', post: 'TOWNSHIP_CLERK' }, { kind: 'QUARTER_CLOSE' }])
})

test('carried over, what waited becomes a late entry of the next quarter; later deeds follow', async () => {
  const closed = await as(world, town.clerk, q.closeQuarters, { body: { ...chosen(1), carry: true } })
  expect(closed.answer).toEqual({ closed: 2, carried: 1 })
  const late = await as(world, village.clerk, enterSlips, { body: slipFor(member(), '2026-02-11') })
  expect(late.answer.late).toBe(1)
  const rows = (await as(world, village.secretary, listSlips, { query: { view: 'confirm' } })).answer.rows
  expect(rows.map((row) => [row.quarter, row.late])).toEqual([
    [2, true],
    [2, true],
  ])
  await as(world, village.secretary, confirmSlips, { body: { ids: rows.map((row) => row.id) } })
})

test('published: one notice a village with its book, its members and the code of the ledger', async () => {
  const sent = await as(world, town.clerk, q.publishQuarters, { body: chosen(1) })
  expect(sent, JSON.stringify(sent.error)).toMatchObject({ status: 200 })
  expect(sent.answer.noticeIds).toHaveLength(2)
  const lines = await world.owner(
    'select seq, subject_name, total, plus, minus from notice_line where notice_id = $1 order by seq',
    [sent.answer.noticeIds[0]],
  )
  expect(lines[0]).toMatchObject({ seq: 1, plus: 0, minus: 0 })
  expect(lines).toHaveLength(6)
  const [notice] = await world.owner('select head_code, kind from notice where id = $1', [
    sent.answer.noticeIds[0],
  ])
  expect(notice).toMatchObject({
    kind: 'QUARTER',
    head_code: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
  })
  expect(await as(world, town.clerk, q.sealQuarters, { body: chosen(1) })).toMatchObject({
    status: 409,
    error: { code: 'quarters.notice_running' },
  })
})

test('unlocked by the township secretary with a reason, the notice is withdrawn and entry is open again', async () => {
  const body = { ...chosen(1, [village]), reason: '漏记一次党课' }
  expect(await as(world, town.clerk, q.unlockQuarter, { body })).toMatchObject({ status: 403 })
  expect(await as(world, town.secretary, q.unlockQuarter, { body: { ...body, reason: '' } })).toMatchObject({
    status: 422,
  })
  expect(await as(world, town.secretary, q.unlockQuarter, { body })).toMatchObject({
    status: 200,
    answer: { unlocked: 1 },
  })
  expect(
    await world.owner(
      `select n.state from notice n join quarter q on q.id = n.source_id where q.village_id = $1`,
      [village.id],
    ),
  ).toEqual([{ state: 'WITHDRAWN' }])
  const entered = await as(world, village.clerk, enterSlips, { body: slipFor(member(), '2026-01-09') })
  expect(entered.answer.late).toBe(0)
  await as(world, village.secretary, confirmSlips, { body: { ids: entered.answer.ids } })
  await as(world, town.clerk, q.closeQuarters, { body: chosen(1, [village]) })
  await as(world, town.clerk, q.publishQuarters, { body: chosen(1, [village]) })
})

test('sealed after the notice has run; nothing opens it again', async () => {
  goTo('2026-07-20T10:00:00+08:00')
  expect(await as(world, town.clerk, q.sealQuarters, { body: chosen(1) })).toMatchObject({
    status: 200,
    answer: { sealed: 2 },
  })
  expect(
    await as(world, town.secretary, q.unlockQuarter, { body: { ...chosen(1), reason: '再改' } }),
  ).toMatchObject({ status: 409, error: { code: 'common.act_not_open' } })
  expect((await board(town.clerk))[0]?.quarters[0]).toMatchObject({
    state: 'SEALED',
    can: [],
    headCode: expect.any(String),
  })
})

test('every state × act of a quarter', async () => {
  const [{ id } = { id: '' }] = await world.owner(
    'select id from quarter where village_id = $1 and quarter = 2',
    [village.id],
  )
  const [{ notice_id } = { notice_id: '' }] = await world.owner(
    'select notice_id from quarter where village_id = $1 and quarter = 1',
    [village.id],
  )
  const body = chosen(2, [village])
  const acts: Record<q.QuarterAct, () => Promise<{ status: number }>> = {
    close: () => as(world, town.clerk, q.closeQuarters, { body }),
    publish: () => as(world, town.clerk, q.publishQuarters, { body }),
    seal: () => as(world, town.clerk, q.sealQuarters, { body }),
    unlock: () => as(world, town.secretary, q.unlockQuarter, { body: { ...body, reason: '更正' } }),
  }
  for (const { from, act: name, to } of everyStateAndAct(q.quarterLifecycle, q.quarterActKeys)) {
    await world.owner('update quarter set state = $2, notice_id = $3 where id = $1', [id, from, notice_id])
    expect((await acts[name]()).status, `${from} ${name}`).toBe(to ? 200 : 409)
    expect(
      (await world.owner('select state from quarter where id = $1', [id]))[0]?.state,
      `${from} ${name}`,
    ).toBe(to ?? from)
  }
})

describe('books', () => {
  test('in the order of place and number, by stars lit, each in its own area', async () => {
    const list = await as(world, town.clerk, p.listBooks, { query: { year: 2026, size: 3 } })
    expect(list.answer).toMatchObject({ total: 10, byLit: [10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] })
    expect(list.answer.rows).toHaveLength(3)
    expect(list.answer.rows[0]?.stars).toHaveLength(10)
    expect((await as(world, town.clerk, p.listBooks, { query: { year: 2026, lit: 4 } })).answer.total).toBe(0)
    expect((await as(world, other.clerk, p.listBooks, { query: { year: 2026 } })).answer.total).toBe(0)
    expect(
      (await as(world, member(), p.listBooks, { query: { year: 2026 } })).answer.rows.map((row) => row.id),
    ).toEqual([mine(member())])
  })
  test('a member reads his own; who has none is told so', async () => {
    const book = await as(world, member(), p.getMyBook, { query: { year: 2026 } })
    expect(book.answer).toMatchObject({
      name: member().name,
      quarters: [{ points: 100, state: 'SEALED' }, { points: 200 }, { points: 0 }, { points: 0 }],
      can: ['enter'],
    })
    expect(book.answer.stars[0]).toMatchObject({
      points: 300,
      missing: 700,
      lit: false,
      quarters: [100, 200, 0, 0],
    })
    // Without a year the newest, also before this year's is open.
    expect((await as(world, member(), p.getMyBook, { query: {} })).answer.year).toBe(2026)
    expect(await as(world, town.clerk, p.getMyBook, { query: { year: 2026 } })).toMatchObject({
      status: 404,
      error: { code: 'books.no_book' },
    })
    expect(await as(world, other.clerk, p.getBook, { params: { id: mine(member()) } })).toMatchObject({
      status: 404,
    })
  })
  test('on paper', async () => {
    const sheet = await as(world, member(), p.printBook, { params: { id: mine(member()) } })
    expect(sheet.status).toBe(200)
    expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
  test('vetoed with reason, then lifted; only by those who may', async () => {
    const body = {
      bookId: mine(member(1)),
      ruleCode: '否1',
      reason: '受到党内警告处分',
      happenedOn: localDate('2026-06-01'),
      fileIds: [],
    }
    expect(await as(world, village.secretary, p.recordVeto, { body })).toMatchObject({ status: 403 })
    expect(await as(world, other.clerk, p.recordVeto, { body })).toMatchObject({ status: 404 })
    expect(await as(world, town.clerk, p.recordVeto, { body: { ...body, ruleCode: '1.1' } })).toMatchObject({
      status: 422,
      error: { code: 'vetoes.wrong_rule' },
    })
    const made = await as(world, town.clerk, p.recordVeto, { body })
    expect(made.status).toBe(200)
    const read = async () => (await as(world, town.clerk, p.getBook, { params: { id: body.bookId } })).answer
    expect(await read()).toMatchObject({
      vetoed: true,
      suggested: null,
      vetoes: [{ reason: body.reason, lifted: null }],
    })
    const lift = { params: { id: made.answer.id }, body: { reason: '处分已撤销' } }
    expect(await as(world, village.secretary, p.liftVeto, lift)).toMatchObject({ status: 403 })
    expect(await as(world, town.clerk, p.liftVeto, lift)).toMatchObject({ status: 200 })
    expect(await as(world, town.clerk, p.liftVeto, lift)).toMatchObject({ status: 409 })
    expect(await read()).toMatchObject({ vetoed: false, suggested: 0 })
  })
})
