/** The app and its database are really killed while people hand in deeds; whoever was answered finds his deed once. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyExemptions, decideExemptions } from '@xinghe/contract/declarations'
import { enterSlips } from '@xinghe/contract/slips'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { appConnection } from '../../src/platform/app-connection.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/database.ts'
import { type StartedPostgres, startPostgres } from '../../src/platform/embedded-postgres.ts'
import { requireKeys } from '../../src/platform/key-file.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { verifyEverything } from '../../src/verify.ts'
import { type GivenPerson, type GivenTownship, type GivenVillage, givenRegion } from '../given.ts'
import { givenDeclared } from '../given-stars.ts'

const now = '2026-05-05T10:00:00+08:00'
// The product's settings, fsync on: what a crash leaves is what is tested here.
const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-faults-'))
let postgres: StartedPostgres
let town: GivenTownship
let village: GivenVillage
const books = new Map<string, string>()
const children: ChildProcess[] = []

const cluster = () =>
  (JSON.parse(readFileSync(join(dataDir, 'secret.json'), 'utf8')) as { folder: string }).folder
const postmaster = () => Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0])
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
async function ask(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.ownerUrl, options: '-c search_path=xinghe' })
  await client.connect()
  return (await client.query(text, values).finally(() => client.end())).rows
}
async function startApp(): Promise<{ child: ChildProcess; address: string }> {
  const { appUrl } = appConnection(postgres.ownerUrl, dataDir)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, APP_URL: appUrl, DATA_DIR: dataDir, NOW: now },
  })
  children.push(child)
  const address = await new Promise<string>((done, fail) => {
    child.stdout?.once('data', (text) => done(String(text).trim()))
    child.once('exit', () => fail(new Error('the app ended before it listened')))
  })
  return { child, address }
}

interface Answer {
  /** 0: no answer came. */
  status: number
  body: { ids?: string[]; error?: { code: string; message: string } }
}
const post = (address: string, cookie: string, path: string, body: unknown, key: string): Promise<Answer> =>
  fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  }).then(
    async (response) => ({ status: response.status, body: (await response.json()) as Answer['body'] }),
    () => ({ status: 0, body: {} }),
  )
async function signIn(address: string, person: GivenPerson): Promise<string> {
  const response = await fetch(`${address}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: person.login, password: 'test' }),
  })
  return String(response.headers.get('set-cookie')).split(';')[0] as string
}

/** A deed with a reason of its own, by which it is found again. */
interface Deed {
  reason: string
  key: string
  body: unknown
  answers: Answer[]
}
let made = 0
/** A day for one member is counted once, and none lies ahead: each deed has a day or a time of day of its own. */
const daysUsed = new Map<string, number>()
function deed(member: GivenPerson): Deed {
  const n = made++
  const used = daysUsed.get(member.id) ?? 0
  daysUsed.set(member.id, used + 1)
  const day = new Date(Date.UTC(2026, 0, 1 + (used % 120))).toISOString().slice(0, 10)
  const reason = `参加支部党课第${n}号`
  const line = { bookId: books.get(member.id), ruleCode: '1.1', ordinal: 1 + Math.floor(used / 120) }
  const body = { slips: [{ factOn: day, reason, lines: [line] }], submit: true }
  return { reason, key: randomUUID(), body, answers: [] }
}
/** Ten people at once, one deed after the other, until told to stop. */
function underLoad(address: string, cookie: string) {
  const deeds: Deed[] = []
  let going = true
  const one = async (member: GivenPerson) => {
    while (going) {
      const next = deed(member)
      deeds.push(next)
      next.answers.push(await post(address, cookie, enterSlips.path, next.body, next.key))
      await pause(30)
    }
  }
  const all = Promise.all(Array.from({ length: 10 }, (_, n) => one(village.members[n % 10] as GivenPerson)))
  const stop = async () => {
    going = false
    await all
    return deeds
  }
  return { deeds, stop }
}
const acknowledged = (deeds: readonly Deed[]) =>
  deeds.filter(({ answers }) => answers.some(({ status }) => status === 200))
async function timesKept(deeds: readonly Deed[]): Promise<Map<string, number>> {
  const rows = await ask('select reason, count(*)::int as n from slip where reason = any($1) group by 1', [
    deeds.map(({ reason }) => reason),
  ])
  return new Map(rows.map(({ reason, n }) => [String(reason), Number(n)]))
}
/** Whoever was answered finds his deed; whoever asks again under his key finds it once; the books hold. */
async function expectNothingLost(deeds: readonly Deed[], address: string, cookie: string): Promise<void> {
  const before = await timesKept(deeds)
  const answered = acknowledged(deeds)
  expect(answered.length).toBeGreaterThan(5)
  expect(answered.filter(({ reason }) => before.get(reason) !== 1).map(({ reason }) => reason)).toEqual([])
  const unsure = deeds.filter((one) => !answered.includes(one))
  expect(unsure.length).toBeGreaterThan(0)
  for (const one of [...unsure, ...answered.slice(-5)])
    expect(await post(address, cookie, enterSlips.path, one.body, one.key)).toMatchObject({ status: 200 })
  const after = await timesKept(deeds)
  expect(deeds.filter(({ reason }) => after.get(reason) !== 1).map(({ reason }) => reason)).toEqual([])
  const { db, pool } = connect(postgres.ownerUrl, { max: 1 })
  expect((await verifyEverything(db).finally(() => pool.end())).findings).toEqual([])
}

beforeAll(async () => {
  postgres = await startPostgres({ dataDir })
  requireKeys(dataDir, [])
  const { appUrl, ...role } = appConnection(postgres.ownerUrl, dataDir)
  await migrate({ ownerUrl: postgres.ownerUrl, ...role })
  const { db, pool } = connect(appUrl, { max: 4 })
  const clock = fixedClock(now)
  const app = await buildApp({ db, clock }, { quiet: true })
  const world = { db, app, clock, owner: ask }
  const banner = await givenRegion(world, { townships: 1, villages: 1, members: 10 })
  town = banner.townships[0] as GivenTownship
  village = town.villages[0] as GivenVillage
  await givenDeclared(world, banner, town)
  for (const row of await ask('select id, person_id from book where person_id is not null'))
    books.set(String(row.person_id), String(row.id))
  await app.close()
  await pool.end()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await postgres?.stop()
  const outside = cluster().startsWith(dataDir) ? [] : [join(cluster(), '..')]
  for (const folder of [dataDir, ...outside]) rmSync(folder, { recursive: true, force: true })
})

test('the app is killed while deeds are handed in', async () => {
  const first = await startApp()
  const cookie = await signIn(first.address, village.clerk)
  const load = underLoad(first.address, cookie)
  await pause(2500)
  first.child.kill('SIGKILL')
  await pause(300)
  const deeds = await load.stop()
  const second = await startApp()
  await expectNothingLost(deeds, second.address, cookie)
  second.child.kill('SIGKILL')
})

test('the database is killed and comes back while deeds are handed in; the app says so in words and goes on', async () => {
  const { child, address } = await startApp()
  const cookie = await signIn(address, village.clerk)
  const load = underLoad(address, cookie)
  await pause(2500)
  process.kill(postmaster(), 'SIGKILL')
  await pause(1000)
  await postgres.stop()
  postgres = await startPostgres({ dataDir })
  const since = load.deeds.length
  await pause(2000)
  const deeds = await load.stop()
  // Never a bug, never silence: an answer that may be asked again.
  const statuses = new Set(deeds.flatMap(({ answers }) => answers.map(({ status }) => status)))
  expect([...statuses].sort()).toEqual([200, 503])
  for (const { body } of deeds.flatMap(({ answers }) => answers).filter(({ status }) => status === 503))
    expect(body.error).toMatchObject({ code: 'common.busy', message: expect.stringContaining('没有丢失') })
  expect(acknowledged(deeds.slice(since)).length).toBeGreaterThan(0)
  await expectNothingLost(deeds, address, cookie)
  child.kill('SIGKILL')
})

test('two officers decide the same matter at once: one wins, the other is told', async () => {
  const { child, address } = await startApp()
  const clerk = await signIn(address, village.clerk)
  const officers = await Promise.all([town.secretary, town.clerk].map((person) => signIn(address, person)))
  for (const member of village.members.slice(0, 5)) {
    const application = { bookId: books.get(member.id), reasonKind: 'LONG_ILL', reason: '长期卧床' }
    const applied = await post(
      address,
      clerk,
      applyExemptions.path,
      { applications: [application] },
      randomUUID(),
    )
    expect(applied).toMatchObject({ status: 200 })
    const [row] = await ask('select id from exemption where book_id = $1', [application.bookId])
    const answers = await Promise.all(
      officers.map((cookie, n) =>
        post(
          address,
          cookie,
          decideExemptions.path,
          { ids: [row?.id], approve: n === 0, note: '经研究' },
          randomUUID(),
        ),
      ),
    )
    expect(answers.map(({ status }) => status).sort(), JSON.stringify(answers)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.error?.message).toMatch(/刷新/)
    const [kept] = await ask('select state from exemption where id = $1', [row?.id])
    expect(kept?.state).toBe(answers[0]?.status === 200 ? 'APPROVED' : 'REFUSED')
  }
  child.kill('SIGKILL')
})

test('a job killed midway runs again at the next start, with one effect', async () => {
  const { appUrl } = appConnection(postgres.ownerUrl, dataDir)
  const work = (more: Record<string, string>) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'work.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, APP_URL: appUrl, ...more },
    })
    children.push(child)
    return new Promise<ChildProcess>((done) =>
      child.stdout?.on('data', (text) => String(text).includes('written') && done(child)),
    )
  }
  const effect = () => ask(`select value::text as value from setting where key = 'probe'`)
  await ask(`select graphile_worker.add_job('probe', '{"note": "probe"}')`)
  const first = await work({ HANG: '1' })
  first.kill('SIGKILL')
  await pause(300)
  expect(await effect()).toEqual([])
  const second = await work({})
  await pause(1000)
  expect(await effect()).toEqual([{ value: '1' }])
  expect(await ask(`select 1 from graphile_worker.jobs where task_identifier = 'probe'`)).toEqual([])
  second.kill('SIGKILL')
})
