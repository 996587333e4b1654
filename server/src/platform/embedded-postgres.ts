/**
 * Looks after a PostgreSQL of our own in the data folder, from the programs that npm installed.
 * After a `kill -9` of this process the server lives on, and the next start adopts it.
 */
import { spawn } from 'node:child_process'
import { realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type Cluster, ensureCluster, rememberPort } from './embedded/cluster.ts'
import { giveBack, takeLease } from './embedded/lease.ts'
import { findRunning, launch, type Postmaster, shutDown } from './embedded/postmaster.ts'
import { spawnAs } from './embedded/run-as.ts'

/** For a PC with 4 GB that runs other programs too. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: 100,
  max_wal_size: '1GB',
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
const throwAway = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
}

export interface StartedPostgres {
  /** Superuser's address of the database `xinghe`. */
  ownerUrl: string
  port: number
  /** Fast shutdown; may be called more than once. */
  stop(): Promise<void>
}

/**
 * Starts, or adopts, the server of `dataDir`, and makes database `xinghe` when missing.
 * `fsync: false` is for tests: a crash may lose data, the server ends with this process, and data that
 * had to be put outside `dataDir` is removed by `stop()`. `onItsWay` is called when its process has been started.
 * Throws with a message for the operator when another living process has the same data folder.
 */
export async function startPostgres(options: {
  dataDir: string
  fsync?: boolean
  onItsWay?: () => void
}): Promise<StartedPostgres> {
  const isThrowAway = options.fsync === false
  const cluster = ensureCluster(options.dataDir, isThrowAway ? tmpdir() : '/var/lib')
  const lease = join(dirname(cluster.folder), 'supervisor')
  takeLease(lease, `The data folder ${options.dataDir}`)
  let running: Postmaster | undefined
  try {
    running =
      (await findRunning(cluster)) ??
      (await launch(cluster, isThrowAway ? { ...settings, ...throwAway } : settings, options.onItsWay))
    rememberPort(options.dataDir, cluster, running.port)
    const ownerUrl = `postgres://postgres:${cluster.password}@127.0.0.1:${running.port}/xinghe`
    await ensureDatabase(ownerUrl)
    const server = running
    const release = isThrowAway ? endWithUs(server, cluster) : () => {}
    let stopping: Promise<void> | undefined
    const stop = async () => {
      release()
      await shutDown(server)
      giveBack(lease)
      if (isThrowAway && cluster.isOutside) rmSync(dirname(cluster.folder), { recursive: true, force: true })
    }
    return { ownerUrl, port: running.port, stop: () => (stopping ??= stop()) }
  } catch (error) {
    if (running) await shutDown(running).catch(() => {})
    giveBack(lease)
    throw error
  }
}

/** Made when missing. */
export async function ensureDatabase(ownerUrl: string): Promise<void> {
  const admin = new URL(ownerUrl)
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  try {
    const name = new URL(ownerUrl).pathname.slice(1)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

// By its working folder: the pid may meanwhile be another program's.
const watch = 'read _ || { [ "$(readlink /proc/$0/cwd)" = "$1" ] && kill -INT "$0"; }'

/** A shell holds the other end of a pipe: when this process dies, however, it stops the server. Undone by the answer. */
export function endWithUs({ pid }: Postmaster, { folder, user }: Cluster): () => void {
  const watcher = spawn('sh', ['-c', watch, String(pid), realpathSync(folder)], {
    ...spawnAs(user),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  ;(watcher.stdin as unknown as { unref(): void }).unref()
  return () => watcher.stdin?.end('done\n')
}
