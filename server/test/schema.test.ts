/** Conventions of the schema, read from the database's own catalogue (docs/decisions/0003). */
import { expect, inject, test } from 'vitest'
import { generateTypes, typesFile } from '../../scripts/db-types.ts'
import { testRole } from './global-setup.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
const names = (rows: Record<string, unknown>[]) => rows.map((row) => String(Object.values(row)[0]))
/** region is the reference table itself; login_name finds the county before it is known; migration is the migrator's. */
const without = `('region', 'migration', 'login_name')`
const tables = names(
  await world.owner(
    `select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind = 'r' and relname not in ${without} order by 1`,
  ),
)

test('keys, unique indexes and foreign keys begin with region_id', async () => {
  const wrong = await world.owner(`
    select c.relname || '.' || i.relname from pg_index x
    join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where c.relnamespace = 'xinghe'::regnamespace and c.relname not in ${without} and x.indisunique and a.attname <> 'region_id'
    union all
    select conrelid::regclass || '.' || conname from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.connamespace = 'xinghe'::regnamespace and k.contype = 'f' and a.attname <> 'region_id'`)
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
