import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'

/** Plaques of organisations that are no more come down; door plates stay with their members. Returns how many. */
export async function takeDownOfVillages(
  tx: Tx,
  by: Actor,
  villageIds: readonly string[],
  reason: string,
): Promise<number> {
  const { rows } = await sql<{ id: string; path: string }>`
    update plaque p set state = 'TAKEN_DOWN', ended_on = ${by.today}, end_reason = ${reason}
    from book b
    where p.region_id = ${by.regionId} and b.region_id = p.region_id and b.id = p.book_id and b.village_id = any(${villageIds}::uuid[])
      and p.kind = 'PLAQUE' and p.state in ('ORDERED', 'DELIVERED', 'HUNG')
    returning p.id, p.path`.execute(tx)
  await settle(
    tx,
    by,
    'plaque',
    rows.map((row) => row.id),
  )
  await audit(
    tx,
    by,
    'award.plaque_taken_down',
    rows.map((row) => ({ path: row.path, subjectKind: 'plaque', subjectId: row.id, note: reason })),
  )
  return rows.length
}
