/** The rows behind the figures of the charts, where no page of its own lists them. */
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type {
  listYearEntries as entryRoute,
  listStarWinners as starRoute,
} from '@xinghe/contract/year-charts'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { areaOf } from './area.ts'
import { entriesOf, goneAndHeld, neededBy } from './year-entries.ts'
import { ratingsOf, slotOfStar, starsOfBook } from './year-results.ts'

const page = ({ page, size }: { page: number; size: number }) =>
  sql`limit ${size} offset ${(page - 1) * size}`
const counted = <Row extends { all: number }>(rows: readonly Row[]) => ({
  rows: rows.map(({ all: _, ...row }) => row),
  total: rows[0]?.all ?? 0,
})
type Counted<A extends { rows: unknown[] }> = A['rows'][number] & { all: number }

/** In tree order: persons are not ranked. */
export async function listStarWinners(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof starRoute>,
): Promise<AnswerIn<typeof starRoute>> {
  const area = await areaOf(tx, by, input.unitId)
  const sums = sql`(array[b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10])[${slotOfStar}]`
  const { rows } = await sql<Counted<AnswerIn<typeof starRoute>>>`
    select b.id as "bookId", ${slotOfStar} as slot, b.name, v.short_name as "villageName", v.parent_short_name as "townshipName",
      ${sums} as points, case when substr(r.colours, ${slotOfStar}, 1) in ('G', 'S', 'R') then substr(r.colours, ${slotOfStar}, 1) end as colour,
      (count(*) over ())::int as all
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id ${starsOfBook}
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where ${ratingsOf(by, area, input.subject, [input.year])} and s.name = ${input.star} and s.kind = ${input.kind}
      and (substr(r.lit, ${slotOfStar}, 1) = '1') is ${input.won === 'yes' ? sql`true` : sql`not true`}
    order by r.path, b.book_no, slot ${page(input)}`.execute(tx)
  return counted(rows)
}

const withoutEvidence = sql`and e.source_kind = 'SLIP_LINE' and e.id not in (select id from gone) and e.id not in (select id from held)`

/** The latest fact first. By month every entry is shown, reversals too, since the month's points are their sum. */
export async function listYearEntries(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof entryRoute>,
): Promise<AnswerIn<typeof entryRoute>> {
  const area = await areaOf(tx, by, input.unitId)
  const month = input.month ? sql`and extract(month from e.fact_on) = ${input.month}` : sql``
  const { rows } = await sql<Counted<AnswerIn<typeof entryRoute>>>`
    with ${goneAndHeld(by, area, input.subject, input.year)},
    found as (
      select e.id, e.book_id, e.fact_on, e.reason, e.version_id, e.rule_code, e.counted, e.path, e.seq, (count(*) over ())::int as all
      from points_entry e
      where ${entriesOf(by, area, input.subject, [input.year])} ${month} ${input.without ? withoutEvidence : sql``} ${input.without === 'needed' ? sql`and ${neededBy(by, 'e')}` : sql``}
      order by e.fact_on desc, e.path, e.book_id, e.seq ${page(input)}
    )
    select f.id, f.book_id as "bookId", b.name, v.short_name as "villageName", f.fact_on as "factOn", f.reason,
      coalesce(u.content, '') as rule, f.counted, f.all
    from found f
    join book b on b.region_id = ${by.regionId} and b.id = f.book_id
    join ${unitOn('b.village_id', sql.ref('f.fact_on'))} v on true
    left join scheme_rule u on u.region_id = b.region_id and u.version_id = f.version_id and u.code = f.rule_code
    order by f.fact_on desc, f.path, f.book_id, f.seq`.execute(tx)
  return counted(rows)
}
