/** Ratings with everything they are computed from, and the evaluation of many at once. */

import type { OrgClass, ReviewGrade, Subject } from '@xinghe/contract/words'
import type { RatingState } from '@xinghe/contract/year-end'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import { starSums } from '../../points/index.ts'
import { type Evaluated, evaluate, planOf } from '../star.rules.ts'
import { yearsKept } from './years-kept.ts'

type Slot = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
export type Rated = Record<`s${Slot}`, number> & {
  book_id: string
  book_no: string
  name: string
  category: string | null
  subject: Subject
  year: number
  path: string
  person_id: string | null
  village_id: string
  village_name: string
  township_id: string
  township_name: string
  elective_a: string | null
  elective_b: string | null
  state: RatingState
  version_id: string
  review_grade: ReviewGrade | null
  year_end_score: number | null
  total: number | null
  lit: string | null
  colours: string | null
  suggested_level: number | null
  floor_level: number | null
  final_level: number | null
  level_reason: string | null
  class: OrgClass | null
  determination_id: string | null
  notice_id: string | null
  notice_closed_on: string | null
  head: string
  veto_now: string | null
  veto_reason: string | null
  conversion: string
  light_at: number
  colour_mode: string
  red_at: number
  silver_at: number
  gold_at: number
  class_one_at: number
  class_two_at: number
  year_end_weight: number
  top_share_percent: number | null
}

/** Ratings `r` of books `b` that are not exempt, under these conditions, in tree order; locked for an act. */
export async function ratedBooks(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  condition: RawBuilder<unknown>,
  lock = false,
): Promise<Rated[]> {
  const { rows } = await sql<Rated>`
    select r.book_id, b.book_no, b.name, b.category, r.subject, r.year, r.path, r.person_id, r.village_id, v.short_name as village_name,
      r.township_id, v.parent_short_name as township_name, b.elective_a, b.elective_b, r.state, b.version_id, r.review_grade, r.year_end_score,
      r.total, r.lit, r.colours, r.suggested_level, r.floor_level, r.final_level, r.level_reason, r.class, r.determination_id,
      r.notice_id, r.notice_closed_on, b.head, o.id as veto_now, o.reason as veto_reason,
      b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10,
      sv.conversion, sv.light_at, sv.colour_mode, sv.red_at, sv.silver_at, sv.gold_at, sv.class_one_at, sv.class_two_at,
      sv.year_end_weight, sv.top_share_percent
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
    join scheme_version sv on sv.region_id = b.region_id and sv.id = b.version_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    left join lateral (select id, reason from veto where region_id = b.region_id and book_id = b.id and lifted_at is null order by recorded_at limit 1) o on true
    where r.region_id = ${by.regionId} and ${condition}
    order by r.path, b.book_no, b.id ${lock ? sql`for update of r` : sql``}`.execute(tx)
  return rows
}

/** 依据: 有一票否决情形或民主评议不合格的, 只考核不评星. Null when the subject is rated. */
export const notRated = (rated: Pick<Rated, 'veto_now' | 'veto_reason' | 'review_grade'>): string | null =>
  rated.veto_now
    ? `一票否决：${rated.veto_reason}`
    : rated.review_grade === 'UNQUALIFIED'
      ? '民主评议不合格'
      : null

/** Each book evaluated as of now. */
export async function evaluateAll(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  books: readonly Rated[],
): Promise<Map<string, Evaluated>> {
  const kept = await yearsKept(tx, by, books)
  return new Map(
    books.map((book) => [
      book.book_id,
      evaluate(planOf(book, book.subject), {
        sums: starSums(book),
        vetoed: notRated(book) !== null,
        yearEndScore: book.year_end_score,
        yearsKept: kept.get(book.book_id),
      }),
    ]),
  )
}

/** Figures that moved since they were stored: points came or went behind a decision. */
export const moved = (book: Rated, now: Evaluated): boolean =>
  book.total !== now.total ||
  book.lit !== now.lit ||
  book.colours !== now.colours ||
  book.suggested_level !== now.suggested ||
  book.floor_level !== now.floorLevel

export interface Decided {
  bookId: string
  now: Evaluated
  vetoId: string | null
  /** Left out before the meeting. */
  decided?: { level: number | null; reason: string | null; class: OrgClass | null; determinationId: string }
}
/** Stores what was computed, and decided, for many ratings in one statement. */
export async function storeResults(tx: Tx, by: Actor, results: readonly Decided[]): Promise<void> {
  const column = <T>(of: (result: Decided) => T) => results.map(of)
  await sql`
    update rating r set version_id = b.version_id, total = n.total, lit = n.lit, colours = n.colours, suggested_level = n.suggested,
      floor_level = n.floor_level, class = n.class, veto_id = n.veto_id, final_level = n.final_level, level_reason = n.reason,
      determination_id = n.determination_id
    from unnest(${column((one) => one.bookId)}::uuid[], ${column((one) => one.now.total)}::int[], ${column((one) => one.now.lit)}::text[],
      ${column((one) => one.now.colours)}::text[], ${column((one) => one.now.suggested)}::int[], ${column((one) => one.now.floorLevel)}::int[],
      ${column((one) => (one.decided ? one.decided.class : one.now.class))}::text[], ${column((one) => one.vetoId)}::uuid[],
      ${column((one) => one.decided?.level ?? null)}::int[], ${column((one) => one.decided?.reason ?? null)}::text[],
      ${column((one) => one.decided?.determinationId ?? null)}::uuid[])
      as n (id, total, lit, colours, suggested, floor_level, class, veto_id, final_level, reason, determination_id), book b
    where r.region_id = ${by.regionId} and r.book_id = n.id and b.region_id = r.region_id and b.id = r.book_id`.execute(
    tx,
  )
}
