import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { ColourMode, Conversion, MemberCategory } from '@xinghe/contract/words'
import type { getYearEndSheet as route, SheetBook } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { starSums, starsOfBooks } from '../../points/index.ts'
import { timelineFor } from '../timeline.ts'
import { cellOf, clockFor, type SheetRow, sheetRows } from './cells.ts'
import { anyOf, ofSheets } from './load.ts'
import { evaluateAll, notRated, type Rated, ratedBooks } from './rated.ts'
import { computedOf } from './results-of.ts'

/** One village sheet: what the village handed in, and each book's stars with what the assessment moved. */
export async function getYearEndSheet(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const [sheet] = await sheetRows(tx, by, sql`s.id = ${id}`)
  if (!sheet) throw new Refusal('common.not_found')
  const books = await ratedBooks(tx, by, ofSheets([id]))
  const [first] = books
  return {
    ...cellOf(by, await clockFor(tx, by), sheet),
    villageId: sheet.village_id,
    villageName: sheet.village_name,
    townshipId: sheet.township_id,
    townshipName: sheet.township_name,
    year: sheet.year,
    selfText: sheet.self_text,
    review: reviewOf(sheet),
    assessedByName: sheet.assessed_by_name,
    assessmentNote: sheet.assessment_note,
    plan: first
      ? {
          lightAt: first.light_at,
          conversion: first.conversion as Conversion,
          colourMode: first.colour_mode as ColourMode,
          yearEndWeight: first.year_end_weight,
        }
      : null,
    books: await sheetBooks(tx, by, books),
    exempted: await exempted(tx, by, sheet),
    timeline: await timelineFor(tx, by.regionId, 'year_end_sheet', id),
  }
}

const reviewOf = (sheet: SheetRow) =>
  sheet.review_on === null
    ? null
    : {
        membersEntitled: sheet.members_entitled ?? 0,
        membersAttended: sheet.members_attended ?? 0,
        representativesAttended: sheet.representatives_attended ?? 0,
        votesSatisfied: sheet.votes_satisfied ?? 0,
        votesBasically: sheet.votes_basically ?? 0,
        votesDissatisfied: sheet.votes_dissatisfied ?? 0,
      }

async function sheetBooks(tx: ReadTx, by: Actor, books: readonly Rated[]): Promise<SheetBook[]> {
  const ids = books.map((book) => book.book_id)
  const stars = await starsOfBooks(tx, by.regionId, ids)
  const results = await evaluateAll(tx, by, books)
  const moves = await tx
    .selectFrom('points_entry')
    .select(['book_id', 'slot', 'counted', 'reason', 'entered_by_name', 'posted_at'])
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', anyOf(ids))
    .where('source_kind', '=', 'YEAR_END')
    .orderBy('book_id')
    .orderBy('seq')
    .execute()
  return books.map((book) => {
    const own = moves.filter((move) => move.book_id === book.book_id)
    const sums = starSums(book)
    return {
      ...computedOf(book, results.get(book.book_id) as never),
      bookId: book.book_id,
      bookNo: book.book_no,
      name: book.name,
      category: book.category as MemberCategory | null,
      state: book.state,
      reviewGrade: book.review_grade,
      yearEndScore: book.year_end_score,
      notRated: notRated(book),
      stars: (stars.get(book.book_id) ?? []).map(({ slot, name, kind }) => ({
        slot,
        name,
        kind,
        points: sums[slot - 1] ?? 0,
        adjusted: own.reduce((sum, move) => (move.slot === slot ? sum + move.counted : sum), 0),
      })),
      changes: own.map((move) => ({
        slot: move.slot,
        delta: move.counted,
        reason: move.reason,
        byName: move.entered_by_name,
        at: move.posted_at.toISOString(),
      })),
    }
  })
}

/** Not rated without shame: the reason stands beside the name. */
async function exempted(tx: ReadTx, by: Actor, sheet: SheetRow) {
  const { rows } = await sql<{ book_id: string; name: string; reason: string | null }>`
    select b.id as book_id, b.name, e.reason from book b
    left join exemption e on e.region_id = b.region_id and e.book_id = b.id and e.state = 'APPROVED'
    where b.region_id = ${by.regionId} and b.village_id = ${sheet.village_id} and b.subject = ${sheet.subject} and b.year = ${sheet.year} and b.exempt order by b.book_no`.execute(
    tx,
  )
  return rows.map((row) => ({ bookId: row.book_id, name: row.name, reason: row.reason }))
}
