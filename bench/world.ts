/**
 * A world of any size for the bench: five levels of units, people, books and 20 entries a book, made by sets inside
 * PostgreSQL and kept in bench/data/<books> for the next run. The chains, heads and sums are what `npm run verify` expects.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { appConnection } from '../server/src/platform/app-connection.ts'
import { connect, type Database } from '../server/src/platform/database.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { followKeys, requireKeys } from '../server/src/platform/key-file.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { useKeys } from '../server/src/platform/sealed.ts'

export const entriesPerBook = 20
export const worldYear = 2026
/** A working day after everything that the generator dates. */
export const worldNow = new Date('2026-11-20T10:00:00+08:00')

export interface BenchWorld {
  books: number
  dataDir: string
  ownerUrl: string
  appUrl: string
  /** As the app has it: a role that owns nothing. */
  db: Database
  /** As the owner, one connection. */
  owner: pg.Client
  /** `count` units of a level spread over the tree, with the number of members' books below: 1 province … 5 village, 0 the root. */
  unitsAt(level: number, count: number): Promise<{ id: string; path: string; name: string; books: number }[]>
  stop(): Promise<void>
}

/** As the whole country has them: 2,850 counties, 40,000 townships and 617,000 villages for a million books. */
const sizesOf = (books: number) => {
  const of = (perMillion: number) => Math.max(1, Math.round((books * perMillion) / 1_000_000))
  const orgs = Math.round(books / 10)
  return {
    books,
    orgs,
    members: books - orgs,
    provinces: of(31),
    cities: of(340),
    counties: of(2850),
    townships: of(40_000),
    villages: of(617_000),
  }
}

const commands = (text: string): string[] =>
  text
    .split(/;\s*$/m)
    .map((command) => command.trim())
    .filter((command) => command.replace(/^--.*$/gm, '').trim() !== '')

/** The fields of entry `k` of book `b`, in the order of points/digest.ts; each round hashes over the head before. */
const entry = (k: number) => ({
  id: `pg_temp.made(5, b.n::bigint * 100 + ${k})`,
  quarter: Math.ceil(k / 5),
  slot: 1 + ((k * 3) % 10),
  code: `R${1 + ((k * 3) % 10)}-1`,
  counted: `(100 * (1 + (pg_temp.chance(b.n, ${k}) + pg_temp.chance(b.n, 100)) % 9))`,
  factOn: `2026-${String(Math.ceil(k / 2) + 1).padStart(2, '0')}-10`,
  source: `pg_temp.made(8, b.n::bigint * 100 + ${k})`,
  postedAt: `2026-${String(Math.ceil(k / 2) + 1).padStart(2, '0')}-15T02:00:00.000Z`,
})
const clerk = '01900000-0002-7000-8000-000000000001'
const digestSql = (k: number): string => {
  const e = entry(k)
  const fields = [
    `h.head`,
    `${e.id}::text`,
    'b.id::text',
    `'${k}'`,
    `'${e.quarter}'`,
    `'${e.slot}'`,
    'b.version_id::text',
    `'${e.code}'`,
    `'BASE'`,
    `${e.counted}::text`,
    `${e.counted}::text`,
    `'${e.factOn}'`,
    `'SLIP_LINE'`,
    `${e.source}::text`,
    `''`,
    `'参加组织生活并完成任务'`,
    `'${clerk}'`,
    `'赵青山'`,
    `'钱草原'`,
    `'孙明川'`,
    `'${e.postedAt}'`,
  ]
  return `encode(sha256(convert_to(concat_ws(chr(31), ${fields.join(', ')}), 'UTF8')), 'hex')`
}

async function makeEntries(owner: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows: constraints } = await owner.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'points_entry'::regclass and contype in ('p', 'u', 'f')
     order by contype desc`,
  )
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'xinghe' and tablename = 'points_entry'
     and indexname not in (select conname from pg_constraint where conrelid = 'points_entry'::regclass)`,
  )
  // Loaded bare and indexed at the end, as any bulk load is.
  for (const { name } of constraints) await owner.query(`alter table points_entry drop constraint "${name}"`)
  for (const { name } of indexes) await owner.query(`drop index "${name}"`)
  await owner.query(`create unlogged table head0 as select id, id::text as head from book`)
  for (let k = 1; k <= entriesPerBook; k++) {
    const e = entry(k)
    await owner.query(
      `create unlogged table head${k} as select b.id, ${digestSql(k)} as head from book_made m
        join (select id, version_id from book where region_id = 1) v on v.id = m.id
        cross join lateral (select m.id, m.n, v.version_id) b
        join head${k - 1} h on h.id = b.id`,
    )
    await owner.query(
      `insert into points_entry (region_id, id, book_id, seq, path, person_id, year, quarter, slot, version_id, rule_code, kind, claimed, counted,
         fact_on, source_kind, source_id, reason, entered_by, entered_by_name, confirmed_by_name, checked_by_name, posted_at, digest)
       select 1, ${e.id}, b.id, ${k}, b.path, b.person_id, 2026, ${e.quarter}, ${e.slot}, v.version_id, '${e.code}', 'BASE', ${e.counted}, ${e.counted},
         '${e.factOn}', 'SLIP_LINE', ${e.source}, '参加组织生活并完成任务', '${clerk}', '赵青山', '钱草原', '孙明川', '${e.postedAt}', h.head
       from book_made b join book v on v.region_id = 1 and v.id = b.id join head${k} h on h.id = b.id order by b.n`,
    )
    await owner.query(`drop table head${k - 1}`)
    log(`entries ${k} of ${entriesPerBook}`)
  }
  const sums = Array.from({ length: 10 }, (_, at) => `s${at + 1} = coalesce(n.s[${at + 1}], 0)`).join(', ')
  const perSlot = Array.from({ length: 10 }, (_, at) => {
    const own = Array.from({ length: entriesPerBook }, (_, k) => entry(k + 1)).filter(
      (e) => e.slot === at + 1,
    )
    return own.map((e) => e.counted).join(' + ') || '0'
  })
  await owner.query(
    `update book set entries = ${entriesPerBook}, head = n.head, ${sums}
     from (select b.id, h.head, array[${perSlot.join(', ')}] as s from book_made b join head${entriesPerBook} h on h.id = b.id) n
     where book.region_id = 1 and book.id = n.id`,
  )
  await owner.query(`drop table head${entriesPerBook}`)
  for (const { name, definition } of constraints) {
    await owner.query(`alter table points_entry add constraint "${name}" ${definition}`)
    log(`constraint ${name}`)
  }
  for (const { definition } of indexes) await owner.query(definition)
}

async function make(owner: pg.Client, books: number, log: (line: string) => void): Promise<void> {
  const sizes = sizesOf(books)
  await owner.query(`set synchronous_commit = off; set work_mem = '512MB'; set maintenance_work_mem = '1GB'`)
  const text = readFileSync(join(import.meta.dirname, 'world.sql'), 'utf8').replace(
    /:([a-z]+)\b/g,
    (whole, name) => (name in sizes ? String(sizes[name as keyof typeof sizes]) : whole),
  )
  for (const command of commands(text)) {
    const begun = performance.now()
    await owner.query(command)
    if (performance.now() - begun > 2000)
      log(
        `${((performance.now() - begun) / 1000).toFixed(0)} s: ${command.slice(0, 60).replace(/\s+/g, ' ')} …`,
      )
  }
  await makeEntries(owner, log)
  await owner.query('vacuum analyze')
}

/** The world of this size, made when it is not there (a million books: about a quarter of an hour). */
export async function benchWorld(books: number, log: (line: string) => void): Promise<BenchWorld> {
  const dataDir = join(import.meta.dirname, 'data', String(books))
  const { ownerUrl, stop } = await startPostgres({ dataDir })
  const { appUrl, ...role } = appConnection(ownerUrl, dataDir)
  requireKeys(dataDir, [])
  useKeys(followKeys(dataDir))
  await migrate({ ownerUrl, ...role })
  const owner = new pg.Client({
    connectionString: ownerUrl,
    options: '-c search_path=xinghe -c timezone=UTC',
  })
  await owner.connect()
  const made = join(dataDir, 'made')
  if (!existsSync(made)) {
    if ((await owner.query('select 1 from region')).rowCount)
      throw new Error(`bench/data/${books} is half made: remove it and run again`)
    log(`making the world of ${books} books …`)
    await make(owner, books, log)
    writeFileSync(made, new Date().toISOString())
  }
  const { db, pool } = connect(appUrl)
  return {
    books,
    dataDir,
    ownerUrl,
    appUrl,
    db,
    owner,
    async unitsAt(level, count) {
      const { rows } = await owner.query<{ id: string; path: string; name: string; books: number }>(
        `select u.id, u.path, u.name, (select count(*)::int from book b where b.region_id = 1 and b.year = 2026 and b.subject = 'MEMBER' and b.path >= u.path and b.path < u.path || '~') as books
         from (select *, row_number() over (order by hashtext(path)) as at from unit where region_id = 1 and length(path) = $1) u
         where at <= $2 order by at`,
        [(level + 1) * 4, count],
      )
      return rows
    },
    async stop() {
      await pool.end()
      await owner.end()
      await stop()
    },
  }
}
