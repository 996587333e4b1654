import type { editUnit as route } from '@xinghe/contract/org'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { refuseOff } from './categories.ts'
import { keepPast, keepPastWithBelow } from './unit-past.ts'

/** Renames a unit from today on. What was printed and published under the old name keeps it; years before show it. */
export async function editUnit(tx: Tx, by: Actor, input: InputOf<typeof route>): Promise<{ ok: true }> {
  const unit = await tx
    .selectFrom('unit')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!unit) throw new Refusal('common.not_found')
  permit(tx, by, 'org.edit', unit.path)
  if (input.villageType !== unit.village_type) await refuseOff(tx, by, 'VILLAGE', [input.villageType])
  const twin = await tx
    .selectFrom('unit')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('parent_id', 'is not distinct from', unit.parent_id)
    .where('name', '=', input.name)
    .where('id', '<>', unit.id)
    .where('last_on', 'is', null)
    .executeTakeFirst()
  if (twin) throw new Refusal('org.name_taken', { name: input.name })
  const next = {
    name: input.name,
    short_name: input.shortName,
    party_org_name: input.partyOrgName ?? null,
    party_org_kind: input.partyOrgKind ?? null,
    village_type: input.villageType ?? null,
  }
  await (input.name === unit.name && input.shortName === unit.short_name
    ? keepPast(tx, by, [unit.id])
    : keepPastWithBelow(tx, by, [unit.id]))
  await tx
    .updateTable('unit')
    .set(next)
    .where('region_id', '=', by.regionId)
    .where('id', '=', unit.id)
    .execute()
  await audit(tx, by, 'org.unit_edited', {
    path: unit.path,
    subjectKind: 'unit',
    subjectId: unit.id,
    note: unit.name === input.name ? null : `${unit.name} 更名为 ${input.name}`,
    detail: changes(unit, next),
  })
  return { ok: true }
}
