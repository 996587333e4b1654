import { sql } from 'kysely'
import type { ReadTx } from '../platform/tx.ts'
import type { planOf } from './star.rules.ts'
import type { Coloured } from './year-end/years-kept.ts'

export type Verified = Coloured &
  Parameters<typeof planOf>[0] & {
    book_no: string
    name: string
    /** Ten sums of what the ledger's entries count, not those that stand on the book. */
    sums: number[]
    vetoed: boolean
    state: string | null
    review_grade: string | null
    year_end_score: number | null
    total: number | null
    lit: string | null
    colours: string | null
    suggested_level: number | null
    floor_level: number | null
    final_level: number | null
    level_reason: string | null
    class: string | null
    determination_id: string | null
    confirmed_at: Date | null
    notice_id: string | null
    notice_closed_on: string | null
    /** What the notice of the result said; null without one. */
    notice_line: { level: number | null } | null
  }

/** Every book of a region and year that stands under a scheme, with its rating, in the order of book numbers. */
export async function ratingsToVerify(tx: ReadTx, regionId: number, year: number): Promise<Verified[]> {
  const { rows } = await sql<Verified>`
    with points as (
      select book_id, slot, sum(counted)::int as points from points_entry
      where region_id = ${regionId} and book_id in (select id from book where region_id = ${regionId} and year = ${year})
      group by 1, 2
    ), sums as (
      select b.id, array_agg(coalesce(p.points, 0) order by s.slot) as sums
      from book b cross join generate_series(1, 10) as s (slot)
      left join points p on p.book_id = b.id and p.slot = s.slot
      where b.region_id = ${regionId} and b.year = ${year} group by b.id
    )
    select b.id as book_id, b.book_no, b.name, b.subject, b.year, b.person_id, b.village_id, b.elective_a, b.elective_b, sums.sums,
      exists (select 1 from veto o where o.region_id = b.region_id and o.book_id = b.id and o.lifted_at is null) as vetoed,
      v.conversion, v.light_at, v.colour_mode, v.red_at, v.silver_at, v.gold_at, v.class_one_at, v.class_two_at, v.year_end_weight,
      r.state, r.review_grade, r.year_end_score, r.total, r.lit, r.colours, r.suggested_level, r.floor_level, r.final_level, r.level_reason,
      r.class, r.determination_id, r.confirmed_at, r.notice_id, r.notice_closed_on,
      case when l.book_id is not null then json_build_object('level', l.level) end as notice_line
    from book b
    join sums on sums.id = b.id
    join scheme_version v on v.region_id = b.region_id and v.id = b.version_id
    left join rating r on r.region_id = b.region_id and r.book_id = b.id
    left join notice_line l on l.region_id = r.region_id and l.notice_id = r.notice_id and l.book_id = r.book_id
    where b.region_id = ${regionId} and b.year = ${year}
    order by b.book_no, b.id`.execute(tx)
  return rows
}
