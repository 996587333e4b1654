/** Everything out of one file into an empty place. The file is read twice: first to see that it is whole, then to write. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { appConnection } from '../platform/app-connection.ts'
import { beginRestore, openLoading, stateOf } from '../platform/dump.ts'
import { followKeys, requireKeys } from '../platform/key-file.ts'
import { knownMigrations, migrate } from '../platform/migrate.ts'
import { useKeys } from '../platform/sealed.ts'
import { type Manifest, readArchive, tableOf } from './archive.ts'
import { BackupError } from './error.ts'

export interface RestoreOptions {
  path: string
  /** Owner's address of an empty database. */
  ownerUrl: string
  dataDir: string
  passphrase?: string | undefined
  progress?: (share: number, what: 'check' | 'rows' | 'files') => void
}

/** The file alone: whole, of this product, and not from the future. Throws `BackupError`. */
export async function checkBackup(path: string, passphrase?: string): Promise<Manifest> {
  const manifest = await readArchive(path, passphrase, async () => {})
  const known = new Set(knownMigrations())
  if (manifest.migrations.some((name) => /\.(sql|ts)$/.test(name) && !known.has(name)))
    throw new BackupError('newer', manifest.schema)
  return manifest
}

const hasFiles = async (folder: string): Promise<boolean> =>
  existsSync(folder) && (await readdir(folder)).length > 0

/**
 * Throws `BackupError` before anything is written when the file is not whole or the place not empty, `KeyError` when the
 * keys that its personal data are sealed with are not here. What fails later
 * leaves a mark: the app does not start on it, and the next restore begins anew.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { path, ownerUrl, dataDir, passphrase, progress = () => {} } = options
  const filesDir = join(dataDir, 'files')
  const state = await stateOf(ownerUrl)
  if (state === 'full' || (state === 'empty' && (await hasFiles(filesDir)))) throw new BackupError('full')
  progress(0, 'check')
  const manifest = await checkBackup(path, passphrase)

  requireKeys(dataDir, manifest.keys)
  useKeys(followKeys(dataDir))

  await beginRestore(ownerUrl)
  const { appUrl: _, ...role } = appConnection(ownerUrl, dataDir)
  await migrate({ ownerUrl, ...role, only: manifest.migrations })
  const loading = await openLoading(ownerUrl)
  try {
    const tables = new Map(manifest.tables.map((table) => [table.name, table]))
    const whole = manifest.tables.length + manifest.files.count
    const seen = new Set<string>()
    await readArchive(path, passphrase, async ({ name, bytes }) => {
      const table = tables.get(tableOf(name) ?? '')
      seen.add(table?.name ?? name)
      if (table) await loading.add(table, bytes)
      else if (name.startsWith('files/')) await writeBlob(filesDir, name.slice('files/'.length), bytes)
      else throw new BackupError('damaged', name)
      progress(0.2 + (0.8 * seen.size) / whole, table ? 'rows' : 'files')
    })
    await loading.commit()
  } finally {
    await loading.close()
  }
  await migrate({ ownerUrl, ...role })
  return manifest
}

async function writeBlob(filesDir: string, name: string, bytes: Buffer): Promise<void> {
  const [sha256] = name.split('.')
  if (!/^[0-9a-f]{64}(\.thumb)?$/.test(name) || !sha256) throw new BackupError('damaged', name)
  // A photograph that was damaged before the backup stays what it was; it is only said.
  if (name === sha256 && createHash('sha256').update(bytes).digest('hex') !== sha256)
    console.error(`file ${name} was damaged before the backup was made`)
  const folder = join(filesDir, sha256.slice(0, 2))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const beside = join(folder, `${name}.${randomUUID()}`)
  await writeFile(beside, bytes, { mode: 0o600, flush: true })
  await rename(beside, join(folder, name))
}
