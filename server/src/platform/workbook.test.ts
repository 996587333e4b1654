/** Texts that would be formulas, markup or broken files, in a workbook that is read back. */
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { type Row, workbook, workbookInPieces } from './workbook.ts'

const hostile = [
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("http://evil.example","点我")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '<script>alert(1)</script>',
  ']]><f>1+1</f>',
  'a\u0000b\u0007c',
  '_x003D_1+1',
]

test('every text stays a text: no cell holds a formula or a link', async () => {
  const { bytes } = await workbook('名单', { head: '=填报单位', mark: '=由某人导出' }, [
    {
      name: '=a/b:[c]*?\\',
      title: '=1+1',
      columns: [
        { title: '=2+2', width: 10 },
        { title: '数', width: 6, kind: 'number', sum: true },
      ],
      rows: hostile.map((text, at) => [text, at]),
    },
  ])
  const book = new exceljs.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  const sheet = book.worksheets[0] as exceljs.Worksheet
  const seen: unknown[] = []
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      expect(cell.formula).toBeUndefined()
      expect(cell.hyperlink).toBeUndefined()
      expect(['string', 'number']).toContain(typeof cell.value)
      seen.push(cell.value)
    }),
  )
  // A copy into another sheet or a CSV does not become one either.
  for (const value of seen) expect(String(value)).not.toMatch(/^[=+\-@\t\r]/)
  expect(seen).toContain('<script>alert(1)</script>')
  expect(seen).toContain('_x003D_1+1')
  expect(sheet.getCell('A4').numFmt).toBe('@')
  expect(sheet.headerFooter.oddFooter).toContain('由某人导出')
  expect(seen.at(-1)).toContain('由某人导出')
})

const columns = Array.from({ length: 12 }, (_, at) => ({
  title: `列${at}`,
  width: 16,
  ...(at === 3 && { kind: 'points' as const, sum: true }),
}))
const filled = { head: '填报单位：某镇', mark: '由某人导出' }
/** A texts is told by its row and column, so that none is like another. */
async function* many(count: number, told?: () => void): AsyncGenerator<Row> {
  for (let n = 1; n <= count; n++) {
    if (n % 1000 === 0) told?.()
    yield columns.map((_, at) => (at === 3 ? n : `第${n}行第${at}列的内容`))
  }
}

test('a hundred thousand rows take little more memory than ten thousand', async () => {
  const take = async (count: number) => {
    let most = 0
    let last: Uint8Array = new Uint8Array()
    let size = 0
    const look = () => {
      most = Math.max(most, process.memoryUsage().rss)
    }
    const { bytes } = workbookInPieces('名单', filled, [
      { name: '名单', title: '名单', columns, rows: many(count, look) },
    ])
    for await (const piece of bytes) {
      size += piece.length
      last = piece
    }
    // The end of a ZIP archive: it is whole.
    expect(Buffer.from(last).includes('PK\u0005\u0006')).toBe(true)
    return { most, size }
  }
  const few = await take(10_000)
  const all = await take(100_000)
  expect(all.size).toBeGreaterThan(few.size * 8)
  // As a whole in memory they would be a gigabyte.
  expect(all.most - few.most).toBeLessThan(160 * 1024 * 1024)
}, 60_000)
test('sums of hundredths are exact, and the sheet is as wide as its columns', async () => {
  const { bytes } = await workbook('名单', filled, [
    { name: '名单', title: '名单', columns, rows: many(1001) },
  ])
  const book = new exceljs.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as never)
  const sheet = book.worksheets[0] as exceljs.Worksheet
  expect(sheet.getCell('D4').value).toBe(0.01)
  expect(sheet.getCell('D1005').value).toBe(5015.01)
  expect(sheet.getCell('A1005').value).toBe('合计')
  expect(sheet.getCell('L1').master.address).toBe('A1')
  expect(sheet.getCell('L1006').master.address).toBe('A1006')
  expect(sheet.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToWidth: 1,
    printTitlesRow: '3:3',
  })
  expect(sheet.getCell('L700').border.right?.style).toBe('thin')
})
test('who breaks off reading breaks off writing, and an error in the rows is the error of the file', async () => {
  let asked = 0
  const { bytes } = workbookInPieces('名单', filled, [
    { name: '名单', title: '名单', columns, rows: many(1_000_000, () => void asked++) },
  ])
  for await (const _ of bytes) break
  expect(asked).toBeLessThan(100)
  const broken = async function* (): AsyncGenerator<Row> {
    yield ['甲']
    throw new Error('stopped')
  }
  const sheet = { name: '名单', title: '名单', columns, rows: broken() }
  await expect(workbook('名单', filled, [sheet])).rejects.toThrow('stopped')
})
