/** The folder of backups: beside each file a note of what is in it. No table: the list survives with the files. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Manifest } from './archive.ts'

const zKept = z.object({
  name: z.string(),
  size: z.int(),
  /** SHA-256 of the file as it lies there. */
  digest: z.string(),
  madeAt: z.string(),
  /** When the whole file was last read and found as written. */
  checkedAt: z.string(),
  sealed: z.boolean(),
  rows: z.int(),
  files: z.int(),
  /** Files that the database speaks of and the folder did not have. */
  missing: z.int(),
})
export type Kept = z.infer<typeof zKept>

const backupName = /^xinghe-\d{8}-\d{6}\.tar\.gz(\.sealed)?$/

/** Written beside, then renamed: complete or not there. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.part`, text, { mode: 0o600, flush: true })
  await rename(`${path}.part`, path)
}

export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

export async function keepNote(
  path: string,
  manifest: Manifest,
  { now, missing }: { now: Date; missing: number },
): Promise<Kept> {
  const kept: Kept = {
    name: basename(path),
    size: (await stat(path)).size,
    digest: await digestOfFile(path),
    madeAt: manifest.madeAt,
    checkedAt: now.toISOString(),
    sealed: path.endsWith('.sealed'),
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    missing,
  }
  await writeWhole(`${path}.json`, JSON.stringify(kept, null, 2))
  return kept
}

/** Newest first. Good: the note is there and the file has the size that it names. */
export async function listKept(folder: string): Promise<(Kept & { good: boolean })[]> {
  if (!existsSync(folder)) return []
  const list: (Kept & { good: boolean })[] = []
  for (const name of (await readdir(folder))
    .filter((each) => backupName.test(each))
    .sort()
    .reverse()) {
    const path = join(folder, name)
    const { size, mtime } = await stat(path)
    const note = zKept.safeParse(await readFile(`${path}.json`, 'utf8').then(JSON.parse, () => undefined))
    list.push(
      note.success
        ? { ...note.data, size, good: note.data.size === size }
        : {
            ...{ name, size, digest: '', madeAt: mtime.toISOString(), checkedAt: '' },
            ...{ sealed: name.endsWith('.sealed'), rows: 0, files: 0, missing: 0, good: false },
          },
    )
  }
  return list
}

/** Leaves the newest `count` good ones, whatever is newer than they are, and removes unfinished files a day old. */
export async function keepNewest(folder: string, count: number, now: Date): Promise<string[]> {
  const all = await listKept(folder)
  const lastKept = all.filter(({ good }) => good)[count - 1]
  const old = lastKept ? all.filter(({ name }) => name < lastKept.name) : []
  for (const { name } of old) {
    await rm(join(folder, name), { force: true })
    await rm(join(folder, `${name}.json`), { force: true })
  }
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    if (!name.endsWith('.part')) continue
    const { mtimeMs } = await stat(join(folder, name))
    if (now.getTime() - mtimeMs > 86_400_000) await rm(join(folder, name), { force: true })
  }
  return old.map(({ name }) => name)
}
