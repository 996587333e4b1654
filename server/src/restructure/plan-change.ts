import type { Change } from '@xinghe/contract/restructure'
import { sql } from 'kysely'
import type { UnitRow } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'

export interface Names {
  name: string
  shortName: string
  partyOrgName?: string | null | undefined
}
type Unit = UnitRow & { party_org_kind: string | null; first_on: string; last_on: string | null }
interface Leaves {
  /** Units that leave or from which something leaves, in tree order. */
  leaving: Unit[]
  /** They are no more afterwards. */
  dissolves: boolean
}
export type Plan =
  | (Leaves & {
      kind: 'VILLAGE_MERGE' | 'TOWNSHIP_MERGE'
      into: Unit
      rename: Names | null
      dissolves: true
    })
  | (Leaves & { kind: 'VILLAGE_MOVE'; into: Unit; dissolves: false })
  | (Leaves & { kind: 'VILLAGE_SPLIT'; names: Names; personIds: string[]; dissolves: false })
  | (Leaves & { kind: 'TOWNSHIP_SPLIT'; from: Unit; names: Names; dissolves: false })
  | { kind: 'RENAME'; unit: Unit; names: Names }

const villages = ['VILLAGE', 'COMMUNITY']
const townships = ['TOWNSHIP', 'STREET']

/** The units of a change, locked and permitted; refuses what makes no sense whatever is under way. */
export async function planChange(tx: Tx, by: Actor, change: Change): Promise<Plan> {
  const units = await lockUnits(tx, by, idsOf(change))
  const one = (id: string): Unit => units.get(id) as Unit
  const many = (ids: readonly string[]): Unit[] =>
    [...new Set(ids)].map(one).sort((a, b) => (a.path < b.path ? -1 : 1))
  switch (change.kind) {
    case 'RENAME':
      return { kind: 'RENAME', unit: one(change.unitId), names: change }
    case 'VILLAGE_MERGE': {
      const leaving = many(change.villageIds)
      const into = one(change.toVillageId)
      refuseKind([...leaving, into], villages)
      refuseSame(leaving, into)
      refuseNew(by, leaving)
      const other = leaving.find((unit) => unit.parent_id !== into.parent_id)
      if (other) throw new Refusal('restructure.other_township', { unit: other.short_name })
      return { kind: change.kind, leaving, into, rename: change.rename ?? null, dissolves: true }
    }
    case 'TOWNSHIP_MERGE': {
      const leaving = many(change.townshipIds)
      const into = one(change.toTownshipId)
      refuseKind([...leaving, into], townships)
      refuseSame(leaving, into)
      refuseNew(by, leaving)
      await refuseTwins(
        tx,
        by,
        into.id,
        leaving.map((unit) => unit.id),
        null,
      )
      return { kind: change.kind, leaving, into, rename: change.rename ?? null, dissolves: true }
    }
    case 'VILLAGE_MOVE': {
      const leaving = many(change.villageIds)
      const into = one(change.toTownshipId)
      refuseKind(leaving, villages)
      refuseKind([into], townships)
      refuseNew(by, leaving)
      const there = leaving.find((unit) => unit.parent_id === into.id)
      if (there)
        throw new Refusal('restructure.already_there', {
          unit: there.short_name,
          township: into.short_name,
        })
      await refuseTwins(
        tx,
        by,
        into.id,
        [],
        leaving.map((unit) => unit.id),
      )
      return { kind: change.kind, leaving, into, dissolves: false }
    }
    case 'VILLAGE_SPLIT': {
      const leaving = many([change.villageId])
      refuseKind(leaving, villages)
      refuseNew(by, leaving)
      await refusePeople(tx, by, leaving[0] as Unit, change.personIds)
      return { kind: change.kind, leaving, names: change, personIds: change.personIds, dissolves: false }
    }
    case 'TOWNSHIP_SPLIT': {
      const from = one(change.townshipId)
      const leaving = many(change.villageIds)
      refuseKind([from], townships)
      refuseKind(leaving, villages)
      refuseNew(by, [from, ...leaving])
      const stranger = leaving.find((unit) => unit.parent_id !== from.id)
      if (stranger) throw new Refusal('common.not_found')
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from unit where region_id = ${by.regionId} and parent_id = ${from.id} and last_on is null and kind = any(${villages}::text[])`.execute(
        tx,
      )
      if (rows[0]?.count === leaving.length)
        throw new Refusal('restructure.nothing_left', { unit: from.short_name })
      return { kind: change.kind, from, leaving, names: change, dissolves: false }
    }
  }
}

function idsOf(change: Change): string[] {
  switch (change.kind) {
    case 'RENAME':
      return [change.unitId]
    case 'VILLAGE_MERGE':
      return [...change.villageIds, change.toVillageId]
    case 'TOWNSHIP_MERGE':
      return [...change.townshipIds, change.toTownshipId]
    case 'VILLAGE_MOVE':
      return [...change.villageIds, change.toTownshipId]
    case 'VILLAGE_SPLIT':
      return [change.villageId]
    case 'TOWNSHIP_SPLIT':
      return [change.townshipId, ...change.villageIds]
  }
}

async function lockUnits(tx: Tx, by: Actor, wanted: readonly string[]): Promise<Map<string, Unit>> {
  const ids = [...new Set(wanted)]
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id', 'kind', 'name', 'short_name', 'party_org_name', 'party_org_kind'])
    .select(['village_type', 'path', 'first_on', 'last_on'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length < ids.length) throw new Refusal('common.not_found')
  for (const unit of rows) permit(tx, by, 'org.restructure', unit.path)
  const closed = rows.find((unit) => unit.last_on !== null)
  if (closed) throw new Refusal('restructure.closed', { unit: closed.short_name })
  return new Map(rows.map((unit) => [unit.id, unit]))
}

function refuseKind(units: readonly Unit[], kinds: readonly string[]): void {
  const other = units.find((unit) => !kinds.includes(unit.kind))
  if (other)
    throw new Refusal(kinds === villages ? 'restructure.not_a_village' : 'restructure.not_a_township', {
      unit: other.short_name,
    })
}
function refuseSame(leaving: readonly Unit[], into: Unit): void {
  if (leaving.includes(into)) throw new Refusal('restructure.same_unit', { unit: into.short_name })
}
/** What began today has no day that could be kept. */
function refuseNew(by: Actor, units: readonly Unit[]): void {
  const fresh = units.find((unit) => unit.first_on >= by.today)
  if (fresh) throw new Refusal('restructure.too_new', { unit: fresh.short_name })
}

/** Two units of one name would stand below one township. */
async function refuseTwins(
  tx: Tx,
  by: Actor,
  townshipId: string,
  fromTownships: readonly string[],
  villageIds: readonly string[] | null,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.name from unit c
    where c.region_id = ${by.regionId} and c.last_on is null
      and (c.parent_id = ${townshipId} or c.parent_id = any(${fromTownships}::uuid[]) or c.id = any(${villageIds ?? []}::uuid[]))
    group by c.name having count(*) > 1 limit 1`.execute(tx)
  if (rows[0]) throw new Refusal('org.name_taken', { name: rows[0].name })
}

async function refusePeople(tx: Tx, by: Actor, unit: Unit, personIds: readonly string[]): Promise<void> {
  const wanted = new Set(personIds)
  const members = await tx
    .selectFrom('membership')
    .select('person_id')
    .where('region_id', '=', by.regionId)
    .where('unit_id', '=', unit.id)
    .where('last_on', 'is', null)
    .execute()
  const found = members.filter((one) => wanted.has(one.person_id)).length
  if (found < wanted.size)
    throw new Refusal('restructure.not_members', { count: wanted.size - found, unit: unit.short_name })
  if (found === members.length) throw new Refusal('restructure.nobody_left', { unit: unit.short_name })
}
