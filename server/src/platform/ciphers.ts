/** The two ciphers of sealed.ts. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export const ciphers = ['aes', 'sm4'] as const
export type Cipher = (typeof ciphers)[number]
export interface SealingKey {
  /** Of the secret itself: another secret cannot stand under this name. */
  id: string
  cipher: Cipher
  secret: Buffer
}
/** @param secret 32 bytes */
export const keyFrom = (cipher: Cipher, secret: Buffer): SealingKey => ({
  id: createHash('sha256').update(`xinghe ${cipher} key `).update(secret).digest('hex').slice(0, 8),
  cipher,
  secret,
})

const derived = new Map<string, Buffer>()
/** A key of its own for each use. */
export function derive({ id, secret }: SealingKey, hash: string, use: string, length: number): Buffer {
  const name = `${id} ${use}`
  const made = derived.get(name) ?? Buffer.from(hkdfSync(hash, secret, '', `xinghe ${use}`, length))
  derived.set(name, made)
  return made
}

interface Seal {
  seal(key: SealingKey, bound: Buffer, plain: Buffer): Buffer
  /** Throws when anything was changed. */
  open(key: SealingKey, bound: Buffer, sealed: Buffer): Buffer
}

const aes: Seal = {
  seal(key, bound, plain) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', derive(key, 'sha256', 'aes-256-gcm', 32), nonce).setAAD(
      bound,
    )
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  open(key, bound, sealed) {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      derive(key, 'sha256', 'aes-256-gcm', 32),
      sealed.subarray(0, 12),
      { authTagLength: 16 },
    )
    decipher.setAAD(bound).setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  },
}

/** 依据: the OpenSSL inside Node has SM4 but not SM4-GCM; so CTR, then HMAC-SM3 over everything, under a key of its own. */
const sm4: Seal = {
  seal(key, bound, plain) {
    const nonce = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', derive(key, 'sm3', 'sm4-ctr', 16), nonce)
    const body = Buffer.concat([nonce, cipher.update(plain), cipher.final()])
    return Buffer.concat([body, macOf(key, bound, body)])
  },
  open(key, bound, sealed) {
    const body = sealed.subarray(0, -32)
    if (sealed.length < 48 || !timingSafeEqual(macOf(key, bound, body), sealed.subarray(-32)))
      throw new Error('changed')
    const decipher = createDecipheriv('sm4-ctr', derive(key, 'sm3', 'sm4-ctr', 16), body.subarray(0, 16))
    return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()])
  },
}
function macOf(key: SealingKey, bound: Buffer, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bound.length)
  return createHmac('sm3', derive(key, 'sm3', 'hmac-sm3', 32))
    .update(length)
    .update(bound)
    .update(body)
    .digest()
}

const seals: Record<Cipher, Seal> = { aes, sm4 }
export const sealWith = (key: SealingKey, bound: Buffer, plain: Buffer): Buffer =>
  seals[key.cipher].seal(key, bound, plain)
export const openWith = (key: SealingKey, bound: Buffer, sealed: Buffer): Buffer =>
  seals[key.cipher].open(key, bound, sealed)
