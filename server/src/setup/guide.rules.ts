/** How far a county has come, out of its bare facts. */
import type { Post } from '@xinghe/contract/rights'
import type { SchemeState } from '@xinghe/contract/schemes'
import type { Guide } from '@xinghe/contract/setup'
import type { Subject, UnitKind } from '@xinghe/contract/words'

export interface GuideFacts {
  county: string
  year: number
  /** In force, parents first. */
  units: { id: string; parentId: string | null; kind: UnitKind; name: string; members: number }[]
  officers: number
  /** Posts held today, and whether the holder has an account. */
  held: { unitId: string; personId: string; post: Post; hasAccount: boolean }[]
  years: { year: number; entered: boolean; known: boolean }[]
  /** The newest version of each scheme of the year. */
  schemes: { id: string; townshipId: string; subject: Subject; state: SchemeState }[]
}

/** What must be filled before a star year can run, and which other posts do the same work. */
const township: [Post, ...Post[]][] = [
  ['TOWNSHIP_SECRETARY', 'STREET_SECRETARY'],
  ['TOWNSHIP_CLERK'],
  ['ASSESSMENT_GROUP'],
]
const village: [Post, ...Post[]][] = [['VILLAGE_SECRETARY', 'COMMUNITY_SECRETARY'], ['VILLAGE_CLERK']]
const isTownship = (kind: UnitKind) => kind === 'TOWNSHIP' || kind === 'STREET'
const isVillage = (kind: UnitKind) => kind === 'VILLAGE' || kind === 'COMMUNITY'
const published = (list: readonly { state: SchemeState }[]) =>
  list.some(({ state }) => state === 'PUBLISHED' || state === 'LOCKED')

export function guideOf({ county, year, units, officers, held, years, schemes }: GuideFacts): Guide {
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]))
  const townships = units.filter(({ kind }) => isTownship(kind))
  const villages = units.filter(({ kind }) => isVillage(kind))
  const villagesOf = Map.groupBy(villages, ({ parentId }) => parentId)
  const postsAt = Map.groupBy(held, ({ unitId }) => unitId)
  const missing = (unitId: string, wanted: typeof township): Post[] =>
    wanted
      .filter((posts) => !postsAt.get(unitId)?.some(({ post }) => posts.includes(post)))
      .map(([post]) => post)

  /** The township above a unit, or the county's root. */
  const areaOf = (unitId: string): string => {
    const line: string[] = []
    for (let at: string | null | undefined = unitId; at; at = parentOf.get(at)) line.unshift(at)
    return line[1] ?? (line[0] as string)
  }
  const postRows = townships.map(({ id, name }) => ({
    id,
    name,
    missing: missing(id, township),
    villages: (villagesOf.get(id) ?? []).map((one) => ({
      id: one.id,
      name: one.name,
      missing: missing(one.id, village),
    })),
  }))
  const wanted = townships.length * township.length + villages.length * village.length
  const lacking = postRows.reduce(
    (sum, row) => sum + row.missing.length + row.villages.reduce((all, one) => all + one.missing.length, 0),
    0,
  )
  const without = new Map<string, Set<string>>()
  const counted = new Set<string>()
  for (const one of held) {
    if (one.hasAccount || counted.has(one.personId)) continue
    counted.add(one.personId)
    const area = areaOf(one.unitId)
    without.set(area, (without.get(area) ?? new Set()).add(one.personId))
  }
  const schemeRows = townships.map(({ id, name }) => {
    const of = (subject: Subject) =>
      schemes
        .filter((one) => one.townshipId === id && one.subject === subject)
        .map((one) => ({ id: one.id, state: one.state }))
    return { id, name, org: of('ORG'), member: of('MEMBER') }
  })
  return {
    county: { name: county, year },
    units: {
      townships: townships.length,
      villages: villages.length,
      without: townships.filter(({ id }) => !villagesOf.has(id)).map(({ id, name }) => ({ id, name })),
    },
    people: {
      members: units.reduce((sum, { members }) => sum + members, 0),
      officers,
      without: villages
        .filter(({ members }) => members === 0)
        .map(({ id, name, parentId }) => ({ id, name, township: nameOf.get(parentId ?? '') ?? '' })),
    },
    posts: { filled: wanted - lacking, wanted, townships: postRows },
    accounts: {
      holders: new Set(held.map(({ personId }) => personId)).size,
      without: counted.size,
      units: units
        .filter(({ id }) => without.has(id))
        .map(({ id, name }) => ({ id, name, without: without.get(id)?.size ?? 0 })),
    },
    calendar: years,
    schemes: {
      published: schemeRows.reduce(
        (sum, { org, member }) => sum + Number(published(org)) + Number(published(member)),
        0,
      ),
      wanted: townships.length * 2,
      townships: schemeRows,
    },
  }
}
