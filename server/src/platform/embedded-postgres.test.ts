import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lives, soon } from './embedded/processes.ts'
import { startPostgres } from './embedded-postgres.ts'

// The product's settings, fsync on: what a crash leaves is what is tested here.
const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-embedded-'))
const start = () => startPostgres({ dataDir })
const cluster = () =>
  (JSON.parse(readFileSync(join(dataDir, 'secret.json'), 'utf8')) as { folder: string }).folder
const postmaster = () => Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0])
const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

const children: ChildProcess[] = []
/** A process of its own that has started the database, and says so. */
const startElsewhere = async (): Promise<ChildProcess> => {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href
  const code = `const { startPostgres } = await import('${module}'); await startPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); setInterval(() => {}, 1e6)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', () => reject(new Error('ended before it was up')))
  })
  return child
}

beforeAll(async () => (await start()).stop())
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await (await start()).stop()
  const outside = cluster().startsWith(dataDir) ? [] : [join(cluster(), '..')]
  for (const folder of [dataDir, ...outside]) rmSync(folder, { recursive: true, force: true })
})

test('the password lies in one file that only its owner reads', async () => {
  expect(statSync(join(dataDir, 'secret.json')).mode & 0o777).toBe(0o600)
  expect(existsSync(`${cluster()}.password`)).toBe(false)
})

test('listens on 127.0.0.1 only, asks for the password and compares texts by code point', async () => {
  const { ownerUrl, stop } = await start()
  try {
    const { rows } = await ask(
      ownerUrl,
      `select current_setting('listen_addresses') host, current_setting('unix_socket_directories') socket, current_setting('fsync') fsync,
        current_setting('data_checksums') checksums, (select datlocale from pg_database where datname = current_database()) locale`,
    )
    expect(rows).toEqual([{ host: '127.0.0.1', socket: '', fsync: 'on', checksums: 'on', locale: 'C.UTF-8' }])
    const stranger = new URL(ownerUrl)
    stranger.password = 'guess'
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  } finally {
    await stop()
  }
})

test('a killed parent leaves the server, and the next start adopts it on the same port', async () => {
  const parent = await startElsewhere()
  await expect(start()).rejects.toThrow(/in use by process/)
  const before = postmaster()
  parent.kill('SIGKILL')
  await soon(5, () => !lives(parent.pid as number))
  const { ownerUrl, port, stop } = await start()
  expect(postmaster()).toBe(before)
  expect((await ask(ownerUrl, 'select inet_server_port() as port')).rows).toEqual([{ port }])
  await stop()
  expect(lives(before)).toBe(false)
})

test('every acknowledged commit survives the death of the server', async () => {
  const first = await start()
  await ask(first.ownerUrl, 'create table kept (n int)')
  const client = new pg.Client({ connectionString: first.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  let acknowledged = 0
  setTimeout(() => process.kill(postmaster(), 'SIGKILL'), 300)
  try {
    for (;;) {
      await client.query('insert into kept values ($1)', [acknowledged])
      acknowledged++
    }
  } catch {}
  const second = await start().catch(async (error) => {
    expect(String(error)).toMatch(/in use by process/) // this very process still holds the lease
    await first.stop()
    return start()
  })
  const { rows } = await ask(second.ownerUrl, 'select count(*)::int as n from kept')
  expect(acknowledged).toBeGreaterThan(0)
  expect(rows[0].n).toBeGreaterThanOrEqual(acknowledged)
  await second.stop()
})

test.each([
  // A shell that never waits for its child: the child stays a zombie.
  ['a zombie', `sh -c 'exit 0' & echo $!; exec sleep 60`],
  ['another program', 'echo $$; exec sleep 60'],
])("a pid file that names %s's pid does not block the start", async (_, script) => {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const pid = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (text) => resolve(String(text).trim())),
  )
  writeFileSync(join(cluster(), 'postmaster.pid'), `${pid}\n${cluster()}\n1\n1\n\n127.0.0.1\n\nready   \n`)
  const { stop } = await start()
  await stop()
})
