/**
 * The second wall alone: over random trees, plain `select *` without any `within` shows a scope its own rows and no
 * others, in every table; what is written outside it is refused.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { markPermitted, readTx, type Scope, subtree, systemTx, type Tx, writeTx } from '../src/platform/tx.ts'
import { testRole } from './global-setup.ts'
import { asksBareTables } from './query-lint.ts'
import { freshWorld } from './world.ts'

// Each table is asked bare, so that only the wall is left.
asksBareTables()
const world = await freshWorld()

/** What a table shows beyond the subtree, and why. A table that is not named here shows its subtree only. */
const shown: Record<string, 'region' | 'above'> = {
  // Found before a post is chosen.
  account: 'region',
  session: 'region',
  idempotency: 'region',
  // One for the whole county.
  calendar_year: 'region',
  calendar_day: 'region',
  setting: 'region',
  // A public notice is for everybody.
  notice: 'region',
  notice_line: 'region',
  // A township copies another's scheme.
  scheme: 'region',
  scheme_version: 'region',
  scheme_star: 'region',
  scheme_rule: 'region',
  // The names of the units above; what the township's meeting decided about the village.
  unit: 'above',
  unit_past: 'above',
  determination: 'above',
}
/** Where it is written beyond the subtree: the county's own, and a scheme that a village's first entry locks. */
const written: Record<string, 'region' | 'above'> = {
  account: 'region',
  session: 'region',
  idempotency: 'region',
  calendar_year: 'region',
  calendar_day: 'region',
  setting: 'region',
  notice: 'region',
  notice_line: 'region',
  scheme_version: 'above',
}
/** A member sees of these what is his own or nobody's. */
const personal = [
  'book',
  'points_entry',
  'slip',
  'slip_line',
  'declaration',
  'exemption',
  'rating',
  'past_result',
  'file',
  'person',
  'membership',
  'record_view',
  'errand',
  'import',
  'import_fault',
]

interface Column {
  name: string
  type: string
  nullable: boolean
}
const catalogue = await world.owner(
  `select c.relname as table, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'nullable', not a.attnotnull) order by a.attnum) as columns,
    has_table_privilege('${testRole.appRole}', c.oid, 'insert') as inserts, has_table_privilege('${testRole.appRole}', c.oid, 'update') as updates,
    has_table_privilege('${testRole.appRole}', c.oid, 'delete') as deletes
   from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r' and c.relname not in ('region', 'migration', 'login_name') group by c.oid, c.relname order by 1`,
)
const tables = catalogue.map((row) => ({
  name: row.table as string,
  columns: row.columns as Column[],
  inserts: row.inserts as boolean,
  updates: row.updates as boolean,
  deletes: row.deletes as boolean,
}))
type Table = (typeof tables)[number]
const has = (table: Table, column: string) => table.columns.some(({ name }) => name === column)
/** Whose row it is: a person's own entry in the register is his by its id. */
const owner = (table: Table) =>
  table.name === 'person' ? 'id' : has(table, 'person_id') ? 'person_id' : null

// Only the policies are looked at here: in this database rows need no sense, so nothing else may refuse them.
for (const { text } of await world.owner(
  `select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname) as text from pg_constraint
   where connamespace = 'xinghe'::regnamespace and contype in ('p', 'u', 'f', 'c')
   union all select format('drop index if exists %I', i.relname) from pg_index x join pg_class i on i.oid = x.indexrelid
   where i.relnamespace = 'xinghe'::regnamespace and x.indisunique`,
))
  await world.owner(text as string)

interface Row {
  region: number
  path: string
  person: string | null
}
const filler: Record<string, () => unknown> = {
  integer: () => 1,
  text: () => 'x',
  uuid: newId,
  date: () => '2026-01-01',
  'timestamp with time zone': () => '2026-01-01T00:00:00Z',
  boolean: () => true,
  jsonb: () => '{}',
  bytea: () => Buffer.from('x'),
  'uuid[]': () => [],
  'integer[]': () => [],
}
const cellOf = (table: Table, { name, type, nullable }: Column, row: Row): unknown => {
  if (name === 'region_id') return row.region
  if (name === 'path') return row.path
  if (name === owner(table)) return row.person ?? (nullable ? null : newId())
  return nullable ? null : filler[type]?.()
}
const insert = (table: Table, rows: readonly Row[]) => sql`
  insert into ${sql.table(table.name)} (${sql.join(table.columns.map(({ name }) => sql.ref(name)))})
  values ${sql.join(
    rows.map((row) => sql`(${sql.join(table.columns.map((column) => cellOf(table, column, row)))})`),
  )}`

/** Trees of two counties whose paths may be the same: then the county alone tells them apart. */
const label = fc.oneof(fc.constantFrom('0000', '0001', '000z', 'zzzz'), fc.stringMatching(/^[0-9a-z]{4}$/))
const anyPath = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join(''))
const people = [newId(), newId()]
const anyRow: fc.Arbitrary<Row> = fc.record({
  region: fc.constantFrom(1, 2),
  path: anyPath,
  person: fc.constantFrom(null, ...people),
})
const anyWorld = fc.array(anyRow, { minLength: 2, maxLength: 12 }).chain((rows) => {
  const parts = rows.flatMap(({ path }) => [4, 8, 12, 16].map((size) => path.slice(0, size)))
  return fc.record({
    rows: fc.constant(rows),
    // Mostly places of the tree, sometimes a place beside it.
    scopes: fc.array(
      fc.record({
        region: fc.constantFrom(1, 2),
        path: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...parts) }, anyPath),
        person: fc.constantFrom(null, ...people),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
})
const scopeOf = ({ region, path, person }: Row): Scope => ({
  regionId: region,
  ...subtree(path),
  personId: person,
})
const reaches = (table: Table, row: Row, scope: Row, beyond: Record<string, 'region' | 'above'>): boolean => {
  if (row.region !== scope.region) return false
  if (beyond[table.name] === 'region' || !has(table, 'path')) return true
  if (beyond[table.name] === 'above' && scope.path.startsWith(row.path)) return true
  const others = scope.person !== null && row.person !== null && row.person !== scope.person
  return row.path.startsWith(scope.path) && !(personal.includes(table.name) && others)
}
const keys = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort()
/** Rows as the transaction shows them; the columns that a table does not have are taken from what was put in. */
const rowsOf = (table: Table, found: Record<string, unknown>[]): Partial<Row>[] =>
  found.map((row) => ({
    region: row.region_id as number,
    ...(has(table, 'path') && { path: row.path as string }),
    ...(ownedByAnybody(table) && { person: row[owner(table) as string] as string | null }),
  }))
const ownedByAnybody = (table: Table) =>
  table.columns.some((column) => column.name === owner(table) && column.nullable)
/** A column that must be somebody's is never nobody's. */
const fitting = (table: Table, rows: readonly Row[]) =>
  owner(table) && !ownedByAnybody(table) ? rows.filter((row) => row.person !== null) : rows
const seenAs = (table: Table, rows: readonly Row[]): Partial<Row>[] =>
  rows.map(({ region, path, person }) => ({
    region,
    ...(has(table, 'path') && { path }),
    ...(ownedByAnybody(table) && { person }),
  }))

const select = async (tx: Pick<Tx, 'getExecutor'>, table: Table) =>
  rowsOf(
    table,
    (await sql<Record<string, unknown>>`select * from ${sql.table(table.name)}`.execute(tx as Tx)).rows,
  )
class Undone extends Error {}
/** Runs in a write transaction and takes everything back. */
const tried = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
  let result: T
  return writeTx(world.db, scope, async (tx) => {
    markPermitted(tx)
    result = await work(tx)
    throw new Undone()
  }).catch((error) => {
    if (error instanceof Undone) return result
    throw error
  })
}
async function lay(rows: readonly Row[]): Promise<void> {
  await world.owner(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  for (const table of tables) {
    const own = fitting(table, rows)
    if (own.length === 0) continue
    const { sql: text, parameters } = insert(table, own).compile(world.db)
    await world.owner(text, parameters as unknown[])
  }
}

test('every table shows a scope what it reaches and nothing else', async () => {
  expect(tables.length).toBeGreaterThan(30)
  await fc.assert(
    fc.asyncProperty(anyWorld, async ({ rows, scopes }) => {
      await lay(rows)
      for (const scope of scopes)
        await readTx(world.db, scopeOf(scope), async (tx) => {
          for (const table of tables) {
            const expected = fitting(table, rows).filter((row) => reaches(table, row, scope, shown))
            expect(keys((await select(tx, table)) as Row[]), table.name).toEqual(
              keys(seenAs(table, expected) as Row[]),
            )
          }
        })
    }),
    { numRuns: 12 },
  )
})
test('what is put in, moved or taken out beyond the scope is refused', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async ({ rows, scopes: [scope] }) => {
      if (!scope) return
      await lay(rows)
      const place = scopeOf(scope)
      for (const table of tables) {
        const own = fitting(table, rows)
        const inside = (row: Row) => reaches(table, row, scope, written)
        if (table.inserts)
          for (const row of own.slice(0, 3)) {
            const putIn = tried(place, (tx) => insert(table, [row]).execute(tx))
            if (inside(row)) await expect(putIn, table.name).resolves.toBeDefined()
            else await expect(putIn, table.name).rejects.toMatchObject({ code: '42501' })
          }
        if (table.updates && has(table, 'path') && own.some((row) => reaches(table, row, scope, shown)))
          await expect(
            tried(place, (tx) => sql`update ${sql.table(table.name)} set region_id = 3`.execute(tx)),
            table.name,
          ).rejects.toMatchObject({ code: '42501' })
        if (table.deletes)
          expect(
            Number(
              await tried(place, async (tx) => {
                const gone = await sql`delete from ${sql.table(table.name)}`.execute(tx)
                return gone.numAffectedRows
              }),
            ),
            table.name,
          ).toBe(own.filter(inside).length)
      }
    }),
    { numRuns: 8 },
  )
})
test('without a scope, and to an empty one, nothing shows and nothing is written', async () => {
  const row = { region: 1, path: '0001', person: people[0] as string }
  await lay([row])
  const nobody: Scope = { regionId: 3, ...subtree('0001'), personId: null }
  for (const table of tables) {
    const { rows } = await sql`select * from ${sql.table(table.name)}`.execute(world.db)
    expect(rows, table.name).toEqual([])
    expect(await readTx(world.db, nobody, (tx) => select(tx as Tx, table)), table.name).toEqual([])
    if (table.inserts)
      await expect(insert(table, [row]).execute(world.db), table.name).rejects.toMatchObject({
        code: '42501',
      })
  }
})
test('what is written once is neither changed nor taken out, from the whole county either', async () => {
  await lay([{ region: 1, path: '0001', person: null }])
  // Where an entry is looked after may change (decision 0012), nothing that it says; of the sealed trail not even that.
  const said = { points_entry: 'counted', audit_entry: 'path', notice_line: 'total' }
  for (const [name, column] of Object.entries(said))
    for (const text of [
      `update ${name} set ${column} = ${column}`,
      `delete from ${name}`,
      `truncate ${name}`,
    ])
      await expect(
        systemTx(world.db, 1, (tx) => sql.raw(text).execute(tx)),
        text,
      ).rejects.toMatchObject({ code: '42501' })
})
test('a scope cannot smuggle anything into its settings', async () => {
  for (const path of [`0001'; set role postgres; --`, '0001%', '0001\\', 'ZZZZ'])
    await expect(
      readTx(world.db, { regionId: 1, from: path, to: `${path}~`, personId: null }, async () => 'in'),
    ).rejects.toThrow('scope holds')
})
