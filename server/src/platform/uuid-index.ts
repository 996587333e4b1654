/** Numbers for identifiers, in the order in which they come: a million of them in 100 MB, none of them a string. */
export class UuidIndex {
  size = 0
  #words = new Int32Array(4 * 1024)
  /** Number plus one (0 is free), and the four words beside it, so that a look touches one place. Less than half full. */
  #table = new Int32Array(width * 4096)
  #mask = 4095

  /** The number of the identifier at `at`, given now when it has none. */
  add(view: DataView, at: number): number {
    const place = this.#find(view, at)
    const found = this.#table[place] as number
    if (found > 0) return found - 1
    if ((this.size + 1) * 4 > this.#words.length) this.#words = grown(this.#words)
    for (let word = 0; word < 4; word++) {
      const value = view.getInt32(at + word * 4)
      this.#words[this.size * 4 + word] = value
      this.#table[place + 1 + word] = value
    }
    this.#table[place] = ++this.size
    if (this.size * 2 > this.#mask) this.#spread()
    return this.size - 1
  }
  /** -1 when it has no number. */
  find(view: DataView, at: number): number {
    return (this.#table[this.#find(view, at)] as number) - 1
  }
  idOf(number: number): string {
    let hex = ''
    for (let word = 0; word < 4; word++)
      hex += ((this.#words[number * 4 + word] as number) >>> 0).toString(16).padStart(8, '0')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
  /** The number of an identifier that is written out. */
  numberOf(id: string): number {
    return this.find(bytesOf(id), 0)
  }
  /** Its sixteen bytes, in network order. */
  write(number: number, to: DataView, at: number): void {
    for (let word = 0; word < 4; word++) to.setInt32(at + word * 4, this.#words[number * 4 + word] as number)
  }

  /** Where it stands in the table, or would. */
  #find(view: DataView, at: number): number {
    const a = view.getInt32(at)
    const b = view.getInt32(at + 4)
    const c = view.getInt32(at + 8)
    const d = view.getInt32(at + 12)
    const table = this.#table
    const mask = this.#mask
    for (let slot = mixed(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const place = slot * width
      if (table[place] === 0) return place
      if (
        table[place + 4] === d &&
        table[place + 3] === c &&
        table[place + 2] === b &&
        table[place + 1] === a
      )
        return place
    }
  }
  #spread(): void {
    const before = this.#table
    this.#mask = (this.#mask + 1) * 4 - 1
    const mask = this.#mask
    const table = new Int32Array((mask + 1) * width)
    for (let from = 0; from < before.length; from += width) {
      if (before[from] === 0) continue
      const [a, b, c, d] = [before[from + 1], before[from + 2], before[from + 3], before[from + 4]] as [
        number,
        number,
        number,
        number,
      ]
      let slot = mixed(a, b, c, d) & mask
      while (table[slot * width] !== 0) slot = (slot + 1) & mask
      for (let word = 0; word < width; word++) table[slot * width + word] = before[from + word] as number
    }
    this.#table = table
  }
}
const width = 5

/** Identifiers differ in their time or in their last bits; both must reach the low bits. */
function mixed(a: number, b: number, c: number, d: number): number {
  let hash =
    Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d) ^ Math.imul(d, 0x27d4eb2f)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

const bytesOf = (id: string): DataView => {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return new DataView(bytes.buffer, bytes.byteOffset, 16)
}
export const grown = (from: Int32Array): Int32Array<ArrayBuffer> => {
  const to = new Int32Array(from.length * 2)
  to.set(from)
  return to
}
