/** Where the keys of sealed.ts lie: PERSONAL_KEYS, or a file in the data folder for its owner only. Never in the database. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Cipher, ciphers, keyFrom } from './ciphers.ts'
import type { Keys } from './sealed.ts'
import { writeOnce } from './write-once.ts'

const zSecret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((secret) => secret.length === 32, '32 bytes as base64')
const zKeys = z.object({
  /** The newest first. */
  sealing: z.array(z.object({ cipher: z.enum(ciphers), secret: zSecret })).min(1),
  index: zSecret,
})

/** Says to whoever starts the app what to do. */
export class KeyError extends Error {}

export const keyFile = (dataDir: string): string => join(dataDir, 'personal-keys.json')

function parse(text: string, where: string): Keys {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new KeyError(`${where} is not JSON. Put back the copy that was kept apart`)
  }
  const parsed = zKeys.safeParse(json)
  if (!parsed.success)
    throw new KeyError(
      `${where} does not hold keys (${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}). Put back the copy that was kept apart`,
    )
  return {
    sealing: parsed.data.sealing.map(({ cipher, secret }) => keyFrom(cipher, secret)),
    index: keyFrom('aes', parsed.data.index),
  }
}
const written = ({ sealing, index }: Keys): string =>
  JSON.stringify(
    {
      sealing: sealing.map(({ cipher, secret }) => ({ cipher, secret: secret.toString('base64') })),
      index: index.secret.toString('base64'),
    },
    null,
    2,
  )

/** SEAL_CIPHER: 'aes' (AES-256-GCM, as a rule) or 'sm4' (SM4-CTR with HMAC-SM3). For keys that are made from now on. */
export function cipherChosen(): Cipher {
  const chosen = process.env.SEAL_CIPHER ?? 'aes'
  if (!ciphers.includes(chosen as Cipher)) throw new KeyError(`SEAL_CIPHER is "${chosen}": write aes or sm4`)
  return chosen as Cipher
}
export const madeKeys = (cipher: Cipher): Keys => ({
  sealing: [keyFrom(cipher, randomBytes(32))],
  index: keyFrom('aes', randomBytes(32)),
})

function save(dataDir: string, keys: Keys): void {
  const file = keyFile(dataDir)
  const path = `${file}.${process.pid}.tmp`
  const handle = openSync(path, 'wx', 0o600)
  writeSync(handle, written(keys))
  fsyncSync(handle)
  closeSync(handle)
  renameSync(path, file)
}

const given = () => process.env.PERSONAL_KEYS
/** Undefined when there are none yet. Throws `KeyError` in words. */
export function readKeys(dataDir: string): Keys | undefined {
  const text = given()
  if (text) return parse(text, 'PERSONAL_KEYS')
  try {
    return parse(readFileSync(keyFile(dataDir), 'utf8'), keyFile(dataDir))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The keys of this data folder, made when there are none and nothing needs older ones (`needed`: ids that stand in the
 * database or in a backup). Throws `KeyError` in words.
 */
export function requireKeys(dataDir: string, needed: readonly string[]): Keys {
  const keys = readKeys(dataDir)
  const where = given() ? 'PERSONAL_KEYS' : keyFile(dataDir)
  const missing = needed.filter(
    (id) => ![...(keys?.sealing ?? []), keys?.index].some((key) => key?.id === id),
  )
  if (missing.length > 0)
    throw new KeyError(
      `Personal data is encrypted with ${missing.length === 1 ? 'a key' : 'keys'} (${missing.join(', ')}) that ${where} ${keys ? 'does not hold' : 'should hold, but there is none'}. Put the key file that was kept apart there and start again; without it this data cannot be read`,
    )
  if (keys) return keys
  writeOnce(keyFile(dataDir), written(madeKeys(cipherChosen())))
  return requireKeys(dataDir, needed)
}

/** Looks again when the file has changed: at most once a second, and at once for a key that was `missed`. */
export function followKeys(dataDir: string): (missed?: string) => Keys {
  let keys: Keys | undefined
  let stamp = 0
  let looked = 0
  return (missed) => {
    const now = performance.now()
    if (keys && !missed && (given() || now - looked < 1000)) return keys
    looked = now
    const changed = given() ? 0 : statSync(keyFile(dataDir)).mtimeMs
    if (!keys || changed !== stamp) keys = readKeys(dataDir)
    stamp = changed
    if (!keys) throw new KeyError(`${keyFile(dataDir)} is gone`)
    return keys
  }
}

/** A new key that seals from now on; the older ones stay to open. */
export function addKey(dataDir: string, cipher: Cipher): Keys {
  if (given())
    throw new KeyError(
      'Keys come from PERSONAL_KEYS: put a new one first there, start again, then run `npm run keys -- reseal`',
    )
  const keys = readKeys(dataDir)
  if (!keys) throw new KeyError(`${keyFile(dataDir)} is not there: the app makes it at its first start`)
  const renewed = { ...keys, sealing: [keyFrom(cipher, randomBytes(32)), ...keys.sealing] }
  save(dataDir, renewed)
  return renewed
}
