/** Where the heading of a sheet stands and which column is which, by name and synonyms. Pure. */
import { cellText, halfWidth } from './cells.rules.ts'

type Raw = string | number | boolean | Date | null
export interface Named {
  key: string
  title: string
  synonyms: readonly string[]
  required?: boolean | undefined
}
export interface Heading {
  /** Number of the (last) row of the heading. */
  row: number
  /** Column of the sheet, from 0, by key. */
  at: ReadonlyMap<string, number>
  /** Headings as they stand there, by column of the sheet. */
  words: ReadonlyMap<number, string>
}

const tidy = (text: string): string =>
  halfWidth(text)
    .replace(/[\s*※★☆:：_\-—、，,]/g, '')
    .toLowerCase()
/** '*姓 名\n（必填）' → '姓名': what a heading says, without what is said about it. */
export const bareHeading = (text: string): string =>
  tidy(text.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '')) || tidy(text)

/** How near the top it stands: title, unit and date stand above it. */
export const headingWithin = 15

/** The row (or the two rows, where groups stand above their columns) in which most columns are recognised. */
export function findHeading(
  rows: readonly { row: number; cells: readonly Raw[] }[],
  columns: readonly Named[],
): Heading | undefined {
  const keyOf = new Map<string, string>()
  for (const column of columns)
    for (const word of [column.title, ...column.synonyms]) {
      // The first column that claims a word has it; a title counts before any synonym.
      if (!keyOf.has(tidy(word))) keyOf.set(tidy(word), column.key)
    }
  for (const { key, title } of columns) keyOf.set(tidy(title), key)
  const keyFor = (text: string) => keyOf.get(tidy(text)) ?? keyOf.get(bareHeading(text))
  let best: Heading | undefined
  const consider = (row: number, texts: readonly string[]) => {
    const at = new Map<string, number>()
    for (const [column, text] of texts.entries()) {
      const key = text && keyFor(text)
      if (key && !at.has(key)) at.set(key, column)
    }
    if (at.size === 0 || (best && score(at, columns) <= score(best.at, columns))) return
    best = {
      row,
      at,
      words: new Map(texts.flatMap((text, column) => (text ? [[column, text] as const] : []))),
    }
  }
  const texts = rows.map(({ cells }) => cells.map(headingText))
  for (const [n, { row }] of rows.entries()) {
    consider(row, texts[n] as string[])
    const above = texts[n - 1]
    if (!above || rows[n - 1]?.row !== row - 1) continue
    const below = texts[n] as string[]
    const width = Math.max(above.length, below.length)
    const both = Array.from({ length: width }, (_, column) => {
      const [upper = '', lower = ''] = [above[column], below[column]]
      return lower && keyFor(lower) ? lower : upper || lower
    })
    // Only where the lower row has headings of its own: else the first row of data would be taken for one.
    if (below.some((text) => text && keyFor(text))) consider(row, both)
  }
  return best
}
const headingText = (raw: Raw): string => (typeof raw === 'string' ? cellText(raw).replace(/\s+/g, '') : '')
/** Required columns weigh most; one word alone ('姓名' in a title) is no heading yet. */
const score = (at: ReadonlyMap<string, number>, columns: readonly Named[]): number =>
  columns.reduce((sum, column) => sum + (at.has(column.key) ? (column.required ? 100 : 1) : 0), 0)

export const missingIn = <C extends Named>(heading: Heading, columns: readonly C[]): C[] =>
  columns.filter((column) => column.required && !heading.at.has(column.key))

const sums = /^(合计|总计|小计|共计|累计)/
const notes =
  /^(注|备注|说明|填表说明|填报说明|填表人|填报人|制表人|审核人|审批人|单位负责人|负责人|填报单位|填报时间|联系人)[:：]/
const remark = /^\d*[.、]?(填表说明|填写说明)/
/** The first cell of the template's example row. */
export const exampleMark = '示例'

/** Whether a row below the heading is one to be read: not empty, no sum, no example, no note, no heading again. */
export function isData(cells: readonly Raw[], { at, words }: Heading): boolean {
  const texts = cells.map(cellText)
  const columns = [...at.values()]
  if (columns.every((column) => !texts[column])) return false
  const first = (texts.find((text) => text !== '') ?? '').replace(/\s/g, '')
  if (first.startsWith(exampleMark) || sums.test(first) || remark.test(first)) return false
  if (notes.test(first) && texts.filter((text) => text !== '').length <= 4) return false
  const again = columns.filter((column) => {
    const word = words.get(column)
    return word !== undefined && headingText(cells[column] ?? null) === word
  }).length
  return again < Math.max(2, Math.ceil(at.size / 2))
}
