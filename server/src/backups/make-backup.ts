/** Everything into one file: rows of one snapshot, then the files. What is written is read back before it gets its name. */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openSnapshot, type Snapshot } from '../platform/dump.ts'
import { knownMigrations } from '../platform/migrate.ts'
import { type Manifest, type Member, readArchive, writeArchive } from './archive.ts'
import { BackupError } from './error.ts'
import { type Kept, keepNote } from './kept.ts'

/** 0…1 and what is being done. */
export type Progress = (share: number, what: 'rows' | 'files' | 'check') => void

export interface MakeOptions {
  ownerUrl: string
  filesDir: string
  /** Where the file shall lie; its name comes from `now`. */
  folder: string
  version: string
  now: Date
  passphrase?: string | undefined
  progress?: Progress
  signal?: AbortSignal | undefined
}
export interface Made extends Kept {
  path: string
  manifest: Manifest
  /** Files that rows speak of and the folder does not have, or whose bytes are no longer theirs. */
  missingFiles: string[]
}

const partSize = 4 * 1024 * 1024
const blobName = /^[0-9a-f]{64}(\.thumb)?$/

/** Throws `BackupError` or what the system said; then no file is left. */
export async function makeBackup(options: MakeOptions): Promise<Made> {
  const { folder, now, passphrase, signal, progress = () => {} } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, nameOf(now, passphrase !== undefined))
  if (existsSync(path)) throw new Error(`${path} is there already`)
  const part = `${path}.part`
  const snapshot = await openSnapshot(options.ownerUrl)
  try {
    // After the snapshot: a file lies in the folder before its row is committed, and none is ever taken away.
    const blobs = await listBlobs(options.filesDir)
    const manifest = describe(snapshot, blobs, options)
    const there = new Set(blobs.map(({ name }) => name))
    const missing = snapshot.files.filter((sha256) => !there.has(sha256))
    const members = membersOf(snapshot, blobs, options.filesDir, manifest, progress)
    await writeArchive(part, manifest, members, { passphrase, signal })
    progress(0.9, 'check')
    await readArchive(part, passphrase, async () => signal?.throwIfAborted())
    await rename(part, path)
    await syncFolder(folder)
    const kept = await keepNote(path, manifest, { now, missing: missing.length })
    progress(1, 'check')
    return { ...kept, path, manifest, missingFiles: missing }
  } catch (error) {
    await rm(part, { force: true })
    throw (error as { code?: string }).code === 'ENOSPC' ? new BackupError('no_space') : error
  } finally {
    await snapshot.close()
  }
}

/** 'xinghe-20261123-023000.tar.gz', by the clock in Shanghai; '.sealed' behind it when encrypted. */
function nameOf(now: Date, sealed: boolean): string {
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString()
  const [day, time] = [local.slice(0, 10), local.slice(11, 19)].map((text) => text.replace(/[-:]/g, ''))
  return `xinghe-${day}-${time}.tar.gz${sealed ? '.sealed' : ''}`
}

interface Blob {
  name: string
  path: string
  size: number
}
async function listBlobs(filesDir: string): Promise<Blob[]> {
  if (!existsSync(filesDir)) return []
  const names = await readdir(filesDir, { recursive: true })
  const blobs: Blob[] = []
  for (const path of names.sort()) {
    const name = path.split(/[\\/]/).at(-1) as string
    // Anything else is a file that is just being written.
    if (blobName.test(name)) blobs.push({ name, path, size: (await stat(join(filesDir, path))).size })
  }
  return blobs
}

function describe(snapshot: Snapshot, blobs: readonly Blob[], { version, now }: MakeOptions): Manifest {
  const known = new Set(knownMigrations())
  return {
    product: 'xinghe',
    format: 1,
    version,
    madeAt: now.toISOString(),
    schema:
      snapshot.migrations
        .filter((name) => known.has(name))
        .sort()
        .at(-1) ?? '',
    migrations: snapshot.migrations,
    tables: snapshot.tables,
    keys: snapshot.keys,
    files: { count: blobs.length, bytes: blobs.reduce((sum, { size }) => sum + size, 0) },
  }
}

async function* membersOf(
  snapshot: Snapshot,
  blobs: readonly Blob[],
  filesDir: string,
  manifest: Manifest,
  progress: Progress,
): AsyncGenerator<Member> {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  // A row is some three hundred bytes: what both take is told in bytes.
  const whole = rows * 300 + manifest.files.bytes || 1
  let done = 0
  for (const table of snapshot.tables) {
    let number = 0
    for await (const bytes of inParts(snapshot.rowsOf(table)))
      yield { name: `db/${table.name}/${String(++number).padStart(6, '0')}`, bytes }
    done += table.rows * 300
    progress((0.9 * done) / whole, 'rows')
  }
  for (const { name, path, size } of blobs) {
    yield { name: `files/${name}`, bytes: await readFile(join(filesDir, path)) }
    done += size
    progress((0.9 * done) / whole, 'files')
  }
}

async function* inParts(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of rows) {
    held.push(chunk)
    length += chunk.length
    if (length < partSize) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

/** The new name itself is on the disk only then. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(join(path, '.')))
  await folder.sync().finally(() => folder.close())
}
