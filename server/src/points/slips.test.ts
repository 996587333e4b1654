/** Slips over HTTP: refusals first, then the way from a deed to the ledger. */
import { getMe, switchPost } from '@xinghe/contract/identity'
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import { getBook } from '@xinghe/contract/points'
import * as c from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { freshWorld, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
let town: GivenTownship
let other: GivenTownship
let village: GivenVillage
let bookOf: Map<string, string>
const bookId = (key: string) => bookOf.get(key) as string
const mine = (person: GivenPerson) => bookId(person.id)
let day = 0
/** A day of its own for each deed, so that no test stands in another's way. */
const freshDay = () => `2026-0${1 + Math.floor(day / 27)}-${String((day++ % 27) + 1).padStart(2, '0')}`

beforeAll(async () => {
  world = await freshWorld('2026-05-05T10:00:00+08:00')
  banner = await givenRegion(world)
  ;[town, other] = banner.townships as [GivenTownship, GivenTownship]
  village = town.villages[0] as GivenVillage
  await givenDeclared(world, banner, town)
  const rows = await world.owner('select id, coalesce(person_id, village_id) as key from book')
  bookOf = new Map(rows.map((row) => [String(row.key), String(row.id)]))
})

const slip = (books: string[], ruleCode: string, more: Record<string, unknown> = {}) => ({
  factOn: freshDay(),
  reason: '参加支部党课',
  lines: books.map((id) => ({ bookId: id, ruleCode })),
  ...more,
})
const enter = (person: GivenPerson, ...slips: ReturnType<typeof slip>[]) =>
  as(world, person, c.enterSlips, { body: { slips: slips as never } })
const entered = async (person: GivenPerson, ...slips: ReturnType<typeof slip>[]): Promise<string[]> => {
  const reply = await enter(person, ...slips)
  expect(reply, JSON.stringify(reply.error)).toMatchObject({ status: 200 })
  return reply.answer.ids
}
const stateOf = async (id: string) =>
  (await world.owner('select state from slip where id = $1', [id]))[0]?.state
const member = (index = 0) => village.members[index] as GivenPerson

describe('entering is refused', () => {
  const refusals: [string, () => [GivenPerson, ReturnType<typeof slip>], number, string][] = [
    [
      'for another member by a member',
      () => [member(), slip([mine(member(1))], '1.1')],
      404,
      'common.not_found',
    ],
    [
      'for his village by a member',
      () => [member(), slip([bookId(village.id)], '3.1')],
      404,
      'common.not_found',
    ],
    [
      'in another township',
      () => [other.villages[0]?.clerk as GivenPerson, slip([mine(member())], '1.1')],
      404,
      'common.not_found',
    ],
    ['by the inspector', () => [banner.inspector, slip([mine(member())], '1.1')], 403, 'common.not_allowed'],
    [
      'for a day to come',
      () => [village.clerk, slip([mine(member())], '1.1', { factOn: '2026-05-06' })],
      422,
      'slips.future_day',
    ],
    [
      'for a day of another year',
      () => [village.clerk, slip([mine(member())], '1.1', { factOn: '2025-12-31' })],
      422,
      'slips.other_year',
    ],
    [
      'under a rule of another category',
      () => [village.clerk, slip([mine(member())], '户6.1')],
      422,
      'slips.rule_not_for_book',
    ],
    [
      'under an elective not chosen',
      () => [village.clerk, slip([mine(member())], '自3.3')],
      422,
      'slips.elective_not_chosen',
    ],
    ['under a veto', () => [village.clerk, slip([mine(member())], '否1')], 422, 'slips.veto_rule'],
    [
      'without the proof a rule asks for',
      () => [
        village.clerk,
        slip([], '加1', { lines: [{ bookId: mine(member()), ruleCode: '加1', slot: 1 }] }),
      ],
      422,
      'slips.evidence_needed',
    ],
    [
      'without a star for a rule of any star',
      () => [village.clerk, slip([mine(member())], '加5')],
      422,
      'slips.star_needed',
    ],
    [
      'for more than the rule gives',
      () => [
        village.clerk,
        slip([], '1.1', { lines: [{ bookId: mine(member()), ruleCode: '1.1', amount: 101 }] }),
      ],
      422,
      'slips.wrong_amount',
    ],
    [
      'as a plus for a deduction',
      () => [
        village.clerk,
        slip([], '扣1', { lines: [{ bookId: mine(member()), ruleCode: '扣1', slot: 1, amount: 100 }] }),
      ],
      422,
      'slips.wrong_amount',
    ],
    [
      'for nothing',
      () => [
        village.clerk,
        slip([], '1.1', { lines: [{ bookId: mine(member()), ruleCode: '1.1', amount: 0 }] }),
      ],
      422,
      'slips.wrong_amount',
    ],
  ]
  test.each(refusals)('%s', async (_, make, status, code) => {
    const before = await world.owner(
      "select count(*) from audit_entry where action not in ('identity.signed_in', 'access.refused')",
    )
    const [person, one] = make()
    expect(await enter(person, one)).toMatchObject({ status, error: { code } })
    expect(
      await world.owner(
        "select count(*) from audit_entry where action not in ('identity.signed_in', 'access.refused')",
      ),
    ).toEqual(before)
  })

  test('twice for the same deed, naming whose; a second time that day says so', async () => {
    const one = slip([mine(member(0)), mine(member(1))], '1.1')
    await entered(village.clerk, one)
    const again = await enter(village.clerk, {
      ...one,
      lines: [{ bookId: mine(member(1)), ruleCode: '1.1' }],
    })
    expect(again).toMatchObject({
      status: 409,
      error: { code: 'slips.same_deed', details: { people: [member(1).name] } },
    })
    expect(again.error.message).toContain(member(1).name)
    await entered(village.clerk, {
      ...one,
      lines: [{ bookId: mine(member(1)), ruleCode: '1.1', ordinal: 2 }] as never,
    })
    const within = slip([mine(member(2)), mine(member(2))], '1.1')
    expect(await enter(village.clerk, within)).toMatchObject({
      status: 409,
      error: { code: 'slips.same_deed' },
    })
  })
})

describe('nobody confirms his own', () => {
  test('the clerk enters for all: the line about the secretary goes to the township, the rest to the secretary', async () => {
    const ids = await entered(
      village.clerk,
      slip([mine(member()), mine(village.secretary), mine(village.clerk)], '1.1'),
    )
    const rows = await world.owner(
      'select s.confirmer, count(l.*)::int as count from slip s join slip_line l on l.slip_id = s.id where s.id = any($1) group by 1 order by 1',
      [ids],
    )
    expect(rows).toEqual([
      { confirmer: 'TOWNSHIP_CLERK', count: 1 },
      { confirmer: 'VILLAGE_SECRETARY', count: 2 },
    ])
    expect(await as(world, village.secretary, c.confirmSlips, { body: { ids } })).toMatchObject({
      status: 403,
      error: { code: 'common.own_matter' },
    })
    const queue = await as(world, village.secretary, c.listSlips, { query: { view: 'confirm', size: 200 } })
    expect(queue.answer.rows.filter((row) => ids.includes(row.id))).toHaveLength(1)
    expect(await as(world, town.clerk, c.confirmSlips, { body: { ids: ids.slice(1) } })).toMatchObject({
      status: 200,
      answer: { effective: 1 },
    })
  })
  test('what the secretary enters waits for the clerk, who may not confirm what he entered', async () => {
    const ids = await entered(village.secretary, slip([mine(member())], '1.1'))
    expect(await as(world, village.secretary, c.confirmSlips, { body: { ids } })).toMatchObject({
      status: 403,
      error: { code: 'common.own_matter' },
    })
    const seen = await as(world, village.secretary, c.getSlip, { params: { id: ids[0] as string } })
    expect(seen.answer.cannot).toContain('嘎查村党务工作者')
    expect(await as(world, village.clerk, c.confirmSlips, { body: { ids } })).toMatchObject({
      status: 200,
      answer: { effective: 1, lines: 1 },
    })
    const own = await entered(village.clerk, slip([mine(member())], '1.1'))
    expect(await as(world, village.clerk, c.confirmSlips, { body: { ids: own } })).toMatchObject({
      status: 403,
    })
  })
  test('who entered it confirms it neither as a substitute of whoever may', async () => {
    const { clerk, secretary } = village
    const ids = await entered(clerk, slip([mine(member())], '1.1'))
    await world.owner(
      `insert into substitution select 1, gen_random_uuid(), path, id, $1, '2026-05-05', '2026-05-05', '外出', $2, now(), null
       from post_holding where person_id = $2`,
      [clerk.id, secretary.id],
    )
    const act = async (label: RegExp) => {
      const { posts } = (await as(world, clerk, getMe)).answer
      await as(world, clerk, switchPost, {
        body: { id: posts.find((one) => label.test(one.label))?.id as string },
      })
    }
    await act(/^代.* · 嘎查村党组织书记/)
    expect(await as(world, clerk, c.confirmSlips, { body: { ids } })).toMatchObject({
      status: 403,
      error: { code: 'common.own_matter' },
    })
    // What others entered he confirms.
    const others = await entered(member(1), slip([mine(member(1))], '1.1'))
    expect((await as(world, clerk, c.confirmSlips, { body: { ids: others } })).status).toBe(200)
    await act(/^嘎查村党务工作者/)
    await world.owner('delete from substitution')
  })
  test('a secretary without another committee member is told so', async () => {
    const lonely = town.villages[1] as GivenVillage
    await world.owner(
      `update post_holding set first_on = '2026-01-01', last_on = '2026-05-01' where person_id = $1`,
      [lonely.clerk.id],
    )
    const reply = await enter(lonely.secretary, slip([mine(lonely.members[0] as GivenPerson)], '1.1'))
    expect(reply).toMatchObject({ status: 409, error: { code: 'slips.no_confirmer' } })
    expect(reply.error.message).toContain(lonely.name)
    await world.owner('update post_holding set last_on = null where person_id = $1', [lonely.clerk.id])
  })
  test('what a township clerk enters, the assessment group checks', async () => {
    const ids = await entered(
      town.clerk,
      slip([], '扣3', { lines: [{ bookId: bookId(village.id), ruleCode: '扣3', slot: 4 }] }),
    )
    await as(world, village.secretary, c.confirmSlips, { body: { ids } })
    expect(await as(world, town.clerk, c.checkSlips, { body: { ids } })).toMatchObject({
      status: 403,
      error: { code: 'common.own_matter' },
    })
    expect(await world.owner('select post from work_item where subject_id = $1', [ids[0]])).toEqual([
      { post: 'ASSESSMENT_GROUP' },
    ])
    expect(await as(world, town.group, c.checkSlips, { body: { ids } })).toMatchObject({
      status: 200,
      answer: { effective: 1 },
    })
    const book = await as(world, village.secretary, getBook, { params: { id: bookId(village.id) } })
    expect(book.answer.stars.find((star) => star.slot === 4)?.points).toBe(-50)
  })
})

describe('the way of a slip', () => {
  test('a member enters on his phone, the secretary confirms, it counts; each step stands in one queue', async () => {
    const [id] = (await entered(member(), slip([mine(member())], '2.1', { reason: '帮助邻居接羔' }))) as [
      string,
    ]
    expect(await world.owner('select kind, post from work_item where subject_id = $1', [id])).toEqual([
      { kind: 'SLIP_CONFIRM', post: 'VILLAGE_SECRETARY' },
    ])
    expect(await as(world, village.secretary, c.confirmSlips, { body: { ids: [id] } })).toMatchObject({
      status: 200,
      answer: { effective: 1 },
    })
    expect(await world.owner('select 1 from work_item where subject_id = $1', [id])).toEqual([])
    const book = await as(world, member(), getBook, { params: { id: mine(member()) } })
    expect(book.answer.entryRows.at(-1)).toMatchObject({
      reason: '帮助邻居接羔',
      counted: 200,
      status: 'STANDING',
      confirmedBy: village.secretary.name,
      enteredBy: member().name,
    })
    const timeline = (await as(world, member(), c.getSlip, { params: { id } })).answer.timeline
    expect(timeline.map((step) => step.act)).toEqual(['提交', '支部确认'])
  })
  test('returned to whoever entered it, nothing cleared, corrected and submitted anew', async () => {
    const [id] = (await entered(member(1), slip([mine(member(1))], '1.1'))) as [string]
    expect(
      await as(world, village.secretary, c.returnSlips, { body: { ids: [id], reason: ' ' } }),
    ).toMatchObject({ status: 422 })
    expect(
      await as(world, village.secretary, c.returnSlips, {
        body: { ids: [id], reason: '请写明是哪一次党课' },
      }),
    ).toMatchObject({ status: 200 })
    expect(
      await world.owner('select kind, post, person_id from work_item where subject_id = $1', [id]),
    ).toEqual([{ kind: 'SLIP_RETURNED', post: 'MEMBER', person_id: member(1).id }])
    const back = (await as(world, member(1), c.listSlips, { query: { view: 'returned' } })).answer.rows.find(
      (row) => row.id === id,
    )
    expect(back).toMatchObject({ returnReason: '请写明是哪一次党课', can: ['submit', 'withdraw'] })
    const line = back?.lines[0] as c.SlipLine
    const revised = {
      factOn: localDate(freshDay()),
      reason: '参加三月党课',
      lines: [{ id: line.id, ruleCode: '1.1', amount: 50 }],
      fileIds: [],
    }
    expect(await as(world, member(2), c.reviseSlip, { params: { id }, body: revised })).toMatchObject({
      status: 404,
    })
    expect(await as(world, village.clerk, c.reviseSlip, { params: { id }, body: revised })).toMatchObject({
      status: 403,
      error: { code: 'slips.not_the_entrant' },
    })
    expect(await as(world, member(1), c.reviseSlip, { params: { id }, body: revised })).toMatchObject({
      status: 200,
    })
    expect(await as(world, member(1), c.submitSlips, { body: { ids: [id] } })).toMatchObject({ status: 200 })
    expect(await as(world, village.secretary, c.confirmSlips, { body: { ids: [id] } })).toMatchObject({
      status: 200,
      answer: { effective: 1 },
    })
  })
  test('rejected or withdrawn, the deed may be entered again', async () => {
    const one = slip([mine(member(2))], '1.1')
    const [first] = (await entered(village.clerk, one)) as [string]
    await as(world, village.secretary, c.rejectSlips, { body: { ids: [first], reason: '查无此事' } })
    const [second] = (await entered(village.clerk, one)) as [string]
    expect(await as(world, village.clerk, c.withdrawSlips, { body: { ids: [second] } })).toMatchObject({
      status: 200,
    })
    await entered(village.clerk, one)
  })
  test('one line is struck with its reason, the others count', async () => {
    const [id] = (await entered(village.clerk, slip([mine(member(0)), mine(member(1))], '1.1'))) as [string]
    const lines = (await as(world, village.secretary, c.getSlip, { params: { id } })).answer.lines
    const strike = lines.map((line) => ({ lineId: line.id, reason: '当天请假' }))
    expect(await as(world, village.secretary, c.confirmSlips, { body: { ids: [id], strike } })).toMatchObject(
      { status: 422, error: { code: 'slips.all_struck' } },
    )
    expect(
      await as(world, village.secretary, c.confirmSlips, { body: { ids: [id], strike: strike.slice(0, 1) } }),
    ).toMatchObject({ status: 200, answer: { lines: 1 } })
    const after = (await as(world, village.secretary, c.getSlip, { params: { id } })).answer
    expect(after.lines.map((line) => [line.struck?.reason ?? null, line.counted === null])).toEqual([
      ['当天请假', true],
      [null, false],
    ])
  })
  test('reversed, the entry stays struck and the deed can be entered rightly', async () => {
    const one = slip([mine(member(2))], '4.2')
    const [id] = (await entered(village.clerk, one)) as [string]
    await as(world, village.secretary, c.confirmSlips, { body: { ids: [id] } })
    const book = async () =>
      (await as(world, town.clerk, getBook, { params: { id: mine(member(2)) } })).answer
    const entry = (await book()).entryRows.find((row) => row.slipId === id)
    const body = { entryIds: [entry?.id as string], reason: '记错了人' }
    expect(await as(world, village.secretary, c.reverseEntries, { body })).toMatchObject({ status: 403 })
    expect(await as(world, other.clerk, c.reverseEntries, { body })).toMatchObject({ status: 404 })
    const quarters = (to: string) =>
      world.owner(`update quarter set state = $2 where village_id = $1`, [village.id, to])
    await quarters('SEALED')
    expect(await as(world, town.clerk, c.reverseEntries, { body })).toMatchObject({
      status: 409,
      error: { code: 'entries.no_quarter_open' },
    })
    await quarters('OPEN')
    expect(await as(world, town.clerk, c.reverseEntries, { body })).toMatchObject({ status: 200 })
    const after = await book()
    expect(after.entryRows.find((row) => row.id === entry?.id)).toMatchObject({
      status: 'REVERSED',
      reversed: { reason: '记错了人', by: town.clerk.name },
    })
    expect(after.stars.find((star) => star.slot === 4)?.points).toBe(0)
    await entered(village.clerk, one)
  })
})

test('the township passes the rest after looking at enough of a sample, but not what must be checked one by one', async () => {
  const ids = await entered(
    village.clerk,
    ...Array.from({ length: 10 }, () => slip([bookId(village.id)], '3.1')),
  )
  const [strict] = (await entered(village.clerk, slip([bookId(village.id)], '4.1'))) as [string]
  expect(
    await as(world, village.secretary, c.confirmSlips, { body: { ids: [...ids, strict] } }),
  ).toMatchObject({ status: 200, answer: { confirmed: 11, effective: 0 } })
  const sample = (body: { ids: string[]; sampledIds: string[] }) =>
    as(world, town.clerk, c.checkSlips, { body: { ...body, mode: 'sample' } })
  expect(await sample({ ids, sampledIds: ids.slice(0, 1) })).toMatchObject({
    status: 422,
    error: { code: 'slips.sample_too_small', details: { needed: 2, seen: 1 } },
  })
  expect(await sample({ ids: [...ids, strict], sampledIds: ids })).toMatchObject({
    status: 422,
    error: { code: 'slips.must_be_checked' },
  })
  expect(await sample({ ids, sampledIds: ids.slice(0, 2) })).toMatchObject({
    status: 200,
    answer: { effective: 10, lines: 10 },
  })
  expect(await as(world, town.clerk, c.checkSlips, { body: { ids: [strict] } })).toMatchObject({
    status: 200,
    answer: { effective: 1 },
  })
})

test('the preview says what would count after caps and what stands against it', async () => {
  const person = member(0)
  const factOn = '2026-04-29'
  const lines = Array.from({ length: 6 }, (_, index) => ({
    bookId: mine(person),
    ruleCode: '2.3',
    ordinal: index + 1,
  }))
  const reply = await as(world, village.clerk, c.previewSlip, {
    body: { factOn: localDate(factOn), lines: [...lines, { bookId: mine(person), ruleCode: '自3.3' }] },
  })
  expect(reply.answer.lines.map((line) => line.counted)).toEqual([100, 100, 100, 0, 0, 0, 0])
  expect(reply.answer.lines[6]?.problem).toContain('没有选报')
  expect(reply.answer.quarter).toBe(2)
})

test('every state × act: only what the lifecycle opens is done', async () => {
  const acts: Record<c.SlipAct, (id: string) => Promise<{ status: number }>> = {
    submit: (id) => as(world, village.clerk, c.submitSlips, { body: { ids: [id] } }),
    withdraw: (id) => as(world, village.clerk, c.withdrawSlips, { body: { ids: [id] } }),
    confirm: (id) => as(world, village.secretary, c.confirmSlips, { body: { ids: [id] } }),
    settle: (id) => as(world, village.secretary, c.confirmSlips, { body: { ids: [id] } }),
    check: (id) => as(world, town.clerk, c.checkSlips, { body: { ids: [id] } }),
    return: (id) => as(world, village.secretary, c.returnSlips, { body: { ids: [id], reason: '补充' } }),
    reject: (id) => as(world, village.secretary, c.rejectSlips, { body: { ids: [id], reason: '不认定' } }),
  }
  for (const { from, act, to } of everyStateAndAct(c.slipLifecycle, c.slipActKeys)) {
    const rule = act === 'settle' || act === 'check' ? (act === 'settle' ? '1.1' : '3.1') : '3.1'
    const [id] = (await entered(
      village.clerk,
      slip([rule === '1.1' ? mine(member(1)) : bookId(village.id)], rule),
    )) as [string]
    await world.owner(
      `update slip set state = $2, confirmed_by = case when $2 = 'CONFIRMED' then $3::uuid end where id = $1`,
      [id, from, village.secretary.id],
    )
    const person = from === 'CONFIRMED' && (act === 'return' || act === 'reject')
    const reply = person
      ? await as(world, town.clerk, act === 'return' ? c.returnSlips : c.rejectSlips, {
          body: { ids: [id], reason: '不实' },
        })
      : await acts[act](id)
    expect(reply.status, `${from} ${act}`).toBe(to ? 200 : 409)
    expect(await stateOf(id), `${from} ${act}`).toBe(to ?? from)
  }
})

test('a member sees his own and his village organisation, not his neighbours', async () => {
  const list = (await as(world, member(0), c.listSlips, { query: { size: 200 } })).answer.rows
  expect(list.length).toBeGreaterThan(3)
  for (const row of list)
    for (const line of row.lines) expect([mine(member(0)), bookId(village.id)]).toContain(line.bookId)
  expect(await as(world, member(0), getBook, { params: { id: mine(member(1)) } })).toMatchObject({
    status: 404,
  })
  expect((await as(world, other.clerk, c.listSlips, { query: {} })).answer.total).toBe(0)
})
