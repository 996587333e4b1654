import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import * as n from '@xinghe/contract/notices'
import { dayInShanghai } from '@xinghe/contract/values'
import { listWork } from '@xinghe/contract/work'
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
import { freshWorld, send } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { systemTx } from '../platform/tx.ts'
import {
  answerObjection,
  closeNotices,
  investigateObjection,
  publishNotice,
  raiseObjection,
  withdrawNotice,
} from './index.ts'

const world = await freshWorld('2026-01-06T10:00:00+08:00')
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let books: { org: string; member: string }

beforeAll(async () => {
  banner = await givenRegion(world)
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  books = { org: newId(), member: newId() }
  const insert = (id: string, subject: string, person: string | null) =>
    world.owner(
      `insert into book (region_id, id, year, subject, township_id, village_id, person_id, path, book_no, name, opened_on)
       values (1, $1::uuid, 2025, $2, $3, $4, $5, $6, $2, '某', '2025-01-01')`,
      [id, subject, east.id, village.id, person, village.path],
    )
  await insert(books.org, 'ORG', null)
  // The clerk of the township is himself a member of the village.
  await insert(books.member, 'MEMBER', east.clerk.id)
})

const at = (instant: string) => {
  world.clock.set(instant)
  signedOut(world)
}
async function running() {
  at('2026-01-06T10:00:00+08:00')
  const line = { path: village.path, unitName: village.name, total: 9000, level: 8 }
  return act(world, east.secretary, (tx, by) =>
    publishNotice(tx, by, {
      kind: 'YEAR_END_MEMBER',
      unit: east,
      year: 2025,
      subject: 'MEMBER',
      sourceId: newId(),
      title: '2025年度党员星级评定结果的公示',
      body: '现予公示。',
      contact: '党委组织办公室，电话0479-1234567',
      startsOn: '2026-01-06',
      workdays: 5,
      lines: [
        { ...line, bookId: books.org, subjectName: '党支部' },
        { ...line, bookId: books.member, subjectName: '某党员' },
        { ...line, subjectName: '乌云其木格' },
      ],
    }),
  )
}
const words = { name: '哈斯巴根', contact: '13847912345', content: '防火值守的三分没有记上，有值班表为证' }
const raise = (code: string, over: Partial<Parameters<typeof raiseObjection>[2]> = {}) =>
  systemTx(world.db, 1, (tx) => {
    const now = world.clock.now()
    const visitor = { now, today: dayInShanghai(now), traceId: 'visit', ip: '127.0.0.1' }
    return raiseObjection(tx, visitor, { code, ...words, ...over })
  })
const investigate = (person: GivenPerson, id: string, finding = '查阅值班表，情况属实') =>
  act(world, person, (tx, by) => investigateObjection(tx, by, { id, finding }))
const answer = (
  person: GivenPerson,
  id: string,
  outcome: 'UPHELD' | 'AMENDED',
  text = '经调查，维持原结果',
) => act(world, person, (tx, by) => answerObjection(tx, by, { id, outcome, answer: text }))
const queueOf = async (id: string) =>
  world.owner('select kind, unit_id, post, due_on::text from work_item where subject_id = $1', [id])

describe('raising', () => {
  test('only while the notice runs, about a line that stands in it', async () => {
    const { publicCode, id } = await running()
    await expect(raise('1-ZZZZZZZZ')).rejects.toMatchObject({ code: 'common.not_found' })
    await expect(raise('nonsense')).rejects.toMatchObject({ code: 'common.not_found' })
    await expect(raise(publicCode, { seq: 9 })).rejects.toMatchObject({ code: 'notices.no_such_line' })
    await expect(raise(publicCode, { bookId: newId() })).rejects.toMatchObject({
      code: 'notices.no_such_line',
    })
    for (const outside of ['2026-01-05T10:00:00+08:00', '2026-01-13T00:00:01+08:00']) {
      at(outside)
      await expect(raise(publicCode)).rejects.toMatchObject({ code: 'notices.not_running' })
    }
    at('2026-01-06T10:00:00+08:00')
    await act(world, east.secretary, (tx, by) => withdrawNotice(tx, by, { id, reason: '数据有误' }))
    await expect(raise(publicCode)).rejects.toMatchObject({ code: 'notices.not_running' })
    expect(await world.owner('select 1 from objection')).toHaveLength(0)
  })

  test('a tracking code back, five working days, and it waits with the township, not with the village', async () => {
    const { publicCode } = await running()
    at('2026-01-09T16:00:00+08:00')
    const raised = await raise(publicCode.toLowerCase(), { seq: 3 })
    expect(raised).toMatchObject({ dueOn: '2026-01-16', bookId: null, path: village.path, isNew: true })
    expect(raised.trackingCode).toMatch(/^1-[2-9A-Z]{10}$/)
    expect(await queueOf(raised.id)).toEqual([
      { kind: 'OBJECTION_INVESTIGATE', unit_id: east.id, post: 'TOWNSHIP_CLERK', due_on: '2026-01-16' },
    ])
    const mine = (await as(world, east.clerk, listWork, { query: { kind: 'OBJECTION_INVESTIGATE' } })).answer
    expect(mine.rows[0]?.title).toBe('对“乌云其木格”的异议')
    expect(JSON.stringify(mine)).not.toContain(words.contact)
  })

  test('pressed twice it is one; thirty in an hour are too many', async () => {
    const { publicCode } = await running()
    const first = await raise(publicCode)
    expect(await raise(publicCode)).toMatchObject({
      id: first.id,
      trackingCode: first.trackingCode,
      isNew: false,
    })
    for (let count = 1; count < 30; count++) await raise(publicCode, { content: `第${count}件不同的事` })
    await expect(raise(publicCode, { content: '再来一件' })).rejects.toMatchObject({
      code: 'common.too_many',
    })
    at('2026-01-06T11:00:01+08:00')
    await raise(publicCode, { content: '一小时以后' })
  })
})

describe('investigating and answering', () => {
  test('every state × act', async () => {
    for (const { from, act: what, to } of everyStateAndAct(n.objectionLifecycle, n.objectionActKeys)) {
      const { publicCode } = await running()
      const { id } = await raise(publicCode)
      if (from !== 'RAISED') await investigate(east.clerk, id)
      if (from === 'UPHELD' || from === 'AMENDED') await answer(east.secretary, id, from)
      const run =
        what === 'investigate'
          ? investigate(east.group, id)
          : answer(east.secretary, id, what === 'uphold' ? 'UPHELD' : 'AMENDED')
      const refused = await run.then(
        () => undefined,
        (error) => error.code,
      )
      expect([from, what, refused === undefined]).toEqual([from, what, to !== undefined])
      if (from === 'RAISED' && what !== 'investigate') expect(refused).toBe('notices.finding_needed')
      const [row] = await world.owner('select state from objection where id = $1', [id])
      expect(row?.state).toBe(to ?? from)
      const queued = await queueOf(id)
      if (n.answered.includes(row?.state as n.ObjectionState)) expect(queued).toEqual([])
      else
        expect(queued).toMatchObject([
          row?.state === 'RAISED'
            ? { kind: 'OBJECTION_INVESTIGATE', post: 'TOWNSHIP_CLERK' }
            : { kind: 'OBJECTION_ANSWER', post: 'TOWNSHIP_SECRETARY', unit_id: east.id },
        ])
    }
  })

  test('nobody judges a complaint about himself, nor about the organisation in which he holds a post', async () => {
    const { publicCode } = await running()
    const own = await raise(publicCode, { bookId: books.member })
    await expect(investigate(east.clerk, own.id)).rejects.toMatchObject({ code: 'common.own_matter' })
    await investigate(east.group, own.id)
    await expect(answer(east.clerk, own.id, 'UPHELD')).rejects.toMatchObject({ code: 'common.own_matter' })
    const seen = (await as(world, east.clerk, n.getObjection, { params: { id: own.id } })).answer
    expect(seen).toMatchObject({ objectorName: null, contact: null, trackingCode: null, can: [] })

    const org = await raise(publicCode, { bookId: books.org })
    await world.owner(
      `insert into post_holding (region_id, id, person_id, unit_id, path, post, first_on) values (1, $1, $2, $3, $4, 'VILLAGE_SECRETARY', '2025-01-01')`,
      [newId(), east.group.id, village.id, village.path],
    )
    await expect(investigate(east.group, org.id)).rejects.toMatchObject({ code: 'common.own_matter' })
    await investigate(east.clerk, org.id)
  })

  test('others may not: the village, the other township, the department; an answer holds no personal data', async () => {
    const { publicCode } = await running()
    const { id } = await raise(publicCode, { seq: 3 })
    await expect(investigate(village.secretary, id)).rejects.toMatchObject({ code: 'common.not_allowed' })
    await expect(investigate(banner.department, id)).rejects.toMatchObject({ code: 'common.not_allowed' })
    await expect(investigate(west.clerk, id)).rejects.toMatchObject({ code: 'common.not_found' })
    await investigate(east.clerk, id)
    await expect(answer(east.group, id, 'UPHELD')).rejects.toMatchObject({ code: 'common.not_allowed' })
    await expect(answer(west.secretary, id, 'UPHELD')).rejects.toMatchObject({ code: 'common.not_found' })
    await expect(answer(east.secretary, id, 'UPHELD', '请联系13847912345')).rejects.toMatchObject({
      code: 'notices.personal_data',
      details: { where: '答复', what: '手机号' },
    })
  })

  test('a notice does not end while one is open; the answer is read by the tracking code', async () => {
    const { publicCode, id: noticeId } = await running()
    const { id, trackingCode } = await raise(publicCode, { seq: 3 })
    const track = async () =>
      (await send(world, '', n.trackObjection, { params: { code: trackingCode.toLowerCase() } })).answer
    expect(await track()).toMatchObject({ state: 'RAISED', answer: null, dueOn: '2026-01-13' })
    at('2026-01-13T10:00:00+08:00')
    const close = () => act(world, east.secretary, (tx, by) => closeNotices(tx, by, [noticeId]))
    await expect(close()).rejects.toMatchObject({ code: 'notices.objections_open', details: { count: 1 } })
    const head = (await as(world, east.clerk, n.getNotice, { params: { id: noticeId } })).answer.head
    expect(head).toMatchObject({ objections: 1, openObjections: 1, blocked: '还有1件异议没有答复' })
    await investigate(east.clerk, id)
    await expect(close()).rejects.toMatchObject({ code: 'notices.objections_open' })
    await answer(east.secretary, id, 'AMENDED', '情况属实，补记3分')
    await close()
    const told = await track()
    expect(told).toMatchObject({ state: 'AMENDED', answer: '情况属实，补记3分' })
    expect(JSON.stringify(told)).not.toMatch(/查阅值班表|哈斯巴根|13847912345/)
    expect((await send(world, '', n.trackObjection, { params: { code: '1-ZZZZZZZZZZ' } })).status).toBe(404)
  })
})

describe('who learns what', () => {
  test('name and contact for those who investigate, the matter for the village, nothing for members and neighbours', async () => {
    const { publicCode, id: noticeId } = await running()
    const { id } = await raise(publicCode, { seq: 3 })
    const get = (person: GivenPerson) => as(world, person, n.getObjection, { params: { id } })
    for (const person of [east.clerk, east.secretary, east.group, banner.department, banner.inspector])
      expect((await get(person)).answer).toMatchObject({ objectorName: words.name, contact: words.contact })
    for (const person of [village.secretary, village.clerk]) {
      const { answer: seen } = await get(person)
      expect(seen).toMatchObject({ objectorName: null, contact: null, content: words.content, can: [] })
      const all = (await as(world, person, n.listObjections, {})).answer
      expect(JSON.stringify([seen, all])).not.toMatch(/哈斯巴根|13847912345/)
      expect(all.rows.map((row) => row.id)).toContain(id)
    }
    const other = east.villages[1] as GivenVillage
    for (const person of [west.clerk, other.secretary]) expect((await get(person)).status).toBe(404)
    const member = village.members[0] as GivenPerson
    expect((await get(member)).status).toBe(403)
    const seen = (await as(world, member, n.getNotice, { params: { id: noticeId } })).answer
    expect(seen.objections).toEqual([])
    const open = await world.app.inject({ url: `/api/public/notices/${publicCode}` })
    expect(open.body).not.toMatch(/哈斯巴根|13847912345|防火值守/)
  })

  test('the list: what waits first, by its due day; by state and year; the acts that are mine', async () => {
    const list = async (person: GivenPerson, query = {}) =>
      (await as(world, person, n.listObjections, { query: { size: 200, ...query } })).answer
    at('2026-01-20T10:00:00+08:00')
    const { rows, total } = await list(east.clerk)
    expect(rows).toHaveLength(total)
    const closed = rows.map((row) => row.answeredAt !== null)
    expect(closed).toEqual([...closed].sort())
    expect(rows.find((row) => row.state === 'RAISED')).toMatchObject({ light: 'RED', can: ['investigate'] })
    expect(rows.find((row) => row.state === 'RAISED')?.daysLeft).toBeLessThan(0)
    expect((await list(east.secretary, { state: 'INVESTIGATING' })).rows[0]?.can).toEqual(['uphold', 'amend'])
    expect((await list(east.clerk, { year: 2024 })).total).toBe(0)
    expect((await list(west.clerk)).total).toBe(0)
    expect((await as(world, village.members[0] as GivenPerson, n.listObjections, {})).status).toBe(403)
  })
})
