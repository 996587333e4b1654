/** Texts that would be formulas, markup or broken files, in a workbook that is read back. */
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { workbook } from './workbook.ts'

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
