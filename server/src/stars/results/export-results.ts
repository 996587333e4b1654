import type { Download } from '@xinghe/contract/download'
import type { exportResults as route } from '@xinghe/contract/results'
import type { InputOf } from '@xinghe/contract/route'
import { categoryNames } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { filledBy, workbook } from '../../platform/workbook.ts'
import { listResults } from './list-results.ts'
import { resultsSheet } from './results-sheet.ts'

/** The list as the user sees it: same filters, same scope. */
export async function exportResults(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const { rows } = await listResults(tx, by, { ...input, page: 1, size: 20_000 })
  const sheet = resultsSheet(input.year, input.subject, rows, await categoryNames(tx, by))
  return workbook(sheet.title, filledBy(by), [sheet])
}
