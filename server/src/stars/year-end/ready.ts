import { farApart, type ReadySheets } from '@xinghe/contract/year-end'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import type { SheetRow } from './cells.ts'
import { ofSheets, sheetRights } from './load.ts'
import { ownSheets } from './own-village.ts'
import { evaluateAll, notRated, ratedBooks } from './rated.ts'

const gap = (one: { level: number; floorLevel: number }) => Math.abs(one.level - one.floorLevel)

/** The sheets that wait for the actor's assessment, what stands out in their books, and which must be opened one by one. */
export async function readyOf(
  tx: ReadTx,
  by: Actor,
  sheets: readonly SheetRow[],
): Promise<ReadySheets | null> {
  const waiting = sheets.filter(
    (sheet) => sheet.state === 'PEER_REVIEWED' && may(by, sheetRights.assess, sheet.path),
  )
  if (waiting.length === 0) return null
  const ids = waiting.map((sheet) => sheet.id)
  const own = await ownSheets(tx, by, ids)
  const books = await ratedBooks(tx, by, ofSheets(ids))
  const sheetOf = (one: { village_id: string; subject: string }) => `${one.village_id} ${one.subject}`
  // 依据: where the plan counts a year-end score, the group gives one to every book; that cannot be done unseen.
  const unscored = new Set(
    books.filter((book) => book.year_end_weight > 0 && book.year_end_score === null).map(sheetOf),
  )
  const ready = waiting.filter((sheet) => !own.has(sheet.id) && !unscored.has(sheetOf(sheet)))
  const chosen = new Set(ready.map(sheetOf))
  const counted = books.filter((book) => chosen.has(sheetOf(book)))
  const results = await evaluateAll(tx, by, counted)
  const named = counted.map((book) => ({
    who: book.subject === 'ORG' ? book.name : book.village_name + book.name,
    because: notRated(book),
    level: results.get(book.book_id)?.level ?? 0,
    floorLevel: results.get(book.book_id)?.floorLevel ?? 0,
  }))
  return {
    sheetIds: ready.map((sheet) => sheet.id),
    villages: new Set(ready.map((sheet) => sheet.village_id)).size,
    books: counted.length,
    notRated: named.flatMap(({ who, because }) => (because ? [{ who, because }] : [])),
    apart: named
      .filter((one) => !one.because && gap(one) >= farApart)
      .sort((one, other) => gap(other) - gap(one))
      .map(({ who, level, floorLevel }) => ({ who, level, floorLevel })),
    ownVillages: [
      ...new Set(waiting.filter((sheet) => own.has(sheet.id)).map((sheet) => sheet.village_name)),
    ],
    unscoredVillages: [
      ...new Set(waiting.filter((sheet) => unscored.has(sheetOf(sheet))).map((sheet) => sheet.village_name)),
    ],
  }
}
