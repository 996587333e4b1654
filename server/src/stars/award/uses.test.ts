import { listUses, recordUses } from '@xinghe/contract/award'
import { usesList } from '@xinghe/contract/lists/award'
import { fen, localDate } from '@xinghe/contract/values'
import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, bookOf, givenAssessed, givenDetermined, givenPoints } from '../../../test/given-year-end.ts'
import { freshWorld, type World } from '../../../test/world.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let strong: string
let weak: string

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
  east = banner.townships[0] as GivenTownship
  const [first, second] = east.villages as [GivenVillage, GivenVillage]
  await givenDeclared(world, banner, east)
  strong = await bookOf(world, { villageId: first.id, subject: 'ORG' })
  weak = await bookOf(world, { villageId: second.id, subject: 'ORG' })
  await givenPoints(world, east, strong, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10])
  await givenPoints(world, east, weak, [10, 10, 10, 10])
  at(world, '2027-01-05')
  await givenAssessed(world, east)
  await givenDetermined(world, east, 'ORG')
  at(world, '2027-03-01')
})
const record = (body: object) =>
  as(world, east.clerk, recordUses, {
    body: {
      bookIds: [strong],
      kind: 'HONOUR',
      basisDoc: '〔2027〕9号',
      decidedOn: localDate('2027-03-01'),
      ...body,
    } as never,
  })
const code = (reply: { error?: { code: string } | undefined }) => reply.error?.code

test('a result that does not stand, or a use without its document, is refused', async () => {
  expect(code(await record({}))).toBe('award.no_use_without_result')
  await world.owner(`update rating set state = 'IN_FORCE' where subject = 'ORG' and final_level is not null`)
  expect((await record({ basisDoc: ' ' })).status).toBe(422)
})
test('a plaque of five goods is for class one, a warning is not; the strong helps the weak', async () => {
  expect(code(await record({ kind: 'FIVE_GOOD', bookIds: [weak] }))).toBe('award.five_good_class_one')
  expect(code(await record({ kind: 'WARNING' }))).toBe('award.warning_not_due')
  expect(code(await record({ kind: 'PAIRING', bookIds: [weak] }))).toBe('award.partner_needed')
  expect(code(await record({ kind: 'PAIRING', partnerBookId: weak }))).toBe('award.partner_not_stronger')
  expect((await record({ kind: 'PAIRING', bookIds: [weak], partnerBookId: strong })).status).toBe(200)
  expect((await record({ kind: 'WARNING', bookIds: [weak] })).status).toBe(200)
  expect((await record({ kind: 'FIVE_GOOD' })).status).toBe(200)
})
test('pay by level: the entered table, else the county setting, in whole fen', async () => {
  const bookIds = [strong, weak]
  expect((await record({ kind: 'PAY', bookIds })).status).toBe(200)
  const amounts = [{ level: 10, amountFen: fen(123_450) }]
  expect((await record({ kind: 'PAY', bookIds, amounts })).status).toBe(200)
  const list = await as(world, banner.department, listUses, { query: { year: 2026, kind: 'PAY' } })
  expect(list.answer.rows.map((row) => row.amountFen).sort()).toEqual([0, 0, 123_450, 60_000])
})
test('the workbook says that nothing is paid by it', async () => {
  const reply = await as(world, banner.department, usesList.route, { query: { year: 2026 } })
  const book = new exceljs.Workbook()
  await book.xlsx.load(reply.bytes as never)
  expect(String(book.worksheets[0]?.getCell('A2').value)).toContain('不自动发放')
})
