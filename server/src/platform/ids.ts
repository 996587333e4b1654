import { randomBytes, randomFillSync } from 'node:crypto'

/** Random bytes are drawn a page at a time: asking the system for ten at a time takes most of a bulk act. */
const pool = Buffer.alloc(8192)
let used = pool.length
function tenRandomBytes(into: Buffer): void {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool.copy(into, 6, used, used + 10)
  pool.fill(0, used, used + 10)
  used += 10
}

/** UUIDv7, made in the app: sorts by time, so new rows land at the end of every index (docs/decisions/0003). */
export function newId(now = Date.now()): string {
  const bytes = Buffer.allocUnsafe(16)
  tenRandomBytes(bytes)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** A short code people can read aloud and type: no 0 O 1 I L. */
export const shortCode = (length: number): string =>
  Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('')
