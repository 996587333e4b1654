/**
 * Short texts that nobody reads who only has the database, and files that nobody reads who only has the disk: sealed for
 * one place; and a keyed digest to find texts by.
 * docs/decisions/0010-sealed-personal-data.md
 */
import { createHmac } from 'node:crypto'
import { derive, openWith, type SealingKey, sealWith } from './ciphers.ts'

/** Where a sealed text stands. It opens nowhere else: not in another column, row or county. */
export interface Place {
  regionId: number
  /** 'person.phone_sealed' */
  column: string
  /** Id of the row. */
  row: string
}
export interface Keys {
  /** The first seals; all open. */
  sealing: readonly SealingKey[]
  /** For digests; stays when sealing keys are renewed. */
  index: SealingKey
}

/** A sealed text that does not open: its key is missing, or it was changed or moved. */
export class SealError extends Error {}

let source: ((missed?: string) => Keys) | undefined
/** Who asks for keys gets them from here, each time anew: keys are renewed while the app runs. */
export function useKeys(from: (missed?: string) => Keys): void {
  source = from
}
function keys(missed?: string): Keys {
  if (!source) throw new Error('useKeys() comes before anything is sealed')
  return source(missed)
}

const bound = ({ regionId, column, row }: Place) => Buffer.from(`${regionId}|${column}|${row}`)

/** 'v1.aes.1a2b3c4d.…': form, cipher, key, and nonce with text and tag as base64url. */
export function seal(place: Place, text: string): string {
  const newest = newestKey()
  return `v1.${newest.cipher}.${newest.id}.${sealWith(newest, bound(place), Buffer.from(text)).toString('base64url')}`
}
function newestKey(): SealingKey {
  const [newest] = keys().sealing
  if (!newest) throw new Error('no key to seal with')
  return newest
}
const keyOf = (place: Place, cipher: string | undefined, id: string | undefined): SealingKey => {
  const known = ({ sealing }: Keys) => sealing.find((one) => one.id === id)
  // Another process may seal with a new key a moment before this one looks for it.
  const key = known(keys()) ?? known(keys(id))
  if (key?.cipher !== cipher || !key) throw new SealError(`${place.column}: key ${id} is not among the keys`)
  return key
}

/** The text. Throws `SealError`. */
export function open(place: Place, sealed: string): string {
  const [form, cipher, id, body] = sealed.split('.')
  if (form !== 'v1' || !body) throw new SealError(`${place.column}: not a sealed text`)
  return openedWith(keyOf(place, cipher, id), place, Buffer.from(body, 'base64url')).toString('utf8')
}
function openedWith(key: SealingKey, place: Place, body: Buffer): Buffer {
  try {
    return openWith(key, bound(place), body)
  } catch {
    throw new SealError(`${place.column}: changed, or moved from another row`)
  }
}

/** A whole file, in the same form: the head as text up to a line's end, then nonce, content and tag. */
export function sealBytes(place: Place, bytes: Uint8Array): Buffer {
  const newest = newestKey()
  return Buffer.concat([
    Buffer.from(`v1.${newest.cipher}.${newest.id}\n`),
    sealWith(newest, bound(place), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  ])
}
/** The file. Throws `SealError`. */
export function openBytes(place: Place, sealed: Buffer): Buffer {
  const end = sealed.indexOf(10)
  const [form, cipher, id] = sealed.toString('latin1', 0, Math.min(Math.max(end, 0), 64)).split('.')
  if (form !== 'v1') throw new SealError(`${place.column}: not a sealed file`)
  return openedWith(keyOf(place, cipher, id), place, sealed.subarray(end + 1))
}

/** Id of the key that a text was sealed, or a digest made, with. */
export const keyIdOf = (text: string): string => text.split('.').at(-2) ?? ''

/** Equal texts of one county and column have equal digests, and without the key nobody can try numbers out. */
export function blindIndex({ regionId, column }: Omit<Place, 'row'>, text: string): string {
  const { index } = keys()
  const mac = createHmac('sha256', derive(index, 'sha256', `index ${regionId} ${column}`, 32)).update(text)
  return `${index.id}.${mac.digest('base64url')}`
}
