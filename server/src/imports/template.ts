/** The empty sheet of a kind: heading, example row, drop-downs; notes on a second sheet. */
import type { Download } from '@xinghe/contract/download'
import type { takeTemplate as route } from '@xinghe/contract/imports'
import type { InputOf } from '@xinghe/contract/route'
import type Excel from 'exceljs'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { exampleMark } from './heading.rules.ts'
import type { CellForm, ImportColumn } from './kind.ts'
import { kindFor } from './kinds/index.ts'
import { columnLetters } from './open-book.ts'
import { xlsxMime } from './remarks.ts'

/** 依据: own choice. Rows that are prepared: drop-downs, text cells. More may be filled in. */
const preparedRows = 2_000
const widths: Record<CellForm, number> = {
  text: 22,
  name: 18,
  day: 14,
  points: 10,
  whole: 10,
  choice: 16,
  idNumber: 24,
  phone: 18,
  bankAccount: 26,
}
const forms: Record<CellForm, string> = {
  text: '文字',
  name: '文字',
  day: '日期，如 2024-03-01；2024.03.01、20240301、2024年3月1日也可以',
  points: '数字，最多两位小数',
  whole: '整数',
  choice: '从下拉列表中选',
  idNumber: '文本格式，18位',
  phone: '文本格式',
  bankAccount: '文本格式',
}
const thin = { style: 'thin' as const, color: { argb: 'FF8C8578' } }
const border = { top: thin, left: thin, bottom: thin, right: thin }
const titleFont = { name: '宋体', size: 16, bold: true }

export async function takeTemplate(
  tx: ReadTx,
  by: Actor,
  { kind: key, year }: InputOf<typeof route>,
): Promise<Download> {
  const kind = kindFor(by, key, { year })
  const columns = await kind.columns(tx, by, { year })
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  const name = year === undefined ? kind.name : `${year}年${kind.name}`
  fillSheet(book, name, columns)
  fillNotes(book, name, kind.sentence, columns)
  return {
    bytes: new Uint8Array(await book.xlsx.writeBuffer()),
    mime: xlsxMime,
    name: `${name}导入模板.xlsx`,
  }
}

function fillSheet(book: Excel.Workbook, name: string, columns: readonly ImportColumn[]): void {
  const sheet = book.addWorksheet('填表', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  // The number of the row comes first: people count, and the example is marked there.
  sheet.columns = [{ width: 8 }, ...columns.map(({ form }) => ({ width: widths[form] }))]
  sheet.mergeCells(1, 1, 1, columns.length + 1)
  sheet.getCell('A1').value = `${name}导入表`
  sheet.getCell('A1').font = titleFont
  sheet.getCell('A1').alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.getRow(1).height = 30
  const heading = sheet.getRow(2)
  heading.height = 34
  for (const [at, text] of ['序号', ...columns.map(headingOf)].entries()) {
    const cell = heading.getCell(at + 1)
    cell.value = text
    cell.font = { bold: true, ...(text.startsWith('*') && { color: { argb: 'FF9C0006' } }) }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF3EDE2' } }
    cell.border = border
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
  const example = sheet.getRow(3)
  for (const [at, text] of [exampleMark, ...columns.map(({ example }) => example)].entries()) {
    const cell = example.getCell(at + 1)
    cell.value = text
    cell.font = { italic: true, color: { argb: 'FF8C8578' } }
    cell.border = border
  }
  const lists = book.addWorksheet('选项', { state: 'hidden' })
  for (const [at, column] of columns.entries()) {
    const letters = columnLetters(at + 1)
    // 依据: text cells keep every digit; a number would lose those behind the fifteenth.
    sheet.getColumn(at + 2).numFmt = column.form === 'whole' || column.form === 'points' ? 'General' : '@'
    if (!column.choices?.length) continue
    // On a sheet of its own: a list within the rule itself may hold 255 signs only.
    const listed = columnLetters(at)
    for (const [row, { word }] of column.choices.entries()) lists.getCell(row + 1, at + 1).value = word
    validations(sheet).add(`${letters}4:${letters}${preparedRows + 3}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`选项!$${listed}$1:$${listed}$${column.choices.length}`],
      // 依据: a word of the office's own may be meant as well; the check says so in its row.
      showErrorMessage: column.form === 'choice',
      errorTitle: '请从列表中选择',
      error: `“${column.title}”请从下拉列表中选择`,
    })
  }
}
/** 依据: exceljs knows a rule for a whole range, its types do not. */
const validations = (sheet: Excel.Worksheet) =>
  (
    sheet as unknown as {
      dataValidations: { add(range: string, rule: Excel.DataValidation): void }
    }
  ).dataValidations
const headingOf = ({ title, required }: ImportColumn): string => (required ? `*${title}（必填）` : title)

function fillNotes(
  book: Excel.Workbook,
  name: string,
  sentence: string,
  columns: readonly ImportColumn[],
): void {
  const sheet = book.addWorksheet('填写说明')
  sheet.columns = [{ width: 18 }, { width: 8 }, { width: 32 }, { width: 70 }]
  sheet.mergeCells('A1:D1')
  sheet.getCell('A1').value = `${name}填写说明`
  sheet.getCell('A1').font = titleFont
  sheet.mergeCells('A2:D2')
  sheet.getCell('A2').value =
    `${sentence}带*的栏目必须填写；没有的内容空着，或填“无”。第3行是示例，导入时不读，可以删去。栏目可以调换次序，不用的可以删去。`
  sheet.getCell('A2').alignment = { wrapText: true, vertical: 'top' }
  sheet.getRow(2).height = 36
  sheet.addRow(['栏目', '必填', '填法', '说明']).font = { bold: true }
  for (const column of columns) {
    const words =
      column.form === 'choice' ? `：${(column.choices ?? []).map(({ word }) => word).join('、')}` : ''
    sheet.addRow([column.title, column.required ? '是' : '', `${forms[column.form]}${words}`, column.help])
  }
  sheet.eachRow((row, number) => {
    if (number < 3) return
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = border
      cell.alignment = { wrapText: true, vertical: 'top' }
    })
  })
}
