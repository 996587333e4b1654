import { randomBytes } from 'node:crypto'

/** UUIDv7, made in the app: sorts by time, so new rows land at the end of every index (docs/decisions/0003). */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16)
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
