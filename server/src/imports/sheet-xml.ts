/** What a program wrote into the parts of a workbook (ECMA-376, 18.3 and 18.4), read piece by piece. */

export interface Tag {
  name: string
  /** Between the name and the end of the tag. */
  inside: string
  kind: 'open' | 'close' | 'empty'
  /** What stands between this tag and the next. */
  text: string
}
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
        (whole, hex, number, name) => {
          if (name) return entities[name as 'amp']
          const code = hex ? Number.parseInt(hex, 16) : Number(number)
          return code <= 0x10ffff ? String.fromCodePoint(code) : whole
        },
      )
    : text
/** '_x000D_' is how a sign is written that XML cannot hold (ECMA-376, 22.4.2.4). */
const plain = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Where a tag that begins at `from` ends: not at a '>' within quotes. -1: not in this text. */
function endOfTag(text: string, from: number): number {
  let quote = 0
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (quote > 0) {
      if (sign === quote) quote = 0
    } else if (sign === 34 || sign === 39) quote = sign
    else if (sign === 62) return at
  }
  return -1
}
const slash = 47
function tagAt(text: string, from: number, to: number, end: number): Tag {
  const closes = text.charCodeAt(from + 1) === slash
  const empty = text.charCodeAt(to - 1) === slash
  let at = from + (closes ? 2 : 1)
  let name = at
  // Up to the first space, without the prefix of a namespace.
  for (; at < to; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 58) name = at + 1
    else if (sign <= 32 || sign === slash) break
  }
  return {
    name: text.slice(name, at),
    inside: text.slice(at, empty ? to - 1 : to),
    kind: closes ? 'close' : empty ? 'empty' : 'open',
    text: text.slice(to + 1, end),
  }
}
/** The tags of a part, as many at a time as a chunk holds; a sign of several bytes may lie across two chunks. */
export async function* tagsIn(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Tag[]> {
  const decoder = new TextDecoder()
  let text = ''
  /** What is whole; the last tag waits for the text behind it, unless nothing comes any more. */
  const taken = (last: boolean): Tag[] => {
    const tags: Tag[] = []
    let from = text.indexOf('<')
    while (from >= 0) {
      const to = endOfTag(text, from)
      const next = to < 0 ? -1 : text.indexOf('<', to)
      if (to < 0 || (next < 0 && !last)) break
      tags.push(tagAt(text, from, to, next < 0 ? text.length : next))
      from = next
    }
    text = from < 0 ? '' : text.slice(from)
    return tags
  }
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    yield taken(false)
  }
  text += decoder.decode()
  yield taken(true)
}
export function attribute(inside: string, name: string): string | undefined {
  for (let at = inside.indexOf(name); at >= 0; at = inside.indexOf(name, at + 1)) {
    const before = inside.charCodeAt(at - 1)
    const equals = inside.charCodeAt(at + name.length)
    const quote = inside[at + name.length + 1]
    // 'r="A1"' and 'x:id="…"', not the end of a longer name; nobody puts spaces around the sign.
    if ((at > 0 && before > 32 && before !== 58) || equals !== 61 || (quote !== '"' && quote !== "'"))
      continue
    const from = at + name.length + 2
    const to = inside.indexOf(quote, from)
    return to < 0 ? undefined : unescaped(inside.slice(from, to))
  }
}

/** Shared texts of a workbook: packed, since a county's may be a million. */
export class Texts {
  private bytes = Buffer.alloc(64 * 1024)
  private ends = new Uint32Array(4096)
  private count = 0
  add(text: string): void {
    const from = this.count === 0 ? 0 : (this.ends[this.count - 1] as number)
    const size = Buffer.byteLength(text)
    if (from + size > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(this.bytes.length * 2, from + size))
      this.bytes.copy(larger, 0, 0, from)
      this.bytes = larger
    }
    if (this.count === this.ends.length) {
      const longer = new Uint32Array(this.ends.length * 2)
      longer.set(this.ends)
      this.ends = longer
    }
    this.bytes.write(text, from)
    this.ends[this.count++] = from + size
  }
  at(index: number): string | null {
    if (!(index >= 0 && index < this.count)) return null
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index])
  }
}
export async function readTexts(chunks: AsyncIterable<Uint8Array>): Promise<Texts> {
  const texts = new Texts()
  let text = ''
  // 依据: rPh holds how a text is pronounced, which is no part of it.
  let aside = false
  for await (const tags of tagsIn(chunks))
    for (const tag of tags) {
      if (tag.name === 'rPh') aside = tag.kind === 'open'
      else if (tag.name === 't' && tag.kind === 'open' && !aside) text += unescaped(tag.text)
      else if (tag.name === 'si' && tag.kind !== 'open') {
        texts.add(plain(text))
        text = ''
      }
    }
  return texts
}

/** Built-in formats of days, those of Chinese and Japanese programs among them (ECMA-376, 18.8.30). */
const dayFormats = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
])
const isDayFormat = (code: string): boolean =>
  !/^general$/i.test(code) && /[ymd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, ''))
/** For each style of a cell, whether it shows a day. */
export async function readDayStyles(chunks: AsyncIterable<Uint8Array>): Promise<boolean[]> {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  for await (const tags of tagsIn(chunks))
    for (const { name, inside, kind } of tags) {
      if (name === 'cellXfs') inCells = kind === 'open'
      else if (name === 'numFmt')
        own.set(Number(attribute(inside, 'numFmtId')), isDayFormat(attribute(inside, 'formatCode') ?? ''))
      else if (name === 'xf' && inCells && kind !== 'close') {
        const format = Number(attribute(inside, 'numFmtId') ?? 0)
        styles.push(own.get(format) ?? dayFormats.has(format))
      }
    }
  return styles
}

const day = 86_400_000
/** Day numbers count from 1900 with a leap day that never was, or from 1904. */
export const dayOfSerial = (serial: number, from1904: boolean): Date =>
  new Date(
    (from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial > 60 ? 30 : 31)) + Math.round(serial * day),
  )

export type RawCell = string | number | boolean | Date | null
export interface RawRow {
  /** As the spreadsheet counts: from 1. */
  row: number
  cells: RawCell[]
}
export interface Legend {
  texts: Texts
  dayStyles: readonly boolean[]
  from1904: boolean
}
/** 'AB12' → 27. */
export const columnOf = (ref: string): number => {
  let column = 0
  for (let at = 0; at < ref.length; at++) {
    const letter = ref.charCodeAt(at)
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}
/** 依据: own choice; no form of a county is wider, and a stray cell far to the right must not cost memory. */
const mostColumns = 256

/** The rows of a sheet with what their cells hold; of formulas what they came to. */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  { texts, dayStyles, from1904 }: Legend,
): AsyncGenerator<RawRow> {
  let row = 0
  let cells: RawCell[] = []
  let column = -1
  let type: string | undefined
  let style = -1
  let value: string | undefined
  let inline = ''
  let aside = false
  const cell = (): RawCell => {
    if (type === 'inlineStr') return plain(inline)
    if (value === undefined || value === '') return null
    if (type === 's') return texts.at(Number(value))
    if (type === 'b') return value === '1' || value === 'true'
    if (type === 'str' || type === 'e' || type === 'd') return plain(value)
    const number = Number(value)
    if (Number.isNaN(number)) return value
    return dayStyles[style] ? dayOfSerial(number, from1904) : number
  }
  for await (const tags of tagsIn(chunks))
    for (const tag of tags)
      switch (tag.name) {
        case 'row':
          if (tag.kind !== 'close') {
            const given = Number(attribute(tag.inside, 'r'))
            row = given > 0 ? given : row + 1
            cells = []
            column = -1
          }
          if (tag.kind === 'close') yield { row, cells }
          break
        case 'c':
          if (tag.kind !== 'close') {
            const ref = attribute(tag.inside, 'r')
            column = ref ? columnOf(ref) : column + 1
            type = attribute(tag.inside, 't')
            style = Number(attribute(tag.inside, 's') ?? 0)
            value = undefined
            inline = ''
          }
          if (tag.kind === 'close' && column >= 0 && column < mostColumns) {
            while (cells.length < column) cells.push(null)
            cells[column] = cell()
          }
          break
        case 'v':
          if (tag.kind === 'open') value = unescaped(tag.text)
          break
        case 'rPh':
          aside = tag.kind === 'open'
          break
        case 't':
          if (tag.kind === 'open' && !aside) inline += unescaped(tag.text)
      }
}
