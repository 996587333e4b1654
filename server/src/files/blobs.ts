/** The bytes of files, on disk under their digest: the same photograph is kept once. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

let root: string | undefined
/** Said once at the start: where blobs are kept. */
export const setFilesDir = (dir: string): void => {
  root = dir
}

const place = (sha256: string, part: '' | '.thumb'): string => {
  if (!root) throw new Error('setFilesDir was not called')
  return join(root, sha256.slice(0, 2), sha256 + part)
}

/** Complete or not there: written beside, then renamed. */
async function write(path: string, bytes: Buffer): Promise<void> {
  if (existsSync(path)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${randomUUID()}`
  try {
    await writeFile(beside, bytes, { mode: 0o600, flush: true })
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Keeps the bytes and, of a picture, its thumbnail. Returns the digest. */
export async function keepBlob(bytes: Buffer, thumbnail?: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await write(place(sha256, ''), bytes)
  if (thumbnail) await write(place(sha256, '.thumb'), thumbnail)
  return sha256
}
export const readBlob = (sha256: string, part: '' | '.thumb' = ''): Promise<Buffer> =>
  readFile(place(sha256, part))
