import { sql } from 'kysely'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { Place } from './year-charts.rules.ts'

export interface Area {
  unitId: string
  path: string
  /** The units right below, in tree order; the unit itself where nothing lies below. */
  places: Place[]
  /** The place a row belongs to: as long a head of its path as the places' paths are. */
  placeOf: number
  /** Only what lies at the unit itself and in no unit below. */
  alone?: boolean
}
/** Where the range of an area's paths ends: labels lie between the two signs. */
export const endOf = ({ path, alone }: Pick<Area, 'path' | 'alone'>): string => `${path}${alone ? '!' : '~'}`

/** The area of a report: a unit of the actor's subtree, or 404. */
export async function areaOf(tx: ReadTx, by: Actor, unitId: string | undefined): Promise<Area> {
  const unit = await getUnit(tx, by, unitId ?? by.unitId)
  if (!unit.path.startsWith(by.path)) throw new Refusal('common.not_found')
  const below = await tx
    .selectFrom('unit')
    .select(['id as unitId', 'short_name as name', 'path'])
    .where('region_id', '=', by.regionId)
    .where('parent_id', '=', unit.id)
    .where('kind', 'in', ['BANNER', 'COUNTY', 'DISTRICT', 'TOWNSHIP', 'STREET', 'VILLAGE', 'COMMUNITY'])
    .where('last_on', 'is', null)
    .orderBy('path')
    .execute()
  const places = below.length > 0 ? below : [{ unitId: unit.id, name: unit.short_name, path: unit.path }]
  return { unitId: unit.id, path: unit.path, places, placeOf: (places[0] as Place).path.length }
}

/** Units right below one, each of them a place, whatever lies below it. */
export const areaBelow = (
  unit: { id: string; path: string },
  below: readonly { id: string; short_name: string; path: string }[],
): Area => ({
  unitId: unit.id,
  path: unit.path,
  places: below.map(({ id, short_name, path }) => ({ unitId: id, name: short_name, path })),
  placeOf: below[0]?.path.length ?? unit.path.length,
})

/** A unit as one place, whatever lies below it. */
export const wholeArea = (unit: { id: string; short_name: string; path: string }, alone = false): Area => ({
  alone,
  unitId: unit.id,
  path: unit.path,
  places: [{ unitId: unit.id, name: unit.short_name, path: unit.path }],
  placeOf: unit.path.length,
})

/** Rows of `alias` within the area, as a condition beside `within`. */
export const inArea = (area: Pick<Area, 'path' | 'alone'>, alias: string) =>
  sql<boolean>`(${sql.ref(`${alias}.path`)} >= ${area.path} and ${sql.ref(`${alias}.path`)} < ${endOf(area)})`
/** The same for a statement that reads whole tables of the area: with the county, for any alias. */
export const rowsIn = (by: Pick<Actor, 'regionId'>, area: Pick<Area, 'path' | 'alone'>) => (alias: string) =>
  sql<boolean>`${sql.ref(`${alias}.region_id`)} = ${by.regionId} and ${inArea(area, alias)}`
