/** Workbooks as an office expects them (docs/glossary.md, 台账): merged title, unit and time below, borders, A4 landscape. */
import { PassThrough } from 'node:stream'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Download } from '@xinghe/contract/download'
import { takenBy } from '@xinghe/contract/taken-by'
import { formatDay } from '@xinghe/contract/values'
import type Excel from 'exceljs'
import type { Actor } from './actor.ts'

export interface Column {
  title: string
  /** Characters. */
  width: number
  /** Points are whole hundredths, money whole fen. All but texts are right-aligned and, with `sum`, added up in the last row. */
  kind?: 'text' | 'number' | 'points' | 'money'
  sum?: boolean
}
export type Row = readonly (string | number | null)[]
export interface Sheet {
  name: string
  title: string
  columns: readonly Column[]
  /** At once, or as they are found. */
  rows: Iterable<Row> | AsyncIterable<Row>
}

/** A text that Excel would run as a formula, also behind its own _x003D_ for a sign, stays the text that it is. */
const safe = (value: string) =>
  `${/^[=+\-@\t\r]/.test(value) ? "'" : ''}${value.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')}`
const thin = { style: 'thin' as const, color: { argb: 'FF8C8578' } }
const border = { top: thin, left: thin, bottom: thin, right: thin }
const formats = { text: '@', number: 'General', points: 'General', money: '#,##0.00' }
const hundredths = { text: 1, number: 1, points: 100, money: 100 }

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

/** What every office has, for all of the sheet: else each program takes its own. */
const fontOf = (font: Partial<Excel.Font> = {}): Partial<Excel.Font> => ({
  name: '宋体',
  size: 11,
  ...font,
})
/** One style for all cells of a column: the writer knows it again, so that it is made once. */
const styleOf = (kind: NonNullable<Column['kind']>, font = fontOf()): Partial<Excel.Style> => ({
  border,
  numFmt: formats[kind],
  alignment: { vertical: 'middle', wrapText: true, horizontal: kind === 'text' ? 'left' : 'right' },
  font,
})
const bold = fontOf({ bold: true })

/** In characters of the sheet's width: a Chinese one takes two. */
const widthOf = (text: string): number => text.replace(/[\u2010-\uffff]/g, '**').length
/** Programs differ in whether they make room for what is broken into lines, so room is made here. */
const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((lines, part) => lines + Math.max(1, Math.ceil(widthOf(part) / (width - 1))), 0)
const lineHeight = 15
/** The most that a row may have. */
const mostHeight = 409

function add(
  sheet: Excel.Worksheet,
  columns: readonly Column[],
  values: readonly (string | number)[],
  style: (at: number) => Partial<Excel.Style>,
): void {
  const row = sheet.addRow(values)
  const lines = values.map((value, at) =>
    typeof value === 'string' ? linesOf(value, columns[at]?.width ?? 10) : 1,
  )
  row.height = Math.min(mostHeight, Math.max(...lines) * lineHeight + 3)
  for (let at = 0; at < values.length; at++) row.getCell(at + 1).style = style(at)
  row.commit()
}
function line(
  sheet: Excel.Worksheet,
  width: number,
  text: string,
  { height, ...style }: Partial<Excel.Style> & { height?: number },
): void {
  const row = sheet.addRow([safe(text)])
  if (height) row.height = height
  sheet.mergeCells(row.number, 1, row.number, width)
  row.getCell(1).style = style
  row.commit()
}

/** Rows written before those who compress and read are let on: they stay in memory until then. */
const atOnce = 50

async function fill(
  book: Excel.stream.xlsx.WorkbookWriter,
  out: PassThrough,
  { head, mark }: FilledBy,
  { name, title, columns, rows }: Sheet,
): Promise<void> {
  const sheet = book.addWorksheet(name.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
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
  const width = columns.length
  line(sheet, width, title, {
    height: 32,
    font: fontOf({ size: 18, bold: true }),
    alignment: { horizontal: 'center', vertical: 'middle' } as Excel.Alignment,
  })
  line(sheet, width, head, { font: fontOf() })
  const heading = {
    ...styleOf('text', bold),
    alignment: { vertical: 'middle', wrapText: true, horizontal: 'center' } as Excel.Alignment,
  }
  add(
    sheet,
    columns,
    columns.map((column) => safe(column.title)),
    () => heading,
  )
  const kinds = columns.map(({ kind = 'text' }) => kind)
  const [styles, sumStyles] = [fontOf(), bold].map((font) => kinds.map((kind) => styleOf(kind, font)))
  const styleAt = (at: number) => styles?.[at] ?? {}
  const shown = (value: number, at: number) => value / hundredths[kinds[at] ?? 'text']
  const sums = columns.map(() => 0)
  let count = 0
  for await (const row of rows) {
    add(
      sheet,
      columns,
      row.map((value, at) => {
        if (typeof value !== 'number') return value === null ? '' : safe(value)
        sums[at] = (sums[at] ?? 0) + value
        return shown(value, at)
      }),
      styleAt,
    )
    if (++count % atOnce > 0) continue
    await setImmediate()
    while (out.readableLength >= out.readableHighWaterMark && !out.destroyed) await setTimeout(5)
    if (out.destroyed) throw new Error('nobody reads this workbook any more')
  }
  if (count > 0 && columns.some((column) => column.sum))
    add(
      sheet,
      columns,
      columns.map((column, at) => (column.sum ? shown(sums[at] ?? 0, at) : at === 0 ? '合计' : '')),
      (at) => sumStyles?.[at] ?? {},
    )
  line(sheet, width, mark, { font: fontOf({ size: 9, color: { argb: 'FF6B645A' } }) })
  sheet.commit()
}

/**
 * Builds a workbook piece by piece, as fast as it is read; who filled it in is as `filledBy` says. Texts that are shared
 * stand once in the file and until its end in memory: not where there may be a million of them.
 */
async function* pieces(
  filled: FilledBy,
  sheets: readonly Sheet[],
  shared: boolean,
): AsyncGenerator<Uint8Array, void> {
  const out = new PassThrough()
  const closed = new Promise((done) => out.once('close', done))
  const options = { stream: out, useStyles: true, useSharedStrings: shared }
  // Large, and seldom asked for: fetched with the first workbook.
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.stream.xlsx.WorkbookWriter(options)
  const writing = (async () => {
    for (const sheet of sheets) await fill(book, out, filled, sheet)
    await Promise.race([book.commit(), closed])
  })().catch((error: Error) => void out.destroy(error))
  try {
    for await (const piece of out) yield piece as Uint8Array
  } finally {
    out.destroy()
    // The rows may come from a transaction: it ends no sooner than they have been left alone.
    await writing
  }
}

const file = (name: string) => ({
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  name: `${name}.xlsx`,
})
/** However many rows: to be sent or kept while it is still being written. */
export const workbookInPieces = (name: string, filled: FilledBy, sheets: readonly Sheet[]) => ({
  bytes: pieces(filled, sheets, false),
  ...file(name),
})
/** Whole, for what is read within the transaction of a request. */
export async function workbook(
  name: string,
  filled: FilledBy,
  sheets: readonly Sheet[],
): Promise<Download & { bytes: Uint8Array }> {
  const all: Uint8Array[] = []
  for await (const piece of pieces(filled, sheets, true)) all.push(piece)
  return { bytes: new Uint8Array(Buffer.concat(all)), ...file(name) }
}
