import type { addUnits as route } from '@xinghe/contract/org'
import type { InputOf } from '@xinghe/contract/route'
import { type UnitKind, unitKinds } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { refuseOff } from './categories.ts'
import { label } from './unit-path.ts'

/** Which units may stand under which (docs/glossary.md, places and organisations). */
const parentsOf: Partial<Record<UnitKind, readonly UnitKind[]>> = {
  TOWNSHIP: ['BANNER', 'COUNTY', 'DISTRICT'],
  STREET: ['BANNER', 'COUNTY', 'DISTRICT'],
  ORG_DEPARTMENT: ['BANNER', 'COUNTY', 'DISTRICT'],
  DEPARTMENT: ['BANNER', 'COUNTY', 'DISTRICT'],
  VILLAGE: ['TOWNSHIP', 'STREET'],
  COMMUNITY: ['TOWNSHIP', 'STREET'],
  GRID: ['VILLAGE', 'COMMUNITY'],
}

export const mayStandUnder = (kind: UnitKind, parent: UnitKind): boolean =>
  parentsOf[kind]?.includes(parent) ?? true

/** Adds units in the order given: a batch may name parents of its own. Returns their ids in the same order. */
export async function addUnits(
  tx: Tx,
  by: Actor,
  { units }: InputOf<typeof route>,
): Promise<{ ids: string[] }> {
  await refuseOff(
    tx,
    by,
    'VILLAGE',
    units.map((unit) => unit.villageType),
  )
  const outside = [...new Set(units.map((unit) => unit.parentId))]
  const parents = new Map(
    (
      await tx
        .selectFrom('unit')
        .select((eb) => [
          'id',
          'kind',
          'name',
          'path',
          'seq_given',
          eb
            .selectFrom('unit as child')
            .select((e) => e.fn.coalesce(e.fn.max('child.seq'), e.lit(0)).as('seq'))
            .whereRef('child.region_id', '=', 'unit.region_id')
            .whereRef('child.parent_id', '=', 'unit.id')
            .as('last'),
        ])
        .where('region_id', '=', by.regionId)
        .where('id', 'in', outside)
        .execute()
    ).map((row) => [
      row.id,
      {
        kind: row.kind as UnitKind,
        name: row.name,
        path: row.path,
        last: Math.max(row.seq_given, Number(row.last ?? 0)),
      },
    ]),
  )
  const rows = units.map((unit) => {
    const parent = parents.get(unit.parentId)
    if (!parent) throw new Refusal('common.not_found')
    if (!mayStandUnder(unit.kind, parent.kind))
      throw new Refusal('org.wrong_parent', { kind: unitKinds[unit.kind], parent: parent.name })
    permit(tx, by, 'org.edit', parent.path)
    const seq = ++parent.last
    const id = unit.id ?? newId()
    const path = parent.path + label(seq)
    parents.set(id, { kind: unit.kind, name: unit.name, path, last: 0 })
    return {
      region_id: by.regionId,
      id,
      parent_id: unit.parentId,
      kind: unit.kind,
      name: unit.name,
      short_name: unit.shortName,
      party_org_name: unit.partyOrgName ?? null,
      party_org_kind: unit.partyOrgKind ?? null,
      village_type: unit.villageType ?? null,
      path,
      seq,
      first_on: by.today,
      last_on: null,
    }
  })
  const twice = await tx
    .selectFrom('unit')
    .select('name')
    .where('region_id', '=', by.regionId)
    .where('last_on', 'is', null)
    .where((eb) =>
      eb(
        eb.refTuple('parent_id', 'name'),
        'in',
        rows.map((row) => eb.tuple(row.parent_id, row.name)),
      ),
    )
    .executeTakeFirst()
  if (twice) throw new Refusal('org.name_taken', { name: twice.name })
  await insertRows(tx, 'unit', rows)
  await audit(
    tx,
    by,
    'org.unit_added',
    rows.map((row) => ({ path: row.path, subjectKind: 'unit', subjectId: row.id, note: row.name })),
  )
  return { ids: rows.map((row) => row.id) }
}
