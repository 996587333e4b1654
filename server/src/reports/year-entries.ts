import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getYearEntries as route } from '@xinghe/contract/year-charts'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type Area, areaOf, inArea } from './area.ts'
import { addUp, placed, rolledFigures } from './rolled.ts'
import { type EntryGroup, evidenceFigures, monthFigures, type StruckGroup } from './year-charts.rules.ts'

/** Entries `e` of the area and the subject. Those of an organisation name no person. */
export const entriesOf = (by: Actor, area: Area, subject: string, years: readonly number[]) =>
  sql<boolean>`${within(by, 'area.read', 'e')} and ${inArea(area, 'e')} and e.year = any(${[...years]}::int[])
    and (e.person_id is null) = ${subject === 'ORG'}`

/** Whether the entry's rule asks for evidence. A hashed set: a join here is planned for a few rows and meets thousands. */
export const neededBy = (by: Actor, alias: string) =>
  sql<boolean>`((${sql.ref(`${alias}.version_id`)}, ${sql.ref(`${alias}.rule_code`)}) in (
    select u.version_id, u.code from scheme_rule u where u.region_id = ${by.regionId} and u.evidence_needed))`

/** Entries from slips that were reversed (`gone`), and those whose slip has evidence (`held`): few, found by their keys. */
export const goneAndHeld = (by: Actor, area: Area, subject: string, year: number) => sql`gone as (
    select e.id, e.path, e.version_id, e.rule_code from book b
    join points_entry g on g.region_id = b.region_id and g.book_id = b.id and g.source_kind = 'REVERSAL'
    join points_entry e on e.region_id = g.region_id and e.id = g.refers_to and e.source_kind = 'SLIP_LINE'
    where ${within(by, 'area.read', 'b')} and ${inArea(area, 'b')} and b.year = ${year} and b.subject = ${subject}
  ), held as (
    select e.id, e.path, e.version_id, e.rule_code from (
      select distinct v.region_id, v.subject_id from evidence v
       where ${within(by, 'area.read', 'v')} and ${inArea(area, 'v')} and v.subject_kind = 'slip'
    ) v
    join slip_line l on l.region_id = v.region_id and l.slip_id = v.subject_id
    join points_entry e on e.region_id = l.region_id and e.book_id = l.book_id and e.source_kind = 'SLIP_LINE' and e.source_id = l.id
    where ${entriesOf(by, area, subject, [year])}
  )`

/** All entries of both years, found by their books: the ledger has no index by place. */
const groupsOf = (tx: ReadTx, by: Actor, area: Area, subject: string, year: number) =>
  sql<EntryGroup>`${planned}
    select e.year, extract(month from e.fact_on)::int as month, left(b.path, ${area.placeOf}::int) as place, ${neededBy(by, 'e')} as needed,
      sum(e.counted)::int as points, count(*) filter (where e.source_kind = 'SLIP_LINE')::int as slips,
      count(*) filter (where e.source_kind = 'OPENING')::int as opening
    from book b join points_entry e on e.region_id = b.region_id and e.book_id = b.id
    where ${within(by, 'area.read', 'b')} and ${inArea(area, 'b')} and b.year in (${year}, ${year - 1}) and b.subject = ${subject} group by 1, 2, 3, 4`.execute(
    tx,
  )

/** Of the year's entries from slips: those reversed, and those standing that have evidence. */
const struckOf = (tx: ReadTx, by: Actor, area: Area, subject: string, year: number) =>
  sql<StruckGroup>`${planned}
    with ${goneAndHeld(by, area, subject, year)}
    select left(e.path, ${area.placeOf}::int) as place, ${neededBy(by, 'e')} as needed,
      count(*) filter (where e.gone)::int as gone, count(*) filter (where not e.gone)::int as held
    from (select gone.*, true as gone from gone
          union all select held.*, false from held where held.id not in (select id from gone)) e group by 1, 2`.execute(
    tx,
  )

export interface EntryFigures {
  groups: Omit<EntryGroup, 'place'>[]
  struck: Omit<StruckGroup, 'place'>[]
}
const withoutPlace = <Group extends { place: string }>({ place: _, ...group }: Group) => group
/** Of each place of an area, for the roll-up. */
export async function countEntries(
  tx: ReadTx,
  by: Actor,
  area: Area,
  { subject, year }: { subject: string; year: number },
): Promise<EntryFigures[]> {
  const { rows: groups } = await groupsOf(tx, by, area, subject, year)
  const { rows: struck } = await struckOf(tx, by, area, subject, year)
  const [groupsAt, struckAt] = [
    Map.groupBy(groups, ({ place }) => place),
    Map.groupBy(struck, ({ place }) => place),
  ]
  return area.places.map(({ path }) => ({
    groups: (groupsAt.get(path) ?? []).map(withoutPlace),
    struck: (struckAt.get(path) ?? []).map(withoutPlace),
  }))
}
export const addEntries = (parts: readonly EntryFigures[]): EntryFigures => ({
  groups: addUp(
    parts.flatMap((part) => part.groups),
    ['year', 'month', 'needed'],
  ),
  struck: addUp(
    parts.flatMap((part) => part.struck),
    ['needed'],
  ),
})

/** Points by month against the year before, and entries without evidence: two statements, whatever the area's size. */
export async function getYearEntries(
  tx: ReadTx,
  by: Actor,
  { unitId, year, subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const rolled = await rolledFigures<EntryFigures>(tx, by, {
    kind: 'ENTRIES',
    unitId: area.unitId,
    year,
    subject,
  })
  const groups = rolled ? rolled.own.groups : (await groupsOf(tx, by, area, subject, year)).rows
  const evidence = rolled
    ? ([placed(rolled, area, (own) => own.groups), placed(rolled, area, (own) => own.struck)] as const)
    : ([groups as EntryGroup[], (await struckOf(tx, by, area, subject, year)).rows] as const)
  return {
    year,
    subject,
    asOf: rolled?.asOf ?? null,
    months: monthFigures(groups, year),
    evidence: evidenceFigures(...evidence, area.places, year),
  }
}
