import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/tx.ts'

/**
 * What waits at `from` waits at `to`, for the post and nobody by name (a member stays the member he is); with `below`, only
 * what is about units at or below these paths. Its clock runs on. Returns how many.
 */
export async function carryMatters(
  tx: Tx,
  by: Actor,
  { from, to, below }: { from: readonly string[]; to: string; below?: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update work_item w set unit_id = case when w.unit_id = any(${from}::uuid[]) then ${to}::uuid else w.unit_id end,
      person_id = case when w.post = 'MEMBER' then w.person_id end, handover_person_id = null, handover_note = null,
      escalated_unit_id = case when w.escalated_unit_id = any(${from}::uuid[]) then ${to}::uuid else w.escalated_unit_id end
    where w.region_id = ${by.regionId} and (w.unit_id = any(${from}::uuid[]) or w.escalated_unit_id = any(${from}::uuid[]))
      ${below ? sql`and exists (select 1 from unnest(${below}::text[]) as p (path) where starts_with(w.path, p.path))` : sql``}
    returning w.id`.execute(tx)
  return rows.length
}
