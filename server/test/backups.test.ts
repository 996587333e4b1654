/** What is in the file comes back row for row and byte for byte; what is not whole is refused before anything is written. */
import { createHash, randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askForBackup, listBackups, setBackupPlan } from '@xinghe/contract/backups'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  checkBackup,
  jobs,
  makeBackup,
  passphraseGiven,
  restoreBackup,
  useBackups,
} from '../src/backups/index.ts'
import { keepNewest, listKept } from '../src/backups/kept.ts'
import { keepBlob, setFilesDir } from '../src/files/blobs.ts'
import { appConnection } from '../src/platform/app-connection.ts'
import { connect } from '../src/platform/database.ts'
import { keyFile, requireKeys } from '../src/platform/key-file.ts'
import { knownMigrations, migrate } from '../src/platform/migrate.ts'
import { verifyEverything } from '../src/verify.ts'
import { as, type GivenRegion, givenRegion, signedOut } from './given.ts'
import { givenWholeYear } from './given-whole-year.ts'
import { freshWorld, type World } from './world.ts'

const passphrase = 'a passphrase of five words'
const place = mkdtempSync(join(tmpdir(), 'xinghe-backup-'))
const source = join(place, 'source')
let world: World
let banner: GivenRegion
let sourceUrl: string
let admin: pg.Client
const made: string[] = []

const urlOf = (database: string) =>
  Object.assign(new URL(inject('ownerUrl')), { pathname: `/${database}` }).href
/** An empty place: a database without anything, and a folder that is not there. */
async function emptyPlace(): Promise<{ ownerUrl: string; dataDir: string }> {
  const name = `bk_${process.pid}_${made.length}`
  await admin.query(`create database ${name}`)
  made.push(name)
  return { ownerUrl: urlOf(name), dataDir: join(place, name) }
}
async function ask<R extends pg.QueryResultRow>(ownerUrl: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return (await client.query<R>(text).finally(() => client.end())).rows
}
/** Number and digest of the rows of each table, ours and the job runner's. */
async function contents(ownerUrl: string): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(
    ownerUrl,
    `select n.nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind = 'r' and nspname in ('xinghe', 'graphile_worker') order by 1`,
  )
  const entries = tables.map(async ({ name }) => {
    const columns = name === 'graphile_worker.migrations' ? 't.id::text' : 't::text'
    const [row] = await ask<{ n: number; digest: string }>(
      ownerUrl,
      `select count(*)::int as n, md5(string_agg(${columns}, '|' order by ${columns})) as digest from ${name} t`,
    )
    return [name, `${row?.n} ${row?.digest}`]
  })
  return Object.fromEntries(await Promise.all(entries))
}
const tree = (folder: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[])
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(folder.length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  )
let second = 0
/** Each a second later than the one before: the name comes from the time. */
const make = (more: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
  makeBackup({
    ownerUrl: sourceUrl,
    filesDir: join(source, 'files'),
    folder: join(place, 'kept'),
    version: '0.1.0',
    now: new Date(Date.UTC(2026, 2, 5, 2, 30, second++)),
    ...more,
  })

let plain: Awaited<ReturnType<typeof make>>
let sealed: Awaited<ReturnType<typeof make>>
/** The rows when both files were made. */
let original: Record<string, string>
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 5 })
  await givenWholeYear(world, banner)
  setFilesDir(join(source, 'files'))
  for (let n = 0; n < 20; n++) await keepBlob(randomBytes(50_000), n % 2 ? randomBytes(500) : undefined)
  await world.owner(`select graphile_worker.add_job('quarters_nightly', '{"of": "a backup"}')`)
  await world.owner(
    `update graphile_worker._private_jobs set locked_at = null, attempts = 1, last_error = E'two\\nlines\\tand a tab \\\\'`,
  )
  const [row] = await world.owner('select current_database() as name')
  sourceUrl = urlOf(String(row?.name))
  admin = new pg.Client({ connectionString: urlOf('postgres') })
  await admin.connect()
  plain = await make()
  sealed = await make({ passphrase })
  original = await contents(sourceUrl)
})
afterAll(async () => {
  for (const name of made) await admin.query(`drop database if exists ${name} with (force)`)
  await admin?.end()
  rmSync(place, { recursive: true, force: true })
})

describe('a whole file', () => {
  test.each(['plain', 'sealed'])('%s: comes back row for row, byte for byte, and verifies', async (kind) => {
    const target = await emptyPlace()
    const file = kind === 'plain' ? plain : sealed
    const manifest = await restoreBackup({
      ...target,
      path: file.path,
      ...(kind === 'sealed' && { passphrase }),
    })
    expect(await contents(target.ownerUrl)).toEqual(original)
    expect(manifest.tables.find(({ name }) => name === 'xinghe.points_entry')?.rows).toBeGreaterThan(10)
    expect(tree(join(target.dataDir, 'files'))).toEqual(tree(join(source, 'files')))
    expect(Object.keys(tree(join(target.dataDir, 'files')))).toHaveLength(30)
    const { db, pool } = connect(target.ownerUrl, { max: 1 })
    expect((await verifyEverything(db).finally(() => pool.end())).findings).toEqual([])
    // New rows get new numbers, not those that came with the file.
    const [before, after] = await Promise.all(
      [sourceUrl, target.ownerUrl].map((url) =>
        ask<{ id: number }>(url, `select max(id)::int as id from graphile_worker._private_jobs`),
      ),
    )
    const [next] = await ask<{ id: number }>(
      target.ownerUrl,
      `select (graphile_worker.add_job('quarters_nightly')).id::int as id`,
    )
    expect(after).toEqual(before)
    expect(next?.id).toBeGreaterThan(after?.[0]?.id as number)
  })

  test('from an older schema is brought to the newest', async () => {
    const old = await emptyPlace()
    const { appUrl: _, ...role } = appConnection(old.ownerUrl, old.dataDir)
    await migrate({ ownerUrl: old.ownerUrl, ...role, only: knownMigrations().slice(0, 2) })
    await ask(old.ownerUrl, `insert into xinghe.region values (7, 'BANNER', '旧旗', '150000', now())`)
    const file = await make({ ownerUrl: old.ownerUrl, filesDir: join(old.dataDir, 'files') })
    expect(file.manifest.schema).toBe(knownMigrations()[1])
    const target = await emptyPlace()
    await restoreBackup({ ...target, path: file.path })
    expect(await ask(target.ownerUrl, 'select name from xinghe.region')).toEqual([{ name: '旧旗' }])
    expect(await ask(target.ownerUrl, 'select name from xinghe.migration order by name')).toEqual(
      knownMigrations().map((name) => ({ name })),
    )
  })

  test('is one snapshot: what is written meanwhile is not half in it', async () => {
    let wrote = false
    const during = await make({
      progress: (_, what) => {
        if (wrote || what !== 'rows') return
        wrote = true
        void world.owner(`select graphile_worker.add_job('quarters_nightly')`)
      },
    })
    expect(wrote).toBe(true)
    await checkBackup(during.path)
  })

  test('says which files the database speaks of and the folder does not have', async () => {
    const [file] = await world.owner('select count(distinct sha256)::int as n from file')
    expect(plain.missing).toBe(file?.n)
    expect(plain.missingFiles).toHaveLength(plain.missing)
  })

  test('the sealed one holds nothing readable', () => {
    expect(readFileSync(sealed.path).subarray(0, 7).toString()).toBe('XHSEAL1')
    expect(readFileSync(sealed.path).includes(Buffer.from([0x1f, 0x8b, 0x08, 0x00]))).toBe(false)
  })
})

describe('refused before anything is written', () => {
  const untouched = async (target: { ownerUrl: string; dataDir: string }) => {
    expect(
      await ask(
        target.ownerUrl,
        `select nspname from pg_namespace where nspname in ('xinghe', 'graphile_worker')`,
      ),
    ).toEqual([])
    expect(existsSync(target.dataDir)).toBe(false)
  }
  test('without the keys that its personal data are sealed with', async () => {
    const from = await emptyPlace()
    const { appUrl: _, ...role } = appConnection(from.ownerUrl, from.dataDir)
    const [key] = requireKeys(from.dataDir, []).sealing
    await migrate({ ownerUrl: from.ownerUrl, ...role })
    await ask(from.ownerUrl, `insert into xinghe.region values (7, 'BANNER', '旗', '150000', now())`)
    await ask(
      from.ownerUrl,
      `insert into xinghe.unit (region_id, id, path, seq, kind, name, short_name, first_on) values (7, '00000000-0000-7000-8000-000000000001', '0', 1, 'BANNER', '旗', '旗', '2026-01-01')`,
    )
    await ask(
      from.ownerUrl,
      `insert into xinghe.person (region_id, id, path, name, name_sort, phone_sealed, created_at)
       values (7, '00000000-0000-7000-8000-000000000002', '0', '某人', 'mou ren', 'v1.aes.${key?.id}.AAAA', now())`,
    )
    const file = await make({ ownerUrl: from.ownerUrl, filesDir: join(from.dataDir, 'files') })
    expect(file.manifest.keys).toEqual([key?.id])
    const target = await emptyPlace()
    await expect(restoreBackup({ ...target, path: file.path })).rejects.toThrow(
      new RegExp(`${key?.id}.*there is none.*kept apart`),
    )
    await untouched(target)
    mkdirSync(target.dataDir)
    copyFileSync(keyFile(from.dataDir), keyFile(target.dataDir))
    await restoreBackup({ ...target, path: file.path })
    expect(await ask(target.ownerUrl, 'select phone_sealed as it from xinghe.person')).toEqual([
      { it: `v1.aes.${key?.id}.AAAA` },
    ])
  })
  const altered = (path: string, how: (bytes: Buffer) => Buffer): string => {
    const copy = join(place, 'altered')
    writeFileSync(copy, how(readFileSync(path)))
    return copy
  }
  const flipped = (share: number) => (bytes: Buffer) => {
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share))
    bytes[at] = (bytes[at] as number) ^ 0x40
    return bytes
  }
  const frames = (bytes: Buffer, order: (all: Buffer[]) => Buffer[]) => {
    const size = 64 * 1024 + 16
    const all: Buffer[] = []
    for (let at = 32; at < bytes.length; at += size) all.push(bytes.subarray(at, at + size))
    return Buffer.concat([bytes.subarray(0, 32), ...order(all)])
  }
  test.each<[string, () => string, string | undefined, RegExp]>([
    ['a flipped bit near the beginning', () => altered(plain.path, flipped(0.02)), undefined, /damaged/],
    ['a flipped bit in the middle', () => altered(plain.path, flipped(0.5)), undefined, /damaged/],
    ['a flipped bit at the end', () => altered(plain.path, flipped(0.9999)), undefined, /damaged/],
    [
      'cut in the middle',
      () => altered(plain.path, (b) => b.subarray(0, b.length / 2)),
      undefined,
      /damaged/,
    ],
    ['cut by one byte', () => altered(plain.path, (b) => b.subarray(0, -1)), undefined, /damaged/],
    ['something else', () => altered(plain.path, () => Buffer.from('a letter')), undefined, /not a backup/],
    ['nothing', () => altered(plain.path, () => Buffer.alloc(0)), undefined, /not a backup/],
    ['sealed, no passphrase', () => sealed.path, undefined, /encrypted/],
    ['sealed, wrong passphrase', () => sealed.path, 'another passphrase', /passphrase is wrong/],
    ['sealed, a flipped bit', () => altered(sealed.path, flipped(0.5)), passphrase, /damaged/],
    [
      'sealed, cut at a frame',
      () => altered(sealed.path, (b) => frames(b, (f) => f.slice(0, -1))),
      passphrase,
      /damaged/,
    ],
    [
      'sealed, a frame left out',
      () => altered(sealed.path, (b) => frames(b, (f) => [...f.slice(0, 2), ...f.slice(3)])),
      passphrase,
      /damaged/,
    ],
    [
      'sealed, frames exchanged',
      () =>
        altered(sealed.path, (b) =>
          frames(b, ([one, two, three, ...f]) => [one, three, two, ...f] as Buffer[]),
        ),
      passphrase,
      /damaged/,
    ],
  ])('%s', async (_, file, given, message) => {
    const target = await emptyPlace()
    await expect(restoreBackup({ ...target, path: file(), passphrase: given })).rejects.toThrow(message)
    await untouched(target)
  })

  test('a place with data', async () => {
    const before = await contents(sourceUrl)
    await expect(
      restoreBackup({ path: plain.path, ownerUrl: sourceUrl, dataDir: join(place, 'new') }),
    ).rejects.toThrow(/There is data in this place already/)
    expect(await contents(sourceUrl)).toEqual(before)
    const target = await emptyPlace()
    await expect(restoreBackup({ path: plain.path, ...target, dataDir: source })).rejects.toThrow(
      /There is data/,
    )
  })
})

test('an interrupted restore is seen, and the next one begins anew', async () => {
  const target = await emptyPlace()
  await expect(
    restoreBackup({
      ...target,
      path: plain.path,
      progress: (share, what) => {
        if (what === 'files' && share > 0.5) throw new Error('pulled the plug')
      },
    }),
  ).rejects.toThrow('pulled the plug')
  expect(
    await ask(target.ownerUrl, `select 1 from xinghe.migration where name = 'restore begun'`),
  ).toHaveLength(1)
  expect(await ask(target.ownerUrl, 'select 1 from xinghe.person')).toEqual([])
  await restoreBackup({ ...target, path: plain.path })
  expect(await contents(target.ownerUrl)).toEqual(original)
})

test('stopped midway, no file stands under the final name', async () => {
  const stop = new AbortController()
  const folder = join(place, 'stopped')
  const making = make({ folder, signal: stop.signal, progress: () => stop.abort() })
  await expect(making).rejects.toThrow(/abort/i)
  expect(readdirSync(folder)).toEqual([])
})

test('the newest good ones are kept', async () => {
  const folder = join(place, 'many')
  for (let n = 0; n < 4; n++) await make({ folder })
  const newest = (await listKept(folder))[0]
  if (!newest) throw new Error('none kept')
  truncateSync(join(folder, newest.name), 1000)
  writeFileSync(join(folder, 'xinghe-20260101-000000.tar.gz.part'), '')
  const gone = await keepNewest(folder, 2, new Date(Date.now() + 2 * 86_400_000))
  // One of the four is not good and does not count; the file of an unfinished one goes too.
  expect(gone).toHaveLength(1)
  expect((await listKept(folder)).map(({ good }) => good)).toEqual([false, true, true])
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('the passphrase comes from a file or the environment, and is long enough', () => {
  const file = join(place, 'passphrase')
  writeFileSync(file, `${passphrase}\n`)
  expect(passphraseGiven({ BACKUP_PASSPHRASE_FILE: file })).toBe(passphrase)
  expect(passphraseGiven({ BACKUP_PASSPHRASE: passphrase })).toBe(passphrase)
  expect(passphraseGiven({})).toBeUndefined()
  expect(() => passphraseGiven({ BACKUP_PASSPHRASE: 'short' })).toThrow(/12 characters/)
  expect(() => passphraseGiven({ BACKUP_PASSPHRASE_FILE: join(place, 'gone') })).toThrow(/cannot be read/)
})

describe('the page and the nightly job', () => {
  const folder = join(place, 'nightly')
  const run = async (job: 'backups_hourly' | 'backups_make', at: string) => {
    world.clock.set(at)
    await jobs[job]?.({ db: world.db, now: world.clock.now() }, {})
  }
  const page = async () => (await as(world, banner.admin, listBackups)).answer
  beforeAll(() => useBackups({ ownerUrl: sourceUrl, filesDir: join(source, 'files'), folder }))
  afterAll(() => useBackups(undefined))

  test('one a night, made up in the morning when the machine slept, and a light that goes red', async () => {
    world.clock.set('2026-03-05T10:00:00+08:00')
    expect(await page()).toMatchObject({ light: 'RED', lastGoodAt: null, backups: [] })
    await run('backups_hourly', '2026-03-05T10:00:00+08:00')
    expect(await page()).toMatchObject({ light: 'GREEN', lastGoodAt: '2026-03-05T02:00:00.000Z' })
    await run('backups_hourly', '2026-03-05T11:00:00+08:00')
    await run('backups_hourly', '2026-03-06T01:59:00+08:00')
    expect((await page()).backups).toHaveLength(1)
    await run('backups_hourly', '2026-03-06T02:00:00+08:00')
    expect((await page()).backups).toHaveLength(2)
    world.clock.set('2026-03-08T02:00:01+08:00')
    signedOut(world)
    expect((await page()).light).toBe('RED')
  })

  test('now, on demand: one job however often it is asked for, and old ones go', async () => {
    signedOut(world)
    world.clock.set('2026-03-09T09:00:00+08:00')
    for (let n = 0; n < 2; n++) {
      const { status } = await as(world, banner.admin, askForBackup, { body: {} })
      expect(status).toBe(200)
    }
    expect(
      await world.owner(`select 1 from graphile_worker.jobs where task_identifier = 'backups_make'`),
    ).toHaveLength(1)
    expect((await as(world, banner.admin, setBackupPlan, { body: { hour: 4, keep: 2 } })).status).toBe(200)
    await run('backups_make', '2026-03-09T09:00:00+08:00')
    expect((await page()).plan).toEqual({ hour: 4, keep: 2 })
    expect((await page()).backups.map(({ good }) => good)).toEqual([true, true])
  })

  test('what went wrong is said, without a path', async () => {
    useBackups({ ownerUrl: sourceUrl, filesDir: join(source, 'files'), folder: '/dev/null/backups' })
    await expect(run('backups_make', '2026-03-09T10:00:00+08:00')).rejects.toThrow()
    useBackups({ ownerUrl: sourceUrl, filesDir: join(source, 'files'), folder })
    expect(await page()).toMatchObject({ light: 'YELLOW', running: null })
    expect((await page()).failed?.message).toBe('没有备份成功，原因见服务器日志')
  })

  test('a passphrase that cannot be read: no backup, and the page says so', async () => {
    process.env.BACKUP_PASSPHRASE_FILE = join(place, 'gone')
    try {
      await expect(run('backups_make', '2026-03-09T10:00:00+08:00')).rejects.toThrow(/cannot be read/)
      expect(await page()).toMatchObject({ light: 'YELLOW', passphrase: 'UNREADABLE' })
      expect((await page()).failed?.message).toContain('口令文件')
    } finally {
      delete process.env.BACKUP_PASSPHRASE_FILE
    }
  })

  test('no file leaves through the web, and nobody else sees the list', async () => {
    const [{ name } = { name: '' }] = (await page()).backups
    for (const url of [`/backups/${name}`, `/api/backups/${name}`, `/data/backups/${name}`])
      expect((await world.app.inject({ url })).statusCode).toBe(404)
    expect((await as(world, banner.department, listBackups)).status).toBe(403)
  })
})
