import type { PartyOrgKind, VillageType } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { refuseOff } from './categories.ts'

export interface UnitChange {
  id: string
  shortName?: string
  partyOrgName?: string
  partyOrgKind?: PartyOrgKind
  villageType?: VillageType
}

/** Many units at once, without their names; what is left out stays as it is. */
export async function changeUnits(tx: Tx, by: Actor, list: readonly UnitChange[]): Promise<void> {
  if (list.length === 0) return
  await refuseOff(
    tx,
    by,
    'VILLAGE',
    list.map((one) => one.villageType),
  )
  const before = await tx
    .selectFrom('unit')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${list.map((one) => one.id)}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const unitOf = new Map(before.map((unit) => [unit.id, unit]))
  const rows = list.map((one) => {
    const unit = unitOf.get(one.id)
    if (!unit) throw new Refusal('common.not_found')
    permit(tx, by, 'org.edit', unit.path)
    const next = {
      short_name: one.shortName ?? unit.short_name,
      party_org_name: one.partyOrgName ?? unit.party_org_name,
      party_org_kind: one.partyOrgKind ?? unit.party_org_kind,
      village_type: one.villageType ?? unit.village_type,
    }
    return { unit, next }
  })
  await sql`
    update unit u set short_name = n.short_name, party_org_name = n.party_org_name, party_org_kind = n.party_org_kind,
      village_type = n.village_type
    from json_populate_recordset(null::unit, ${JSON.stringify(rows.map(({ unit, next }) => ({ id: unit.id, ...next })))}::json) n
    where u.region_id = ${by.regionId} and u.id = n.id`.execute(tx)
  await audit(
    tx,
    by,
    'org.unit_edited',
    rows.map(({ unit, next }) => ({
      path: unit.path,
      subjectKind: 'unit',
      subjectId: unit.id,
      detail: changes(unit, next),
    })),
  )
}
