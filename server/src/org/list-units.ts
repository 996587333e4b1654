import type { listUnits as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { PartyOrgKind, UnitKind, VillageType } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'

/** Units of the actor's subtree, in tree order (those in force, when not asked for all), with their number of members today. */
export async function listUnits(
  tx: ReadTx,
  by: Actor,
  { kind, closed }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  let query = tx
    .selectFrom('unit')
    .select((eb) => [
      'unit.id',
      'unit.parent_id',
      'unit.kind',
      'unit.name',
      'unit.short_name',
      'unit.party_org_name',
      'unit.party_org_kind',
      'unit.village_type',
      'unit.path',
      'unit.first_on',
      'unit.last_on',
      eb
        .selectFrom('membership')
        .select((e) => e.fn.countAll<number>().as('count'))
        .whereRef('membership.region_id', '=', 'unit.region_id')
        .whereRef('membership.unit_id', '=', 'unit.id')
        .where('membership.last_on', 'is', null)
        .as('members'),
    ])
    .where(within(by, 'org.read', 'unit'))
    .orderBy('unit.path')
  if (!closed) query = query.where('unit.last_on', 'is', null)
  if (kind) query = query.where('unit.kind', '=', kind)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind as UnitKind,
    name: row.name,
    shortName: row.short_name,
    partyOrgName: row.party_org_name,
    partyOrgKind: row.party_org_kind as PartyOrgKind | null,
    villageType: row.village_type as VillageType | null,
    path: row.path,
    firstOn: row.first_on,
    lastOn: row.last_on,
    members: Number(row.members ?? 0),
  }))
}
