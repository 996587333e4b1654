import { sql } from 'kysely'
import type { ReadTx } from '../platform/tx.ts'
import { type Finding, starSums } from '../points/index.ts'
import { evaluateInSql } from './evaluate-in-sql.ts'
import { evaluate, planOf } from './star.rules.ts'

/** Repeats the evaluation of a year twice, by rules and by SQL, and compares both with the ratings stored. */
export async function verifyRatings(
  tx: ReadTx,
  regionId: number,
  year: number,
): Promise<{ ratings: number; findings: Finding[] }> {
  const rows = await tx
    .selectFrom('book as b')
    .innerJoin('scheme_version as v', (join) =>
      join.onRef('v.region_id', '=', 'b.region_id').onRef('v.id', '=', 'b.version_id'),
    )
    .leftJoin('rating as r', (join) =>
      join.onRef('r.region_id', '=', 'b.region_id').onRef('r.book_id', '=', 'b.id'),
    )
    .select([
      'b.id',
      'b.book_no',
      'b.subject',
      'b.s1',
      'b.s2',
      'b.s3',
      'b.s4',
      'b.s5',
      'b.s6',
      'b.s7',
      'b.s8',
      'b.s9',
      'b.s10',
      'v.conversion',
      'v.light_at',
      'v.colour_mode',
      'v.red_at',
      'v.silver_at',
      'v.gold_at',
      'v.class_one_at',
      'v.class_two_at',
      'v.year_end_weight',
      'r.year_end_score',
      'r.review_grade',
      'r.total',
      'r.lit',
      'r.colours',
      'r.suggested_level',
      'r.floor_level',
      'r.final_level',
      'r.level_reason',
      'r.determination_id',
      'r.confirmed_at',
      'r.notice_id',
      'r.notice_closed_on',
    ])
    .select(
      sql<boolean>`exists (select 1 from veto o where o.region_id = b.region_id and o.book_id = b.id and o.lifted_at is null)`.as(
        'vetoed',
      ),
    )
    .where('b.region_id', '=', regionId)
    .where('b.year', '=', year)
    .orderBy('b.id')
    .execute()
  const bySql = new Map((await evaluateInSql(tx, regionId, year)).map((row) => [row.book_id, row]))
  const findings: Finding[] = []
  let ratings = 0
  for (const row of rows) {
    const report = (what: string) => findings.push({ bookId: row.id, bookNo: row.book_no, what })
    const pure = evaluate(planOf(row, row.subject), {
      sums: starSums(row),
      vetoed: row.vetoed || row.review_grade === 'UNQUALIFIED',
      yearEndScore: row.year_end_score,
    })
    const other = bySql.get(row.id)
    if (
      row.colour_mode !== 'YEARS' &&
      (other?.total !== pure.total ||
        other.lit !== pure.lit ||
        other.colours !== pure.colours ||
        other.suggested !== pure.suggested ||
        other.class !== pure.class)
    )
      report(`rules and SQL disagree: ${JSON.stringify(pure)} / ${JSON.stringify(other)}`)
    if (row.lit === null) continue
    ratings++
    if (
      row.total !== pure.total ||
      row.suggested_level !== pure.suggested ||
      row.floor_level !== pure.floorLevel
    )
      report(
        `stored result ${row.total}/${row.suggested_level}, evaluated again ${pure.total}/${pure.suggested}`,
      )
    if (row.lit !== pure.lit || (row.colour_mode !== 'YEARS' && row.colours !== pure.colours))
      report(`stored stars ${row.lit} ${row.colours}, evaluated again ${pure.lit} ${pure.colours}`)
    if (row.determination_id && row.final_level !== row.suggested_level && !row.level_reason)
      report('a level other than the computed one has no reason')
    if (row.confirmed_at && !(row.notice_id && row.notice_closed_on))
      report('confirmed without a closed notice')
  }
  return { ratings, findings }
}
