import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'

/** Nobody decides what he handed in himself: refuses when `by` did `action` on one of these records, in whatever post. */
export async function refuseOwn(
  tx: Tx,
  by: Actor,
  subjectKind: string,
  ids: readonly string[],
  action: string,
): Promise<void> {
  const own = await tx
    .selectFrom('audit_entry')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('action', '=', action)
    .where('person_id', '=', by.personId)
    .limit(1)
    .executeTakeFirst()
  if (own) throw new Refusal('common.own_matter')
}
