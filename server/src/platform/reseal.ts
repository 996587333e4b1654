import { sql } from 'kysely'
import type { Database } from './database.ts'
import { keyIdOf, open, seal } from './sealed.ts'
import { type SealedColumn, sealedColumns } from './sealed-columns.ts'

const atOnce = 500

/**
 * Seals everything with the newest key that an older one has sealed, in batches, each its own transaction: may be
 * interrupted and run again, also while the app runs. As the owner of the database. Returns how many values.
 */
export async function resealAll(
  db: Database,
  newestId: string,
  progress: (done: number) => void = () => {},
): Promise<number> {
  let done = 0
  for (const column of sealedColumns)
    for (let found = atOnce; found === atOnce; ) {
      found = await resealBatch(db, column, newestId)
      done += found
      progress(done)
    }
  return done
}

async function resealBatch(db: Database, { table, column, row }: SealedColumn, newestId: string) {
  const { rows } = await sql<{ region_id: number; row: string; sealed: string }>`
    select region_id, ${sql.ref(row)}::text as row, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where ${sql.ref(column)} is not null and split_part(${sql.ref(column)}, '.', 3) <> ${newestId} limit ${atOnce}`.execute(
    db,
  )
  const anew = rows.map((one) => {
    const place = { regionId: one.region_id, column: `${table}.${column}`, row: one.row }
    return seal(place, open(place, one.sealed))
  })
  if (anew.some((text) => keyIdOf(text) !== newestId))
    throw new Error('another key was made meanwhile: run it again')
  // What somebody has changed since it was read stays as he wrote it, under the new key already.
  if (rows.length > 0)
    await sql`
      update ${sql.table(table)} t set ${sql.ref(column)} = n.anew
      from unnest(${rows.map((one) => one.region_id)}::int[], ${rows.map((one) => one.row)}::text[],
        ${rows.map((one) => one.sealed)}::text[], ${anew}::text[]) as n (region_id, row, sealed, anew)
      where t.region_id = n.region_id and ${sql.ref(`t.${row}`)}::text = n.row and ${sql.ref(`t.${column}`)} = n.sealed`.execute(
      db,
    )
  return rows.length
}
