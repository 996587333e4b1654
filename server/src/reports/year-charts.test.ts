import { summariseResults } from '@xinghe/contract/results'
import {
  getYearEntries,
  getYearResults,
  listStarWinners,
  listYearEntries,
} from '@xinghe/contract/year-charts'
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
import { at, bookOf, givenAssessed, givenDetermined, givenPoints } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { systemTx } from '../platform/tx.ts'
import { starsOfBooks } from '../points/index.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
const given = [
  [12, 12, 12, 12, 12, 12, 12, 12, 12, 12],
  [14, 13, 12, 11, 10, 10, 10, 10, 5, 5],
  [11, 11, 11, 11, 11, 11, 11, 4, 4, 4],
]
type Row = Record<string, unknown> & { path: string; lit: string; colours: string; book_id: string }
/** The rows as they stand in the tables, counted here by hand. */
const ratings = async (subject = 'ORG'): Promise<Row[]> =>
  (await world.owner('select * from rating where region_id = 1 and year = 2026 and subject = $1', [
    subject,
  ])) as Row[]

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { villages: 3, members: 2 })
  await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  at(world, '2026-03-20')
  for (const township of [east, west]) {
    await givenDeclared(world, banner, township)
    for (const [index, village] of township.villages.entries())
      await givenPoints(
        world,
        township,
        await bookOf(world, { villageId: village.id, subject: 'ORG' }),
        given[index] as number[],
      )
  }
  at(world, '2027-01-10')
  for (const township of [east, west]) {
    await givenAssessed(world, township)
    for (const subject of ['ORG', 'MEMBER'] as const) await givenDetermined(world, township, subject)
  }
  const [second] = [(east.villages[1] as GivenVillage).path]
  await world.owner(
    `update rating set final_level = suggested_level - 1, level_reason = '群众反映强烈' where path = $1 and subject = 'ORG' and year = 2026`,
    [second],
  )
})
const results = (person: GivenPerson, query: Record<string, unknown> = {}) =>
  as(world, person, getYearResults, { query: { year: 2026, ...query } as never })

describe('results of a year', () => {
  test('are what stands in the rows, and what the page of results counts', async () => {
    const { answer } = await results(banner.department)
    const rows = await ratings()
    expect(answer.rated).toEqual({ count: 6, last: 0 })
    for (const { level, count } of answer.levels)
      expect(count, `${level}`).toBe(rows.filter((row) => row.final_level === level).length)
    expect(answer.levels.reduce((sum, one) => sum + one.count, 0)).toBe(rows.length)
    for (const one of answer.classes)
      expect(one.count).toBe(rows.filter((row) => row.class === one.class).length)
    for (const one of answer.colours) {
      expect(one.count).toBe(rows.reduce((sum, row) => sum + row.colours.split(one.colour).length - 1, 0))
      expect(one.subjects).toBe(rows.filter((row) => row.colours.includes(one.colour)).length)
    }
    const page = (await as(world, banner.department, summariseResults, { query: { year: 2026 } })).answer
    expect(answer.rated.count).toBe(page.total)
    expect(answer.classes.map(({ count }) => count)).toEqual(page.byClass.map(({ count }) => count))
    expect(answer.colours.map(({ count }) => count)).toEqual(page.byColour.map(({ stars }) => stars))
  })

  test('stars are counted by the name each book has them under, and lead to the same books', async () => {
    const { answer } = await results(banner.department)
    const rows = await ratings()
    const stars = await systemTx(world.db, 1, (tx) =>
      starsOfBooks(
        tx,
        1,
        rows.map((row) => row.book_id),
      ),
    )
    const won = new Map<string, [rated: number, won: number]>()
    for (const row of rows)
      for (const { kind, name, slot } of stars.get(row.book_id) ?? []) {
        const [rated, lit] = won.get(`${kind} ${name}`) ?? [0, 0]
        won.set(`${kind} ${name}`, [rated + 1, lit + Number(row.lit[slot - 1] === '1')])
      }
    expect(new Map(answer.stars.map((one) => [`${one.kind} ${one.name}`, [one.rated, one.won]]))).toEqual(won)
    expect(answer.stars.length).toBeGreaterThan(9)
    for (const { kind, name, rated, won: count } of answer.stars.slice(0, 9))
      for (const [wanted, total] of [
        ['yes', count],
        ['no', rated - count],
      ] as const) {
        const query = { year: 2026, kind, star: name, won: wanted }
        expect((await as(world, banner.department, listStarWinners, { query })).answer.total).toBe(total)
      }
  })

  test('what a committee changed stands by its township, with the reason', async () => {
    const { answer } = await results(banner.department)
    expect(answer.changed.map(({ unitId, up, down }) => [unitId, up, down])).toEqual([
      [east.id, 0, 1],
      [west.id, 0, 0],
    ])
    expect(answer.changes).toMatchObject([{ reason: '群众反映强烈', villageName: '1-2嘎查' }])
  })

  test('the year after has them as the year before', async () => {
    const { answer } = await results(banner.department, { year: 2027 })
    expect(answer.rated).toEqual({ count: 0, last: 6 })
    expect(answer.stars.every((one) => one.rated === 0 && one.lastRated > 0)).toBe(true)
    expect(answer.changes).toEqual([])
  })

  test('only of one’s own area', async () => {
    const own = (await results(east.clerk)).answer
    expect(own.rated.count).toBe(3)
    expect(own.changed.map((one) => one.unitId)).toEqual(east.villages.map((one) => one.id))
    const village = east.villages[0] as GivenVillage
    expect((await results(village.secretary)).answer).toMatchObject({
      rated: { count: 1 },
      changed: [{ unitId: village.id }],
    })
    expect((await results(banner.department, { unitId: west.id })).answer.rated.count).toBe(3)
    expect((await results(east.clerk, { unitId: west.id })).status).toBe(404)
    expect((await results(village.members[0] as GivenPerson)).status).toBe(403)
  })
})

describe('entries of a year', () => {
  const slipOf = async (bookId: string, days: readonly string[], withEvidence: boolean) => {
    const [book] = await world.owner('select * from book where id = $1', [bookId])
    const slip = newId()
    await world.owner(
      `insert into slip (region_id, id, township_id, village_id, path, year, quarter, subject, fact_on, reason, state, checker, confirmer, entered_by, entered_by_name, entered_post, entered_at)
       values (1, $1, $2, $3, $4, 2026, 1, 'ORG', '2026-02-01', '党课', 'POSTED', 'BRANCH', 'VILLAGE_SECRETARY', $1, '甲', 'VILLAGE_CLERK', now())`,
      [slip, book?.township_id, book?.village_id, book?.path],
    )
    if (withEvidence) {
      const file = newId()
      await world.owner(
        `insert into file (region_id, id, path, name, mime, size_bytes, sha256, created_at, created_by, created_by_name)
         values (1, $1, $2, '照片.jpg', 'image/jpeg', 1, 'x', now(), $1, '甲')`,
        [file, book?.path],
      )
      await world.owner(`insert into evidence values (1, 'slip', $1, $2, $3)`, [slip, file, book?.path])
    }
    const entries: string[] = []
    for (const [index, day] of days.entries()) {
      const [line, entry] = [newId(), newId()]
      await world.owner(
        `insert into slip_line (region_id, id, slip_id, book_id, path, version_id, rule_code, slot, amount, fact_on, ordinal, live)
         values (1, $1, $2, $3, $4, $5, '1.1', 1, 100, $6, $7, true)`,
        [line, slip, bookId, book?.path, book?.version_id, day, index],
      )
      entries.push(entry)
      await entered(book as Record<string, unknown>, entry, day, 'SLIP_LINE', line, null, 150)
    }
    return { entries, book: book as Record<string, unknown> }
  }
  let seq = 1000
  const entered = (
    book: Record<string, unknown>,
    id: string,
    day: string,
    kind: string,
    source: string,
    refers: string | null,
    counted: number,
  ) =>
    world.owner(
      `insert into points_entry (region_id, id, book_id, seq, path, year, quarter, slot, version_id, rule_code, kind, claimed, counted, fact_on, source_kind, source_id, refers_to, reason, entered_by, entered_by_name, posted_at, digest)
       values (1, $1, $2, $3, $4, 2026, 1, 1, $5, '1.1', 'BASE', $6, $6, $7, $8, $9, $10, '党课', $1, '甲', now(), '')`,
      [id, book.id, seq++, book.path, book.version_id, counted, day, kind, source, refers],
    )
  const asked = (person: GivenPerson, query: Record<string, unknown> = {}) =>
    as(world, person, getYearEntries, { query: { year: 2026, ...query } as never })
  const behind = async (query: Record<string, unknown>) =>
    (await as(world, banner.department, listYearEntries, { query: { year: 2026, ...query } as never })).answer
      .total

  test('months, reversals and evidence are what was put in', async () => {
    const book = await bookOf(world, { villageId: (west.villages[0] as GivenVillage).id, subject: 'ORG' })
    const before = (await asked(banner.department)).answer
    // Points carried over are entries, but no slip's: nothing to prove.
    expect(before.months[5]).toEqual({
      month: 6,
      entries: 60,
      points: 2 * 100 * given.flat().reduce((sum, one) => sum + one, 0),
      lastEntries: 0,
      lastPoints: 0,
    })
    expect(before.evidence.map(({ entries }) => entries)).toEqual([0, 0])

    const bare = await slipOf(book, ['2026-02-03', '2026-02-04', '2026-03-05'], false)
    await slipOf(book, ['2026-03-06', '2026-03-07'], true)
    await entered(
      bare.book,
      newId(),
      '2026-02-03',
      'REVERSAL',
      bare.entries[0] as string,
      bare.entries[0] as string,
      -150,
    )
    const { answer } = await asked(banner.department)
    expect(answer.months[1]).toMatchObject({ entries: 2, points: 150 })
    expect(answer.months[2]).toMatchObject({ entries: 3, points: 450 })
    expect(answer.evidence.map(({ entries, without }) => [entries, without])).toEqual([
      [0, 0],
      [4, 2],
    ])
    // Every entry of February, the reversal too; then those that stand without a photograph.
    expect(await behind({ month: 2 })).toBe(3)
    expect(await behind({ without: 'any' })).toBe(2)
    expect(await behind({ without: 'any', unitId: east.id })).toBe(0)
    const before_ = answer.evidence[1]?.needed
    await world.owner(`update scheme_rule set evidence_needed = not evidence_needed where code = '1.1'`)
    const after = (await asked(banner.department)).answer.evidence[1]?.needed
    expect([before_, after].sort()).toEqual([0, 2])
    expect(await behind({ without: 'needed' })).toBe(after)
  })

  test('of members apart, of one’s own area only', async () => {
    expect((await asked(banner.department, { subject: 'MEMBER' })).answer.evidence).toMatchObject([
      { entries: 0 },
      { entries: 0 },
    ])
    expect((await asked(east.clerk)).answer.evidence.map((one) => one.unitId)).toEqual(
      east.villages.map((one) => one.id),
    )
    expect((await asked(east.clerk, { unitId: west.id })).status).toBe(404)
    expect((await asked(banner.department, { year: 2027 })).answer.months[1]).toMatchObject({
      points: 0,
      lastPoints: 150,
    })
  })
})
