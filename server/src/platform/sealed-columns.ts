/** Where sealed texts and keyed digests stand. Whoever adds such a column names it here, so that keys can be renewed. */
import pg from 'pg'

export interface SealedColumn {
  table: string
  /** Holds what `seal` made for the place `table.column`. */
  column: string
  /** The column that names the row, as text, besides region_id. */
  row: string
}
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'person', column: 'id_number_sealed', row: 'id' },
  { table: 'person', column: 'phone_sealed', row: 'id' },
  { table: 'person', column: 'bank_account_sealed', row: 'id' },
  { table: 'account', column: 'totp_sealed', row: 'person_id' },
  { table: 'sign_on', column: 'client_secret_sealed', row: 'region_id' },
]
const digestColumns = [
  { table: 'person', column: 'id_number_hash' },
  { table: 'person', column: 'phone_hash' },
]

/** How many values stand under each key; empty in a database that has none of these columns yet. */
export async function keysInUse(ownerUrl: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return countKeys(client).finally(() => client.end())
}

/** The same, as a transaction that is open already sees it. */
export async function countKeys(client: pg.Client): Promise<Map<string, number>> {
  const { rows: there } = await client.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'xinghe' and a.attnum > 0`,
  )
  const known = new Set(there.map(({ name }) => name))
  const parts = [
    ...sealedColumns.map((one) => ({ ...one, part: 3 })),
    ...digestColumns.map((one) => ({ ...one, part: 1 })),
  ]
    .filter(({ table, column }) => known.has(`${table}.${column}`))
    .map(
      ({ table, column, part }) =>
        `select split_part(${column}, '.', ${part}) as id, count(*) as values from xinghe.${table} where ${column} is not null group by 1`,
    )
  if (parts.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; values: number }>(
    `select id, sum(values)::int as values from (${parts.join(' union all ')}) u group by 1 order by 1`,
  )
  return new Map(rows.map(({ id, values }) => [id, values]))
}
