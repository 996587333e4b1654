/**
 * Who sees which rows, said once more and from the bare tables: shares nothing with the product, neither its SQL nor
 * its table of rights.
 */
import { holdsByOracle } from '../oracle.ts'
import type { World } from '../world.ts'
import type { Row } from './census.ts'

/** One who may act: the posts that the bare tables give him on the day, the one in which he acts. */
export interface Sight {
  regionId: number
  personId: string
  post: string
  path: string
}
/** The post in which somebody acts on a day: his highest office, else his membership; null when he has none left. */
export async function sightOn(
  world: World,
  regionId: number,
  personId: string,
  day: string,
): Promise<Sight | null> {
  const [held] = (await world.owner(
    `select post, path, 0 as rank from post_holding where region_id = $1 and person_id = $2 and first_on <= $3 and coalesce(last_on, 'infinity') >= $3
     union all select 'MEMBER', path, 1 from membership where region_id = $1 and person_id = $2 and first_on <= $3 and coalesce(last_on, 'infinity') >= $3
     order by rank, path limit 1`,
    [regionId, personId, day],
  )) as unknown as { post: string; path: string }[]
  return held ? { regionId, personId, post: held.post, path: held.path } : null
}
export const holds = (sight: Sight | null, access: string): boolean =>
  access === 'public' ||
  (sight !== null && (access === 'signed-in' || holdsByOracle(sight.post as never, access)))

/** A notice is for everybody of the county; a township copies another's scheme. */
const ofTheCounty = ['notice', 'notice_line', 'scheme', 'scheme_version', 'scheme_star', 'scheme_rule']
/** The units above by name, and what the township's meeting decided about the village. */
const fromAbove = ['unit', 'determination']

export const inside = (sight: Sight, row: Pick<Row, 'regionId' | 'path'>): boolean =>
  row.regionId === sight.regionId && row.path.startsWith(sight.path)
const above = (sight: Sight, row: Row) => row.regionId === sight.regionId && sight.path.startsWith(row.path)

/** May this row show itself to him, in a list, by its id or in a text? */
export function sees(sight: Sight | null, row: Row): boolean {
  if (!sight || row.regionId !== sight.regionId) return false
  if (ofTheCounty.includes(row.table)) return true
  if (fromAbove.includes(row.table) && above(sight, row)) return true
  if (!inside(sight, row)) return false
  return sight.post !== 'MEMBER' || row.personId === null || row.personId === sight.personId
}
/** Known by name beyond his own rows: who holds or held an office at his unit, above it or below,
 * and who ever belonged below. */
export async function knownTo(world: World, sight: Sight): Promise<Set<string>> {
  const rows = await world.owner(
    `select person_id as id from post_holding where region_id = $1 and (starts_with($2, path) or starts_with(path, $2) and $3 <> 'MEMBER')
     union select person_id from membership where region_id = $1 and starts_with(path, $2) and $3 <> 'MEMBER'`,
    [sight.regionId, sight.path, sight.post],
  )
  return new Set(rows.map((row) => row.id as string))
}
