import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import type { Tx } from '../platform/tx.ts'

/** Four open quarters for each village of the township that has a book of this year; those that exist stay as they are. */
export async function openQuarters(
  tx: Tx,
  by: Actor,
  { townshipId, year }: { townshipId: string; year: number },
): Promise<void> {
  const missing = await sql<{ village_id: string; path: string; quarter: number }>`
    select distinct b.village_id, b.path, n.quarter
    from book b cross join unnest(array[1, 2, 3, 4]) as n (quarter)
    where b.region_id = ${by.regionId} and b.township_id = ${townshipId} and b.year = ${year} and b.subject = 'ORG' and b.moved_to is null
      and not exists (select 1 from quarter q where q.region_id = b.region_id and q.village_id = b.village_id and q.year = b.year and q.quarter = n.quarter)`.execute(
    tx,
  )
  if (missing.rows.length === 0) return
  await insertRows(
    tx,
    'quarter',
    missing.rows.map((row) => ({
      region_id: by.regionId,
      id: newId(),
      village_id: row.village_id,
      township_id: townshipId,
      path: row.path,
      year,
      quarter: row.quarter,
      state: 'OPEN',
    })),
    (conflict) => conflict.doNothing(),
  )
}
