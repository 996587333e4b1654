/** Small pieces that the screens of paper sheets share. */
import type { PaperColumn } from '@xinghe/contract/paper-lines'
import { getPaperSheet, listPaperSheets, type PaperSheetAnswer, paperStates } from '@xinghe/contract/papers'
import { listSlips } from '@xinghe/contract/slips'
import { listWork } from '@xinghe/contract/work'
import { stateTags } from '../ui/index.ts'

export const stalePapers = [listPaperSheets, getPaperSheet, listSlips, listWork]

export const PaperTag = stateTags({
  PRINTED: ['idle', paperStates.PRINTED],
  KEYED: ['waiting', paperStates.KEYED],
  DIFFERENT: ['late', paperStates.DIFFERENT],
  COMPARED: ['waiting', paperStates.COMPARED],
  POSTED: ['done', paperStates.POSTED],
  VOID: ['idle', paperStates.VOID],
})
/** What is printed at the left of each line of a score sheet, and in each of its cells. */
export const isOrgScore = (sheet: PaperSheetAnswer): boolean =>
  sheet.kind === 'SCORE' && sheet.subject === 'ORG'
export function printedIn(sheet: PaperSheetAnswer, no: number, column: PaperColumn) {
  const row = sheet.rows.find((one) => one.no === no)
  const slot = /^s(\d+)$/.exec(column.key)?.[1]
  if (sheet.kind !== 'SCORE' || !row || !slot) return undefined
  return row.stars.find((star) => star.slot === Number(slot)) ?? null
}
export const linesOf = (sheet: PaperSheetAnswer): number[] =>
  sheet.kind === 'SCORE'
    ? sheet.rows.map((row) => row.no)
    : Array.from({ length: sheet.lines }, (_, at) => at + 1)
