import type { InputOf } from '@xinghe/contract/route'
import type { assess as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { type NewEntry, post, starsOfBooks } from '../../points/index.ts'
import { settle } from '../../work/index.ts'
import { dueDay } from './days.ts'
import {
  idsOf,
  type LoadedSheet,
  lockDeterminations,
  moveRatings,
  ofSheets,
  queueDeterminations,
  sheetsFor,
} from './load.ts'
import { refuseOwnVillage } from './own-village.ts'
import { evaluateAll, type Rated, ratedBooks, storeResults } from './rated.ts'

type Assessed = InputOf<typeof route>['sheets'][number]
type Change = Assessed['changes'][number]

/**
 * The assessment group verifies the points star by star: what it cuts or adds goes to the ledger with its reason, what
 * it does not name is confirmed. Ratings then hold what the points come to. May be done again until the meeting.
 */
export async function assess(
  tx: Tx,
  by: Actor,
  { sheets: given }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(
    tx,
    by,
    given.map((one) => one.sheetId),
    'assess',
  )
  const ids = idsOf(sheets)
  await refuseOwnVillage(tx, by, ids)
  const books = new Map((await ratedBooks(tx, by, ofSheets(ids), true)).map((book) => [book.book_id, book]))
  await adjust(tx, by, await entriesOf(tx, by, given, sheets, books))
  await score(tx, by, given, sheets, books)
  await sql`
    update year_end_sheet s set state = 'ASSESSED', assessed_on = ${by.today}, assessed_by_name = ${by.name}, assessment_note = n.note
    from unnest(${ids}::uuid[], ${given.map((one) => one.note || null)}::text[]) as n (id, note)
    where s.region_id = ${by.regionId} and s.id = n.id`.execute(tx)
  const after = await ratedBooks(tx, by, ofSheets(ids))
  const results = await evaluateAll(tx, by, after)
  await storeResults(
    tx,
    by,
    after.map((book) => ({
      bookId: book.book_id,
      now: results.get(book.book_id) as never,
      vetoId: book.veto_now,
    })),
  )
  await moveRatings(tx, by, 'assess', ofSheets(ids))
  await audit(
    tx,
    by,
    'year_end.assessed',
    sheets.map((sheet, index) => ({
      path: sheet.path,
      subjectKind: 'year_end_sheet',
      subjectId: sheet.id,
      note: given[index]?.note || null,
    })),
  )
  await settle(tx, by, 'year_end_sheet', ids)
  await callMeetings(tx, by, sheets)
  return { count: sheets.length }
}

/** What the year-end verification moves, as entries; each change names a star that the book has. */
export const adjustment = (
  by: Actor,
  book: Pick<Rated, 'book_id' | 'version_id'>,
  change: Pick<Change, 'slot' | 'delta' | 'reason'>,
): NewEntry => ({
  bookId: book.book_id,
  slot: change.slot,
  versionId: book.version_id,
  ruleCode: '年终核定',
  kind: 'ADJUST',
  claimed: change.delta,
  factOn: by.today,
  quarter: 4,
  sourceKind: 'YEAR_END',
  sourceId: newId(),
  reason: change.reason,
  enteredBy: by.personId,
  enteredByName: by.name,
  confirmedByName: null,
  checkedByName: by.name,
})
export const adjust = (tx: Tx, by: Actor, entries: readonly NewEntry[]) => post(tx, by, entries)

async function entriesOf(
  tx: Tx,
  by: Actor,
  given: readonly Assessed[],
  sheets: readonly LoadedSheet[],
  books: ReadonlyMap<string, Rated>,
): Promise<NewEntry[]> {
  const stars = await starsOfBooks(tx, by.regionId, [
    ...new Set(given.flatMap((one) => one.changes.map((change) => change.bookId))),
  ])
  return given.flatMap((one, at) =>
    one.changes.map((change, index) => {
      const book = bookOf(books, sheets[at] as LoadedSheet, change.bookId)
      if (!stars.get(change.bookId)?.some((star) => star.slot === change.slot))
        throw refuseField(`sheets.${at}.changes.${index}.slot`, `${book.name}没有这颗星`)
      return adjustment(by, book, change)
    }),
  )
}
function bookOf(books: ReadonlyMap<string, Rated>, sheet: LoadedSheet, id: string): Rated {
  const book = books.get(id)
  if (!book || book.village_id !== sheet.village_id || book.subject !== sheet.subject)
    throw new Refusal('common.not_found')
  return book
}

/** Where the plan weighs the year-end score, every book needs one. */
async function score(
  tx: Tx,
  by: Actor,
  given: readonly Assessed[],
  sheets: readonly LoadedSheet[],
  books: ReadonlyMap<string, Rated>,
): Promise<void> {
  const scores = given.flatMap((one, at) =>
    one.scores.map((line) => ({ ...line, book: bookOf(books, sheets[at] as LoadedSheet, line.bookId) })),
  )
  const scored = new Set(scores.map((line) => line.bookId))
  const missing = [...books.values()].find(
    (book) => book.year_end_weight > 0 && book.year_end_score === null && !scored.has(book.book_id),
  )
  if (missing) {
    const at = sheets.findIndex(
      (sheet) => sheet.village_id === missing.village_id && sheet.subject === missing.subject,
    )
    throw refuseField(`sheets.${at}.scores`, `方案把年终得分计入总分，请给${missing.name}填写年终得分`)
  }
  await sql`
    update rating r set year_end_score = n.score from unnest(${scores.map((line) => line.bookId)}::uuid[], ${scores.map((line) => line.yearEndScore)}::int[]) as n (id, score)
    where r.region_id = ${by.regionId} and r.book_id = n.id`.execute(tx)
}

/** When the last sheet of a township and subject is assessed, the Party committee's meeting is due. */
async function callMeetings(tx: Tx, by: Actor, sheets: readonly LoadedSheet[]): Promise<void> {
  const ready = await lockDeterminations(
    tx,
    by,
    sql<boolean>`d.state = 'PREPARING'
    and (d.township_id, d.subject, d.year) in (select s.township_id, s.subject, s.year from year_end_sheet s where s.region_id = ${by.regionId} and s.id = any(${idsOf(sheets)}::uuid[]))
    and not exists (select 1 from year_end_sheet s where s.region_id = d.region_id and s.township_id = d.township_id and s.subject = d.subject and s.year = d.year and s.state <> 'ASSESSED')`,
  )
  const due = await dueDay(tx, by, 'determine')
  for (const year of new Set(ready.map((one) => one.year)))
    await queueDeterminations(
      tx,
      by,
      'DETERMINE',
      ready.filter((one) => one.year === year),
      { post: 'TOWNSHIP_SECRETARY', dueOn: due(year) },
    )
}
