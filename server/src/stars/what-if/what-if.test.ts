import { compareSchemes } from '@xinghe/contract/scheme-comparison'
import { exportWhatIf, whatIf, whatIfChoices } from '@xinghe/contract/what-if'
import type { Kysely } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared, givenPublished } from '../../../test/given-stars.ts'
import { at, bookOf, givenAssessed, givenDetermined, givenPoints } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { hasBegun } from '../../platform/begun.ts'
import type { DB } from '../../platform/schema.ts'
import { readTx, wholeRegion } from '../../platform/tx.ts'
import { verifyRatings } from '../verify-ratings.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
const eight = [14, 13, 12, 11, 10, 10, 10, 10, 5, 5]

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { villages: 2, members: 2 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  at(world, '2026-03-20')
  for (const township of [east, west]) {
    await givenDeclared(world, banner, township)
    const [first, second] = township.villages as [GivenVillage, GivenVillage]
    const book = (village: GivenVillage) => bookOf(world, { villageId: village.id, subject: 'ORG' })
    await givenPoints(world, township, await book(first), eight)
    await givenPoints(world, township, await book(second), [12, 12, 12, 12, 12, 12, 12, 12, 12, 12])
  }
  at(world, '2027-01-10')
  for (const township of [east, west]) {
    await givenAssessed(world, township)
    for (const subject of ['ORG', 'MEMBER'] as const) await givenDetermined(world, township, subject)
  }
})

const ask = (query: Record<string, string | number> = {}, person = banner.department) =>
  as(world, person, whatIf, { query: queryOf(query) })
const queryOf = (query: Record<string, string | number>) =>
  ({ year: 2026, subject: 'ORG', ...query }) as never
const levels = () =>
  world.owner(
    `select final_level as level, class, count(*)::int as n from rating where subject = 'ORG' and year = 2026 group by 1, 2 order by 1 desc`,
  )

describe('what if', () => {
  test.each(['ORG', 'MEMBER'] as const)('nothing changes: exactly what is stored (%s)', async (subject) => {
    const { answer } = await ask({ subject })
    expect(answer).toMatchObject({ total: 0, rows: [], figures: { up: 0, down: 0, colour: 0 } })
    const stored = await world.owner(
      `select final_level as level, count(*)::int as n from rating where subject = $1 and year = 2026 group by 1 order by 1 desc nulls last`,
      [subject],
    )
    expect(answer.byLevel.map(({ level, from, to }) => ({ level, n: to, from }))).toEqual(
      stored.map(({ level, n }) => ({ level, n, from: n })),
    )
  })

  test('class I from nine stars: those of eight stars lose it, said why', async () => {
    const { answer } = await ask({ classOneAt: 9, show: 'CLASS_DOWN' })
    expect(answer.figures).toMatchObject({ total: 4, up: 0, down: 0, classDown: 2, classUp: 0 })
    expect(answer.rows.map((row) => [row.from.class, row.to.class])).toEqual([
      ['I', 'II'],
      ['I', 'II'],
    ])
    expect(answer.rows[0]?.reasons).toEqual(['八星级，一类须九星级，由一类变为二类'])
    expect(answer.byTownship).toMatchObject([
      { name: east.name, classDown: 1, oneFrom: 2, oneTo: 1 },
      { name: west.name, classDown: 1 },
    ])
  })

  test('a higher threshold puts stars out, a lower one lights them, and the conversion by total lights others', async () => {
    const higher = await ask({ lightAt: 1100 })
    expect(higher.answer.rows[0]).toMatchObject({ from: { level: 8 }, to: { level: 4, class: 'III' } })
    expect(higher.answer.rows[0]?.reasons.filter((reason) => reason.endsWith('熄灭'))).toHaveLength(4)
    expect(higher.answer.rows[0]?.reasons[1]).toContain('10 分：不够亮星分值 11 分，熄灭')
    const lower = await ask({ lightAt: 500, show: 'UP' })
    expect(lower.answer.rows[0]).toMatchObject({ from: { level: 8 }, to: { level: 10 } })
    const byTotal = await ask({ conversion: 'TOTAL_FLOOR' })
    expect(byTotal.answer.rows[0]).toMatchObject({ from: { level: 8 }, to: { level: 10, total: 10_000 } })
    expect(byTotal.answer.rows[0]?.reasons.join()).toContain('总分 100 分，每满 10 分一个星级，为十星级')
    const golden = await ask({ silverAt: 1000, goldAt: 1200, show: 'COLOUR' })
    expect(golden.answer.total).toBe(4)
    expect(golden.answer.rows[0]?.reasons.join()).toContain('银星变为金星')
  })

  test('what the meeting decided stands while the computed level does', async () => {
    const [village] = west.villages as [GivenVillage]
    const id = await bookOf(world, { villageId: village.id, subject: 'ORG' })
    await world.owner(
      `update rating set final_level = 9, level_reason = '会议研究', class = 'I' where book_id = $1`,
      [id],
    )
    expect((await ask()).answer).toMatchObject({ total: 0 })
    const { answer } = await ask({ classOneAt: 9 })
    expect(answer.figures.classDown).toBe(1)
    const lost = (await ask({ lightAt: 500, q: village.name })).answer.rows.find((row) => row.bookId === id)
    expect(lost).toMatchObject({ from: { level: 9 }, to: { level: 10 } })
    expect(lost?.reasons.join()).toContain('须重新评定')
    await world.owner(`update rating set final_level = 8, level_reason = null where book_id = $1`, [id])
  })

  test('nothing is written, and the whole county costs seven statements, however many books it has', async () => {
    const before = await levels()
    let statements = 0
    await readTx(world.db, wholeRegion(1), async (tx) => {
      const { whatIf: act } = await import('./what-if.ts')
      // What is wrapped does not know that the begin is still on its way, and rows are streamed only after it.
      await hasBegun(tx)
      const counting = (tx as unknown as Kysely<DB>).withPlugin({
        transformQuery: ({ node }) => {
          statements += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await act(
        counting as unknown as typeof tx,
        { regionId: 1, path: banner.root.path, post: 'ORG_DEPARTMENT' } as never,
        { year: 2026, subject: 'ORG', classOneAt: 9, page: 1, size: 50 },
      )
    })
    expect(statements).toBe(7)
    expect(await levels()).toEqual(before)
  })

  test('is the department’s, and a township’s for itself; settings that no scheme could have are refused', async () => {
    const own = await ask({ classOneAt: 9 }, east.clerk)
    expect(own.answer.byTownship.map((one) => one.name)).toEqual([east.name])
    expect((await ask({ classOneAt: 9, townshipId: west.id }, east.secretary)).answer.figures.total).toBe(0)
    for (const person of [
      east.group,
      east.villages[0]?.secretary,
      east.villages[0]?.members[0],
      banner.inspector,
    ])
      expect(await ask({}, person as never)).toMatchObject({ status: 403 })
    expect(await ask({ classOneAt: 4, classTwoAt: 6 })).toMatchObject({
      status: 422,
      error: { code: 'what_if.settings_broken' },
    })
    const choices = await as(world, east.clerk, whatIfChoices, { query: { subject: 'ORG' } })
    expect(choices.answer).toMatchObject({ years: [2026], townships: [{ id: east.id }] })
    expect(choices.answer.schemes).toHaveLength(1)
  })

  test('leaves as a workbook', async () => {
    const reply = await as(world, banner.department, exportWhatIf, { query: queryOf({ classOneAt: 9 }) })
    expect(reply.status).toBe(200)
    expect(reply.bytes.subarray(0, 2).toString()).toBe('PK')
  })
})

test('a scheme beside last year’s, and beside another township’s; not beside another’s draft', async () => {
  const next = await givenPublished(world, banner, east, 'ORG', 2027)
  const [old] = await world.owner(
    `select v.id from scheme_version v join scheme s on s.id = v.scheme_id where s.township_id = $1 and s.subject = 'ORG' and s.year = 2026`,
    [east.id],
  )
  await world.owner(`update scheme_version set class_one_at = 9 where id = $1`, [next])
  await world.owner(`update scheme_rule set amount = 150, cap = 150 where version_id = $1 and code = '1.1'`, [
    next,
  ])
  const { answer } = await as(world, east.clerk, compareSchemes, { params: { id: next } })
  expect(answer).toMatchObject({
    from: { id: old?.id, year: 2026 },
    to: { year: 2027 },
    diff: { counts: { ADDED: 0, REMOVED: 0, CHANGED: 1 } },
  })
  expect(answer.diff?.head).toContainEqual({ label: '一类党组织', from: '八星级', to: '九星级' })
  const theirs = answer.others.find((one) => one.townshipName === west.name)
  const beside = (person: GivenTownship['clerk']) =>
    as(world, person, compareSchemes, {
      params: { id: next },
      query: { versionId: theirs?.id as string },
    })
  expect(await beside(east.clerk)).toMatchObject({ status: 200 })
  expect(await beside(banner.department)).toMatchObject({ status: 200 })
  expect(await beside(east.villages[0]?.members[0] as never)).toMatchObject({ status: 404 })
  await world.owner(`update scheme_version set state = 'DRAFT' where id = $1`, [theirs?.id])
  expect(await beside(east.clerk)).toMatchObject({ status: 404 })
  await world.owner(`update scheme_version set state = 'LOCKED' where id = $1`, [theirs?.id])
})

test('the evaluation of the year repeated from the entries gives the same bytes, unless something was changed behind the app’s back', async () => {
  const verify = () => readTx(world.db, wholeRegion(1), (tx) => verifyRatings(tx, 1, 2026))
  const first = await verify()
  expect(first.findings).toEqual([])
  expect(first.digest.again).toBe(first.digest.stored)
  expect((await verify()).digest).toEqual(first.digest)
  const id = await bookOf(world, { villageId: east.villages[0]?.id as string, subject: 'ORG' })
  for (const change of [
    "class = 'II'",
    'suggested_level = 9, final_level = 9',
    "colours = replace(colours, 'S', 'G')",
  ]) {
    const [row] = await world.owner(
      'select class, suggested_level, final_level, colours from rating where book_id = $1',
      [id],
    )
    await world.owner(`update rating set ${change} where book_id = $1`, [id])
    const found = await verify()
    expect(found.digest.again).not.toBe(found.digest.stored)
    expect(found.digest.stored).not.toBe(first.digest.stored)
    expect(found.findings).toMatchObject([{ bookId: id }])
    await world.owner(
      'update rating set class = $2, suggested_level = $3, final_level = $4, colours = $5 where book_id = $1',
      [id, row?.class, row?.suggested_level, row?.final_level, row?.colours],
    )
  }
})
