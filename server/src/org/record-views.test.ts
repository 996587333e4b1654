/** Who looked at my record: a line a day and person, for me alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getFile } from '@xinghe/contract/files'
import { resultsList } from '@xinghe/contract/lists/results'
import { getPerson } from '@xinghe/contract/org'
import { getBook, getMyBook, listBooks, printBook } from '@xinghe/contract/points'
import { listMyViewers } from '@xinghe/contract/record-views'
import { getWhy } from '@xinghe/contract/results'
import { enterSlips, getSlip } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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
import { at, givenAssessed, givenDetermined } from '../../test/given-year-end.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { setFilesDir, uploadFile } from '../files/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'xinghe-views-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let world: World
let banner: GivenRegion
let town: GivenTownship
let village: GivenVillage
let me: GivenPerson
let neighbour: GivenPerson
let book: string

beforeAll(async () => {
  world = await freshWorld('2026-03-10T10:00:00+08:00')
  banner = await givenRegion(world)
  town = banner.townships[0] as GivenTownship
  village = town.villages[0] as GivenVillage
  ;[me, neighbour] = village.members as [GivenPerson, GivenPerson]
  await givenDeclared(world, banner, town)
  book = await bookOf(me)
})
beforeEach(() => world.owner('truncate record_view'))

const bookOf = async (person: GivenPerson) =>
  (await world.owner('select id from book where person_id = $1', [person.id]))[0]?.id as string
const viewers = async (person: GivenPerson) => (await as(world, person, listMyViewers, { query: {} })).answer
const lines = async () => (await world.owner('select 1 from record_view')).length
const opens = (person: GivenPerson, id = book) => as(world, person, getBook, { params: { id } })

test('whoever opens the book, its paper, a star or the person stands in one line of the day', async () => {
  expect((await opens(town.clerk)).status).toBe(200)
  expect((await opens(town.clerk)).status).toBe(200)
  expect(await viewers(me)).toEqual({
    rows: [
      {
        viewerId: town.clerk.id,
        day: '2026-03-10',
        name: town.clerk.name,
        post: 'TOWNSHIP_CLERK',
        unitName: town.name,
        what: ['BOOK'],
      },
    ],
    total: 1,
  })
  expect(await lines()).toBe(1)
  await as(world, town.clerk, printBook, { params: { id: book } })
  await as(world, town.clerk, getPerson, { params: { id: me.id } })
  await as(world, town.clerk, getWhy, { params: { bookId: book, slot: 1 } })
  const { rows, total } = await viewers(me)
  expect(total).toBe(1)
  expect(new Set(rows[0]?.what)).toEqual(new Set(['BOOK', 'PRINT', 'PERSON', 'STAR']))
  at(world, '2026-03-11')
  await opens(town.clerk)
  await opens(village.secretary)
  expect((await viewers(me)).rows.map((row) => [row.day, row.name])).toEqual(
    expect.arrayContaining([
      ['2026-03-11', town.clerk.name],
      ['2026-03-11', village.secretary.name],
      ['2026-03-10', town.clerk.name],
    ]),
  )
})

test('whoever opens a slip about me, or what supports it, stands there too', async () => {
  setFilesDir(folder)
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const file = await act(world, village.clerk, (tx, by) =>
    uploadFile(tx, by, { file: { name: '照片.png', mime: 'image/png', bytes } }),
  )
  const { answer } = await as(world, village.clerk, enterSlips, {
    body: {
      slips: [
        {
          factOn: localDate('2026-03-02'),
          reason: '参加支部党课',
          fileIds: [file.id],
          lines: [{ bookId: book, ruleCode: '1.1' }],
        },
      ] as never,
      submit: true,
    },
  })
  const id = answer.ids[0] as string
  expect((await as(world, village.secretary, getSlip, { params: { id } })).status).toBe(200)
  const [kept] = await world.owner(
    `select f.id from evidence e join file f on f.region_id = e.region_id and f.id = e.file_id where e.subject_id = $1`,
    [id],
  )
  expect((await as(world, village.secretary, getFile, { params: { id: kept?.id as string } })).status).toBe(
    200,
  )
  expect((await as(world, me, getSlip, { params: { id } })).status).toBe(200)
  const { rows } = await viewers(me)
  expect(rows.map((row) => [row.name, new Set(row.what)])).toEqual([
    [village.secretary.name, new Set(['SLIP', 'FILE'])],
  ])
  expect((await viewers(neighbour)).total).toBe(0)
})

test('looking at oneself, at a list or at an organisation leaves no trace', async () => {
  await opens(me)
  await as(world, me, getMyBook, { query: {} })
  await as(world, me, printBook, { params: { id: book } })
  await opens(village.secretary, await bookOf(village.secretary))
  await as(world, town.clerk, listBooks, { query: { year: 2026, subject: 'MEMBER' } })
  const [org] = await world.owner(`select id from book where subject = 'ORG' and village_id = $1`, [
    village.id,
  ])
  await opens(town.clerk, org?.id as string)
  expect(await lines()).toBe(0)
})

test('whoever is refused leaves none', async () => {
  const other = banner.townships[1] as GivenTownship
  expect((await opens(other.clerk)).status).toBe(404)
  expect((await opens(neighbour)).status).toBe(404)
  expect(await lines()).toBe(0)
})

test('a neighbour sees his own viewers only; so does the secretary of the village, who is a member too', async () => {
  await opens(town.clerk)
  await opens(town.clerk, await bookOf(village.secretary))
  expect((await viewers(neighbour)).total).toBe(0)
  expect((await viewers(village.secretary)).rows).toMatchObject([{ name: town.clerk.name, what: ['BOOK'] }])
  expect((await viewers(me)).total).toBe(1)
  // Nobody takes a line away again.
  const rights = await world.owner(
    `select privilege_type from information_schema.role_table_grants where table_name = 'record_view' and grantee = 'xinghe_app' order by 1`,
  )
  expect(rights.map((row) => row.privilege_type)).toEqual(['INSERT', 'SELECT'])
})

test('an exported list stands with everybody in it', async () => {
  at(world, '2027-01-05')
  await givenAssessed(world, town)
  await givenDetermined(world, town, 'MEMBER')
  await world.owner('truncate record_view')
  expect(
    (await as(world, banner.department, resultsList.route, { query: { year: 2026, subject: 'MEMBER' } }))
      .status,
  ).toBe(200)
  expect(await lines()).toBe((await world.owner(`select 1 from rating where subject = 'MEMBER'`)).length)
  expect((await viewers(me)).rows).toMatchObject([
    { name: banner.department.name, post: 'ORG_DEPARTMENT', what: ['EXPORT'] },
  ])
})
