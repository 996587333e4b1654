import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import { weakList } from '@xinghe/contract/lists/weak'
import { localDate } from '@xinghe/contract/values'
import * as weak from '@xinghe/contract/weak'
import { listWork } from '@xinghe/contract/work'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { givenPublished } from '../../test/given-stars.ts'
import { at } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenPublished(world, banner, east, 'MEMBER')
})
beforeEach(() => at(world, '2026-06-10'))

const today = () => localDate(world.clock.now().toISOString().slice(0, 10))
const clean = () =>
  world
    .owner(
      `with a as (delete from weak_reason), b as (delete from weak_progress), c as (delete from weak_acceptance), d as (delete from work_item where subject_kind = 'weak_case') select 1`,
    )
    .then(() => world.owner('delete from weak_case'))
const entered = async (unit = village, by: GivenPerson = east.clerk) => {
  const reply = await as(world, by, weak.enterWeak, {
    body: { villageId: unit.id, reason: '书记长期不在岗，三会一课半年未开' },
  })
  expect(reply).toMatchObject({ status: 200 })
  return reply.answer.id
}
const plan = {
  countyLeader: '白音仓',
  firstSecretary: '乌力吉',
  pairedUnit: '旗农牧局',
  measures: '配强书记；按月召开支部党员大会；公开村务',
  deadline: localDate('2026-12-10'),
}
const votes = {
  score: 82,
  representatives: 15,
  satisfied: 11,
  basically: 3,
  dissatisfied: 1,
  note: '资料齐全',
}
const acts = {
  verify: (id: string, by = east.clerk) =>
    as(world, by, weak.verifyWeak, { params: { id }, body: { on: today(), verification: '入户走访属实' } }),
  dismiss: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.dismissWeak, { params: { id }, body: { on: today(), reason: '情况已改观' } }),
  list: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.listByCommittee, {
      params: { id },
      body: { on: today(), decisionDoc: '旗党办发〔2026〕12号' },
    }),
  plan: (id: string, by = east.clerk) => as(world, by, weak.planWeak, { params: { id }, body: plan }),
  return_plan: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.returnPlan, { params: { id }, body: { reason: '措施不具体' } }),
  approve_plan: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.approvePlan, { params: { id }, body: {} }),
  report: (id: string, by: GivenPerson = village.secretary, month = today().slice(0, 7)) =>
    as(world, by, weak.reportWeak, { params: { id }, body: { month, text: '召开支部党员大会两次' } }),
  apply: (id: string, by = east.clerk) =>
    as(world, by, weak.applyWeak, { params: { id }, body: { on: today(), application: '问题均已整改' } }),
  pass: (id: string, by: GivenPerson = banner.department, change: Partial<typeof votes> = {}) =>
    as(world, by, weak.acceptWeak, { params: { id }, body: { on: today(), ...votes, ...change } }),
  fail: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.acceptWeak, { params: { id }, body: { on: today(), ...votes, score: 50 } }),
  again: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.againWeak, {
      params: { id },
      body: { deadline: localDate('2027-12-10'), reason: '限期再整顿' },
    }),
  relapse: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.relapseWeak, {
      params: { id },
      body: { deadline: localDate('2027-12-10'), reason: '问题反弹' },
    }),
  close: (id: string, by: GivenPerson = banner.department) =>
    as(world, by, weak.closeWeak, { params: { id }, body: {} }),
} satisfies Record<weak.WeakAct, (id: string) => Promise<{ status: number }>>

const stateOf = async (id: string) =>
  (await world.owner('select state from weak_case where id = $1', [id]))[0]?.state
const waits = (id: string) =>
  world.owner('select kind, post, unit_id, due_on::text as due_on from work_item where subject_id = $1', [id])
const ways: Record<weak.WeakState, weak.WeakAct[]> = {
  SUSPECTED: [],
  VERIFIED: ['verify'],
  DISMISSED: ['dismiss'],
  LISTED: ['verify', 'list'],
  PLANNED: ['verify', 'list', 'plan'],
  IN_PROGRESS: ['verify', 'list', 'plan', 'approve_plan'],
  APPLIED: ['verify', 'list', 'plan', 'approve_plan', 'apply'],
  FAILED: ['verify', 'list', 'plan', 'approve_plan', 'apply', 'fail'],
  REMOVED: ['verify', 'list', 'plan', 'approve_plan', 'apply', 'pass'],
  CLOSED: ['verify', 'list', 'plan', 'approve_plan', 'apply', 'pass', 'close'],
}
async function caseIn(state: weak.WeakState): Promise<string> {
  await clean()
  const id = await entered()
  for (const act of ways[state]) {
    if (act === 'close') at(world, '2027-06-10')
    const reply = await acts[act](id)
    expect(reply, act).toMatchObject({ status: 200 })
  }
  return id
}

const pairs = everyStateAndAct(weak.weakLifecycle, weak.weakActKeys)
test.each(weak.weakStateKeys)('%s: what is not open is refused', async (state) => {
  const id = await caseIn(state)
  for (const { act } of pairs.filter(({ from, to }) => from === state && !to))
    expect(await acts[act](id), act).toMatchObject({ error: { code: 'common.act_not_open' } })
  expect(await stateOf(id)).toBe(state)
})
test.each(pairs.filter(({ to }) => to))('$from × $act → $to', async ({ from, act, to }) => {
  const id = await caseIn(from)
  if (act === 'close') at(world, '2027-06-10')
  expect(await acts[act](id)).toMatchObject({ status: 200 })
  expect(await stateOf(id)).toBe(to)
  expect(await waits(id)).toHaveLength(['DISMISSED', 'CLOSED'].includes(to as string) ? 0 : 1)
})

test('each step waits where it belongs and until when', async () => {
  const of = async (state: weak.WeakState) => (await waits(await caseIn(state)))[0]
  expect(await of('SUSPECTED')).toMatchObject({
    kind: 'WEAK_VERIFY',
    unit_id: east.id,
    post: 'TOWNSHIP_CLERK',
  })
  expect(await of('VERIFIED')).toMatchObject({ kind: 'WEAK_LIST', unit_id: banner.root.id })
  expect(await of('LISTED')).toMatchObject({ kind: 'WEAK_PLAN', unit_id: east.id })
  expect(await of('IN_PROGRESS')).toMatchObject({
    kind: 'WEAK_REPORT',
    unit_id: village.id,
    post: 'VILLAGE_SECRETARY',
    due_on: '2026-06-25',
  })
  const id = await caseIn('IN_PROGRESS')
  await acts.report(id)
  expect((await waits(id))[0]).toMatchObject({ kind: 'WEAK_REPORT', due_on: '2026-07-25' })
  expect(await of('REMOVED')).toMatchObject({ kind: 'WEAK_WATCH', due_on: '2027-06-10' })
})

test('monthly progress: once, not ahead, none forgotten', async () => {
  const id = await caseIn('IN_PROGRESS')
  expect(await acts.report(id, village.secretary, '2026-07')).toMatchObject({
    error: { code: 'weak.month_not_due' },
  })
  expect(await acts.report(id)).toMatchObject({ status: 200 })
  expect(await acts.report(id)).toMatchObject({ error: { code: 'weak.month_reported' } })
  at(world, '2026-09-02')
  const refused = await acts.apply(id)
  expect(refused).toMatchObject({ error: { code: 'weak.months_missing' } })
  expect(refused.error?.message).toContain('2026年7月、2026年8月')
  await acts.report(id, village.clerk, '2026-07')
  await acts.report(id, village.secretary, '2026-08')
  expect(await acts.apply(id)).toMatchObject({ status: 200 })
})

test('acceptance: votes, representatives, days; the watch year', async () => {
  const id = await caseIn('APPLIED')
  expect(await acts.pass(id, banner.department, { dissatisfied: 2 })).toMatchObject({
    error: { code: 'weak.votes_do_not_add_up' },
  })
  expect(await acts.pass(id, banner.department, { representatives: 14, satisfied: 10 })).toMatchObject({
    error: { code: 'weak.few_representatives' },
  })
  // More than half dissatisfied fails whatever the score.
  expect(
    await acts.pass(id, banner.department, { score: 95, satisfied: 5, basically: 2, dissatisfied: 8 }),
  ).toMatchObject({ status: 200 })
  expect(await stateOf(id)).toBe('FAILED')
  await acts.again(id)
  await acts.apply(id)
  await acts.pass(id)
  expect(await acts.close(id)).toMatchObject({ error: { code: 'weak.still_watched' } })
  const { answer } = await as(world, east.clerk, weak.getWeak, { params: { id } })
  expect(answer.acceptances.map(({ round, passed }) => [round, passed])).toEqual([
    [2, true],
    [1, false],
  ])
  expect(answer.story).toContain('未通过')
  expect(answer.watchUntil).toBe('2027-06-10')
  expect(answer.can).toEqual([])
})

test('days in order, deadlines ahead', async () => {
  const id = await caseIn('SUSPECTED')
  const on = (day: string) =>
    as(world, east.clerk, weak.verifyWeak, {
      params: { id },
      body: { on: localDate(day), verification: '属实' },
    })
  expect(await on('2026-06-11')).toMatchObject({ error: { code: 'weak.day_in_future' } })
  expect(await on('2026-06-09')).toMatchObject({ error: { code: 'weak.day_out_of_order' } })
  const listed = await caseIn('LISTED')
  expect(
    await as(world, east.clerk, weak.planWeak, {
      params: { id: listed },
      body: { ...plan, deadline: today() },
    }),
  ).toMatchObject({ error: { code: 'weak.deadline_past' } })
})

test('suspicion is counted from the rows, each reason opens its row; one open case only', async () => {
  await clean()
  const [book] = await world.owner(
    'select id, name, path from book where village_id = $1 order by book_no limit 1',
    [village.id],
  )
  await world.owner(
    `insert into veto (region_id, id, book_id, path, rule_code, reason, happened_on, recorded_by_name, recorded_at)
     values (1, gen_random_uuid(), $1, $2, '否1', '受到党内警告处分', '2026-05-01', '测试', now())`,
    [book?.id, book?.path],
  )
  const overdue = (count: number) =>
    world.owner(
      `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, since, begun_on, due_on)
       select 1, gen_random_uuid(), 'SLIP_CONFIRM', 'slip', gen_random_uuid(), $1, '积分', $2, 'VILLAGE_SECRETARY', now(), '2026-05-01', '2026-05-08'
       from generate_series(1, ${count})`,
      [village.path, village.id],
    )
  const signals = async (by: GivenPerson = east.clerk) =>
    (await as(world, by, weak.listSignals, { query: {} })).answer.rows
  // The world that was given has one declaration overdue.
  await overdue(1)
  const [first] = await signals()
  expect(first?.reasons).toMatchObject([{ criterion: 'VETO', refKind: 'book', refId: book?.id }])
  expect(first?.reasons[0]?.text).toContain('2026年5月1日')
  await overdue(1)
  expect((await signals())[0]?.reasons.map((one) => one.criterion)).toEqual([
    'VETO',
    'OVERDUE',
    'OVERDUE',
    'OVERDUE',
  ])
  const late = (await signals())[0]?.reasons.at(-1)?.refId as string
  const matter = await as(world, banner.department, listWork, { query: { scope: 'area', id: late } })
  expect(matter.answer.rows).toMatchObject([{ id: late, daysLeft: expect.any(Number) }])
  expect(await signals(west.clerk)).toEqual([])

  const suspect = (villageIds: string[], by: GivenPerson = east.clerk) =>
    as(world, by, weak.suspectWeak, { body: { villageIds } })
  expect(await suspect([village.id], west.clerk)).toMatchObject({ status: 404 })
  expect(await suspect([(east.villages[1] as GivenVillage).id])).toMatchObject({
    error: { code: 'weak.nothing_found' },
  })
  expect(await suspect([village.id])).toMatchObject({ answer: { count: 1 } })
  expect(await suspect([village.id])).toMatchObject({ error: { code: 'weak.open_already' } })
  expect((await signals())[0]?.openCaseId).toBeTruthy()
  const { rows } = (await as(world, banner.inspector, weak.listWeak, { query: {} })).answer
  expect(rows).toMatchObject([{ orgName: '1-1嘎查党支部', state: 'SUSPECTED' }])
  expect(rows[0]?.reasons).toHaveLength(4)
})

test('the list by year of listing; neighbours see nothing; the workbook', async () => {
  const id = await caseIn('LISTED')
  const list = async (by: GivenPerson, listedYear?: number) =>
    (await as(world, by, weak.listWeak, { query: { ...(listedYear && { listedYear }) } })).answer
  expect((await list(banner.department, 2026)).rows.map((row) => row.id)).toEqual([id])
  expect((await list(banner.department, 2025)).total).toBe(0)
  expect((await list(banner.department, 2025)).years).toEqual([2026])
  expect((await list(west.secretary)).rows).toEqual([])
  expect((await list(village.secretary)).rows).toHaveLength(1)
  expect(await as(world, west.clerk, weak.getWeak, { params: { id } })).toMatchObject({ status: 404 })
  expect(await acts.plan(id, village.secretary as never)).toMatchObject({ status: 403 })
  expect(await as(world, banner.department, weakList.route, { query: { listedYear: 2026 } })).toMatchObject({
    status: 200,
  })
})
test('once verified, only the county sends it back', async () => {
  const id = await caseIn('VERIFIED')
  expect(await acts.dismiss(id, east.clerk)).toMatchObject({ status: 403 })
  expect(await acts.dismiss(id)).toMatchObject({ status: 200 })
})
