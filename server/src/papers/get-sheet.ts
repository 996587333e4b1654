import { differencesOf } from '@xinghe/contract/paper-lines'
import type { getPaperSheet as route } from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSetting } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'
import { slipsOfPaper } from '../points/index.ts'
import { timelineFor } from '../stars/index.ts'
import { keyingsOf, shownKeying } from './keyings.ts'
import { type Keyed, type Settled, sheetOf } from './load.ts'
import { rowOf, selectPapers } from './rows.ts'

/** One sheet whole. While two people type it, neither sees the other's lines. */
export async function getPaperSheet(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const row = await selectPapers(tx, by, sql`p.id = ${id}`).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  const double = await readSetting(tx, by, 'papers.double_entry')
  const sheet = await sheetOf(tx, by, row)
  const keyings = await keyingsOf(tx, by, id)
  const [first, second] = keyings
  const both = first?.done && second?.done ? [first, second] : []
  const open = both.length === 2 || (!double && keyings.length === 1)
  const mine = keyings.find((one) => one.keyerId === by.personId) ?? (open ? first : undefined)
  const compared = both.length === 2 && first && second
  return {
    ...rowOf(by, row, double),
    doubleEntry: double,
    weighs: sheet.weighs,
    rules: [...sheet.rules],
    rows: [...sheet.rows],
    mine: mine ? shownKeying(mine) : null,
    both: both.map(shownKeying),
    differences: compared ? differencesOf(sheet, first, second) : [],
    settled: row.settled as unknown as Settled[],
    // What the first typed is no help to the second.
    final: double && !compared && row.state !== 'POSTED' ? null : (row.final as unknown as Keyed | null),
    slips: row.state === 'POSTED' ? await slipsOfPaper(tx, by, id) : [],
    yearEndSheetId: row.year_end_sheet_id,
    timeline: await timelineFor(tx, by.regionId, 'paper_sheet', id),
  }
}
