import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import * as n from '@xinghe/contract/notices'
import { listWork } from '@xinghe/contract/work'
import { beforeAll, describe, expect, test } from 'vitest'
import { act, as, type GivenRegion, type GivenTownship, givenRegion, signedOut } from '../../test/given.ts'
import { freshWorld, send } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { closeNotices, type NewNotice, publishNotice, publishNotices } from './index.ts'

const world = await freshWorld('2026-03-05T10:00:00+08:00')
let banner: GivenRegion
let district: GivenRegion
let east: GivenTownship
let west: GivenTownship

beforeAll(async () => {
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  // 依据: the State Council's notice for 2026: Spring Festival 15–23 February, 1–7 October, with make-up days.
  const days = [
    ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => [`2026-02-${day}`, false]),
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, false]),
    ...['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'].map((day) => [day, true]),
  ]
  await world.owner('insert into calendar_year values (1, 2026, $1)', ['国务院办公厅通知'])
  for (const [day, is] of days)
    await world.owner('insert into calendar_day values (1, $1, $2, $3)', [day, is, is ? '补班' : '放假'])
})

const noticeOf = (township: GivenTownship, over: Partial<NewNotice> = {}): NewNotice => ({
  kind: 'YEAR_END_ORG',
  unit: township,
  year: 2025,
  subject: 'ORG',
  sourceId: newId(),
  title: `关于${township.name}2025年度嘎查村党组织星级评定结果的公示`,
  body: '经嘎查村党组织自评、群众测评、考核组考核，党委会议研究，拟评定下列党组织星级，现予公示。',
  contact: '党委组织办公室，电话0479-1234567',
  startsOn: '2026-03-05',
  workdays: 5,
  headCode: 'A3F0-91C2',
  lines: township.villages.map((village) => ({
    bookId: newId(),
    path: village.path,
    unitName: village.name,
    subjectName: `${village.name}党支部`,
    total: 9850,
    level: 8,
    class: 'I',
    lit: '1111111100',
    colours: 'GGSSRRRR--',
  })),
  ...over,
})
const publish = (township: GivenTownship, over?: Partial<NewNotice>) =>
  act(world, township.clerk, (tx, by) => publishNotice(tx, by, noticeOf(township, over)))
const at = (instant: string) => {
  world.clock.set(instant)
  signedOut(world)
}
const audits = async () =>
  Number(
    (await world.owner("select count(*) as c from audit_entry where action <> 'identity.signed_in'"))[0]?.c,
  )

describe('publishing', () => {
  test('refused without lines, with personal data, and to whoever has not the post; nothing is left behind', async () => {
    const before = await audits()
    const refused = (over: Partial<NewNotice>) => expect(publish(east, over)).rejects
    await refused({ lines: [] }).toMatchObject({ code: 'notices.no_lines' })
    await refused({ body: '如有异议请找乌云13847912345' }).toMatchObject({
      code: 'notices.personal_data',
      details: { where: '正文', what: '手机号' },
    })
    await refused({ contact: '王某152527198803120026' }).toMatchObject({ details: { where: '联系方式' } })
    const line = noticeOf(east).lines[0] as NewNotice['lines'][number]
    await refused({ lines: [{ ...line, remark: '身份证152527198803120026' }] }).toMatchObject({
      details: { what: '身份证号' },
    })
    const village = east.villages[0] as (typeof east.villages)[number]
    await expect(
      act(world, village.secretary, (tx, by) => publishNotice(tx, by, { ...noticeOf(east), unit: village })),
    ).rejects.toMatchObject({ code: 'common.not_allowed' })
    await expect(
      act(world, west.clerk, (tx, by) => publishNotice(tx, by, noticeOf(east))),
    ).rejects.toMatchObject({ code: 'common.not_found' })
    expect(await audits()).toBe(before)
    expect(await world.owner('select 1 from notice')).toHaveLength(0)
  })

  test('many at once: numbers one after the other, a public code each, queued at the township to their end', async () => {
    const made = await act(world, east.clerk, (tx, by) =>
      publishNotices(
        tx,
        by,
        east.villages.map((village) => ({
          ...noticeOf(east, { kind: 'QUARTER', quarter: 1 }),
          unit: village,
          office: east,
        })),
      ),
    )
    expect(made.map(({ number }) => number)).toEqual(['XH-2026-GS-0001', 'XH-2026-GS-0002'])
    expect(made[0]).toMatchObject({ startsOn: '2026-03-05', endsOn: '2026-03-11' })
    expect(made[0]?.publicCode).toMatch(/^1-[2-9A-Z]{8}$/)
    expect((await publish(west)).number).toBe('XH-2026-GS-0003')
    const queue = (await as(world, east.clerk, listWork, { query: { kind: 'NOTICE_RUNNING' } })).answer
    expect(queue.rows.map(({ subjectId }) => subjectId).sort()).toEqual(made.map(({ id }) => id).sort())
    expect(queue.rows.every(({ dueOn }) => dueOn === '2026-03-11')).toBe(true)
  })

  test.each([
    ['2026-09-30', '2026-09-30', '2026-10-12'],
    ['2026-10-02', '2026-10-08', '2026-10-13'],
    ['2026-02-13', '2026-02-13', '2026-02-26'],
    ['2026-02-16', '2026-02-24', '2026-02-28'],
  ])('laid out on %s it runs five working days from %s to %s', async (laid, startsOn, endsOn) => {
    expect(await publish(east, { startsOn: laid })).toMatchObject({ startsOn, endsOn })
  })
})

describe('ending', () => {
  test('every state × act', async () => {
    for (const { from, act: what, to } of everyStateAndAct(n.noticeLifecycle, n.noticeActKeys)) {
      at('2026-03-05T10:00:00+08:00')
      const { id } = await publish(east)
      at('2026-03-12T09:00:00+08:00')
      if (from === 'CLOSED') await as(world, east.clerk, n.closeNotice, { params: { id } })
      if (from === 'WITHDRAWN')
        await as(world, east.clerk, n.withdrawNotice, { params: { id }, body: { reason: '数据有误' } })
      const reply =
        what === 'close'
          ? await as(world, east.clerk, n.closeNotice, { params: { id } })
          : await as(world, east.clerk, n.withdrawNotice, { params: { id }, body: { reason: '数据有误' } })
      expect([from, what, reply.status]).toEqual([from, what, to ? 200 : 409])
      const { answer } = await as(world, east.clerk, n.getNotice, { params: { id } })
      expect(answer.state).toBe(to ?? from)
      const queued = await world.owner('select 1 from work_item where subject_id = $1', [id])
      expect(queued).toHaveLength(answer.state === 'PUBLISHED' ? 1 : 0)
    }
  })

  test('not before the last day has passed, and the screen says until when', async () => {
    at('2026-03-05T10:00:00+08:00')
    const { id } = await publish(east)
    at('2026-03-11T23:00:00+08:00')
    expect(await as(world, east.clerk, n.closeNotice, { params: { id } })).toMatchObject({
      status: 409,
      error: { code: 'notices.not_over', details: { day: '2026年3月11日' } },
    })
    const head = (await as(world, east.clerk, n.getNotice, { params: { id } })).answer.head
    expect(head).toMatchObject({ daysLeft: 0, light: 'YELLOW', can: ['close', 'withdraw'] })
    expect(head.blocked).toContain('3月11日')
    at('2026-03-12T08:00:00+08:00')
    expect((await as(world, east.clerk, n.getNotice, { params: { id } })).answer.head.blocked).toBeNull()
    expect((await as(world, east.clerk, n.closeNotice, { params: { id } })).status).toBe(200)
  })

  test('a quarterly notice is not withdrawn alone: its quarter is unlocked', async () => {
    at('2026-03-05T10:00:00+08:00')
    const { id } = await publish(east, { kind: 'QUARTER', quarter: 1 })
    expect((await as(world, east.clerk, n.getNotice, { params: { id } })).answer.head.can).toEqual(['close'])
    const body = { reason: '数据有误' }
    expect(await as(world, east.clerk, n.withdrawNotice, { params: { id }, body })).toMatchObject({
      status: 409,
      error: { code: 'notices.unlock_instead' },
    })
  })

  test('many at once or none', async () => {
    at('2026-03-05T10:00:00+08:00')
    const [early, late] = [await publish(east), await publish(east, { startsOn: '2026-03-09' })]
    at('2026-03-12T10:00:00+08:00')
    const close = (ids: string[]) => act(world, east.clerk, (tx, by) => closeNotices(tx, by, ids))
    await expect(close([early.id, late.id])).rejects.toMatchObject({ code: 'notices.not_over' })
    await expect(close([early.id, newId()])).rejects.toMatchObject({ code: 'common.not_found' })
    await close([early.id])
    await expect(close([early.id])).rejects.toMatchObject({ code: 'common.act_not_open' })
  })

  test('neighbours, members and lower posts do not end it', async () => {
    at('2026-03-05T10:00:00+08:00')
    const { id } = await publish(east)
    at('2026-03-12T10:00:00+08:00')
    const village = east.villages[0] as (typeof east.villages)[number]
    for (const [person, status] of [
      [west.clerk, 404],
      [district.department, 403],
      [district.townships[0]?.clerk as typeof west.clerk, 404],
      [village.secretary, 403],
      [village.members[0] as typeof west.clerk, 403],
      [banner.department, 403],
      [east.group, 403],
    ] as const) {
      expect((await as(world, person, n.closeNotice, { params: { id } })).status).toBe(status)
      const body = { reason: '数据有误' }
      expect((await as(world, person, n.withdrawNotice, { params: { id }, body })).status).toBe(status)
    }
    expect(
      await as(world, east.clerk, n.withdrawNotice, { params: { id }, body: { reason: ' ' } }),
    ).toMatchObject({ status: 422, error: { fields: [{ path: 'reason' }] } })
  })
})

describe('reading', () => {
  test('by kind, state, year, unit and words; mine, below me and above me, not beside me', async () => {
    at('2026-03-05T10:00:00+08:00')
    const mine = await publish(east, { title: '关于清点公示板的公示', year: 2024 })
    const village = east.villages[0] as (typeof east.villages)[number]
    const found = async (person: typeof east.clerk, query = {}) =>
      (await as(world, person, n.listNotices, { query: { size: 200, ...query } })).answer.rows.map(
        ({ id }) => id,
      )
    expect(await found(east.clerk, { q: '清点' })).toEqual([mine.id])
    expect(await found(east.clerk, { q: mine.number.toLowerCase() })).toEqual([mine.id])
    expect(await found(banner.department, { year: 2024 })).toEqual([mine.id])
    expect(await found(banner.department, { year: 2024, unitId: west.id })).toEqual([])
    expect(await found(banner.department, { year: 2024, kind: 'QUARTER' })).toEqual([])
    expect(await found(banner.department, { year: 2024, state: 'CLOSED' })).toEqual([])
    expect(await found(village.secretary, { year: 2024 })).toEqual([mine.id])
    expect(await found(village.members[0] as typeof east.clerk, { year: 2024 })).toEqual([mine.id])
    expect(await found(west.clerk, { year: 2024 })).toEqual([])
    expect(await found(district.department)).toEqual([])
    for (const person of [west.clerk, district.department])
      expect((await as(world, person, n.getNotice, { params: { id: mine.id } })).status).toBe(404)
    const seen = (await as(world, village.secretary, n.getNotice, { params: { id: mine.id } })).answer
    expect(seen.head.can).toEqual([])
    const own = (await as(world, east.clerk, n.getNotice, { params: { id: mine.id } })).answer
    expect(own.timeline.map(({ action }) => action)).toEqual(['notice.publish'])
  })

  test('the sheet for the board is a PDF, for each kind', async () => {
    at('2026-03-05T10:00:00+08:00')
    const line = noticeOf(east).lines[0] as NewNotice['lines'][number]
    const first = await publish(east)
    for (const over of [
      {},
      { kind: 'YEAR_END_MEMBER', subject: 'MEMBER' },
      { kind: 'QUARTER', quarter: 1, lines: [{ ...line, level: null, plus: 400, minus: 50 }] },
      { kind: 'AMENDMENT', amendsId: first.id, lines: [{ ...line, remark: '原公示八星级' }] },
    ] as Partial<NewNotice>[]) {
      const { id } = await publish(east, over)
      const { status, bytes } = await as(world, east.clerk, n.printNotice, { params: { id } })
      expect([over.kind, status, bytes.subarray(0, 5).toString()]).toEqual([over.kind, 200, '%PDF-'])
    }
    expect((await as(world, west.clerk, n.printNotice, { params: { id: first.id } })).status).toBe(404)
  })
})

describe('in public, without signing in', () => {
  const read = (code: string) => send(world, '', n.readPublicNotice, { params: { code } })

  test('the whole notice, in small letters too, without a key of anything', async () => {
    at('2026-03-05T10:00:00+08:00')
    const { publicCode, number } = await publish(east)
    const { status, answer } = await read(publicCode.toLowerCase())
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      number,
      open: true,
      daysLeft: 4,
      answerWorkdays: 5,
      headCode: 'A3F0-91C2',
    })
    expect(answer.lines).toHaveLength(2)
    expect(JSON.stringify(answer)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(answer).not.toHaveProperty('objections')
  })

  test('no code, a wrong code, a code of another county: nothing', async () => {
    const { publicCode } = await publish(east)
    for (const code of ['x', '1-ZZZZZZZZ', publicCode.replace('1-', '2-'), "1-' or 1=1", 'ZZZZZ-7KX3M9QA'])
      expect((await read(code)).status).toBe(404)
  })

  test('a script in a text stays a text', async () => {
    at('2026-03-05T10:00:00+08:00')
    const script = '<script>alert(1)</script>'
    const { id, publicCode } = await publish(east, { title: `公示${script}`, body: `${script}\n=cmd|1` })
    const response = await world.app.inject({ url: `/api/public/notices/${publicCode}` })
    expect(response.headers['content-type']).toContain('application/json')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.headers['content-security-policy']).toContain("default-src 'self'")
    expect(response.json().title).toContain(script)
    expect((await as(world, east.clerk, n.printNotice, { params: { id } })).status).toBe(200)
  })

  test('what runs in a county, what ends first at the top; nothing that ended, was withdrawn or belongs elsewhere', async () => {
    at('2026-06-01T10:00:00+08:00')
    const list = async (region: number) =>
      (await send(world, '', n.listPublicNotices, { query: { region } })).answer
    expect((await list(1)).rows).toEqual([])
    const village = east.villages[0] as (typeof east.villages)[number]
    const later = await publish(east, { startsOn: '2026-06-01', workdays: 7 })
    const sooner = await act(world, east.clerk, (tx, by) =>
      publishNotice(tx, by, { ...noticeOf(east, { startsOn: '2026-06-01' }), unit: village, office: east }),
    )
    const gone = await publish(east, { startsOn: '2026-06-01' })
    await as(world, east.clerk, n.withdrawNotice, { params: { id: gone.id }, body: { reason: '数据有误' } })
    const { regionName, rows } = await list(1)
    expect(regionName).toBe('测试旗1')
    expect(rows.map(({ number, townshipName, daysLeft }) => [number, townshipName, daysLeft])).toEqual([
      [sooner.number, east.name, 4],
      [later.number, east.name, 6],
    ])
    expect((await list(2)).rows).toEqual([])
    expect((await send(world, '', n.listPublicNotices, { query: { region: 77 } })).status).toBe(404)
    expect(await read(gone.publicCode)).toMatchObject({
      answer: { state: 'WITHDRAWN', open: false, withdrawReason: '数据有误' },
    })
  })

  test('a correction and what it corrects lead to each other', async () => {
    at('2026-03-05T10:00:00+08:00')
    const first = await publish(east)
    const second = await publish(east, { kind: 'AMENDMENT', amendsId: first.id })
    expect((await read(first.publicCode)).answer.amendedBy).toMatchObject({ number: second.number })
    expect((await read(second.publicCode)).answer.amends).toMatchObject({ number: first.number })
  })
})
