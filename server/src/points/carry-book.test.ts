import { transferMember } from '@xinghe/contract/org'
import * as p from '@xinghe/contract/points'
import { enterSlips, getEntrySheet } from '@xinghe/contract/slips'
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
import { at, givenPoints } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { openBooks } from './open-books.ts'
import { verifyLedger } from './verify.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let home: GivenVillage
let away: GivenVillage
let member: GivenPerson
let oldBook: string

const code = (reply: { error?: { code: string } | undefined }) => reply.error?.code
const books = () =>
  world.owner(
    `select id, village_id, moved_to, moved_kind, s1, s2, book_no, version_id from book where person_id = $1 order by opened_on, id`,
    [member.id],
  )
const verified = () =>
  readTx(world.db, wholeRegion(banner.regionId), (tx) => verifyLedger(tx, banner.regionId))
const move = (toUnitId: string, by = banner.department) =>
  as(world, by, transferMember, {
    params: { id: member.id },
    body: { toUnitId, on: localDate('2026-05-10'), note: '迁居' },
  })
const enter = (by: GivenPerson, bookId: string, submit: boolean) =>
  as(world, by, enterSlips, {
    body: {
      slips: [
        { factOn: localDate('2026-05-11'), reason: '参加支部党课', lines: [{ bookId, ruleCode: '1.1' }] },
      ] as never,
      submit,
    },
  })

beforeAll(async () => {
  world = await freshWorld()
  at(world, '2026-03-20')
  banner = await givenRegion(world, { members: 2 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  home = east.villages[0] as GivenVillage
  away = west.villages[0] as GivenVillage
  member = home.members[0] as GivenPerson
  await givenDeclared(world, banner, east)
  await givenDeclared(world, banner, west)
  oldBook = (await books())[0]?.id as string
  await givenPoints(world, east, oldBook, [3, 2])
  at(world, '2026-05-12')
})

test('slips under way keep the book where it is, and so the whole transfer waits', async () => {
  const made = await enter(home.clerk, oldBook, false)
  expect(made.status).toBe(200)
  expect(code(await move(away.id))).toBe('books.slips_under_way')
  expect(await books()).toHaveLength(1)
  await world.owner(`update slip set state = 'WITHDRAWN' where id = $1`, [made.answer.ids[0]])
  await world.owner(`update slip_line set live = false where slip_id = $1`, [made.answer.ids[0]])
})
test('to another township: standing goes along under its versions, the old book stays to read', async () => {
  const [before] = await books()
  expect((await move(away.id)).status).toBe(200)
  const [old, now] = await books()
  expect(old).toMatchObject({ id: oldBook, moved_to: now?.id, moved_kind: 'TRANSFER', s1: 0, s2: 0 })
  expect(now).toMatchObject({ village_id: away.id, s1: 300, s2: 200 })
  expect(now?.version_id).not.toBe(before?.version_id)
  const carried = await world.owner(
    `select version_id, fact_on from points_entry where book_id = $1 and source_kind = 'CARRIED'`,
    [now?.id],
  )
  expect(carried.map((row) => row.version_id)).toEqual([before?.version_id, before?.version_id])
  expect((await verified()).findings).toEqual([])
})
test('the new branch sees and enters; the old one reads the old book, not the new', async () => {
  const now = (await books())[1]?.id as string
  expect((await as(world, away.clerk, p.getBook, { params: { id: now } })).answer.total).toBe(500)
  const sheet = await as(world, away.clerk, getEntrySheet, {
    query: { villageId: away.id, subject: 'MEMBER', year: 2026 },
  })
  expect(sheet.answer.books.map((book) => book.id)).toContain(now)
  expect((await enter(away.clerk, now, true)).status).toBe(200)
  expect((await as(world, home.clerk, p.getBook, { params: { id: now } })).status).toBe(404)
  const old = await as(world, home.clerk, p.getBook, { params: { id: oldBook } })
  expect(old.answer.moved).toBe('TRANSFER')
  expect(old.answer.movedTo).toMatchObject({ bookId: null })
  expect(code(await enter(home.clerk, oldBook, true))).toBe('slips.exempt')
  expect((await as(world, away.clerk, p.getBook, { params: { id: oldBook } })).status).toBe(404)
  const whole = await as(world, banner.department, p.getBook, { params: { id: oldBook } })
  expect(whole.answer.movedTo?.bookId).toBe(now)
})

test('merged: the same deed counts once, the rest is carried, the double record ends', async () => {
  const person = (await act(world, west.clerk, async (tx, by) => {
    const { addPeople: add } = await import('../org/index.ts')
    const made = await add(tx, by, {
      people: [
        {
          name: member.name,
          unitId: west.villages[1]?.id,
          posts: [],
          membership: { category: 'ORDINARY', status: 'FULL' },
        },
      ],
    } as never)
    await openBooks(tx, by, { townshipId: west.id, year: 2026 })
    return made
  })) as unknown
  expect(person).toBeDefined()
  const [double] = await world.owner(`select id, person_id from book where village_id = $1 and name = $2`, [
    west.villages[1]?.id,
    member.name,
  ])
  const from = double?.id as string
  const now = (await books())[1]?.id as string
  await givenPoints(world, west, from, [3, 2, 4])
  const merge = (by: GivenPerson, id: string, intoId: string) =>
    as(world, by, p.mergeBooks, { params: { id }, body: { intoId, reason: '重复录入' } })
  expect((await merge(west.secretary, from, now)).status).toBe(403)
  expect(code(await merge(east.clerk, from, now))).toBe('common.not_found')
  expect(code(await merge(west.clerk, from, from))).toBe('books.unlike')
  expect(code(await merge(banner.department, from, oldBook))).toBe('books.moved')
  const done = await merge(west.clerk, from, now)
  expect(done.answer).toEqual({ carried: 1, same: 2 })
  expect((await as(world, west.clerk, p.getBook, { params: { id: now } })).answer.total).toBe(900)
  const gone = await as(world, west.clerk, p.getBook, { params: { id: from } })
  expect(gone.answer).toMatchObject({ moved: 'MERGE', total: 0, movedTo: { bookId: now } })
  const still = await world.owner('select 1 from membership where person_id = $1 and last_on is null', [
    double?.person_id,
  ])
  expect(still).toEqual([])
  expect(code(await merge(west.clerk, from, now))).toBe('books.moved')
  expect((await verified()).findings).toEqual([])
})
