/** The workbook of the import row: made by a rule, so that every cell can be compared with what was meant. */
import { XlsxStreamWriter } from 'hucre/xlsx'

export const heads = ['所在单位', '姓名', '性别', '出生日期', '人员类别', '备注']
const parts = ['乌云其其格', '阿拉坦', '巴特尔', '斯琴高娃', '𠮷日嘎拉', '额尔德尼', '苏布德', '欧阳']
const signs = Array.from('一二三四五六七八九十百千万山河林原草川石云风雪明光春秋青松柏兰')

/** What stands in row `row` of the sheet, from 2 on. */
export const cellsOf = (row: number, villages: readonly string[]): string[] => [
  villages[row % villages.length] as string,
  `${parts[row % parts.length]}·${Array.from(row.toString(32), (digit) => signs[Number.parseInt(digit, 32)]).join('')}`,
  row % 2 ? '男' : '女',
  `19${50 + (row % 49)}-0${1 + (row % 9)}-1${row % 10}`,
  '无职党员',
  `备注${row}：<公示>&“异议”é`,
]
export async function sheetOf(rows: number, villages: readonly string[]): Promise<Buffer> {
  const writer = new XlsxStreamWriter({ name: '花名册' })
  writer.addRow(heads)
  for (let row = 2; row < rows + 2; row++) writer.addRow(cellsOf(row, villages))
  return Buffer.from(await writer.finish())
}
