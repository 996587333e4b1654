/** Sheets that were handed in, and the same with remarks: sealed, beside the database, for some days. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importFileDays } from '@xinghe/contract/imports'
import { Refusal } from '../platform/refusal.ts'
import { openBytes, sealBytes } from '../platform/sealed.ts'

let root: string | undefined
/** Said once at the start: where they are kept. Not in backups: whoever handed them in has them. */
export const setImportDir = (dir: string): void => {
  root = dir
}
type Which = 'sheet' | 'remarks'
const folder = (regionId: number): string => {
  if (!root) throw new Error('setImportDir was not called')
  return join(root, String(regionId))
}
const place = (regionId: number, id: string, which: Which) => join(folder(regionId), `${id}.${which}`)
/** 依据: they hold ID numbers; what lies on the disk opens with the keys only, as in the database. */
const sealedFor = (regionId: number, id: string, which: Which) => ({
  regionId,
  column: `import.${which}`,
  row: id,
})

/** Complete or not there. */
export async function keepSheet(
  regionId: number,
  id: string,
  which: Which,
  bytes: Uint8Array,
): Promise<void> {
  const path = place(regionId, id, which)
  await mkdir(folder(regionId), { recursive: true, mode: 0o700 })
  try {
    await writeFile(`${path}.part`, sealBytes(sealedFor(regionId, id, which), bytes), { mode: 0o600 })
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    throw error
  }
}
export const hasSheet = (regionId: number, id: string, which: Which): boolean =>
  existsSync(place(regionId, id, which))
/** Throws `imports.no_file` when its days are over. */
export async function readSheet(regionId: number, id: string, which: Which): Promise<Buffer> {
  if (!hasSheet(regionId, id, which)) throw new Refusal('imports.no_file')
  return openBytes(sealedFor(regionId, id, which), await readFile(place(regionId, id, which)))
}
export const dropSheet = (regionId: number, id: string, which: Which): Promise<void> =>
  rm(place(regionId, id, which), { force: true })

/** What has lain there for its days. */
export async function dropOldSheets(now: Date): Promise<void> {
  if (!root) return
  const before = now.getTime() - importFileDays * 24 * 3600_000
  for (const region of await readdir(root).catch(() => []))
    for (const name of await readdir(join(root, region)).catch(() => [])) {
      const path = join(root, region, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now.getTime() }))
      if (mtimeMs < before) await rm(path, { force: true })
    }
}
