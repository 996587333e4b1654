import {
  confirmSheets,
  declarationActs,
  declarationLifecycle,
  getDeclaration,
  getMyDeclaration,
  listDeclarations,
  openSheets,
  publishSheets,
  returnSheet,
  saveSheets,
  submitSheets,
} from '@xinghe/contract/declarations'
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
  signedOut,
} from '../../../test/given.ts'
import {
  aLine,
  aResolution,
  type GivenSheet,
  givenPublished,
  givenSheets,
} from '../../../test/given-stars.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { confirmSheets as confirmAct } from './confirm-sheets.ts'

let world: World
let banner: GivenRegion
let other: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let next: GivenVillage
let org: GivenSheet
let member: GivenSheet
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 5 })
  other = await givenRegion(world, { id: 2, townships: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  ;[village, next] = east.villages as [GivenVillage, GivenVillage]
  await givenPublished(world, banner, east, 'ORG')
  await givenPublished(world, banner, east, 'MEMBER')
  const sheets = await givenSheets(world, east)
  org = sheets.find((sheet) => sheet.villageId === village.id && sheet.subject === 'ORG') as GivenSheet
  member = sheets.find((sheet) => sheet.villageId === village.id && sheet.subject === 'MEMBER') as GivenSheet
})

const save = (sheet: GivenSheet, change: object = {}, by = village.secretary) =>
  as(world, by, saveSheets, {
    body: {
      sheets: [
        {
          sheetId: sheet.id,
          lines: sheet.books.map((book) => aLine(book.id)),
          resolution: aResolution,
          ...change,
        },
      ],
    },
  })
const submit = (sheet: GivenSheet, by = village.secretary) =>
  as(world, by, submitSheets, { body: { ids: [sheet.id] } })
const confirm = (sheet: GivenSheet, by = east.clerk) =>
  as(world, by, confirmSheets, { body: { ids: [sheet.id] } })
const back = (sheet: GivenSheet, by = east.clerk) =>
  as(world, by, returnSheet, {
    params: { id: sheet.id },
    body: {
      reason: '目标偏低，请再议',
      marks: [{ bookId: sheet.books[0]?.id as string, note: '目标星级偏低' }],
    },
  })
const publish = (sheet: GivenSheet, on = '2026-03-05', by = village.secretary) =>
  as(world, by, publishSheets, { body: { ids: [sheet.id], on } })
const at = (now: string) => {
  world.clock.set(now)
  signedOut(world)
}
const put = (sheet: GivenSheet, state: string) =>
  world.owner('update declaration_sheet set state = $2 where id = $1', [sheet.id, state])
const stateOf = async (sheet: GivenSheet) =>
  (await world.owner('select state from declaration_sheet where id = $1', [sheet.id]))[0]?.state
const queueOf = (sheet: GivenSheet) =>
  world.owner('select kind, post, unit_id, due_on::text from work_item where subject_id = $1', [sheet.id])
const electives = (sheet: GivenSheet) =>
  world.owner('select distinct elective_a, elective_b from book where id = any($1)', [
    sheet.books.map((book) => book.id),
  ])

test('publishing laid out one sheet a village and subject, waiting for its secretary; opening again changes nothing', async () => {
  expect(await queueOf(org)).toEqual([
    { kind: 'DECLARATION_DRAFT', post: 'VILLAGE_SECRETARY', unit_id: village.id, due_on: '2026-03-31' },
  ])
  const open = (by = east.clerk, townshipId = east.id) =>
    as(world, by, openSheets, { body: { townshipId, year: 2026 } })
  expect(await open(west.clerk)).toMatchObject({ status: 404 })
  expect(await open(village.secretary)).toMatchObject({ status: 403 })
  expect(await open(west.clerk, west.id)).toMatchObject({ error: { code: 'declarations.no_scheme' } })
  expect((await open()).answer).toEqual({ count: 0 })
})

describe('filling', () => {
  test('is refused to neighbours, to the township, and beyond the pool', async () => {
    expect(await save(org, {}, next.secretary)).toMatchObject({ status: 404 })
    expect(await save(org, {}, other.townships[0]?.villages[0]?.secretary as never)).toMatchObject({
      status: 404,
    })
    expect(await save(org, {}, east.clerk)).toMatchObject({ status: 403 })
    const line = aLine(org.books[0]?.id as string)
    expect(await save(org, { lines: [{ ...line, electiveB: '自1' }] })).toMatchObject({
      status: 422,
      error: { fields: [{ message: '两颗自选星不能相同' }] },
    })
    expect(await save(org, { lines: [{ ...line, electiveB: '6' }] })).toMatchObject({
      error: { code: 'declarations.wrong_electives' },
    })
    expect(await save(org, { lines: [aLine(member.books[0]?.id as string)] })).toMatchObject({ status: 404 })
    expect(await save(org, { resolution: { ...aResolution, attended: 6 } })).toMatchObject({ status: 422 })
  })
  test("a member fills his own line on his phone and nobody else's, and records no resolution", async () => {
    const [me, neighbour] = village.members as [GivenVillage['members'][0], GivenVillage['members'][0]]
    const mine = member.books.find((book) => book.personId === me.id)?.id as string
    const his = member.books.find((book) => book.personId === neighbour.id)?.id as string
    expect(await save(member, { lines: [aLine(his)], resolution: null }, me)).toMatchObject({ status: 404 })
    expect(await save(member, { lines: [aLine(mine)] }, me)).toMatchObject({ status: 403 })
    expect(
      await save(
        member,
        {
          lines: [{ ...aLine(mine), targetLevel: 9, targets: [{ slot: 1, text: '全年学习不少于 12 次' }] }],
          resolution: null,
        },
        me,
      ),
    ).toMatchObject({ status: 200 })
    const sheet = await as(world, me, getMyDeclaration, { query: { year: 2026 } })
    expect(sheet.answer?.lines).toMatchObject([
      { name: me.name, declared: { targetLevel: 9, filledByName: me.name } },
    ])
    expect(sheet.answer?.stars.filter((star) => star.kind === 'ELECTIVE')).toHaveLength(6)
    expect(
      (await as(world, village.clerk, getDeclaration, { params: { id: member.id } })).answer.lines,
    ).toHaveLength(7)
  })
  test('the old are rated on common stars and do not declare', async () => {
    const [old] = await world.owner("select id from book where village_id = $1 and category = 'OLD_OR_ILL'", [
      village.id,
    ])
    expect(await save(member, { lines: [aLine(old?.id as string)] })).toMatchObject({
      error: { code: 'declarations.not_needed' },
    })
  })
})

describe('handing in', () => {
  test('needs every line, a resolution, a quorum', async () => {
    expect(await submit(member)).toMatchObject({ error: { code: 'declarations.resolution_missing' } })
    await save(member, { lines: [] })
    expect(await submit(member)).toMatchObject({
      error: { code: 'declarations.lines_missing', details: { count: 5 } },
    })
    await save(member, { resolution: { ...aResolution, entitled: 8, attended: 4 } })
    expect(await submit(member)).toMatchObject({ error: { code: 'declarations.no_quorum' } })
    await save(member, { resolution: { ...aResolution, on: '2026-03-06' } })
    expect(await submit(member)).toMatchObject({ status: 422 })
    await save(member)
    expect(await submit(member, village.clerk)).toMatchObject({ status: 403 })
    expect(await submit(member, next.secretary)).toMatchObject({ status: 404 })
    expect(await stateOf(member)).toBe('DRAFT')
  })
  test('goes to the township, comes back with marks, goes again, and gives the books their electives', async () => {
    expect(await submit(member)).toMatchObject({ status: 200, answer: { count: 1 } })
    expect(await queueOf(member)).toMatchObject([
      { kind: 'DECLARATION_CONFIRM', post: 'TOWNSHIP_CLERK', unit_id: east.id },
    ])
    expect(await back(member, west.clerk)).toMatchObject({ status: 404 })
    expect(await back(member, village.secretary)).toMatchObject({ status: 403 })
    expect(await back(member)).toMatchObject({ status: 200 })
    expect(await queueOf(member)).toMatchObject([{ kind: 'DECLARATION_RETURNED', unit_id: village.id }])
    const sheet = (await as(world, village.secretary, getDeclaration, { params: { id: member.id } })).answer
    expect(sheet).toMatchObject({
      returnReason: '目标偏低，请再议',
      filled: 6,
      needed: 6,
      can: ['fill', 'submit'],
    })
    expect(sheet.lines.find((line) => line.bookId === member.books[0]?.id)?.declared?.mark).toBe(
      '目标星级偏低',
    )
    await submit(member)
    expect(await electives(member)).toEqual([{ elective_a: null, elective_b: null }])
    expect(await confirm(member)).toMatchObject({ status: 200 })
    expect(await electives(member)).toEqual([{ elective_a: '自1', elective_b: '自2' }])
    expect(await queueOf(member)).toMatchObject([{ kind: 'DECLARATION_PUBLISH', unit_id: village.id }])
    expect(await publish(member, '2026-03-06')).toMatchObject({ status: 422 })
    expect(await publish(member)).toMatchObject({ status: 200 })
    expect(await queueOf(member)).toEqual([])
  })
  test('nobody confirms what he handed in himself', async () => {
    await save(org)
    await submit(org)
    await world.owner(
      "insert into post_holding values (1, gen_random_uuid(), $1, $2, (select path from unit where id = $2), 'TOWNSHIP_CLERK', '2026-01-01', null)",
      [village.secretary.id, east.id],
    )
    await expect(
      act(world, { ...village.secretary, post: 'TOWNSHIP_CLERK' }, (tx, by) =>
        confirmAct(tx, by, { ids: [org.id] }),
      ),
    ).rejects.toMatchObject({ code: 'common.own_matter' })
    await world.owner("delete from post_holding where person_id = $1 and post = 'TOWNSHIP_CLERK'", [
      village.secretary.id,
    ])
  })
})

test('a confirmed sheet is opened again only while no points stand under its electives', async () => {
  const [book] = member.books
  await world.owner(
    `insert into points_entry (region_id, id, book_id, seq, path, person_id, year, quarter, slot, version_id, rule_code, kind, claimed, counted, fact_on, source_kind, source_id, reason, entered_by, entered_by_name, posted_at, digest)
     select 1, gen_random_uuid(), id, 1, path, person_id, 2026, 1, 9, version_id, '自1.1', 'BASE', 100, 100, '2026-03-04', 'SLIP_LINE', gen_random_uuid(), 'x', person_id, 'x', now(), 'x' from book where id = $1`,
    [book?.id],
  )
  expect(await back(member)).toMatchObject({
    status: 409,
    error: { code: 'declarations.points_stand', message: expect.stringContaining(book?.name as string) },
  })
  await world.owner('delete from points_entry where book_id = $1', [book?.id])
  expect(await back(member)).toMatchObject({ status: 200 })
  expect(await electives(member)).toEqual([{ elective_a: null, elective_b: null }])
})

test('every state × act: what the table does not open is refused', async () => {
  await save(org)
  const call = {
    fill: () => save(org),
    submit: () => submit(org),
    confirm: () => confirm(org),
    return: () => back(org),
    publish: () => publish(org),
    reopen: () => back(org),
  }
  for (const { from, act: verb, to } of everyStateAndAct(declarationLifecycle, declarationActs)) {
    await world.owner(
      'update declaration_sheet set resolution_on = $2, entitled = 5, attended = 4 where id = $1',
      [org.id, '2026-03-01'],
    )
    await put(org, from)
    // `return` and `reopen` are one route: open where either is.
    const open =
      verb === 'return' || verb === 'reopen'
        ? (declarationLifecycle[from].return ?? declarationLifecycle[from].reopen)
        : to
    const reply = await call[verb]()
    expect(`${from} ${verb} ${reply.status}`).toBe(`${from} ${verb} ${open ? 200 : 409}`)
    expect(await stateOf(org)).toBe(open ?? from)
  }
})

test('after the due day it is late, after the last day closed; what the township returned may still be mended', async () => {
  await put(org, 'DRAFT')
  await world.owner('update declaration_sheet set submitted_at = null where id = $1', [org.id])
  const head = async () =>
    (await as(world, village.secretary, listDeclarations, { query: { year: 2026, subject: 'ORG' } })).answer
      .rows[0]
  expect(await head()).toMatchObject({ late: false, dueOn: '2026-03-31' })
  at('2026-04-02T10:00:00+08:00')
  expect(await head()).toMatchObject({ late: true, can: ['fill', 'submit'] })
  expect(await submit(org)).toMatchObject({ status: 200 })
  await put(org, 'DRAFT')
  at('2026-07-01T00:10:00+08:00')
  expect(await head()).toMatchObject({ closed: true, can: [] })
  expect(await save(org)).toMatchObject({
    status: 409,
    error: { code: 'declarations.closed', message: expect.stringContaining('2026年6月30日') },
  })
  expect(await submit(org)).toMatchObject({ error: { code: 'declarations.closed' } })
  await put(org, 'RETURNED')
  expect(await submit(org)).toMatchObject({ status: 200 })
  at('2026-03-05T10:00:00+08:00')
})

test('the county sees every village, a neighbour township and another county none of them', async () => {
  const list = (by: GivenTownship['clerk']) => as(world, by, listDeclarations, { query: { year: 2026 } })
  expect((await list(banner.inspector)).answer.rows).toHaveLength(4)
  expect((await list(west.clerk)).answer.rows).toEqual([])
  expect((await list(other.department)).answer.rows).toEqual([])
  expect(await as(world, west.clerk, getDeclaration, { params: { id: org.id } })).toMatchObject({
    status: 404,
  })
})
