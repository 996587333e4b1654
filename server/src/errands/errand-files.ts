/** Files that errands make: beside the database, for some days, complete or not there. */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

let root: string | undefined
/** Said once at the start: where they are kept. Not in backups: they can be made again. */
export const setErrandDir = (dir: string): void => {
  root = dir
}
const place = (regionId: number, id: string): string => {
  if (!root) throw new Error('setErrandDir was not called')
  return join(root, String(regionId), id)
}

/** Writes it piece by piece; returns its size in bytes. */
export async function writeErrandFile(
  regionId: number,
  id: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<number> {
  const path = place(regionId, id)
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.part`, 'w', 0o600)
  let size = 0
  try {
    for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
      await file.write(piece)
      size += piece.length
    }
    await file.close()
    await rename(`${path}.part`, path)
  } catch (error) {
    await file.close().catch(() => {})
    await rm(`${path}.part`, { force: true })
    throw error
  }
  return size
}
export const readErrandFile = (regionId: number, id: string): AsyncIterable<Uint8Array> | undefined =>
  existsSync(place(regionId, id)) ? createReadStream(place(regionId, id)) : undefined
export const dropErrandFile = (regionId: number, id: string): Promise<void> =>
  rm(place(regionId, id), { force: true })
