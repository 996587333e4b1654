import { standingStates } from '@xinghe/contract/results'
import type { OrgClass, ReviewGrade } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

export interface Ruled {
  state: string
  grade: ReviewGrade | null
  level: number | null
  class: OrgClass | null
}
/** What the year came to, by book. */
export async function resultsOfBooks(
  tx: ReadTx,
  by: Actor,
  bookIds: readonly string[],
): Promise<Map<string, Ruled>> {
  const { rows } = await sql<Ruled & { id: string }>`
    select book_id as id, state, review_grade as grade, final_level as level, class from rating
    where region_id = ${by.regionId} and book_id = any(${[...bookIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
/** A result counts once the county has confirmed it. */
export const stands = (rating: Ruled | undefined): rating is Ruled =>
  rating !== undefined && (standingStates as readonly string[]).includes(rating.state)
