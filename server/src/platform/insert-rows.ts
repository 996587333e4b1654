/** Many rows in one statement and one parameter: no limit of placeholders, and half the time of a long `values`. */
import { type InsertObject, type InsertQueryBuilder, type InsertResult, sql } from 'kysely'
import type { DB } from './schema.ts'
import type { Tx } from './tx.ts'

type OnConflict<T extends keyof DB & string> = Parameters<
  InsertQueryBuilder<DB, T, InsertResult>['onConflict']
>[0]

/**
 * Inserts rows that all have the same columns; jsonb columns take plain values. No rows: nothing happens.
 * `onConflict` as in Kysely.
 */
export async function insertRows<T extends keyof DB & string>(
  tx: Tx,
  table: T,
  rows: readonly InsertObject<DB, T>[],
  onConflict?: OnConflict<T>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const insert = tx
    .insertInto(table)
    .columns(columns as never)
    .expression(
      sql`select ${sql.join(columns.map((column) => sql.ref(column)))}
        from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`,
    )
  await (onConflict ? insert.onConflict(onConflict) : insert).execute()
}
