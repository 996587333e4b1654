/** The sheet that was handed in, back to who handed it in: what is wrong stands in its row, and the cells are red. */
import { PassThrough } from 'node:stream'
import type { Cell, CellStyle, Sheet } from 'hucre/xlsx'
import { type BookForm, openBook, type RawCell } from './open-book.ts'
import type { FoundSheet } from './read-sheet.ts'

export const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export interface Remark {
  row: number
  /** Column of the sheet, from 0; null: about the whole row. */
  column: number | null
  title: string | null
  message: string
}
/** Heading of the column of remarks. */
export const remarkTitle = '导入意见'
/** 依据: own choice. Above it a workbook is written anew with its cells alone: opened as a whole it takes a gigabyte. */
const mostRowsOpened = 20_000
const red = { fill: 'FFC7CE', font: '9C0006' }

const inRows = (remarks: readonly Remark[]): Map<number, Remark[]> => {
  const rows = new Map<number, Remark[]>()
  for (const remark of remarks) rows.set(remark.row, [...(rows.get(remark.row) ?? []), remark])
  return rows
}
const textOf = (remarks: readonly Remark[]): string =>
  remarks.map(({ title, message }) => (title ? `${title}：${message}` : message)).join('；')
/** Where remarks of an earlier return stand, if this is one. */
const earlierColumn = ({ heading }: FoundSheet): number | undefined =>
  [...heading.words].find(([, word]) => word === remarkTitle)?.[0]

export const withRemarks = (
  bytes: Buffer,
  form: BookForm,
  sheet: FoundSheet,
  remarks: readonly Remark[],
  rows: number,
): Promise<Uint8Array> =>
  form === 'xlsx' && rows <= mostRowsOpened
    ? intoTheSame(bytes, sheet, inRows(remarks))
    : writtenAnew(bytes, form, sheet, inRows(remarks))

/** Everything else of the workbook stays: other sheets, merged cells, widths, styles. */
async function intoTheSame(
  bytes: Buffer,
  found: FoundSheet,
  remarks: ReadonlyMap<number, readonly Remark[]>,
): Promise<Uint8Array> {
  const { openXlsx, saveXlsx } = await import('hucre/xlsx')
  const book = await openXlsx(bytes, { readStyles: true })
  const sheet = book.sheets[found.index]
  if (!sheet) throw new Error('the sheet that was read is not there')
  const cells = (sheet.cells ??= new Map())
  const headRow = found.heading.row - 1
  const column = earlierColumn(found) ?? freeColumn(sheet, headRow)
  const put = (
    row: number,
    at: number,
    value: string | null | undefined,
    style: (was: CellStyle) => CellStyle,
  ) => {
    const values = (sheet.rows[row] ??= [])
    while (values.length <= at) values.push(null)
    if (value !== undefined) values[at] = value
    const key = `${row},${at}`
    const was = cells.get(key)
    const now: Cell =
      value === undefined
        ? (was ?? { value: values[at] ?? null, type: typeOf(values[at] ?? null) })
        : { value, type: value === null ? 'empty' : 'string' }
    cells.set(key, { ...now, style: style(was?.style ?? {}) })
  }
  // What formulas came to in words would be left out, and be empty to who reads the file without working it out anew.
  for (const one of book.sheets)
    for (const [key, cell] of one.cells ?? [])
      if (cell.formula !== undefined && cell.formulaResult === undefined)
        one.cells?.set(key, { ...cell, type: 'formula', formulaResult: cell.value })
  // Of an earlier return: its remarks go, and its red.
  for (const [key, cell] of cells)
    if (cell.style?.fill?.type === 'pattern' && isOurs(cell.style.fill.fgColor?.rgb)) {
      const { fill: _, ...style } = cell.style
      cells.set(key, { ...cell, style })
    }
  for (let row = headRow + 1; row < sheet.rows.length; row++)
    if ((sheet.rows[row]?.[column] ?? null) !== null) put(row, column, null, (style) => style)
  const like = cells.get(`${headRow},${column - 1}`)?.style ?? {}
  put(headRow, column, remarkTitle, () => ({
    ...like,
    font: { ...like.font, bold: true, color: { rgb: red.font } },
  }))
  for (const [row, list] of remarks) {
    for (const at of new Set(list.map((one) => one.column)))
      if (at !== null)
        put(row - 1, at, undefined, (style) => ({
          ...style,
          fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: red.fill } },
        }))
    put(row - 1, column, textOf(list), () => ({
      font: { color: { rgb: red.font } },
      alignment: { wrapText: true, vertical: 'top' },
    }))
  }
  const columns = (sheet.columns ??= [])
  while (columns.length <= column) columns.push({})
  columns[column] = { ...columns[column], width: 60 }
  return saveXlsx(book)
}
const isOurs = (rgb: string | undefined): boolean => rgb?.slice(-6).toUpperCase() === red.fill
const typeOf = (value: unknown): Cell['type'] =>
  value === null
    ? 'empty'
    : value instanceof Date
      ? 'date'
      : typeof value === 'number'
        ? 'number'
        : typeof value === 'boolean'
          ? 'boolean'
          : 'string'
/** Right behind the heading where nothing stands there, else behind everything. */
function freeColumn(sheet: Sheet, headRow: number): number {
  const lastOf = (row: readonly unknown[]): number =>
    row.findLastIndex((value) => value !== null && value !== '')
  const behind = lastOf(sheet.rows[headRow] ?? []) + 1
  const rows = sheet.rows.slice(headRow)
  return rows.every((row) => (row[behind] ?? null) === null)
    ? behind
    : rows.reduce((most, row) => Math.max(most, lastOf(row) + 1), behind)
}

/** Old and very long sheets: their cells and the remarks, nothing else. */
async function writtenAnew(
  bytes: Buffer,
  form: BookForm,
  found: FoundSheet,
  remarks: ReadonlyMap<number, readonly Remark[]>,
): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs')
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(found.name.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31) || '导入', {
    views: [{ state: 'frozen', ySplit: found.heading.row }],
  })
  const column = earlierColumn(found) ?? Math.max(...found.heading.words.keys()) + 1
  sheet.columns = Array.from({ length: column + 1 }, (_, at) => ({ width: at === column ? 60 : 18 }))
  const source = (await openBook(bytes, form))[found.index]
  const fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${red.fill}` } } as const
  const font = { color: { argb: `FF${red.font}` } }
  for await (const { row, cells } of source?.rows() ?? []) {
    const line = sheet.getRow(row)
    for (const [at, value] of cells.entries()) {
      if (value === null || at === column) continue
      const cell = line.getCell(at + 1)
      cell.value = asWritten(value)
      if (value instanceof Date) cell.numFmt = 'yyyy-mm-dd'
    }
    if (row === found.heading.row) {
      line.getCell(column + 1).value = remarkTitle
      line.font = { bold: true }
    }
    const list = remarks.get(row) ?? []
    for (const { column: at } of list) if (at !== null) line.getCell(at + 1).fill = fill
    if (list.length > 0) {
      line.getCell(column + 1).value = asWritten(textOf(list))
      line.getCell(column + 1).font = font
    }
    line.commit()
  }
  sheet.commit()
  await book.commit()
  return Buffer.concat(chunks)
}
/** '_x003D_' in a text would be read as a sign. */
const asWritten = (value: RawCell) =>
  typeof value === 'string' ? value.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_') : value
