/** Workbooks as an office expects them (docs/glossary.md, 台账): merged title, unit and time below, borders, A4 landscape. */
import type { Download } from '@xinghe/contract/download'
import { takenBy } from '@xinghe/contract/taken-by'
import { formatDay } from '@xinghe/contract/values'
import exceljs from 'exceljs'
import type { Actor } from './actor.ts'

export interface Column {
  title: string
  /** Characters. */
  width: number
  /** Numbers are right-aligned and, with `sum`, added up in the last row. */
  kind?: 'text' | 'number'
  sum?: boolean
}
export interface Sheet {
  name: string
  title: string
  columns: readonly Column[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** A text that Excel would run as a formula, also behind its own _x003D_ for a sign, stays the text that it is. */
const safe = (value: string | number | null) =>
  typeof value === 'string'
    ? `${/^[=+\-@\t\r]/.test(value) ? "'" : ''}${value.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')}`
    : (value ?? '')
const thin = { style: 'thin' as const, color: { argb: 'FF8C8578' } }
const border = { top: thin, left: thin, bottom: thin, right: thin }

export interface FilledBy {
  /** The second row. */
  head: string
  /** The last row, and the foot of each printed page. */
  mark: string
}
/** Who filled in what and when, with what goes before or after it; and who took it away. */
export const filledBy = (
  by: Actor,
  { before, after }: { before?: string; after?: string } = {},
): FilledBy => ({
  head: [before, `填报单位：${by.unitName}`, `填报人：${by.name}`, `填报时间：${formatDay(by.today)}`, after]
    .filter((part) => part !== undefined)
    .join('    '),
  mark: takenBy(by, by.now, '导出', by.traceId),
})
/** In a page's foot '&' begins a command of the spreadsheet. */
const inFoot = (text: string) => text.replaceAll('&', '&&')

/** Builds a workbook; who filled it in is as `filledBy` says. */
export async function workbook(
  name: string,
  { head, mark }: FilledBy,
  sheets: readonly Sheet[],
): Promise<Download & { bytes: Uint8Array }> {
  const book = new exceljs.Workbook()
  for (const { name: sheetName, title, columns, rows } of sheets) {
    const sheet = book.addWorksheet(sheetName.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '3:3',
      },
      headerFooter: { oddFooter: `&L${inFoot(mark)}&R第 &P 页 共 &N 页` },
      views: [{ state: 'frozen', ySplit: 3 }],
    })
    sheet.columns = columns.map((column) => ({ width: column.width }))
    const last = sheet.getColumn(columns.length).letter
    sheet.mergeCells(`A1:${last}1`)
    sheet.mergeCells(`A2:${last}2`)
    sheet.getCell('A1').value = safe(title)
    sheet.getCell('A1').font = { name: '宋体', size: 18, bold: true }
    sheet.getCell('A1').alignment = { horizontal: 'center', vertical: 'middle' }
    sheet.getRow(1).height = 32
    sheet.getCell('A2').value = safe(head)
    const header = sheet.addRow(columns.map((column) => safe(column.title)))
    header.font = { bold: true }
    for (const row of rows) sheet.addRow(row.map(safe))
    if (columns.some((column) => column.sum) && rows.length > 0)
      sheet.addRow(
        columns.map((column, at) =>
          column.sum ? rows.reduce((total, row) => total + Number(row[at] ?? 0), 0) : at === 0 ? '合计' : '',
        ),
      ).font = { bold: true }
    sheet.eachRow((row, number) => {
      if (number < 3) return
      row.eachCell({ includeEmpty: true }, (cell, at) => {
        cell.border = border
        cell.alignment = {
          vertical: 'middle',
          wrapText: true,
          horizontal: number === 3 ? 'center' : columns[at - 1]?.kind === 'number' ? 'right' : 'left',
        }
        if (columns[at - 1]?.kind !== 'number') cell.numFmt = '@'
      })
    })
    const foot = sheet.addRow([safe(mark)])
    sheet.mergeCells(`A${foot.number}:${last}${foot.number}`)
    foot.font = { size: 9, color: { argb: 'FF6B645A' } }
  }
  return {
    bytes: new Uint8Array(await book.xlsx.writeBuffer()),
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${name}.xlsx`,
  }
}
