import { type Column, isNumber, plain } from './column.tsx'

/** A cell that begins like a formula would be run by the spreadsheet that opens it. */
const cell = (text: string, number: boolean) =>
  `"${(!number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

let takenLine: () => string = () => ''
/** What the last line of every saved sheet says: who took it, and when. The shell knows it. */
export const markExports = (line: () => string): void => {
  takenLine = line
}

/** Saves what is seen, these columns and these rows, as a sheet that Excel and WPS open. */
export function exportCsv<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const lines = [
    columns.map(({ title }) => cell(title, false)),
    ...rows.map((row) => columns.map((column) => cell(plain(column, row), isNumber(column)))),
    [cell(takenLine(), false)],
  ]
  // Without the byte order mark Excel reads Chinese as gibberish.
  const blob = new Blob(['\uFEFF', lines.map((line) => line.join(',')).join('\r\n')], {
    type: 'text/csv;charset=utf-8',
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
