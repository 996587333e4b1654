/**
 * Encryption of a stream by a passphrase: scrypt makes the key, AES-256-GCM seals frames of 64 KiB. Each frame's nonce
 * holds its number and whether it is the last, so that frames left out, exchanged or cut off are found.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { Transform } from 'node:stream'
import { BackupError } from './error.ts'

const magic = Buffer.from('XHSEAL1\n')
const frame = 64 * 1024
const tag = 16
/** Magic, cost (log2), salt, start of the nonces. */
export const headerLength = 8 + 1 + 16 + 7
/** 64 MB of memory and some tenths of a second a guess. */
const cost = 16
/** A header may claim what it likes: beyond this (128 MB) no key is made. */
const mostCost = 17

const keyOf = (passphrase: string, salt: Buffer, log2: number): Promise<Buffer> =>
  new Promise((done, fail) =>
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      32,
      { N: 2 ** log2, r: 8, p: 1, maxmem: 2 ** log2 * 1024 + 1024 * 1024 },
      (error, key) => (error ? fail(error) : done(key)),
    ),
  )

const nonce = (header: Buffer, number: number, last: boolean): Buffer => {
  const bytes = Buffer.alloc(12)
  header.copy(bytes, 0, headerLength - 7)
  bytes.writeUInt32BE(number, 7)
  bytes[11] = last ? 1 : 0
  return bytes
}

/** Whether a file begins like one that `seal` wrote. */
export const isSealed = (start: Buffer): boolean => start.subarray(0, magic.length).equals(magic)

/** Cuts what arrives into pieces of `size`; the last one, which may be shorter, only when everything has arrived. */
function inPieces(size: number, each: (piece: Buffer, last: boolean) => Buffer): Transform {
  let held: Buffer[] = []
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      held.push(chunk)
      length += chunk.length
      // The last piece is told from the others: therefore always more than one piece is held back.
      if (length <= size) return done()
      try {
        let all = Buffer.concat(held)
        for (; all.length > size; all = all.subarray(size)) this.push(each(all.subarray(0, size), false))
        held = [all]
        length = all.length
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      try {
        this.push(each(Buffer.concat(held), true))
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

export async function seal(passphrase: string): Promise<Transform> {
  const header = Buffer.concat([magic, Buffer.from([cost]), randomBytes(16), randomBytes(7)])
  const key = await keyOf(passphrase, header.subarray(9, 25), cost)
  let number = 0
  const sealing = inPieces(frame, (piece, last) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(header, number++, last)).setAAD(header)
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  })
  sealing.push(header)
  return sealing
}

/** Opens what follows the header. The stream fails with a `BackupError` at the first frame that is not as it was sealed. */
export async function unseal(passphrase: string, header: Buffer): Promise<Transform> {
  const log2 = header[8] as number
  if (header.length < headerLength || log2 < 10 || log2 > mostCost) throw new BackupError('damaged')
  const key = await keyOf(passphrase, header.subarray(9, 25), log2)
  let number = 0
  return inPieces(frame + tag, (piece, last) => {
    const first = number === 0
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(header, number++, last)).setAAD(header)
      decipher.setAuthTag(piece.subarray(-tag))
      return Buffer.concat([decipher.update(piece.subarray(0, -tag)), decipher.final()])
    } catch {
      throw new BackupError(first ? 'passphrase' : 'damaged')
    }
  })
}
