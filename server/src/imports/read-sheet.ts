/** From the bytes of a workbook to rows of values and faults: the sheet with a heading that is recognised, row by row. */
import { mostImportRows } from '@xinghe/contract/imports'
import { Refusal } from '../platform/refusal.ts'
import { readCell } from './cells.rules.ts'
import { findHeading, type Heading, headingWithin, isData, missingIn } from './heading.rules.ts'
import type { CellFault, CellValue, ImportColumn, ImportRow } from './kind.ts'
import { type BookForm, type BookSheet, openBook, type RawCell, type RawRow } from './open-book.ts'

export interface ReadRow extends ImportRow {
  /** Cells that could not be read; none: the row may be planned. */
  faults: CellFault[]
}
export interface FoundSheet {
  /** Which one of the workbook, from 0. */
  index: number
  name: string
  heading: Heading
  /** About how many rows there are, where the file says so. */
  about: number | null
  rows(): AsyncGenerator<ReadRow>
}

async function headOf(sheet: BookSheet): Promise<RawRow[]> {
  const head: RawRow[] = []
  for await (const row of sheet.rows()) {
    if (row.row > headingWithin) break
    head.push(row)
  }
  return head
}

/** Finds the sheet whose heading has the columns. Says which are missing, and what was found instead. */
export async function findSheet(
  bytes: Buffer,
  form: BookForm,
  columns: readonly ImportColumn[],
): Promise<FoundSheet> {
  const sheets = await openBook(bytes, form)
  let nearest: { name: string; heading: Heading } | undefined
  let seen = ''
  for (const [index, sheet] of sheets.entries()) {
    if (sheet.hidden) continue
    const head = await headOf(sheet)
    const heading = findHeading(head, columns)
    if (heading && missingIn(heading, columns).length === 0)
      return { index, name: sheet.name, heading, ...(await rowsBelow(sheet, heading, columns)) }
    if (heading && heading.at.size > (nearest?.heading.at.size ?? 1)) nearest = { name: sheet.name, heading }
    seen ||= firstWords(head)
  }
  if (nearest)
    throw new Refusal('imports.columns_missing', {
      sheet: nearest.name,
      missing: missingIn(nearest.heading, columns)
        .map(({ title }) => title)
        .join('、'),
      found: [...nearest.heading.at.values()].map((at) => nearest?.heading.words.get(at)).join('、'),
    })
  throw new Refusal('imports.no_heading', {
    found: seen ? `前${headingWithin}行里有“${seen}”。` : '表是空的。',
  })
}
const firstWords = (head: readonly RawRow[]): string =>
  head
    .flatMap(({ cells }) => cells.filter((cell): cell is string => typeof cell === 'string'))
    .map((text) => text.replace(/\s+|\d{6,}/g, ''))
    .filter((text) => text !== '')
    .slice(0, 8)
    .join('、')
    .slice(0, 80)

async function rowsBelow(sheet: BookSheet, heading: Heading, columns: readonly ImportColumn[]) {
  const outline = await sheet.outline()
  const wanted = columns.flatMap((column) => {
    const at = heading.at.get(column.key)
    return at === undefined ? [] : [{ column, at }]
  })
  // 依据: the name of a village is often one cell merged over all its people.
  const merges = new Map(
    wanted.map(({ at }) => [
      at,
      outline.merges
        .filter((one) => one.column === at && one.to > heading.row)
        .sort((a, b) => a.from - b.from),
    ]),
  )
  return {
    about: outline.rows === null ? null : Math.max(0, outline.rows - heading.row),
    async *rows(): AsyncGenerator<ReadRow> {
      const next = new Map([...merges.keys()].map((at) => [at, 0]))
      const top = new Map<number, RawCell>()
      let count = 0
      for await (const { row, cells } of sheet.rows()) {
        if (row <= heading.row) continue
        let filled = cells
        for (const [at, list] of merges) {
          let n = next.get(at) ?? 0
          while ((list[n]?.to ?? Number.POSITIVE_INFINITY) < row) n++
          next.set(at, n)
          const merge = list[n]
          if (!merge || merge.from > row) continue
          if (merge.from === row) top.set(at, cells[at] ?? null)
          else if ((cells[at] ?? null) === null && top.has(at)) {
            if (filled === cells) filled = [...cells]
            filled[at] = top.get(at) ?? null
          }
        }
        // A row of merged cells alone has nothing of its own.
        if (!isData(cells, heading) || (filled !== cells && !isData(filled, heading))) continue
        if (++count > mostImportRows) throw new Refusal('imports.too_many_rows', { most: mostImportRows })
        const values: Record<string, CellValue> = {}
        const faults: CellFault[] = []
        for (const { column, at } of wanted) {
          const read = readCell(filled[at] ?? null, column)
          if ('fault' in read) faults.push({ key: column.key, message: read.fault })
          else values[column.key] = read.value
        }
        yield { row, values, faults }
      }
      if (count === 0) throw new Refusal('imports.no_rows', { sheet: sheet.name })
    },
  }
}
