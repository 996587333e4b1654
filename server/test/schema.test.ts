/** Conventions of the schema, read from the database's own catalogue (docs/decisions/0003). */
import { expect, test } from 'vitest'
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
    and (not relrowsecurity or not exists (select 1 from pg_policy p where p.polrelid = c.oid))`)
  expect(names(open)).toEqual([])
  const nested = await world.owner(
    `select polrelid::regclass::text from pg_policy where polrelid::regclass::text !~ 'graphile' and pg_get_expr(polqual, polrelid) ~* 'select'`,
  )
  expect(names(nested)).toEqual([])
})
test('the app owns nothing, and what is written once stays', async () => {
  const owned = await world.owner(
    `select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'xinghe_app'`,
  )
  expect(names(owned)).toEqual([])
  const rights =
    await world.owner(`select table_name || ' ' || privilege_type from information_schema.role_table_grants
    where grantee = 'xinghe_app' and table_schema = 'xinghe' and table_name in ('points_entry', 'audit_entry', 'notice_line') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`)
  expect(names(rights)).toEqual([])
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
