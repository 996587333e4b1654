import { getMe } from '@xinghe/contract/identity'
import { listSettings, setSetting } from '@xinghe/contract/settings'
import {
  acceptHandOver,
  declineHandOver,
  enterYear,
  getCalendar,
  handOver,
  listReceivers,
  listWork,
  proposeYear,
  remind,
  setCalendarDay,
  takeBack,
} from '@xinghe/contract/work'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { addPeople } from '../org/index.ts'
import { newId } from '../platform/ids.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { jobs } from './jobs.ts'
import { type Matter, queue, settle } from './queue.ts'
import { readSettings } from './settings.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
/** A second clerk of the same township: to whom one hands over. */
let colleague: GivenPerson
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT' })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  colleague = { ...east.group }
  const { ids } = await act(world, banner.department, (tx, by) =>
    addPeople(tx, by, {
      people: [{ name: '乌兰', unitId: east.id, posts: [{ post: 'TOWNSHIP_CLERK', unitId: east.id }] }],
    } as never),
  )
  colleague = {
    id: ids[0] as string,
    name: '乌兰',
    regionId: 1,
    post: 'TOWNSHIP_CLERK',
    login: 'wulan',
    unit: east,
  }
  const { openAccounts } = await import('../identity/index.ts')
  await act(world, banner.department, (tx, by) =>
    openAccounts(tx, by, [{ personId: colleague.id, login: 'wulan', password: 'test' }]),
  )
})
beforeEach(() => world.owner('delete from work_item').then(() => {}))

const matter = (over: Partial<Matter> = {}): Matter => ({
  kind: 'SLIP_CHECK',
  subjectKind: 'slip',
  subjectId: newId(),
  path: village.path,
  title: '核查积分：参加防汛',
  unitId: east.id,
  post: 'TOWNSHIP_CLERK',
  dueOn: '2026-03-12',
  ...over,
})
const given = async (over: Partial<Matter> = {}) => {
  const one = matter(over)
  await act(world, east.clerk, async (tx, by) => {
    const { markPermitted } = await import('../platform/tx.ts')
    markPermitted(tx)
    await queue(tx, by, one)
  })
  const [row] = await world.owner('select id from work_item where subject_id = $1', [one.subjectId])
  return { id: row?.id as string, ...one }
}

test('a matter waits for its post at its unit, and for nobody else', async () => {
  const { id } = await given()
  expect((await as(world, east.clerk, listWork)).answer).toMatchObject({
    total: 1,
    overdue: 0,
    rows: [{ id, placeName: village.name, light: 'GREEN', daysLeft: 5, can: ['hand_over'] }],
    yearsNotEntered: [2026],
  })
  for (const other of [
    west.clerk,
    east.secretary,
    village.secretary,
    district.townships[0]?.clerk as GivenPerson,
  ])
    expect((await as(world, other, listWork)).answer.rows).toEqual([])
  expect((await as(world, east.clerk, getMe)).answer.queue).toBe(1)
})

test('an area shows what waits in it, in the order of the due days, and a member no area', async () => {
  await given({ dueOn: null })
  const late = await given({ dueOn: '2026-03-04' })
  const soon = await given({ dueOn: '2026-03-06' })
  const area = await as(world, banner.department, listWork, { query: { scope: 'area' } })
  expect(area.answer.rows.map((row) => row.id).slice(0, 2)).toEqual([late.id, soon.id])
  expect(area.answer).toMatchObject({
    total: 3,
    overdue: 1,
    kinds: [{ kind: 'SLIP_CHECK', count: 3, overdue: 1 }],
  })
  expect(area.answer.rows[0]).toMatchObject({ light: 'RED', daysLeft: -1, can: ['remind'] })
  expect(
    (await as(world, banner.department, listWork, { query: { scope: 'area', unitId: west.id } })).answer
      .total,
  ).toBe(0)
  expect(
    (await as(world, west.secretary, listWork, { query: { scope: 'area', unitId: east.id } })).status,
  ).toBe(404)
  const one = { query: { scope: 'area' as const, id: late.id } }
  expect((await as(world, banner.department, listWork, one)).answer).toMatchObject({
    total: 1,
    rows: [{ id: late.id }],
  })
  expect((await as(world, west.secretary, listWork, one)).answer.total).toBe(0)
  const member = village.members[0] as GivenPerson
  expect((await as(world, member, listWork, { query: { scope: 'area' } })).answer.rows).toEqual([])
})

test('only the owner hands over, only to a colleague of the unit who may settle it', async () => {
  const { id } = await given()
  const body = { personId: colleague.id, note: '我去培训' }
  expect(await as(world, west.clerk, handOver, { params: { id }, body })).toMatchObject({ status: 404 })
  expect(await as(world, east.secretary, handOver, { params: { id }, body })).toMatchObject({
    status: 403,
    error: { code: 'work.not_owner' },
  })
  expect(
    await as(world, village.members[0] as GivenPerson, handOver, { params: { id }, body }),
  ).toMatchObject({ status: 403 })
  expect(
    await as(world, east.clerk, handOver, { params: { id }, body: { ...body, personId: west.clerk.id } }),
  ).toMatchObject({ error: { code: 'work.wrong_receiver' } })
  expect(
    await as(world, east.clerk, handOver, { params: { id }, body: { ...body, personId: east.clerk.id } }),
  ).toMatchObject({ error: { code: 'work.wrong_receiver' } })
  // The secretary may not check slips, so nobody can leave one with him.
  const receivers = (await as(world, east.clerk, listReceivers, { params: { id } })).answer
  expect(receivers.map((one) => one.personId).sort()).toEqual([colleague.id, east.group.id].sort())
  expect(await world.owner(`select 1 from audit_entry where action like 'work.%'`)).toEqual([])
})

test('the sender stays owner until the colleague accepts; the clock runs on', async () => {
  const { id } = await given()
  const note = '我去培训'
  expect(
    (await as(world, east.clerk, handOver, { params: { id }, body: { personId: colleague.id, note } }))
      .status,
  ).toBe(200)
  expect(
    await as(world, east.clerk, handOver, { params: { id }, body: { personId: east.group.id, note } }),
  ).toMatchObject({ status: 409, error: { code: 'work.offered_already' } })
  expect((await as(world, east.clerk, listWork)).answer.rows).toMatchObject([
    { id, can: ['take_back'], handover: { toMe: false, toName: '乌兰', note } },
  ])
  expect((await as(world, colleague, listWork)).answer.rows).toMatchObject([
    { id, can: ['accept', 'decline'], handover: { toMe: true } },
  ])
  expect(await as(world, east.clerk, acceptHandOver, { params: { id } })).toMatchObject({
    error: { code: 'work.not_offered' },
  })
  expect((await as(world, colleague, acceptHandOver, { params: { id } })).status).toBe(200)
  expect((await as(world, east.clerk, listWork)).answer.rows).toEqual([])
  expect((await as(world, colleague, listWork)).answer.rows).toMatchObject([
    { id, personName: '乌兰', dueOn: '2026-03-12', handover: null },
  ])
})

test('an offer can be declined with a reason, or taken back', async () => {
  const { id } = await given()
  const body = { personId: colleague.id, note: '请代办' }
  await as(world, east.clerk, handOver, { params: { id }, body })
  expect(await as(world, colleague, declineHandOver, { params: { id }, body: { note: ' ' } })).toMatchObject({
    status: 422,
  })
  expect(
    (await as(world, colleague, declineHandOver, { params: { id }, body: { note: '本周下乡' } })).status,
  ).toBe(200)
  expect(await as(world, east.clerk, takeBack, { params: { id } })).toMatchObject({
    error: { code: 'work.not_offered' },
  })
  await as(world, east.clerk, handOver, { params: { id }, body })
  expect((await as(world, east.clerk, takeBack, { params: { id } })).status).toBe(200)
  expect(await as(world, colleague, acceptHandOver, { params: { id } })).toMatchObject({
    error: { code: 'work.not_offered' },
  })
})

test('only a superior urges', async () => {
  const { id } = await given()
  const body = { note: '请抓紧' }
  expect(await as(world, east.secretary, remind, { params: { id }, body })).toMatchObject({
    error: { code: 'work.not_superior' },
  })
  expect((await as(world, banner.department, remind, { params: { id }, body })).status).toBe(200)
  expect((await as(world, east.clerk, listWork)).answer.rows[0]?.reminded).toBe(true)
})

test('overdue matters climb one level a step, by night, and running twice changes nothing', async () => {
  const { id } = await given({
    unitId: village.id,
    post: 'VILLAGE_SECRETARY',
    kind: 'SLIP_CONFIRM',
    dueOn: '2026-03-05',
  })
  const soon = await given({ dueOn: '2026-03-06' })
  const row = async (which: string) =>
    (await world.owner('select * from work_item where id = $1', [which]))[0]
  const run = (now: string) => jobs.work_nightly?.({ db: world.db, now: new Date(now) }, {})
  await run('2026-03-05T00:10:00+08:00')
  expect(await row(id)).toMatchObject({ escalated_unit_id: null })
  expect((await row(soon.id))?.reminded_at).not.toBeNull()
  await run('2026-03-06T00:10:00+08:00')
  await run('2026-03-06T00:11:00+08:00')
  expect(await row(id)).toMatchObject({ escalated_unit_id: east.id, unit_id: village.id })
  await run('2026-03-20T00:10:00+08:00')
  expect(await row(id)).toMatchObject({ escalated_unit_id: banner.root.id })
  await run('2026-04-20T00:10:00+08:00')
  expect(
    await world.owner(
      `select count(*)::int as n from audit_entry where action = 'work.escalated' and path = $1 and note like '%测试%'`,
      [village.path],
    ),
  ).toEqual([{ n: 2 }])
})

test('whatever happens, a record stands in exactly one queue until it is settled', async () => {
  const clerks = [east.clerk, colleague]
  const step = fc.record({
    what: fc.constantFrom('queue', 'settle', 'offer', 'accept', 'decline', 'back'),
    record: fc.nat(2),
    who: fc.nat(1),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await world.owner('delete from work_item')
      const records = [newId(), newId(), newId()]
      const waiting = new Set<string>()
      for (const { what, record, who } of steps) {
        const subjectId = records[record] as string
        const person = clerks[who] as GivenPerson
        const [row] = await world.owner('select id from work_item where subject_id = $1', [subjectId])
        const params = { id: (row?.id as string) ?? newId() }
        if (what === 'queue') {
          await given({ subjectId })
          waiting.add(subjectId)
        } else if (what === 'settle') {
          await act(world, east.clerk, async (tx, by) => {
            ;(await import('../platform/tx.ts')).markPermitted(tx)
            await settle(tx, by, 'slip', subjectId)
          })
          waiting.delete(subjectId)
        } else if (what === 'offer')
          await as(world, person, handOver, {
            params,
            body: { personId: (clerks[1 - who] as GivenPerson).id, note: '代办' },
          })
        else if (what === 'accept') await as(world, person, acceptHandOver, { params })
        else if (what === 'decline')
          await as(world, person, declineHandOver, { params, body: { note: '不便' } })
        else await as(world, person, takeBack, { params })
        const lists = await Promise.all(clerks.map((one) => as(world, one, listWork)))
        const owned = lists.flatMap(({ answer }) => answer.rows.filter((one) => !one.handover?.toMe))
        // A matter of the post itself stands in the common queue of all who hold it; one by name in one only.
        for (const one of records) {
          const seen = owned.filter((each) => each.subjectId === one)
          expect(seen.length > 0).toBe(waiting.has(one))
          expect(new Set(seen.map((each) => each.id)).size).toBe(waiting.has(one) ? 1 : 0)
          if (seen.some((each) => each.personName)) expect(seen.length).toBe(1)
        }
      }
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('the calendar is the county’s own: proposed, checked, entered, and only by the department', async () => {
  expect((await as(world, east.clerk, getCalendar, { query: { year: 2026 } })).answer).toMatchObject({
    entered: false,
    days: [],
    can: false,
  })
  const proposal = (await as(world, banner.department, proposeYear, { query: { year: 2026 } })).answer
  expect(proposal.days).toContainEqual({ day: '2026-10-01', isWorkday: false, name: '国庆节' })
  expect(proposal.days).toContainEqual({ day: '2026-02-14', isWorkday: true, name: '春节调休上班' })
  expect(await as(world, banner.department, proposeYear, { query: { year: 2027 } })).toMatchObject({
    status: 404,
    error: { code: 'calendar.unknown_year' },
  })
  const body = { source: '国务院办公厅通知', days: proposal.days }
  expect(await as(world, east.secretary, enterYear, { params: { year: 2026 }, body })).toMatchObject({
    status: 403,
  })
  expect(await as(world, banner.department, enterYear, { params: { year: 2025 }, body })).toMatchObject({
    error: { code: 'calendar.other_year' },
  })
  expect((await as(world, banner.department, enterYear, { params: { year: 2026 }, body })).status).toBe(200)
  await as(world, banner.department, setCalendarDay, {
    params: { day: '2026-08-01' },
    body: { isWorkday: true, name: '那达慕补班' },
  })
  const entered = (await as(world, east.clerk, getCalendar, { query: { year: 2026 } })).answer
  expect(entered).toMatchObject({ entered: true, source: '国务院办公厅通知' })
  expect(entered.days).toContainEqual({ day: '2026-08-01', isWorkday: true, name: '那达慕补班' })
  expect((await as(world, district.department, getCalendar, { query: { year: 2026 } })).answer.entered).toBe(
    false,
  )
})

test('settings have shapes, defaults and grounds, and belong to one county', async () => {
  const put = (person: GivenPerson, key: string, value: unknown) =>
    as(world, person, setSetting, { params: { key }, body: { value } })
  expect(await put(east.clerk, 'notice.workdays', 7)).toMatchObject({ status: 403 })
  expect(await put(banner.department, 'nonsense', 7)).toMatchObject({ status: 404 })
  expect(await put(banner.department, 'notice.workdays', 3)).toMatchObject({
    status: 422,
    error: { fields: [{ path: 'value', message: '不小于5' }] },
  })
  expect((await put(banner.department, 'notice.workdays', 7)).status).toBe(200)
  const value = async (person: GivenPerson) =>
    (await as(world, person, listSettings)).answer.find((one) => one.key === 'notice.workdays')
  expect(await value(east.clerk)).toMatchObject({
    value: 7,
    initial: 5,
    changed: { by: banner.department.name },
    can: false,
  })
  expect(await value(district.department)).toMatchObject({ value: 5, changed: null, can: true })
  const read = await readTx(world.db, wholeRegion(banner.regionId), (tx) =>
    readSettings(tx, { regionId: banner.regionId }, ['declare.due', 'notice.workdays', 'people.ranking']),
  )
  expect(read).toEqual({ 'declare.due': '03-31', 'notice.workdays': 7, 'people.ranking': false })
})
