/** Conventions of the schema, read from the database's own catalogue (docs/decisions/0003). */
import { expect, inject, test } from 'vitest'
import { generateTypes, typesFile } from '../../scripts/db-types.ts'
import { places, spreadBy } from '../src/platform/distribution.ts'
import { testRole } from './global-setup.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
const names = (rows: Record<string, unknown>[]) => rows.map((row) => String(Object.values(row)[0]))
const tables = Object.entries(places).flatMap(([table, place]) => (place === 'TENANT' ? [table] : []))
/** Tables that do not lie with a county: they have no region_id to begin with, and rights of their own. */
const without = `(${Object.entries(places)
  .filter(([, place]) => place !== 'TENANT')
  .map(([table]) => `'${table}'`)
  .join(', ')})`

test('each table is said where it lies (platform/distribution.ts), and none is said that is not there', async () => {
  const there = await world.owner(
    `select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  expect(Object.keys(places).sort()).toEqual(names(there))
  const spread = await world.owner(
    `select table_name || '.' || column_name from information_schema.columns where table_schema = 'xinghe' and is_nullable = 'NO' and data_type in ('integer', 'text')`,
  )
  for (const table of Object.keys(places))
    if (spreadBy(table)) expect(names(spread)).toContain(`${table}.${spreadBy(table)}`)
})
test('keys, unique indexes, exclusions and foreign keys of what lies with a county begin with region_id', async () => {
  const wrong = await world.owner(`
    select c.relname || '.' || i.relname from pg_index x
    join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where c.relnamespace = 'xinghe'::regnamespace and c.relname not in ${without} and (x.indisunique or x.indisexclusion) and a.attname is distinct from 'region_id'
    union all
    select c.relname || ' has no key' from pg_class c where c.relnamespace = 'xinghe'::regnamespace and relkind = 'r'
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
    union all
    select conrelid::regclass || '.' || conname from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute t on t.attrelid = k.confrelid and t.attnum = k.confkey[1]
    join pg_class f on f.oid = k.confrelid
    where k.connamespace = 'xinghe'::regnamespace and k.contype = 'f'
      and (a.attname <> 'region_id' or t.attname <> 'region_id' and f.relname <> 'region')`)
  expect(names(wrong)).toEqual([])
})
test('nothing that lies elsewhere refers to what lies with a county, and no foreign key changes rows by itself', async () => {
  // A distributed database takes the first and then leaves orphans in silence; the second it refuses.
  const wrong = await world.owner(`
    select conname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and (k.connamespace = 'xinghe'::regnamespace or f.relnamespace = 'xinghe'::regnamespace)
      and (c.relnamespace <> 'xinghe'::regnamespace or c.relname in ${without} or f.relname in ('login_name', 'migration')
        or k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r'))`)
  expect(names(wrong)).toEqual([])
})
test('nothing that a distributed database refuses or takes for its own: no view, no inheritance', async () => {
  const wrong = await world.owner(`
    select relname::text from pg_class where relnamespace = 'xinghe'::regnamespace and relkind in ('v', 'f')
    union all select inhrelid::regclass::text from pg_inherits join pg_class c on c.oid = inhrelid where c.relnamespace = 'xinghe'::regnamespace`)
  expect(names(wrong)).toEqual([])
})
test('every table has row-level security and a policy without a sub-select', async () => {
  const open =
    await world.owner(`select relname from pg_class c where relnamespace = 'xinghe'::regnamespace and relkind = 'r' and relname not in ${without}
    and (not relrowsecurity or (select count(*) from pg_policy p where p.polrelid = c.oid and polpermissive) <> 1)`)
  expect(names(open)).toEqual([])
  const nested =
    await world.owner(`select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = 'xinghe'::regnamespace
    and (pg_get_expr(polqual, polrelid) ~* 'select' or polpermissive and (polcmd <> '*' or polwithcheck is null) or pg_get_expr(polwithcheck, polrelid) ~* 'select')`)
  expect(names(nested)).toEqual([])
})
test('nothing goes round the policies: no view, no definer function, no role above them', async () => {
  const round = await world.owner(`
    select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind in ('v', 'm') and not coalesce('security_invoker=true' = any(reloptions), false)
    union all select proname from pg_proc where pronamespace = 'xinghe'::regnamespace and prosecdef
    union all select rolname from pg_roles where rolname = '${testRole.appRole}' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union all select roleid::regrole::text from pg_auth_members where member = '${testRole.appRole}'::regrole`)
  expect(names(round)).toEqual([])
})
test('the app owns nothing, and what is written once stays', async () => {
  const owned = await world.owner(
    `select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'xinghe_app'
    union all select 'create in xinghe' where has_schema_privilege('xinghe_app', 'xinghe', 'create')
    union all select table_name || ' ' || privilege_type from information_schema.role_table_grants
      where grantee = 'xinghe_app' and table_schema = 'xinghe' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
  )
  expect(names(owned)).toEqual([])
  const rights =
    await world.owner(`select table_name || ' ' || privilege_type from information_schema.role_table_grants
    where grantee = 'xinghe_app' and table_schema = 'xinghe' and table_name in ('points_entry', 'audit_entry', 'notice_line') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`)
  expect(names(rights)).toEqual([])
  // Of what is written once the app sets where it is looked after, of the audit the seal and where it is read.
  const columns =
    await world.owner(`select table_name || '.' || column_name from information_schema.column_privileges p
    where grantee = 'xinghe_app' and table_schema = 'xinghe' and privilege_type = 'UPDATE' and not exists (
      select 1 from information_schema.role_table_grants g where g.grantee = p.grantee and g.table_schema = p.table_schema
        and g.table_name = p.table_name and g.privilege_type = 'UPDATE') order by 1`)
  expect(names(columns)).toEqual([
    'audit_entry.digest',
    'audit_entry.moved_path',
    'audit_entry.seal_no',
    'evidence.path',
    'file.path',
    'import_fault.path',
    'notice_line.path',
    'points_entry.path',
    'rating_preview.path',
    'record_view.path',
    'restructure_unit.path',
    'unit_past.path',
    'weak_acceptance.path',
    'weak_progress.path',
    'weak_reason.path',
  ])
})
test('instants have a zone; no trigger, no rule; paths compare byte by byte', async () => {
  expect(
    names(
      await world.owner(
        `select table_name || '.' || column_name from information_schema.columns where table_schema = 'xinghe' and data_type = 'timestamp without time zone'`,
      ),
    ),
  ).toEqual([])
  expect(
    names(
      await world.owner(
        `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'xinghe'::regnamespace and not tgisinternal`,
      ),
    ),
  ).toEqual([])
  expect(names(await world.owner(`select rulename from pg_rules where schemaname = 'xinghe'`))).toEqual([])
  expect(
    names(
      await world.owner(
        `select table_name from information_schema.columns where table_schema = 'xinghe' and column_name = 'path' and collation_name is distinct from 'C'`,
      ),
    ),
  ).toEqual([])
})
test('constraints are named for what they mean', async () => {
  const nameless = await world.owner(
    `select conname from pg_constraint where connamespace = 'xinghe'::regnamespace and contype in ('u', 'f') and conname !~ '__' and conname !~ '_region_id_fkey$'`,
  )
  expect(names(nameless)).toEqual([])
  expect(tables.length).toBeGreaterThan(30)
})
/**
 * Deleting a row looks for rows that refer to it, in every referring table, once for each row: without an index on
 * what refers, by a scan of the whole table. Where the app may not delete, nothing looks.
 */
test('where the app deletes, what refers to the row is found by an index', async () => {
  const scanned = await world.owner(`
    select conname from pg_constraint k
    where connamespace = 'xinghe'::regnamespace and contype = 'f'
    and has_table_privilege('xinghe_app', confrelid, 'delete')
    and not exists (select 1 from pg_index x where x.indrelid = k.conrelid and x.indpred is null
      and x.indkey[0] = k.conkey[1] and x.indkey[1] = any (k.conkey[2:]))`)
  // Open debt: saving a draft scheme deletes its rules and pays one scan of slip_line for each of them.
  expect(names(scanned)).toEqual(['slip_line__rule'])
})
test('the types of the tables are those of the database: node scripts/db-types.ts writes them anew', () => {
  expect(generateTypes(inject('ownerUrl'), typesFile, { verify: true })).toBeUndefined()
})
