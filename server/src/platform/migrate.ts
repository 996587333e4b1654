/** Brings a database to the newest schema: numbered files forward only, then the repeatable ones. Runs as the owner. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const folder = new URL('../../db/', import.meta.url)
const files = (name: string) =>
  readdirSync(new URL(name, folder))
    .filter((file) => /\.(sql|ts)$/.test(file))
    .sort()
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')

/** One command per query, as a distributed database demands. No command of ours holds ';' at a line's end inside. */
const commands = (text: string) =>
  text
    .split(/;\s*$/m)
    .map((command) => command.trim())
    .filter((command) => command.replace(/^--.*$/gm, '').trim() !== '')

/** What SQL cannot say: the default export of a numbered .ts file, run inside its own transaction. */
export type Step = (query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>) => Promise<void>

async function apply(client: pg.Client, file: string): Promise<void> {
  if (!file.endsWith('.ts')) {
    for (const command of commands(read(`migrations/${file}`))) await client.query(command)
    return
  }
  const { default: step } = (await import(new URL(`migrations/${file}`, folder).href)) as { default: Step }
  await step(async (text, values) => (await client.query(text, values)).rows)
}

const rangeOf = (path: string) =>
  `region_id = nullif(current_setting('app.region_id', true), '')::int and ${path} >= current_setting('app.path_from', true) and ${path} < current_setting('app.path_to', true)`
const inRange = rangeOf('path')
/** Of the subtree; for a member acting as himself, only where this column names him. */
const ownOf = (column: string) =>
  `${inRange} and (current_setting('app.person', true) = '' or ${column}::text = current_setting('app.person', true))`
const conditions = {
  region: {
    using: `region_id = nullif(current_setting('app.region_id', true), '')::int`,
    check: `region_id = nullif(current_setting('app.region_id', true), '')::int`,
  },
  path: { using: inRange, check: inRange },
  trail: {
    using: rangeOf('coalesce(moved_path, path)'),
    // Neither written for another place nor moved out of one's own.
    check: `${inRange} and ${rangeOf('coalesce(moved_path, path)')}`,
  },
  ancestor: {
    using: `region_id = nullif(current_setting('app.region_id', true), '')::int and (path >= current_setting('app.path_from', true) and path < current_setting('app.path_to', true) or starts_with(current_setting('app.path_from', true), path))`,
    check: inRange,
  },
  county: {
    using: `region_id = nullif(current_setting('app.region_id', true), '')::int`,
    check: inRange,
  },
  lineage: {
    using: `region_id = nullif(current_setting('app.region_id', true), '')::int`,
    check: `region_id = nullif(current_setting('app.region_id', true), '')::int and (path >= current_setting('app.path_from', true) and path < current_setting('app.path_to', true) or starts_with(current_setting('app.path_from', true), path))`,
  },
  person: { using: ownOf('person_id is null or person_id'), check: ownOf('person_id is null or person_id') },
  self: { using: ownOf('id'), check: ownOf('id') },
} as const

/** '@tenant book person select,insert' → grant, row-level security on, one policy. */
function expandTenants(text: string): string {
  return text.replace(
    /^@tenant (\w+) (\w+) ([\w,]+)$/gm,
    (line, table: string, kind: string, rights: string) => {
      const condition = conditions[kind as keyof typeof conditions]
      if (!condition) throw new Error(`unknown policy: ${line}`)
      return [
        `grant ${rights} on ${table} to @role@;`,
        `alter table ${table} enable row level security;`,
        `drop policy if exists scope on ${table};`,
        `create policy scope on ${table} using (${condition.using}) with check (${condition.check});`,
        // A deletion meets no "with check": without this it would reach as far as may be seen.
        `drop policy if exists deletion on ${table};`,
        `create policy deletion on ${table} as restrictive for delete using (${condition.check});`,
      ].join('\n')
    },
  )
}

export interface MigrateOptions {
  ownerUrl: string
  /** Login role of the app; made when missing, its password set. */
  appRole: string
  appPassword: string
  /** Only these numbered files, and no grants yet: the schema as it stood when a backup was made. */
  only?: readonly string[]
}

/** Names of the numbered files, ascending. */
export const knownMigrations = (): string[] => files('migrations/')

export async function migrate({
  ownerUrl,
  appRole,
  appPassword,
  only,
}: MigrateOptions): Promise<{ applied: string[] }> {
  if (!/^[a-z_][a-z0-9_]*$/.test(appRole) || !/^[\w-]+$/.test(appPassword))
    throw new Error('bad role or password')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Several processes may start at once: one migrates, the others wait.
    await client.query('select pg_advisory_lock(5320532)')
    await client.query('create schema if not exists xinghe')
    await client.query('set search_path = xinghe')
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null)',
    )
    const { rows: roles } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
    await client.query(`${roles.length ? 'alter' : 'create'} role ${appRole} login password '${appPassword}'`)

    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map((row) => row.name))
    const applied: string[] = []
    for (const file of files('migrations/')) {
      if (done.has(file) || (only && !only.includes(file))) continue
      await client.query('begin')
      await apply(client, file)
      await client.query('insert into migration values ($1, now())', [file])
      await client.query('commit')
      applied.push(file)
    }
    await runMigrations({ connectionString: ownerUrl })
    if (!only) await applyRepeatable(client, appRole)
    return { applied }
  } finally {
    await client.end()
  }
}

/** Of all rights, policies and guarded tables as the database has them: one statement, whatever their number. */
async function rightsThatStand(client: pg.Client): Promise<{ digest: string; noted: string | null }> {
  const { rows } = await client.query<{ digest: string; noted: string | null }>(`
    with own as (select oid, nspname, nspacl from pg_namespace where nspname in ('xinghe', 'graphile_worker'))
    select md5(string_agg(one, chr(10) order by one)) as digest, obj_description('xinghe'::regnamespace, 'pg_namespace') as noted from (
      select concat_ws(' ', 'schema', nspname, nspacl) from own
      union all select concat_ws(' ', 'table', nspname, relname, relkind, relrowsecurity, relforcerowsecurity, relacl)
        from pg_class c join own on own.oid = c.relnamespace
      union all select concat_ws(' ', 'column', nspname, relname, attname, attacl)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join own on own.oid = c.relnamespace where attacl is not null
      union all select concat_ws(' ', 'function', nspname, p.oid, proname, proacl) from pg_proc p join own on own.oid = p.pronamespace
      union all select concat_ws(' ', 'policy', relname, polname, polcmd, polpermissive, polroles, polqual, polwithcheck)
        from pg_policy p join pg_class c on c.oid = p.polrelid join own on own.oid = c.relnamespace
    ) rights (one)`)
  return rows[0] as { digest: string; noted: string | null }
}

/**
 * Rights and policies, anew unless they stand word for word as they were written at the last time: after an update, a
 * restore, or when somebody changed them by hand. What was written is noted on the schema itself, which no backup holds.
 */
async function applyRepeatable(client: pg.Client, appRole: string): Promise<void> {
  const text = files('repeatable/')
    .map((file) => expandTenants(read(`repeatable/${file}`)).replaceAll('@role@', appRole))
    .join('\n')
  const noteOf = (digest: string) => createHash('sha256').update(`${text}\n${digest}`).digest('hex')
  const found = await rightsThatStand(client)
  if (found.noted === noteOf(found.digest)) return
  await client.query('begin')
  for (const command of commands(text)) await client.query(command)
  // The job runner keeps its tables in a schema of its own; the app's role works there but owns nothing.
  await client.query(`grant usage on schema graphile_worker to ${appRole}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${appRole}`,
  )
  await client.query(`grant usage, select, update on all sequences in schema graphile_worker to ${appRole}`)
  await client.query(`grant execute on all functions in schema graphile_worker to ${appRole}`)
  const { rows: guarded } = await client.query<{ relname: string }>(
    `select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity`,
  )
  for (const { relname } of guarded) {
    await client.query(`drop policy if exists app on graphile_worker.${relname}`)
    await client.query(
      `create policy app on graphile_worker.${relname} to ${appRole} using (true) with check (true)`,
    )
  }
  const { digest } = await rightsThatStand(client)
  await client.query(`comment on schema xinghe is '${noteOf(digest)}'`)
  await client.query('commit')
}
