/** Workbooks written by another program than ours: LibreOffice turns flat OpenDocument into .xlsx, .xls or .csv. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A day becomes a date cell; `{ over }` spans columns, `{ down }` rows; `{ formula }` is worked out by LibreOffice. */
export type OfficeCell =
  | string
  | number
  | null
  | { day: string }
  | { over: number; text: string }
  | { down: number; text: string }
  | { formula: string }
export interface OfficeSheet {
  name: string
  rows: readonly (readonly OfficeCell[])[]
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map(
      (line) =>
        `<text:p>${escaped(line).replace(/ {2,}/g, (all) => `<text:s text:c="${all.length}"/>`)}</text:p>`,
    )
    .join('')
const cellXml = (cell: OfficeCell): string => {
  if (cell === null) return '<table:table-cell/>'
  if (typeof cell === 'number') return `<table:table-cell office:value-type="float" office:value="${cell}"/>`
  if (typeof cell === 'string')
    return `<table:table-cell table:style-name="T" office:value-type="string">${paragraphs(cell)}</table:table-cell>`
  if ('day' in cell)
    return `<table:table-cell table:style-name="D" office:value-type="date" office:date-value="${cell.day}"/>`
  if ('formula' in cell) return `<table:table-cell table:formula="of:=${escaped(cell.formula)}"/>`
  if ('over' in cell)
    return `<table:table-cell table:style-name="H" table:number-columns-spanned="${cell.over}" table:number-rows-spanned="1" office:value-type="string">${paragraphs(cell.text)}</table:table-cell>${'<table:covered-table-cell/>'.repeat(cell.over - 1)}`
  return `<table:table-cell table:style-name="T" table:number-rows-spanned="${cell.down}" table:number-columns-spanned="1" office:value-type="string">${paragraphs(cell.text)}</table:table-cell>`
}
const names = ['office', 'style', 'text', 'table', 'number']
  .map(
    (name) =>
      `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`,
  )
  .join(' ')
const flat = (sheets: readonly OfficeSheet[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${names} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="D" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="T" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="H" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="W" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
${sheets
  .map(
    ({ name, rows }) =>
      `<table:table table:name="${escaped(name)}"><table:table-column table:style-name="W" table:number-columns-repeated="12"/>${rows
        .map((row) => `<table:table-row>${row.map(cellXml).join('')}</table:table-row>`)
        .join('')}</table:table>`,
  )
  .join('')}</office:spreadsheet></office:body></office:document>`

/** Its first start makes a profile, which takes longer than the work: one for all calls of a process. */
const profile = join(tmpdir(), `xinghe-office-profile-${process.pid}`)
process.on('exit', () => rmSync(profile, { recursive: true, force: true }))

/** Converts files (name → content) in one run of LibreOffice; returns them by the same names. */
export function convertedByOffice(
  files: Record<string, string | Uint8Array>,
  to: 'xlsx' | 'xls' | 'csv' | 'pdf',
  from: 'fods' | 'xlsx' | 'docx' = 'fods',
): Record<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'xinghe-office-'))
  try {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, `${name}.${from}`), content)
    execFileSync(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${profile}`,
        '--convert-to',
        to === 'csv' ? 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' : to,
        '--outdir',
        join(folder, 'out'),
        ...Object.keys(files).map((name) => join(folder, `${name}.${from}`)),
      ],
      { stdio: 'ignore', timeout: 120_000 },
    )
    const out = join(folder, 'out')
    return Object.fromEntries(
      readdirSync(out).map((name) => [name.replace(/\.\w+$/, ''), readFileSync(join(out, name))]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
export const writtenByOffice = (
  books: Record<string, readonly OfficeSheet[]>,
  form: 'xlsx' | 'xls' = 'xlsx',
): Record<string, Buffer> =>
  convertedByOffice(
    Object.fromEntries(Object.entries(books).map(([name, sheets]) => [name, flat(sheets)])),
    form,
  )
