/** The whole database out of one snapshot and into an empty one: COPY as text, which outlives versions of PostgreSQL. */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { countKeys } from './sealed-columns.ts'

export interface DumpedTable {
  /** With its schema: 'xinghe.book'. */
  name: string
  columns: string[]
  rows: number
}
export interface Snapshot {
  /** Names of the applied migrations, and marks, in order. */
  migrations: string[]
  /** Whoever is referred to stands before who refers. */
  tables: DumpedTable[]
  /** Digests of the files that rows speak of. */
  files: string[]
  /** Ids of the keys that personal data are sealed with. */
  keys: string[]
  /** One line a row. */
  rowsOf(table: DumpedTable): Readable
  close(): Promise<void>
}

const session =
  "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set client_encoding = 'UTF8'; set extra_float_digits = 1; set statement_timeout = 0"

async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'xinghe backup' })
  // Without a listener a lost connection would end the process; the running command reports it anyway.
  client.on('error', () => {})
  await client.connect()
  await client.query(session)
  return client
}

const quoted = (name: string) => name.split('.').map(pg.escapeIdentifier).join('.')
const columnsOf = ({ columns }: DumpedTable) => columns.map(pg.escapeIdentifier).join(', ')

/** Holds a repeatable-read snapshot open until `close()`. */
export async function openSnapshot(ownerUrl: string): Promise<Snapshot> {
  const client = await connectOwner(ownerUrl)
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: tables } = await client.query<{ oid: string; name: string; columns: string[] }>(
      // Generated columns are made again; which steps the job runner took belongs to its program, not to the data.
      `select c.oid::text, n.nspname || '.' || c.relname as name,
         (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('xinghe', 'graphile_worker')
         and not (n.nspname = 'graphile_worker' and c.relname = 'migrations') order by 2`,
    )
    const { rows: references } = await client.query<{ child: string; parent: string }>(
      `select conrelid::text as child, confrelid::text as parent from (
         select conrelid::oid, confrelid::oid from pg_constraint where contype = 'f' and conrelid <> confrelid) f`,
    )
    const dumped: DumpedTable[] = []
    for (const { name, columns } of parentsFirst(tables, references)) {
      const { rows } = await client.query(`select count(*)::int as rows from ${quoted(name)}`)
      dumped.push({ name, columns, rows: rows[0].rows })
    }
    const migrations = await client.query<{ name: string }>(
      'select name from xinghe.migration order by applied_at, name',
    )
    const files = await client.query<{ sha256: string }>('select distinct sha256 from xinghe.file')
    return {
      migrations: migrations.rows.map(({ name }) => name),
      tables: dumped,
      keys: [...(await countKeys(client)).keys()],
      files: files.rows.map(({ sha256 }) => sha256),
      rowsOf: (table) =>
        client.query(copyTo(`copy ${quoted(table.name)} (${columnsOf(table)}) to stdout`)) as Readable,
      close: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

function parentsFirst<T extends { oid: string }>(
  tables: readonly T[],
  references: readonly { child: string; parent: string }[],
): T[] {
  const waiting = new Map(tables.map((table) => [table.oid, table]))
  const sorted: T[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ oid }) => !references.some(({ child, parent }) => child === oid && waiting.has(parent)),
    )
    if (ready.length === 0) throw new Error('tables that refer to each other in a circle cannot be copied in')
    for (const table of ready) waiting.delete(table.oid)
    sorted.push(...ready)
  }
  return sorted
}

/** Stands in `migration` from the first step of a restore until everything is in: an interrupted one is seen. */
export const restoreBegun = 'restore begun'

/** 'empty', 'interrupted' (an earlier restore did not end) or 'full'. */
export async function stateOf(ownerUrl: string): Promise<'empty' | 'interrupted' | 'full'> {
  const client = await connectOwner(ownerUrl)
  try {
    const { rows } = await client.query(
      `select count(*)::int as tables, to_regclass('xinghe.migration') is not null as ours
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('xinghe', 'graphile_worker')`,
    )
    if (rows[0].tables === 0) return 'empty'
    if (!rows[0].ours) return 'full'
    const mark = await client.query('select 1 from xinghe.migration where name = $1', [restoreBegun])
    return mark.rows.length > 0 ? 'interrupted' : 'full'
  } finally {
    await client.end()
  }
}

/** Makes the place empty and marks it; what an interrupted restore left goes. Only after `stateOf` said it may. */
export async function beginRestore(ownerUrl: string): Promise<void> {
  const client = await connectOwner(ownerUrl)
  try {
    await client.query('drop schema if exists xinghe cascade')
    await client.query('drop schema if exists graphile_worker cascade')
    await client.query('create schema xinghe')
    await client.query(
      'create table xinghe.migration (name text primary key, applied_at timestamptz not null)',
    )
    await client.query('insert into xinghe.migration values ($1, now())', [restoreBegun])
  } finally {
    await client.end()
  }
}

export interface Loading {
  /** The next lines of a table; tables in the order of the snapshot. */
  add(table: DumpedTable, lines: Buffer): Promise<void>
  /** Nothing is there before this; afterwards everything is. */
  commit(): Promise<void>
  /** Also after a failure. */
  close(): Promise<void>
}

/** Into a database that has the tables and no rows but the names of its migrations. */
export async function openLoading(ownerUrl: string): Promise<Loading> {
  const client = await connectOwner(ownerUrl)
  await client.query('begin')
  await client.query('delete from xinghe.migration')
  let current: { name: string; copy: Writable; done: Promise<void> } | undefined
  const finish = async () => {
    if (!current) return
    const { copy, done } = current
    current = undefined
    copy.end()
    await done
  }
  return {
    async add(table, lines) {
      if (current?.name !== table.name) {
        await finish()
        const copy: Writable = client.query(
          copyFrom(`copy ${quoted(table.name)} (${columnsOf(table)}) from stdin`),
        )
        const done = finished(copy)
        done.catch(() => {})
        current = { name: table.name, copy, done }
      }
      if (!current.copy.write(lines)) await Promise.race([once(current.copy, 'drain'), current.done])
    },
    async commit() {
      await finish()
      const { rows } = await client.query<{ table: string; column: string }>(
        `select c.oid::regclass::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
         where a.attidentity <> '' and c.relnamespace in ('xinghe'::regnamespace, 'graphile_worker'::regnamespace)`,
      )
      for (const { table, column } of rows)
        await client.query(
          `select setval(pg_get_serial_sequence($1, $2), greatest(coalesce(max(${pg.escapeIdentifier(column)}), 0), 1)) from ${table}`,
          [table, column],
        )
      // Whoever was at work on them is not here.
      await client.query(
        'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null',
      )
      await client.query(
        'update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null',
      )
      await client.query('commit')
      await client.query('analyze')
    },
    close: () => client.end(),
  }
}
