/**
 * The oldest PostgreSQL from 15 on that Debian's packages put here, as a server of its own in a temporary folder: for the
 * core of the tests. What it is, or why there is none.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, shutDown } from '../server/src/platform/embedded/postmaster.ts'
import { runAs, spawnAs } from '../server/src/platform/embedded/run-as.ts'
import { endWithUs, ensureDatabase } from '../server/src/platform/embedded-postgres.ts'

const packaged = '/usr/lib/postgresql'
const oldest = 15

export interface OwnPostgres {
  major: number
  /** Superuser's address of an empty database. */
  url: string
  stop(): Promise<void>
}

export async function startOwnPostgres(): Promise<OwnPostgres | { skipped: string }> {
  const [major] = (existsSync(packaged) ? readdirSync(packaged) : [])
    .map(Number)
    .filter((one) => one >= oldest && existsSync(join(packaged, String(one), 'bin/initdb')))
    .sort((one, other) => one - other)
  if (!major) return { skipped: 'no PostgreSQL of the system (as root: apt-get install postgresql-15)' }

  const bin = join(packaged, String(major), 'bin')
  const home = mkdtempSync(join(tmpdir(), `xinghe-pg${major}-`))
  const [folder, passwordFile] = [join(home, 'pg'), join(home, 'password')]
  const user = runAs(folder)
  const password = randomBytes(18).toString('base64url')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined) for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid)
  const { status, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      ...['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C'],
    ],
    { ...spawnAs(user), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb of PostgreSQL ${major} failed: ${stderr}`)
  const cluster = { folder, password, user, bin, isOutside: true }
  const server = await launch(cluster, {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    jit: 'off',
    timezone: 'UTC',
  })
  const release = endWithUs(server, cluster)
  const url = `postgres://postgres:${password}@127.0.0.1:${server.port}/xinghe`
  await ensureDatabase(url)
  return {
    major,
    url,
    async stop() {
      release()
      await shutDown(server)
      rmSync(home, { recursive: true, force: true })
    },
  }
}
