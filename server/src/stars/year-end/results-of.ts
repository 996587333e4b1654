import type { MemberCategory } from '@xinghe/contract/words'
import type { DeterminationRow } from '@xinghe/contract/year-end'
import type { Evaluated } from '../star.rules.ts'
import { notRated, type Rated } from './rated.ts'

/** Both readings of the points beside what was decided; before the meeting the figures are those of now. */
export function computedOf(book: Rated, now: Evaluated) {
  const decided = book.determination_id !== null
  return {
    total: decided ? (book.total ?? now.total) : now.total,
    lit: decided ? (book.lit ?? now.lit) : now.lit,
    colours: decided ? (book.colours ?? now.colours) : now.colours,
    level: now.level,
    floorLevel: decided ? (book.floor_level ?? now.floorLevel) : now.floorLevel,
    suggested: decided ? book.suggested_level : now.suggested,
    finalLevel: decided ? book.final_level : null,
    levelReason: book.level_reason,
    class: decided ? book.class : now.class,
    decided,
  }
}
export const rowOf = (book: Rated, now: Evaluated): DeterminationRow => ({
  ...computedOf(book, now),
  bookId: book.book_id,
  bookNo: book.book_no,
  name: book.name,
  villageName: book.village_name,
  category: book.category as MemberCategory | null,
  state: book.state,
  yearEndScore: book.year_end_score,
  reviewGrade: book.review_grade,
  notRated: notRated(book),
})
