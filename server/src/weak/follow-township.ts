import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'

/** Rectifications that run go on under the township that looks after their villages. */
export async function weakFollows(
  tx: Tx,
  by: Actor,
  villageIds: readonly string[],
  townshipId: string,
): Promise<void> {
  await sql`
    update weak_case set township_id = ${townshipId}
    where region_id = ${by.regionId} and village_id = any(${villageIds}::uuid[]) and state not in ('DISMISSED', 'CLOSED')`.execute(
    tx,
  )
}
