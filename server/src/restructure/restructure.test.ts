/** 区划变更: what each kind refuses, what it carries, and that years decided stay what they were. */
import { listBooks } from '@xinghe/contract/points'
import {
  type Change,
  getUnitHistory,
  listChanges,
  previewChange,
  restructure,
} from '@xinghe/contract/restructure'
import { getWhy, listResults, summariseResults } from '@xinghe/contract/results'
import { enterSlips } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import { beforeAll, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { at, givenAssessed, givenDetermined, givenPoints } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { verifyLedger } from '../points/index.ts'
import {
  closeYearNotices,
  confirmResults,
  fileResults,
  openYearEnd,
  orderPlaques,
  publishYearNotice,
  verifyRatings,
} from '../stars/index.ts'

let world: World
let banner: GivenRegion
let foreign: GivenRegion
let east: GivenTownship
let west: GivenTownship
let north: GivenTownship
/** Of the year decided, before anything was changed. */
let decided: unknown
let digest: unknown

const code = (reply: { error?: { code: string } | undefined }) => reply.error?.code
const village = (township: GivenTownship, n: number) => township.villages[n] as GivenVillage
const change = (what: Change, by = banner.department) =>
  as(world, by, restructure, {
    body: { change: what as never, docNo: '旗政发〔2027〕3号', reason: '合村并居' },
  })
const preview = (what: Change, by = banner.department) =>
  as(world, by, previewChange, { body: { change: what as never } })
/** Results of the year decided as the county reads them: figures, names of places, ways to the book. */
const results = async (by: GivenPerson = banner.department, year = 2026) => {
  const rows = []
  for (const subject of ['ORG', 'MEMBER'] as const) {
    const { answer } = await as(world, by, listResults, { query: { year, subject, size: 200 } as never })
    rows.push(
      ...answer.rows.map((row) => [
        row.bookNo,
        row.name,
        row.villageName,
        row.townshipName,
        row.finalLevel,
        row.total,
      ]),
    )
  }
  return rows.map((row) => row.join(' ')).sort()
}
const byTownship = async () =>
  (
    await as(world, banner.department, summariseResults, { query: { year: 2026, subject: 'ORG' } as never })
  ).answer.byTownship
    .map(({ name, total, one, two }) => `${name} ${total} ${one} ${two}`)
    .sort()
const sound = async () => {
  const ledger = await readTx(world.db, wholeRegion(1), (tx) => verifyLedger(tx, 1))
  expect(ledger.findings).toEqual([])
  const year = await readTx(world.db, wholeRegion(1), (tx) => verifyRatings(tx, 1, 2026))
  expect(year.findings).toEqual([])
  expect(year.digest).toEqual(digest)
}
/** All that counts in the running year, member by member. */
const standing = async () =>
  (
    await world.owner(
      `select person_id, sum(s1+s2+s3+s4+s5+s6+s7+s8+s9+s10)::int as sum, count(*) filter (where moved_to is null)::int as open
       from book where region_id = 1 and year = 2027 and subject = 'MEMBER' group by 1 order by 1`,
    )
  ).map((row) => `${row.person_id} ${row.sum} ${row.open}`)
/** Rows whose path is not at or below the place of any unit. */
const astray = async () => {
  const tables = await world.owner(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'path'
     where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_entry'`,
  )
  const lost: string[] = []
  for (const { name } of tables) {
    const [row] = await world.owner(
      `select count(*)::int as n from ${name} t where not exists (select 1 from unit u where u.region_id = t.region_id and u.path = t.path)`,
    )
    if (row?.n !== 0) lost.push(`${name} ${row?.n}`)
  }
  return lost
}
const books = (villageId: string, year = 2027) =>
  world.owner(
    `select b.*, s1+s2+s3+s4+s5+s6+s7+s8+s9+s10 as sum from book b where village_id = $1 and year = $2 order by book_no`,
    [villageId, year],
  )

beforeAll(async () => {
  world = await freshWorld()
  at(world, '2026-03-20')
  banner = await givenRegion(world, { townships: 3, villages: 3, members: 2 })
  foreign = await givenRegion(world, { id: 2, townships: 1 })
  ;[east, west, north] = banner.townships as [GivenTownship, GivenTownship, GivenTownship]
  for (const township of banner.townships) await givenDeclared(world, banner, township)
  const open = await world.owner(
    `select b.id, t.name from book b join unit t on t.id = b.township_id where b.region_id = 1 order by b.book_no`,
  )
  for (const [index, book] of open.entries())
    await givenPoints(
      world,
      banner.townships.find(({ name }) => name === book.name) as GivenTownship,
      book.id as string,
      [10, 12, 14, 10, 10, 10, 11, 10, index % 10, index % 12],
    )
  at(world, '2027-01-05')
  for (const township of banner.townships) {
    await givenAssessed(world, township)
    await givenDetermined(world, township, 'ORG')
    await givenDetermined(world, township, 'MEMBER')
  }
  const meetings = async (township: GivenTownship) =>
    (await world.owner('select id from determination where township_id = $1', [township.id])).map(
      (row) => row.id as string,
    )
  for (const township of banner.townships) {
    const determinationIds = await meetings(township)
    await act(world, township.clerk, (tx, by) =>
      publishYearNotice(tx, by, { determinationIds, contact: '组织办 0479-1234567' }),
    )
  }
  at(world, '2027-01-18')
  for (const township of banner.townships) {
    const determinationIds = await meetings(township)
    await act(world, township.clerk, (tx, by) => closeYearNotices(tx, by, { determinationIds }))
    await act(world, township.secretary, (tx, by) =>
      fileResults(tx, by, { determinationIds, docNo: '〔2027〕1号' }),
    )
    await act(world, banner.department, (tx, by) => confirmResults(tx, by, { determinationIds }))
  }
  await act(world, banner.department, (tx, by) =>
    orderPlaques(tx, by, {
      year: 2026,
      townshipIds: banner.townships.map(({ id }) => id),
      costFen: 20000,
      fundSource: 'PARTY_DUES',
      orderedOn: localDate('2027-01-18'),
    } as never),
  )
  at(world, '2027-02-20')
  for (const township of banner.townships) await givenDeclared(world, banner, township, 2027)
  const running = await world.owner(
    `select b.id, t.name from book b join unit t on t.id = b.township_id where b.region_id = 1 and b.year = 2027 order by b.book_no`,
  )
  for (const [index, book] of running.entries())
    await givenPoints(
      world,
      banner.townships.find(({ name }) => name === book.name) as GivenTownship,
      book.id as string,
      [1 + (index % 5), 2, 3],
    )
  await world.owner("update declaration_sheet set state = 'PUBLISHED' where year = 2027")
  await world.owner("delete from work_item where subject_kind = 'declaration_sheet'")
  at(world, '2027-03-05')
  decided = await results()
  digest = (await readTx(world.db, wholeRegion(1), (tx) => verifyRatings(tx, 1, 2026))).digest
}, 120_000)

test('only the department, only units of its county, only what makes sense', async () => {
  const merge: Change = {
    kind: 'VILLAGE_MERGE',
    villageIds: [village(east, 0).id],
    toVillageId: village(east, 1).id,
  }
  for (const who of [east.secretary, east.clerk, banner.admin, village(east, 0).secretary])
    expect((await change(merge, who)).status).toBe(403)
  expect((await preview(merge, east.secretary)).status).toBe(403)
  expect((await change(merge, foreign.department)).status).toBe(404)
  const far = village(foreign.townships[0] as GivenTownship, 0)
  expect((await change({ ...merge, toVillageId: far.id })).status).toBe(404)
  expect(code(await change({ ...merge, toVillageId: village(east, 0).id }))).toBe('restructure.same_unit')
  expect(code(await change({ ...merge, toVillageId: east.id }))).toBe('restructure.not_a_village')
  expect(code(await change({ ...merge, toVillageId: village(west, 0).id }))).toBe(
    'restructure.other_township',
  )
  expect(
    code(await change({ kind: 'VILLAGE_MOVE', villageIds: [village(east, 0).id], toTownshipId: east.id })),
  ).toBe('restructure.already_there')
  expect(
    code(await change({ kind: 'TOWNSHIP_MERGE', townshipIds: [village(east, 0).id], toTownshipId: east.id })),
  ).toBe('restructure.not_a_township')
  const split = { name: '新村', shortName: '新村', partyOrgName: '新村党支部' }
  expect(
    code(
      await change({
        kind: 'VILLAGE_SPLIT',
        villageId: village(east, 0).id,
        ...split,
        personIds: [village(east, 1).members[0]?.id as string],
      }),
    ),
  ).toBe('restructure.not_members')
  const all = village(east, 0)
  expect(
    code(
      await change({
        kind: 'VILLAGE_SPLIT',
        villageId: all.id,
        ...split,
        personIds: [all.secretary, all.clerk, ...all.members].map(({ id }) => id),
      }),
    ),
  ).toBe('restructure.nobody_left')
  expect(
    code(
      await change({
        kind: 'TOWNSHIP_SPLIT',
        townshipId: east.id,
        ...split,
        villageIds: east.villages.map(({ id }) => id),
      }),
    ),
  ).toBe('restructure.nothing_left')
  expect(await world.owner('select 1 from restructure')).toEqual([])
})

test('what is under way must be finished first, and is listed by name', async () => {
  const merge: Change = {
    kind: 'VILLAGE_MERGE',
    villageIds: [village(east, 0).id],
    toVillageId: village(east, 1).id,
  }
  const [book] = await books(village(east, 0).id)
  const made = await as(world, village(east, 0).clerk, enterSlips, {
    body: {
      slips: [
        { factOn: localDate('2027-03-01'), reason: '党课', lines: [{ bookId: book?.id, ruleCode: '1.1' }] },
      ] as never,
      submit: true,
    },
  })
  expect(made.status).toBe(200)
  await world.owner(
    `update quarter set state = 'PUBLIC' where village_id = $1 and year = 2027 and quarter = 1`,
    [village(east, 0).id],
  )
  expect((await preview(merge)).answer.blockers).toEqual([
    { kind: 'QUARTER', unitName: '1-1嘎查', count: 1 },
    { kind: 'SLIPS', unitName: '1-1嘎查', count: 1 },
  ])
  const refused = await change(merge)
  expect(code(refused)).toBe('restructure.under_way')
  expect(JSON.stringify(refused.error)).toContain('1-1嘎查有1张积分申报单没有办结')
  await world.owner(`update slip set state = 'WITHDRAWN'`)
  await world.owner(`update slip_line set live = false`)
  await world.owner(`delete from work_item where subject_kind = 'slip'`)
  await world.owner(`update quarter set state = 'OPEN' where village_id = $1 and year = 2027`, [
    village(east, 0).id,
  ])
  expect((await preview(merge)).answer.blockers).toEqual([])
  expect(await world.owner('select 1 from restructure')).toEqual([])
})

test('a new name holds from its day; years before keep the old one', async () => {
  const one = village(north, 2)
  expect(
    (
      await change({
        kind: 'RENAME',
        unitId: one.id,
        name: '新风嘎查',
        shortName: '新风嘎查',
        partyOrgName: '新风嘎查党支部',
      })
    ).status,
  ).toBe(200)
  expect(await results()).toEqual(decided)
  const [now] = (
    await as(world, banner.department, listBooks, {
      query: { year: 2027, subject: 'ORG', villageId: one.id } as never,
    })
  ).answer.rows
  expect(now).toMatchObject({ villageName: '新风嘎查', name: '新风嘎查党支部' })
  const [then] = (
    await as(world, banner.department, listBooks, {
      query: { year: 2026, subject: 'ORG', villageId: one.id } as never,
    })
  ).answer.rows
  expect(then).toMatchObject({ villageName: '3-3嘎查', name: '3-3嘎查党支部' })
  // The township too: its villages' past years show the township of that year.
  await change({ kind: 'RENAME', unitId: north.id, name: '北方镇', shortName: '北方镇' })
  expect(await results()).toEqual(decided)
  expect((await byTownship()).map((line) => line.split(' ')[0])).toEqual(['第1镇', '第2镇', '第3镇'])
  await sound()
})

test('a village merged into its neighbour: people, books and work go along, its years stay, and its neighbour reads them', async () => {
  const from = village(east, 0)
  const into = village(east, 1)
  const before = await standing()
  const figures = await byTownship()
  const [own] = await books(into.id)
  await world.owner(
    `insert into work_item (region_id, id, kind, subject_kind, subject_id, path, title, unit_id, post, person_id, since, begun_on)
     values (1, gen_random_uuid(), 'WEAK_REPORT', 'other', gen_random_uuid(), $1, '测试', $2, 'VILLAGE_SECRETARY', $3, now(), '2027-03-01')`,
    [from.path, from.id, from.secretary.id],
  )
  const asked = { kind: 'VILLAGE_MERGE', villageIds: [from.id], toVillageId: into.id } satisfies Change
  const told = (await preview(asked)).answer
  expect(told.figures).toMatchObject({ villages: 1, members: 4, books: 5, posts: 2, plaques: 1, matters: 1 })
  const done = await change(asked)
  expect(done.status).toBe(200)
  expect(done.answer.figures).toEqual(told.figures)

  // What counts is the same for everybody, in one open book each.
  expect(await standing()).toEqual(before)
  expect((await books(into.id)).filter((book) => book.subject === 'MEMBER')).toHaveLength(8)
  const left = await books(from.id)
  expect(left.every((book) => book.moved_to !== null)).toBe(true)
  expect(left.filter((book) => book.subject === 'MEMBER').every((book) => book.sum === 0)).toBe(true)
  // The organisation kept keeps its own points; those of the other can be read.
  const [kept] = await books(into.id)
  expect(kept).toMatchObject({ id: own?.id, sum: own?.sum })
  expect(left.find((book) => book.subject === 'ORG')).toMatchObject({
    moved_kind: 'MERGE',
    moved_to: own?.id,
  })
  expect(left.find((book) => book.subject === 'ORG')?.sum).toBeGreaterThan(0)
  expect(
    await world.owner(`select distinct state from quarter where village_id = $1 and year = 2027`, [from.id]),
  ).toEqual([{ state: 'ENDED' }])
  await sound()
  expect(await astray()).toEqual([])

  // The year decided is what it was, for the county, and now for the neighbour too.
  expect(await results()).toEqual(decided)
  expect(await byTownship()).toEqual(figures)
  expect((await results(into.secretary)).filter((row) => row.includes('1-1嘎查 第1镇'))).toHaveLength(5)
  const [old] = await books(from.id, 2026)
  const why = await as(world, into.secretary, getWhy, { params: { bookId: old?.id, slot: '1' } as never })
  expect(why.answer).toMatchObject({ villageName: '1-1嘎查', townshipName: '第1镇' })
  // A member reads his own book of before where he is now.
  const member = from.members[0] as GivenPerson
  expect((await results(member)).filter((row) => row.includes(member.name))).toHaveLength(1)

  // Posts there are over; the plaque comes down; what waited waits with the neighbour, for nobody by name.
  const signedIn = await as(world, from.secretary, listResults, {
    query: { year: 2026, subject: 'MEMBER' } as never,
  })
  expect(signedIn.answer.rows.every((row) => row.name === from.secretary.name)).toBe(true)
  expect(
    await world.owner(
      `select p.state, p.end_reason from plaque p join book b on b.id = p.book_id where b.village_id = $1`,
      [from.id],
    ),
  ).toEqual([{ state: 'TAKEN_DOWN', end_reason: '1-1嘎查并入1-2嘎查（旗政发〔2027〕3号）' }])
  expect(await world.owner(`select unit_id, person_id from work_item where subject_kind = 'other'`)).toEqual([
    { unit_id: into.id, person_id: null },
  ])
  // The register and the page of the unit say why.
  const history = (await as(world, into.secretary, getUnitHistory, { params: { id: into.id } })).answer
  expect(history.closed.map((unit) => unit.name)).toEqual(['1-1嘎查'])
  expect(history.changes).toMatchObject([
    { kind: 'VILLAGE_MERGE', onDay: '2027-03-05', docNo: '旗政发〔2027〕3号' },
  ])
  expect((await as(world, village(west, 0).secretary, listChanges)).answer.rows).toEqual([])
  expect(code(await change({ ...asked, villageIds: [village(east, 2).id], toVillageId: from.id }))).toBe(
    'restructure.closed',
  )
  await world.owner(`delete from work_item where subject_kind = 'other'`)
})

test('a village moves to another township: both walls let its new staff in and its old staff out', async () => {
  const one = village(west, 0)
  const before = await standing()
  const figures = await byTownship()
  const seen = async (who: GivenPerson) =>
    (await results(who)).filter((row) => row.includes('2-1嘎查')).length
  expect([await seen(west.secretary), await seen(east.secretary)]).toEqual([5, 0])
  expect((await change({ kind: 'VILLAGE_MOVE', villageIds: [one.id], toTownshipId: east.id })).status).toBe(
    200,
  )
  expect([await seen(west.secretary), await seen(east.secretary)]).toEqual([0, 5])
  expect(await seen(one.secretary)).toBe(5)
  // Its past years say where it was; its running books stand under the township of today.
  expect((await results(east.secretary)).filter((row) => row.includes('2-1嘎查 第2镇'))).toHaveLength(5)
  expect(await results()).toEqual(decided)
  expect(await byTownship()).toEqual(figures)
  const running = await books(one.id)
  expect(new Set(running.map((book) => book.township_id))).toEqual(new Set([east.id]))
  const versions = await world.owner(
    `select distinct s.township_id from book b join scheme_version v on v.id = b.version_id join scheme s on s.id = v.scheme_id where b.village_id = $1 and b.year = 2027`,
    [one.id],
  )
  expect(versions).toEqual([{ township_id: east.id }])
  expect(await standing()).toEqual(before)
  // The same ten electives stand in both pools: nobody declares anew.
  expect(
    running.every((book) => book.exempt || book.category === 'OLD_OR_ILL' || book.elective_a !== null),
  ).toBe(true)
  await sound()
  expect(await astray()).toEqual([])
  // The second wall alone: what the database shows to the scope of each township.
  const shown = async (path: string) =>
    readTx(world.db, { regionId: 1, from: path, to: `${path}~`, personId: null }, async (tx) =>
      tx
        .selectFrom('points_entry')
        .select('id')
        .where('region_id', '=', 1)
        .where(
          'book_id',
          'in',
          running.map((book) => book.id as string),
        )
        .execute(),
    ).then((rows) => rows.length)
  expect(await shown(west.path)).toBe(0)
  expect(await shown(east.path)).toBeGreaterThan(0)
  // The trail of the village is read where it is, and its seal is untouched.
  const trail = await world.owner(
    `select count(*) filter (where moved_path is null)::int as left from audit_entry where region_id = 1 and subject_kind = 'book' and subject_id = any($1)`,
    [running.map((book) => book.id)],
  )
  expect(trail).toEqual([{ left: 0 }])
})

test('electives that the new township does not have are declared anew', async () => {
  const one = village(west, 1)
  const [version] = await world.owner(
    `select v.id from scheme_version v join scheme s on s.id = v.scheme_id where s.township_id = $1 and s.subject = 'MEMBER' and s.year = 2027`,
    [north.id],
  )
  await world.owner(`update scheme_star set name = '另一颗星' where version_id = $1 and code = '自1'`, [
    version?.id,
  ])
  expect((await change({ kind: 'VILLAGE_MOVE', villageIds: [one.id], toTownshipId: north.id })).status).toBe(
    200,
  )
  const running = await books(one.id)
  expect(running.find((book) => book.subject === 'ORG')?.elective_a).toBe('自1')
  expect(running.filter((book) => book.subject === 'MEMBER').every((book) => book.elective_a === null)).toBe(
    true,
  )
  const [sheet] = await world.owner(
    `select s.state, w.unit_id, w.kind from declaration_sheet s join work_item w on w.subject_id = s.id where s.village_id = $1 and s.year = 2027 and s.subject = 'MEMBER'`,
    [one.id],
  )
  expect(sheet).toEqual({ state: 'RETURNED', unit_id: one.id, kind: 'DECLARATION_RETURNED' })
  await world.owner(`delete from work_item where subject_kind = 'declaration_sheet'`)
  await world.owner(`update declaration_sheet set state = 'PUBLISHED' where state = 'RETURNED'`)
  expect(await results()).toEqual(decided)
  await sound()
})

test('a township merged into another: its villages go on there, and it stands below, closed, with its years', async () => {
  const before = await standing()
  const figures = await byTownship()
  const scheme = await world.owner(`select id from scheme where township_id = $1`, [west.id])
  expect(
    (await change({ kind: 'TOWNSHIP_MERGE', townshipIds: [west.id], toTownshipId: east.id })).status,
  ).toBe(200)
  expect(await standing()).toEqual(before)
  expect(await results()).toEqual(decided)
  expect(await byTownship()).toEqual(figures)
  expect((await results(east.secretary)).filter((row) => row.includes('2-3嘎查 第2镇'))).toHaveLength(5)
  expect((await results(village(west, 2).secretary)).filter((row) => row.includes('2-3嘎查'))).toHaveLength(5)
  // Whose post was there alone is in no post any more.
  expect(
    (await as(world, west.secretary, listResults, { query: { year: 2026, subject: 'ORG' } as never })).status,
  ).toBeGreaterThan(400)
  const [unit] = await world.owner(`select parent_id, last_on from unit where id = $1`, [west.id])
  expect(unit).toEqual({ parent_id: east.id, last_on: '2027-03-04' })
  expect(await world.owner(`select id from scheme where township_id = $1`, [west.id])).toEqual(scheme)
  await sound()
  expect(await astray()).toEqual([])
})

test('a village splits: the chosen go to the new one with their books, which begins one for its organisation', async () => {
  at(world, '2027-03-08')
  const from = village(east, 1)
  const chosen = from.members.map(({ id }) => id)
  const before = await standing()
  const done = await change({
    kind: 'VILLAGE_SPLIT',
    villageId: from.id,
    name: '向阳嘎查',
    shortName: '向阳嘎查',
    partyOrgName: '向阳嘎查党支部',
    personIds: chosen,
  })
  expect(done.status).toBe(200)
  expect(done.answer.figures).toMatchObject({ villages: 0, members: 2, books: 2 })
  expect(await standing()).toEqual(before)
  const [made] = await world.owner(`select id, path, seq from unit where name = '向阳嘎查'`)
  const own = await books(made?.id as string)
  expect(own.map((book) => [book.subject, book.name === '向阳嘎查党支部'])).toEqual([
    ['ORG', true],
    ['MEMBER', false],
    ['MEMBER', false],
  ])
  // Its number was never another's, though villages left and came.
  expect(Number(made?.seq)).toBeGreaterThan(5)
  const declared = await world.owner(
    `select count(*)::int as n from declaration d join book b on b.id = d.book_id where b.village_id = $1 and b.elective_a is not null`,
    [made?.id],
  )
  expect(declared[0]?.n).toBe(
    own.filter((book) => book.subject === 'MEMBER' && book.elective_a !== null).length,
  )
  expect(await results()).toEqual(decided)
  await sound()
  expect(await astray()).toEqual([])
})

test('a township splits: the chosen villages go below a new one, under the scheme they had', async () => {
  const before = await standing()
  const figures = await byTownship()
  const one = village(north, 0)
  const [was] = await books(one.id)
  expect(
    (
      await change({
        kind: 'TOWNSHIP_SPLIT',
        townshipId: north.id,
        name: '向北镇',
        shortName: '向北镇',
        villageIds: [one.id],
      })
    ).status,
  ).toBe(200)
  const [now] = await books(one.id)
  const [made] = await world.owner(`select id from unit where name = '向北镇'`)
  expect(now).toMatchObject({ version_id: was?.version_id, township_id: made?.id })
  expect(await standing()).toEqual(before)
  expect(await byTownship()).toEqual(figures)
  expect(await results()).toEqual(decided)
  await sound()
  expect(await astray()).toEqual([])
})

test('whatever follows what, nothing that counts is lost and no year decided changes', async () => {
  const before = await standing()
  const open = async (kinds: string[]) =>
    (
      await world.owner(
        `select id, parent_id from unit where region_id = 1 and last_on is null and kind = any($1) order by path`,
        [kinds],
      )
    ).map((row) => ({ id: row.id as string, parent: row.parent_id as string }))
  let seed = 7
  const pick = <T>(list: readonly T[]): T =>
    list[(seed = (seed * 1103515245 + 12345) % 2147483648) % list.length] as T
  const done: string[] = []
  for (let step = 0; step < 12; step++) {
    at(world, `2027-03-${10 + step}`)
    const villages = await open(['VILLAGE'])
    const townships = await open(['TOWNSHIP'])
    const one = pick(villages)
    const beside = villages.filter(({ id, parent }) => parent === one.parent && id !== one.id)
    const other = townships.filter(({ id }) => id !== one.parent)
    const members = (
      await world.owner(
        'select person_id from membership where unit_id = $1 and last_on is null order by id',
        [one.id],
      )
    ).map((row) => row.person_id as string)
    const name = `第${step}次变更`
    const steps: (Change | null)[] = [
      beside.length > 0
        ? { kind: 'VILLAGE_MERGE', villageIds: [one.id], toVillageId: pick(beside).id }
        : null,
      other.length > 0 ? { kind: 'VILLAGE_MOVE', villageIds: [one.id], toTownshipId: pick(other).id } : null,
      members.length > 1
        ? { kind: 'VILLAGE_SPLIT', villageId: one.id, name, shortName: name, personIds: members.slice(1) }
        : null,
      beside.length > 0
        ? { kind: 'TOWNSHIP_SPLIT', townshipId: one.parent, name, shortName: name, villageIds: [one.id] }
        : null,
      other.length > 1
        ? { kind: 'TOWNSHIP_MERGE', townshipIds: [one.parent], toTownshipId: pick(other).id }
        : null,
      { kind: 'RENAME', unitId: pick([one.id, one.parent]), name, shortName: name },
    ]
    const what = pick(steps.filter((change) => change !== null))
    const reply = await change(what)
    if (reply.status === 200) done.push(what.kind)
    else
      expect(code(reply), JSON.stringify(reply.error)).toMatch(
        /^(restructure\.(under_way|too_new)|org\.name_taken)/,
      )
    expect(await standing(), what.kind).toEqual(before)
  }
  expect(done.length).toBeGreaterThan(5)
  expect(await results()).toEqual(decided)
  await sound()
  expect(await astray()).toEqual([])
}, 120_000)

test('the year goes on to its end without those that are no more', async () => {
  at(world, '2027-12-20')
  const townships = await world.owner(
    `select id, path from unit where region_id = 1 and kind = 'TOWNSHIP' and last_on is null order by path`,
  )
  for (const { id, path } of townships)
    await act(world, banner.department, (tx, by) =>
      openYearEnd(
        tx,
        { ...by, post: 'TOWNSHIP_SECRETARY', path: path as string },
        { townshipId: id as string, year: 2027 },
      ),
    ).catch((error) => {
      // A township without villages has nothing to decide.
      if (!String(error).includes('no_scheme')) throw error
    })
  const [ended] = await world.owner(
    `select count(*)::int as n from year_end_sheet s join unit v on v.id = s.village_id where s.year = 2027 and v.last_on is not null`,
  )
  expect(ended).toEqual({ n: 0 })
  // Everybody's open book is rated once.
  const [left] = await world.owner(
    `select count(*)::int as n from book b where b.region_id = 1 and b.year = 2027 and not b.exempt and not exists (select 1 from rating r where r.book_id = b.id)`,
  )
  expect(left).toEqual({ n: 0 })
})
