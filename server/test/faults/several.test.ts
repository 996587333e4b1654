/** Several processes of the app on one database and one data folder, as behind one address: none keeps what another needs. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enterSlips } from '@xinghe/contract/slips'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { appConnection } from '../../src/platform/app-connection.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/database.ts'
import { type StartedPostgres, startPostgres } from '../../src/platform/embedded-postgres.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { verifyEverything } from '../../src/verify.ts'
import { type GivenTownship, type GivenVillage, givenRegion } from '../given.ts'
import { givenDeclared } from '../given-stars.ts'

const now = '2026-05-05T10:00:00+08:00'
const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-several-'))
let postgres: StartedPostgres
let village: GivenVillage
const children: ChildProcess[] = []
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
async function ask(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.ownerUrl, options: '-c search_path=xinghe' })
  await client.connect()
  return (await client.query(text, values).finally(() => client.end())).rows
}
/** Asked again until it holds; what it was last when it never does. */
async function soon<T>(look: () => Promise<T>, holds: (value: T) => boolean, seconds: number): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; await pause(200)) {
    const value = await look()
    if (holds(value) || Date.now() > end) return value
  }
}
/** A child that said its first line, and all that it says. */
async function start(script: string, more: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NOW: now, DATA_DIR: dataDir, ...more },
  })
  children.push(child)
  const said: string[] = []
  await new Promise<void>((done, fail) => {
    child.stdout?.on('data', (text) => {
      said.push(...String(text).trim().split('\n'))
      done()
    })
    child.once('exit', (code) => fail(new Error(`${script} ended with ${code}`)))
  })
  return { child, said }
}
const appUrl = () => appConnection(postgres.ownerUrl, dataDir).appUrl
const work = (more: Record<string, string> = {}) => start('work.ts', { APP_URL: appUrl(), ...more })
const whole = async () => {
  const { child, said } = await start('whole.ts', { OWNER_URL: postgres.ownerUrl })
  return { child, address: said[0] as string }
}
const kept = (like: string) =>
  ask('select key, value::int as times, changed_by as pid from setting where key like $1 order by 1', [like])
const end = async (...workers: { child: ChildProcess }[]) => {
  for (const { child } of workers) child.kill('SIGKILL')
  await pause(200)
}

beforeAll(async () => {
  postgres = await startPostgres({ dataDir, fsync: false })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  const { folder } = JSON.parse(readFileSync(join(dataDir, 'secret.json'), 'utf8')) as { folder: string }
  await postgres?.stop()
  for (const path of folder.startsWith(dataDir) ? [dataDir] : [dataDir, join(folder, '..')])
    rmSync(path, { recursive: true, force: true })
})

test('two that start at the same moment on an empty database share it, its keys and its password', async () => {
  const both = await Promise.all([whole(), whole()])
  for (const { address } of both)
    expect(await (await fetch(`${address}/api/ready`)).json()).toMatchObject({ ready: true })
  await end(...both)
})

test('a session made at one holds at the other, and ends at both; a deed handed in at both is one', async () => {
  const { appUrl: url, ...role } = appConnection(postgres.ownerUrl, dataDir)
  await migrate({ ownerUrl: postgres.ownerUrl, ...role })
  const { db, pool } = connect(url, { max: 4 })
  const clock = fixedClock(now)
  const app = await buildApp({ db, clock }, { quiet: true })
  const banner = await givenRegion({ db, app, clock, owner: ask }, { townships: 1, villages: 1, members: 3 })
  await givenDeclared({ db, app, clock, owner: ask }, banner, banner.townships[0] as GivenTownship)
  village = banner.townships[0]?.villages[0] as GivenVillage
  await app.close()
  await pool.end()

  const [one, other] = await Promise.all([whole(), whole()])
  const signed = await fetch(`${one.address}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: village.clerk.login, password: 'test' }),
  })
  const cookie = String(signed.headers.get('set-cookie')).split(';')[0] as string
  const me = (address: string) =>
    fetch(`${address}/api/identity/me`, { headers: { cookie } }).then(({ status }) => status)
  expect([await me(one.address), await me(other.address)]).toEqual([200, 200])

  const [book] = await ask('select id from book where person_id = $1', [village.members[0]?.id])
  const line = { bookId: book?.id, ruleCode: '1.1', ordinal: 1 }
  const key = randomUUID()
  const handIn = async (address: string) => {
    const answer = await fetch(address + enterSlips.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie },
      body: JSON.stringify({
        slips: [{ factOn: '2026-05-02', reason: '参加支部党课', lines: [line] }],
        submit: true,
      }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const answers = await Promise.all([one, other, one, other].map(({ address }) => handIn(address)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(await ask('select count(*)::int as n from slip')).toEqual([{ n: 1 }])

  await fetch(`${other.address}/api/identity/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: '{}',
  })
  expect([await me(one.address), await me(other.address)]).toEqual([401, 401])
  // One goes, without a word; the other goes on.
  one.child.kill('SIGKILL')
  await pause(300)
  expect((await fetch(`${other.address}/api/ready`)).status).toBe(200)
  await end(other)
  const ledger = connect(postgres.ownerUrl, { max: 1 })
  expect((await verifyEverything(ledger.db).finally(() => ledger.pool.end())).findings).toEqual([])
})

test('two workers share the jobs, each of which runs once', async () => {
  const both = await Promise.all([work(), work()])
  await ask(
    `select graphile_worker.add_job('count', json_build_object('note', 'count ' || n)) from generate_series(1, 200) n`,
  )
  const rows = await soon(
    () => kept('count %'),
    (now) => now.length === 200,
    30,
  )
  expect(rows.length).toBe(200)
  expect(rows.filter(({ times }) => times !== 1)).toEqual([])
  expect(new Set(rows.map(({ pid }) => pid)).size).toBe(2)
  await end(...both)
})

test('what a living worker does stays his while others come; what a killed one did, and what waited behind it, is taken up', async () => {
  const slow = await work({ HANG: '1' })
  // As errands are: one behind the other in the queue of a person.
  for (const note of ['first', 'second'])
    await ask(`select graphile_worker.add_job('probe', $1, queue_name => 'errands x')`, [
      JSON.stringify({ note }),
    ])
  expect(
    await soon(
      async () => slow.said,
      (said) => said.includes('written'),
      20,
    ),
  ).toContain('written')
  const quick = await work()
  // Longer than the others wait between two looks.
  await pause(7000)
  expect(quick.said).toEqual(['works'])
  slow.child.kill('SIGKILL')
  const rows = await soon(
    () =>
      ask(
        `select key, value::int as times, changed_by as pid from setting where key in ('first', 'second') order by 1`,
      ),
    (now) => now.length === 2,
    30,
  )
  expect(rows).toEqual(['first', 'second'].map((key) => ({ key, times: 1, pid: String(quick.child.pid) })))
  await end(quick)
})

test('a worker whose session was lost takes its place again', async () => {
  const lone = await work({ HANG: '1' })
  const places = () =>
    ask(`select pid from pg_locks where locktype = 'advisory' and classid = 5320535 and granted`)
  const [first] = await places()
  await ask('select pg_terminate_backend($1)', [first?.pid])
  const again = await soon(places, ([place]) => place !== undefined && place.pid !== first?.pid, 20)
  expect(again.length).toBe(1)
  await end(lone)
})

test('what is due by the clock is done by one of them', async () => {
  const three = await Promise.all([1, 2, 3].map(() => work({ CRONTAB: '* * * * * tick' })))
  const rows = await soon(
    () => kept('tick %'),
    (now) => now.length > 0,
    70,
  )
  await pause(2500)
  const after = await kept('tick %')
  expect(rows.length).toBe(1)
  expect(after).toEqual(rows)
  await end(...three)
})
