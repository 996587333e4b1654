/**
 * Many rows out of a transaction without an object for any of them: COPY in binary, read where it lies in the blocks that
 * the network gives. It is one more query of the same transaction: same snapshot, same rights, same row-level security.
 */
import type { Socket } from 'node:net'
import type { RawBuilder } from 'kysely'
import pg from 'pg'
import { hasBegun } from './begun.ts'
import type { ReadTx } from './tx.ts'

/**
 * What a column is sent as, in bytes. None may be null (`coalesce`), so that each stands at one place in every row; texts
 * go last, one after the other.
 */
const widths = { int: 4, uuid: 16, text: 0 }
export type CopyColumn = keyof typeof widths

/** One row: where its columns begin stands in `offsetsOf(columns)`, counted from `at`. */
export type TakeRow = (view: DataView, at: number) => void

export function offsetsOf(columns: readonly CopyColumn[]): number[] {
  let at = 2
  return columns.map((column) => {
    const begin = at + 4
    at = begin + widths[column]
    return begin
  })
}

/** The text at `at`; the next column begins four bytes after its end. */
export const textAt = (view: DataView, at: number): string =>
  Buffer.from(view.buffer as ArrayBuffer, view.byteOffset + at, lengthAt(view, at)).toString()
export const lengthAt = (view: DataView, at: number): number => view.getInt32(at - 4)

/** Runs `copy (query) to stdout` and hands over row by row. Returns how many there were. */
export async function copyOut(
  tx: ReadTx,
  query: RawBuilder<unknown>,
  columns: readonly CopyColumn[],
  take: TakeRow,
): Promise<number> {
  const executor = tx.getExecutor()
  const length = columns.reduce((sum, column) => sum + 4 + widths[column], 2)
  const texts = columns.includes('text')
  let before = signature
  let rows = 0
  // While rows stream, nothing else travels on the connection.
  await hasBegun(tx)
  for await (const { rows: blocks } of executor.stream<Buffer>(query.compile(tx as never), 1))
    for (const block of blocks) {
      const view = new DataView(block.buffer, block.byteOffset, block.length)
      // Each message of COPY is one row behind its type and length; the signature goes before the first.
      for (let at = 0; at < block.length; ) {
        const size = view.getInt32(at + 1)
        const begin = at + 5 + before
        at += 1 + size
        before = 0
        if (at - begin === 2 && view.getInt16(begin) === -1) continue
        const fits = texts ? at - begin >= length : at - begin === length
        if (!fits || view.getInt16(begin) !== columns.length)
          throw new Error('a copied row has not the columns that were announced')
        take(view, begin)
        rows++
      }
    }
  return rows
}
/** Bytes that stand before the first row. */
const signature = 19

/** COPY takes no parameters: they are written into its text. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`
  throw new Error('COPY cannot be asked with a value of this kind')
}
const copyText = (text: string, values: readonly unknown[]): string =>
  `copy (${text.replace(/\$(\d+)/g, (_, place) => literal(values[Number(place) - 1]))}) to stdout (format binary)`

/** Blocks that wait for their reader before the network is held back. */
const mostWaiting = 64
const code = (type: string) => type.charCodeAt(0)
const data = code('d')
const copies = code('H')
const asides = new Set(['H', 'N', 'S', 'A'].map(code))

interface Connection {
  stream: Socket
  query(text: string): void
}
/**
 * What Kysely opens for `stream()`. Takes the place of pg's reader while rows come, since that makes an object of each
 * row; all other messages, and everything from the end or an error on, are pg's.
 */
export class CopyOut<Row> {
  readonly #text: string
  readonly #waiting: Buffer[] = []
  #stream: Socket | undefined
  #theirs: ((bytes: Buffer) => void) | undefined
  #rest: Buffer | undefined
  #ended = false
  #dropping = false
  #error: Error | undefined
  #wake: (() => void) | undefined
  #over: (() => void) | undefined

  /** What is copied, with its places for values. */
  readonly query: string

  constructor(text: string, values: unknown[]) {
    this.query = text
    this.#text = copyText(text, values)
  }

  submit(connection: Connection): void {
    this.#stream = connection.stream
    const [theirs] = connection.stream.listeners('data') as ((bytes: Buffer) => void)[]
    this.#theirs = theirs
    connection.stream.removeListener('data', theirs as never)
    connection.stream.on('data', this.#ours)
    connection.query(this.#text)
  }

  /** The next block of whole messages; none at the end. */
  async read(_rows: number): Promise<Row[]> {
    while (this.#waiting.length === 0 && !this.#ended && !this.#error)
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    const block = this.#waiting.shift()
    if (this.#waiting.length < mostWaiting / 2) this.#stream?.resume()
    if (block) return [block as Row]
    if (this.#error) throw this.#error
    return []
  }
  /** A reader that has had enough: what still comes is dropped. */
  async close(): Promise<void> {
    this.#dropping = true
    this.#waiting.length = 0
    this.#stream?.resume()
    while (!this.#ended && !this.#error)
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
  }

  readonly #ours = (chunk: Buffer): void => {
    let bytes = chunk
    if (this.#rest) {
      // Only the message that was cut is put together; the blocks themselves are never copied.
      const size = this.#rest.length
      const head = Buffer.concat([this.#rest, bytes.subarray(0, 5)])
      const missing = head.length < 5 ? Infinity : head.readInt32BE(1) + 1 - size
      if (missing > bytes.length) {
        this.#rest = Buffer.concat([this.#rest, bytes])
        return
      }
      const whole = Buffer.concat([this.#rest, bytes.subarray(0, missing)])
      bytes = bytes.subarray(missing)
      this.#rest = undefined
      if (!this.#parse(whole)) {
        this.#theirs?.(bytes)
        return
      }
    }
    this.#parse(bytes)
  }
  /** False when the stream was given back with these bytes. */
  #parse(bytes: Buffer): boolean {
    let from = 0
    let at = 0
    while (at + 5 <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1)
      const type = bytes[at] as number
      if (type !== data && !asides.has(type)) {
        this.#keep(bytes, from, at)
        this.#giveBack(bytes.subarray(at))
        return false
      }
      if (end > bytes.length) break
      if (type !== data) {
        this.#keep(bytes, from, at)
        if (type !== copies) this.#theirs?.(bytes.subarray(at, end))
        from = end
      }
      at = end
    }
    this.#keep(bytes, from, at)
    if (at < bytes.length) this.#rest = bytes.subarray(at)
    return true
  }
  #keep(bytes: Buffer, from: number, to: number): void {
    if (from >= to || this.#dropping) return
    this.#waiting.push(bytes.subarray(from, to))
    if (this.#waiting.length >= mostWaiting) this.#stream?.pause()
    this.#wake?.()
  }
  #giveBack(bytes: Buffer): void {
    this.#stream?.removeListener('data', this.#ours)
    this.#stream?.on('data', this.#theirs as never)
    this.#theirs?.(bytes)
  }

  handleCommandComplete(): void {}
  /** Called once, when the connection is free again. */
  whenOver(over: () => void): void {
    this.#over = over
  }
  handleReadyForQuery(): void {
    this.#ended = true
    this.#over?.()
    this.#wake?.()
  }
  handleError(error: Error): void {
    this.#error = error
    this.#over?.()
    this.#wake?.()
  }
}
