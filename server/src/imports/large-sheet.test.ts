/** A hundred thousand rows: no character lost, memory bounded, progress told. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listErrands } from '@xinghe/contract/errands'
import { mostImportRows } from '@xinghe/contract/imports'
import { XlsxStreamWriter } from 'hucre/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenRegion, givenRegion } from '../../test/given.ts'
import { handIn, importOf, runAsked } from '../../test/hand-in.ts'
import { freshWorld } from '../../test/world.ts'
import { setErrandDir } from '../errands/index.ts'
import { setImportDir } from './kept-sheets.ts'
import { bookForm, openBook } from './open-book.ts'

const world = await freshWorld()
let banner: GivenRegion
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinghe-large-'))
  setErrandDir(join(folder, 'errands'))
  setImportDir(join(folder, 'imports'))
  banner = await givenRegion(world)
})

async function sheetOf(
  rows: number,
  width: number,
  cell: (row: number, column: number) => string,
): Promise<Buffer> {
  const writer = new XlsxStreamWriter({ name: '大表' })
  for (let row = 0; row < rows; row++)
    writer.addRow(Array.from({ length: width }, (_, column) => cell(row, column)))
  return Buffer.from(await writer.finish())
}
const megabyte = 1024 * 1024

test('100,000 × 12 cells of Chinese are read as they were written, in bounded memory', async () => {
  // Words of one, two, three and four bytes, signs that XML escapes, and lengths that fall across every piece.
  const word = (row: number, column: number) => `乌云其其格·${row}&<${'𠮷嘎查'.repeat(column % 3)}>é${column}`
  const bytes = await sheetOf(mostImportRows, 12, word)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  let rows = 0
  let wrong = 0
  const [sheet] = await openBook(bytes, await bookForm(bytes))
  for await (const { row, cells } of sheet?.rows() ?? []) {
    rows++
    for (let column = 0; column < 12; column++) if (cells[column] !== word(row - 1, column)) wrong++
    if (rows % 5000 === 0) most = Math.max(most, process.memoryUsage().rss)
  }
  expect({ rows, wrong }).toEqual({ rows: mostImportRows, wrong: 0 })
  // As trees the texts alone took 1,400.
  expect((most - before) / megabyte).toBeLessThan(450)
}, 300_000)

const heads = ['所在单位', '姓名', '性别', '出生日期', '人员类别', '备注']
const people = (rows: number) =>
  sheetOf(rows + 1, 6, (row, column) =>
    row === 0
      ? (heads[column] as string)
      : ([`${(row % 2) + 1}-1嘎查`, `某${row.toString(36)}`, '男', '1980-01-01', '无职党员', `备注${row}`][
          column
        ] as string),
  )

test('100,000 people are looked through in bounded memory', async () => {
  const bytes = await people(mostImportRows)
  const { answer } = await handIn(world, banner.department, 'PEOPLE', bytes)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 100)
  await runAsked(world, banner.department, answer.errandId)
  clearInterval(looking)
  expect((await importOf(world, banner.department, answer.id)).counts).toEqual({
    rows: mostImportRows,
    create: mostImportRows,
    change: 0,
    same: 0,
    fault: 0,
  })
  expect((most - before) / megabyte).toBeLessThan(500)
}, 300_000)

test('one row too many is refused in words; progress is told in rows', async () => {
  const bytes = await sheetOf(mostImportRows + 2, 2, (row, column) =>
    row === 0 ? (heads[column] as string) : column === 0 ? '1-1嘎查' : `某${row.toString(36)}`,
  )
  const { answer } = await handIn(world, banner.department, 'PEOPLE', bytes)
  await runAsked(world, banner.department, answer.errandId)
  expect(await importOf(world, banner.department, answer.id)).toMatchObject({
    state: 'FAILED',
    message: expect.stringContaining(`最多${mostImportRows}行`),
  })
  const { rows } = (await as(world, banner.department, listErrands)).answer
  expect(rows[0]?.done).toBeGreaterThan(1000)
}, 300_000)
