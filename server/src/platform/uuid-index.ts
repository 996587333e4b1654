/** Numbers for identifiers, in the order in which they come: a million of them in 32 MB, none of them a string. */
export class UuidIndex {
  size = 0
  #words = new Int32Array(4 * 1024)
  /** Place in `#words`, plus one; 0 is free. Always less than half full. */
  #slots = new Int32Array(4096)

  /** The number of the identifier at `at`, given now when it has none. */
  add(view: DataView, at: number): number {
    const slot = this.#find(view, at)
    const found = this.#slots[slot] as number
    if (found > 0) return found - 1
    if ((this.size + 1) * 4 > this.#words.length) this.#words = grown(this.#words)
    for (let word = 0; word < 4; word++) this.#words[this.size * 4 + word] = view.getInt32(at + word * 4)
    this.#slots[slot] = ++this.size
    if (this.size * 2 > this.#slots.length) this.#spread()
    return this.size - 1
  }
  /** -1 when it has no number. */
  find(view: DataView, at: number): number {
    return (this.#slots[this.#find(view, at)] as number) - 1
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

  #find(view: DataView, at: number): number {
    const a = view.getInt32(at)
    const b = view.getInt32(at + 4)
    const c = view.getInt32(at + 8)
    const d = view.getInt32(at + 12)
    const mask = this.#slots.length - 1
    for (let slot = mixed(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const place = ((this.#slots[slot] as number) - 1) * 4
      if (place < 0) return slot
      const words = this.#words
      if (words[place + 3] === d && words[place + 2] === c && words[place + 1] === b && words[place] === a)
        return slot
    }
  }
  #spread(): void {
    this.#slots = new Int32Array(this.#slots.length * 4)
    const mask = this.#slots.length - 1
    const words = this.#words
    for (let number = 0; number < this.size; number++) {
      const at = number * 4
      let slot =
        mixed(
          words[at] as number,
          words[at + 1] as number,
          words[at + 2] as number,
          words[at + 3] as number,
        ) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    }
  }
}

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
