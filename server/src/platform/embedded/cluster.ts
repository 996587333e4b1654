/** The cluster's place on disk, its superuser's password, and its making. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { binaries } from './binaries.ts'
import { outside } from './outside.ts'
import { canWrite, type RunAs, runAs, spawnAs } from './run-as.ts'

const majorVersion = '18'

/** What `secret.json` in the data folder keeps. */
interface Secret {
  password: string
  /** Kept here because the modes of the folders above may change, and the data must not be lost from sight. */
  folder: string
  /** Of the last start; absent until the first one succeeded. */
  port?: number
}

export interface Cluster extends Secret {
  user: RunAs
  /** Folder of the PostgreSQL programs. */
  bin: string
  /** Whether the data is not in the data folder but in a place of its own. */
  isOutside: boolean
}

/** The data folder's cluster, made when there is none yet. `elsewhere` is the parent of a place outside. */
export function ensureCluster(givenDataDir: string, elsewhere: string): Cluster {
  mkdirSync(givenDataDir, { recursive: true })
  const dataDir = realpathSync(givenDataDir)
  const inside = join(dataDir, 'pg')
  const known = readSecret(dataDir)
  if (!known && existsSync(inside))
    throw new Error(`${dataDir} holds a database (pg) but not its password (secret.json)`)

  const found = [inside, known?.folder].find((folder) => folder !== undefined && existsSync(folder))
  if (known && found) {
    const user = runAs(found)
    const made = readFileSync(join(found, 'PG_VERSION'), 'utf8').trim()
    if (made !== majorVersion)
      throw new Error(`${found} was made by PostgreSQL ${made}; this is ${majorVersion}`)
    return { ...known, folder: found, user, bin: binaries(user), isOutside: found !== inside }
  }
  // An empty world in place of the one that was there would look like lost data.
  if (known?.port)
    throw new Error(
      `The database of ${dataDir} is no longer in ${known.folder}: bring it back, or remove ${dataDir}`,
    )

  const user = runAs(inside)
  const bin = binaries(user)
  const folder = join(home(dataDir, user, outside(dataDir, elsewhere)), 'pg')
  const secret = { password: randomBytes(24).toString('base64url'), folder }
  writeSecret(dataDir, secret)
  initdb(bin, folder, secret.password, user)
  return { ...secret, user, bin, isOutside: folder !== inside }
}

const readSecret = (dataDir: string): Secret | undefined => {
  const file = join(dataDir, 'secret.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secret) : undefined
}

function writeSecret(dataDir: string, { password, folder, port }: Secret): void {
  const file = join(dataDir, 'secret.json')
  writeFileSync(`${file}.partial`, JSON.stringify({ password, folder, port } satisfies Secret), {
    mode: 0o600,
  })
  // Root may start what an ordinary user started before, and must not lock that user out.
  const { uid, gid } = statSync(dataDir)
  if (process.getuid?.() === 0) chownSync(`${file}.partial`, uid, gid)
  renameSync(`${file}.partial`, file)
}

export function rememberPort(dataDir: string, cluster: Cluster, port: number): void {
  if (cluster.port !== port) writeSecret(realpathSync(dataDir), { ...cluster, port })
}

/** The data folder where the database's user can reach it, else `fallback`. */
function home(dataDir: string, user: RunAs, fallback: string): string {
  if (user.uid === undefined) return dataDir
  const probe = join(dataDir, '.probe')
  const reachable = canWrite(user, ownedBy(user, probe))
  rmSync(probe, { recursive: true })
  if (reachable) return dataDir
  if (canWrite(user, ownedBy(user, fallback))) return fallback
  throw new Error(
    `User ${user.uid}, as whom PostgreSQL must run, can write neither below ${dataDir} nor in ${fallback}`,
  )
}

function ownedBy(user: RunAs, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  return folder
}

/** Made beside its place and moved there whole, so that an interrupted first start leaves nothing half made. */
function initdb(bin: string, folder: string, password: string, user: RunAs): void {
  const partial = `${folder}.partial`
  const passwordFile = `${folder}.password`
  for (const left of [partial, passwordFile]) rmSync(left, { recursive: true, force: true })
  try {
    ownedBy(user, partial)
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' })
    if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid)
    const { status, stderr } = spawnSync(
      join(bin, 'initdb'),
      [
        ...['-D', partial, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-k'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { ...spawnAs(user), encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(partial, folder)
}
