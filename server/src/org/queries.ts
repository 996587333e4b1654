import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

export interface UnitRow {
  id: string
  parent_id: string | null
  kind: string
  name: string
  short_name: string
  party_org_name: string | null
  village_type: string | null
  path: string
}

/** A unit of the actor's region that he can see, or 404. */
export async function getUnit(tx: ReadTx, by: Pick<Actor, 'regionId'>, id: string): Promise<UnitRow> {
  const found = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id', 'kind', 'name', 'short_name', 'party_org_name', 'village_type', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}

/** The root of the actor's county: where matters for the organisation department wait. */
export async function getRoot(tx: ReadTx, by: Pick<Actor, 'regionId'>): Promise<UnitRow> {
  const found = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id', 'kind', 'name', 'short_name', 'party_org_name', 'village_type', 'path'])
    .where('region_id', '=', by.regionId)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}
