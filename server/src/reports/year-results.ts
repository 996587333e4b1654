import { proposedStates, standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getYearResults as route } from '@xinghe/contract/year-charts'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type Area, areaOf, inArea } from './area.ts'
import { addUp, placed, rolledFigures } from './rolled.ts'
import { type ResultGroup, resultFigures, type StarGroup, starFigures } from './year-charts.rules.ts'

export const shownStates = [...standingStates, ...proposedStates]
/** Ratings `r` of the area with a result, of the subject: the same as the page of results shows. */
export const ratingsOf = (by: Actor, area: Area, subject: string, years: readonly number[]) =>
  sql<boolean>`${within(by, 'area.read', 'r')} and ${inArea(area, 'r')} and r.subject = ${subject}
    and r.year = any(${[...years]}::int[]) and r.state = any(${shownStates}::text[])`

/** The stars `s` a book was asked for: five common, the duties of its category, the two electives it declared. */
export const starsOfBook = sql`join scheme_star s on s.region_id = b.region_id and s.version_id = b.version_id
  and case s.kind when 'ELECTIVE' then s.code in (b.elective_a, b.elective_b)
                  when 'DUTY' then s.category is null or s.category = b.category
                  else true end`
export const slotOfStar = sql<number>`case when s.kind <> 'ELECTIVE' then s.slot when s.code = b.elective_a then 9 else 10 end`

const groupsOf = (tx: ReadTx, area: Area, ratings: RawBuilder<boolean>) => {
  const stars = (colour: string) =>
    sql`coalesce(sum(length(r.colours) - length(replace(r.colours, ${colour}, ''))), 0)::int`
  const having = (colour: string) => sql`count(*) filter (where strpos(r.colours, ${colour}) > 0)::int`
  return sql<ResultGroup>`${planned}
    select r.year, left(r.path, ${area.placeOf}::int) as place, r.final_level as level, r.class, count(*)::int as count,
      count(*) filter (where r.final_level > r.suggested_level)::int as up,
      count(*) filter (where r.final_level is distinct from r.suggested_level and (r.final_level > r.suggested_level) is not true)::int as down,
      ${stars('G')} as gold, ${stars('S')} as silver, ${stars('R')} as red,
      ${having('G')} as "withGold", ${having('S')} as "withSilver", ${having('R')} as "withRed"
    from rating r where ${ratings} group by 1, 2, 3, 4`.execute(tx)
}

const inOne = sql<string>`''`
const placeIn = ({ placeOf }: Area) => sql<string>`left(r.path, ${placeOf}::int)`
const starsOf = (tx: ReadTx, ratings: RawBuilder<boolean>, place: RawBuilder<string>) =>
  sql<StarGroup & { place: string }>`${planned}
    select ${place} as place, r.year, s.name, s.kind, min(${slotOfStar})::int as slot, count(*)::int as rated,
      count(*) filter (where substr(r.lit, ${slotOfStar}, 1) = '1')::int as won
    from rating r join book b on b.region_id = r.region_id and b.id = r.book_id ${starsOfBook}
    where ${ratings} group by 1, 2, 3, 4`.execute(tx)

const mostChanges = 50
const changed = sql`r.final_level is distinct from r.suggested_level`
const changesOf = (tx: ReadTx, ratings: RawBuilder<boolean>) =>
  sql<AnswerIn<typeof route>['changes'][number]>`${planned}
    select r.book_id as "bookId", b.name, v.short_name as "villageName", v.parent_short_name as "townshipName",
      r.suggested_level as computed, r.final_level as final, r.level_reason as reason
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where ${ratings} and ${changed} order by r.path, b.book_no limit ${mostChanges}`.execute(tx)

export interface ResultFigures {
  groups: Omit<ResultGroup, 'place'>[]
  stars: StarGroup[]
  /** Books of the first changes, in tree order. */
  changes: string[]
}
/** The first of each place, in tree order. */
const firstChangesOf = (tx: ReadTx, area: Area, ratings: RawBuilder<boolean>) =>
  sql<{ place: string; bookId: string }>`${planned}
    select place, book_id as "bookId" from (
      select ${placeIn(area)} as place, r.book_id, row_number() over (partition by ${placeIn(area)} order by r.path, b.book_no) as at
      from rating r join book b on b.region_id = r.region_id and b.id = r.book_id where ${ratings} and ${changed}
    ) c where at <= ${mostChanges} order by place, at`.execute(tx)

/** Of each place of an area, for the roll-up. */
export async function countResults(
  tx: ReadTx,
  by: Actor,
  area: Area,
  { subject, year }: { subject: string; year: number },
): Promise<ResultFigures[]> {
  const both = ratingsOf(by, area, subject, [year, year - 1])
  const groups = await groupsOf(tx, area, both)
  const stars = await starsOf(tx, both, placeIn(area))
  const changes = await firstChangesOf(tx, area, ratingsOf(by, area, subject, [year]))
  const groupsAt = Map.groupBy(groups.rows, ({ place }) => place)
  const starsAt = Map.groupBy(stars.rows, ({ place }) => place)
  const changesAt = Map.groupBy(changes.rows, ({ place }) => place)
  return area.places.map(({ path }) => ({
    groups: (groupsAt.get(path) ?? []).map(({ place: _, ...group }) => group),
    stars: (starsAt.get(path) ?? []).map(({ place: _, ...star }) => star),
    changes: (changesAt.get(path) ?? []).map(({ bookId }) => bookId),
  }))
}
/** Parts in tree order. */
export const addResults = (parts: readonly ResultFigures[]): ResultFigures => ({
  groups: addUp(
    parts.flatMap((part) => part.groups),
    ['year', 'level', 'class'],
  ),
  stars: addUp(
    parts.flatMap((part) => part.stars),
    ['year', 'name', 'kind', 'slot'],
  ),
  changes: parts.flatMap((part) => part.changes).slice(0, mostChanges),
})

/** The results of a year and of the year before, of an area: three statements, whatever its size. */
export async function getYearResults(
  tx: ReadTx,
  by: Actor,
  { unitId, year, subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const rolled = await rolledFigures<ResultFigures>(tx, by, {
    kind: 'RESULTS',
    unitId: area.unitId,
    year,
    subject,
  })
  const both = ratingsOf(by, area, subject, [year, year - 1])
  const own = ratingsOf(by, area, subject, [year])
  const groups = rolled ? rolled.own.groups : (await groupsOf(tx, area, both)).rows
  const stars = rolled ? rolled.own.stars : (await starsOf(tx, both, inOne)).rows
  const changes = await changesOf(
    tx,
    rolled ? sql<boolean>`${own} and r.book_id = any(${rolled.own.changes}::uuid[])` : own,
  )
  return {
    year,
    subject,
    asOf: rolled?.asOf ?? null,
    ...resultFigures(
      rolled ? placed(rolled, area, (one) => one.groups) : (groups as ResultGroup[]),
      area.places,
      year,
      subject,
      groups,
    ),
    stars: starFigures(stars, year),
    changes: changes.rows,
  }
}
