/** A workbook that somebody else's program wrote, row by row: what the cells hold, not what it looks like. */
import { createInflateRaw } from 'node:zlib'
import { boundedArchive, type PackedPart, packedParts, sheetBounds } from '../platform/archive-bounds.ts'
import { Refusal } from '../platform/refusal.ts'
import {
  attribute,
  columnOf,
  type Legend,
  type RawCell,
  type RawRow,
  readDayStyles,
  readRows,
  readTexts,
  tagsIn,
} from './sheet-xml.ts'

export type { RawCell, RawRow } from './sheet-xml.ts'

/** Cells of one column that were merged into one: only the first holds the value. */
interface Merge {
  column: number
  from: number
  to: number
}
export interface BookSheet {
  name: string
  hidden: boolean
  rows(): AsyncGenerator<RawRow>
  /** Known before the rows are read: about how many there are, and what was merged downwards. */
  outline(): Promise<Outline>
}
interface Outline {
  rows: number | null
  merges: readonly Merge[]
}
export type BookForm = 'xlsx' | 'xls'

const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Macros of either kind, and controls that run when the document opens. */
const runs = /vbaproject|(^|\/)(macrosheets|dialogsheets|activex)\//i

/** What the bytes are. Refuses what is no workbook, what unfolds beyond the bounds, and what would run programmes. */
export async function bookForm(bytes: Buffer): Promise<BookForm> {
  if (bytes.subarray(0, 8).equals(ole)) return 'xls'
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new Refusal('imports.wrong_type')
  const names = await boundedArchive(bytes, sheetBounds)
  if (names.some((name) => runs.test(name))) throw new Refusal('files.macros')
  if (!names.includes('xl/workbook.xml')) throw new Refusal('imports.wrong_type')
  return 'xlsx'
}

export const openBook = (bytes: Buffer, form: BookForm): Promise<BookSheet[]> =>
  form === 'xls' ? openOld(bytes) : openNew(bytes)

/** The old form holds 65,536 rows at most and is read as a whole. */
async function openOld(bytes: Buffer): Promise<BookSheet[]> {
  const { readXls } = await import('hucre/xlsx')
  const book = await readXls(bytes).catch((error: Error) => {
    throw new Refusal(
      /encrypt|password/i.test(`${error.name} ${error.message}`) ? 'imports.locked' : 'files.unreadable',
    )
  })
  return book.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    async *rows() {
      for (const [at, cells] of sheet.rows.entries()) yield { row: at + 1, cells: cells as RawCell[] }
    },
    outline: async () => ({
      rows: sheet.rows.length,
      merges: (sheet.merges ?? [])
        .filter((one) => one.startCol === one.endCol)
        .map((one) => ({ column: one.startCol, from: one.startRow + 1, to: one.endRow + 1 })),
    }),
  }))
}

async function* unfolding(part: PackedPart | undefined): AsyncGenerator<Buffer> {
  if (!part) return
  if (part.method === 0) {
    yield part.packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(part.packed)
  for await (const chunk of inflate) yield chunk as Buffer
}
async function tagsOf(part: PackedPart | undefined, name: string): Promise<string[]> {
  const found: string[] = []
  for await (const tags of tagsIn(unfolding(part)))
    for (const tag of tags) if (tag.name === name && tag.kind !== 'close') found.push(tag.inside)
  return found
}

/**
 * 依据: own reader. Those of the libraries take all texts of a workbook into memory as a tree (1.4 GB for 100,000 rows), or
 * cut Chinese characters that lie across two pieces.
 */
async function openNew(bytes: Buffer): Promise<BookSheet[]> {
  const parts = new Map(packedParts(bytes).map((part) => [part.name, part]))
  const book = parts.get('xl/workbook.xml')
  const targets = new Map(
    (await tagsOf(parts.get('xl/_rels/workbook.xml.rels'), 'Relationship')).map((inside) => [
      attribute(inside, 'Id'),
      (attribute(inside, 'Target') ?? '').replace(/^(?!\/)/, '/xl/').slice(1),
    ]),
  )
  const named = (form: RegExp) => parts.get([...targets.values()].find((target) => form.test(target)) ?? '')
  let known: Promise<Legend> | undefined
  const legend = () =>
    (known ??= Promise.all([
      readTexts(unfolding(named(/sharedStrings/i))),
      readDayStyles(unfolding(named(/styles/i))),
      tagsOf(book, 'workbookPr'),
    ]).then(([texts, dayStyles, [properties = '']]) => ({
      texts,
      dayStyles,
      from1904: /^(1|true)$/.test(attribute(properties, 'date1904') ?? ''),
    })))
  return (await tagsOf(book, 'sheet')).map((inside) => {
    const part = parts.get(targets.get(attribute(inside, 'id')) ?? '')
    return {
      name: attribute(inside, 'name') ?? '',
      hidden: (attribute(inside, 'state') ?? 'visible') !== 'visible',
      outline: () => outlineOf(part),
      async *rows() {
        yield* readRows(unfolding(part), await legend())
      },
    }
  })
}

/** Merged cells stand behind all rows: the part is gone through once, and only its head and its end are kept. */
async function outlineOf(part: PackedPart | undefined): Promise<Outline> {
  const mark = '</sheetData>'
  let head: string | undefined
  let last = Buffer.alloc(0)
  const end: Buffer[] = []
  for await (const chunk of unfolding(part)) {
    head ??= chunk.toString('latin1', 0, 4096)
    if (end.length > 0) end.push(chunk)
    else {
      const both = Buffer.concat([last, chunk])
      const at = both.lastIndexOf(mark)
      if (at >= 0) end.push(both.subarray(at + mark.length))
      else last = Buffer.from(both.subarray(-mark.length))
    }
  }
  const corner = /<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(head ?? '')?.[1]
  const merges: Merge[] = []
  for await (const tags of tagsIn(end))
    for (const { name, inside } of tags) {
      if (name !== 'mergeCell') continue
      const [, left, from, right, to] =
        /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attribute(inside, 'ref') ?? '') ?? []
      if (left && left === right) merges.push({ column: columnOf(left), from: Number(from), to: Number(to) })
    }
  return { rows: corner ? Number(corner) : null, merges }
}
/** 0 → 'A', 26 → 'AA'. */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))
