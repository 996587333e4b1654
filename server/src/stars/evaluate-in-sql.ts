/**
 * The same evaluation as star.rules.ts, by the database in one statement. It shares no code with the pure one: `verify`
 * holds both against each other and against what was stored.
 */
import { sql } from 'kysely'
import type { ReadTx } from '../platform/tx.ts'

export interface SqlEvaluated {
  book_id: string
  total: number
  lit: string
  colours: string
  level: number
  floor_level: number
  suggested: number | null
  class: string | null
}

/** Evaluates books of a region and year that stand under a scheme (colour modes NONE and POINTS): these, or all. */
export async function evaluateInSql(
  tx: ReadTx,
  regionId: number,
  year: number,
  books?: readonly string[],
): Promise<SqlEvaluated[]> {
  const { rows } = await sql<SqlEvaluated>`
    with star as (
      select b.id as book_id, b.subject, p.slot, greatest(0, p.points) as points,
        v.conversion, v.light_at, v.colour_mode, v.silver_at, v.gold_at, v.class_one_at, v.class_two_at, v.year_end_weight,
        r.year_end_score,
        exists (select 1 from veto o where o.region_id = b.region_id and o.book_id = b.id and o.lifted_at is null)
          or coalesce(r.review_grade = 'UNQUALIFIED', false) as vetoed
      from book b
      join scheme_version v on v.region_id = b.region_id and v.id = b.version_id
      left join rating r on r.region_id = b.region_id and r.book_id = b.id
      cross join lateral (values (1, b.s1), (2, b.s2), (3, b.s3), (4, b.s4), (5, b.s5), (6, b.s6), (7, b.s7), (8, b.s8), (9, b.s9), (10, b.s10)) as p (slot, points)
      where b.region_id = ${regionId} and b.year = ${year}
        ${books ? sql`and b.id = any(${books}::uuid[])` : sql``}
    ), sums as (
      select star.*, sum(points) over (partition by book_id) as own_total,
        row_number() over (partition by book_id order by points desc, slot) as place
      from star
    ), totals as (
      select sums.*, case when year_end_weight > 0 and year_end_score is not null
        then floor((own_total * (100 - year_end_weight) + year_end_score * year_end_weight) / 100.0) else own_total end as total
      from sums
    ), lit as (
      select totals.*, least(10, floor(total / 1000))::int as floor_level,
        case when conversion = 'PER_STAR' then points >= light_at else place <= least(10, floor(total / 1000)) end as shines
      from totals
    ), coloured as (
      select lit.*, case when not shines then '-' when colour_mode = 'NONE' then 'N'
        when points >= gold_at then 'G' when points >= silver_at then 'S' else 'R' end as colour
      from lit
    ), whole as (
      select book_id, subject, conversion, vetoed, class_one_at, class_two_at, total, floor_level,
        string_agg(case when shines then '1' else '0' end, '' order by slot) as lit,
        string_agg(colour, '' order by slot) as colours,
        count(*) filter (where points >= light_at)::int as level
      from coloured group by 1, 2, 3, 4, 5, 6, 7, 8
    ), levelled as (
      select whole.*, case when vetoed then null when conversion = 'PER_STAR' then level else floor_level end as suggested from whole
    )
    select book_id, total::int as total, lit, colours, level, floor_level, suggested,
      case when subject = 'MEMBER' then null when suggested is null then 'III' when suggested >= class_one_at then 'I'
        when suggested >= class_two_at then 'II' else 'III' end as class
    from levelled order by book_id`.execute(tx)
  return rows
}
