import { proposedStates, standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getYearResults as route } from '@xinghe/contract/year-charts'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type Area, areaOf, inArea } from './area.ts'
import { type ResultGroup, resultFigures, type StarGroup, starFigures } from './year-charts.rules.ts'

const shown = [...standingStates, ...proposedStates]
/** Ratings `r` of the area with a result, of the subject: the same as the page of results shows. */
export const ratingsOf = (by: Actor, area: Area, subject: string, years: readonly number[]) =>
  sql<boolean>`${within(by, 'area.read', 'r')} and ${inArea(area, 'r')} and r.subject = ${subject}
    and r.year = any(${[...years]}::int[]) and r.state = any(${shown}::text[])`

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
  return sql<ResultGroup>`
    select r.year, left(r.path, ${area.placeOf}::int) as place, r.final_level as level, r.class, count(*)::int as count,
      count(*) filter (where r.final_level > r.suggested_level)::int as up,
      count(*) filter (where r.final_level is distinct from r.suggested_level and (r.final_level > r.suggested_level) is not true)::int as down,
      ${stars('G')} as gold, ${stars('S')} as silver, ${stars('R')} as red,
      ${having('G')} as "withGold", ${having('S')} as "withSilver", ${having('R')} as "withRed"
    from rating r where ${ratings} group by 1, 2, 3, 4`.execute(tx)
}

const starsOf = (tx: ReadTx, ratings: RawBuilder<boolean>) =>
  sql<StarGroup>`
    select r.year, s.name, s.kind, min(${slotOfStar})::int as slot, count(*)::int as rated,
      count(*) filter (where substr(r.lit, ${slotOfStar}, 1) = '1')::int as won
    from rating r join book b on b.region_id = r.region_id and b.id = r.book_id ${starsOfBook}
    where ${ratings} group by 1, 2, 3`.execute(tx)

const changesOf = (tx: ReadTx, ratings: RawBuilder<boolean>) =>
  sql<AnswerIn<typeof route>['changes'][number]>`
    select r.book_id as "bookId", b.name, v.short_name as "villageName", v.parent_short_name as "townshipName",
      r.suggested_level as computed, r.final_level as final, r.level_reason as reason
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where ${ratings} and r.final_level is distinct from r.suggested_level order by r.path, b.book_no limit 50`.execute(
    tx,
  )

/** The results of a year and of the year before, of an area: three statements, whatever its size. */
export async function getYearResults(
  tx: ReadTx,
  by: Actor,
  { unitId, year, subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const area = await areaOf(tx, by, unitId)
  const both = ratingsOf(by, area, subject, [year, year - 1])
  const groups = await groupsOf(tx, area, both)
  const stars = await starsOf(tx, both)
  const changes = await changesOf(tx, ratingsOf(by, area, subject, [year]))
  return {
    year,
    subject,
    ...resultFigures(groups.rows, area.places, year, subject),
    stars: starFigures(stars.rows, year),
    changes: changes.rows,
  }
}
