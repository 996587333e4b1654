import type { InputOf } from '@xinghe/contract/route'
import { dueAfter } from '@xinghe/contract/workdays'
import type { returnYearEndSheet as route } from '@xinghe/contract/year-end'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { readSetting, workCalendar } from '../../work/index.ts'
import { moveRatings, ofSheets, queueSheets, sheetsFor } from './load.ts'
import { refuseOwnVillage } from './own-village.ts'

/** Back to the village with a reason; nothing that it filled is cleared. */
export async function returnYearEndSheet(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const sheets = await sheetsFor(tx, by, [id], 'return')
  await refuseOwnVillage(tx, by, [id])
  await tx
    .updateTable('year_end_sheet')
    .set({ state: 'RETURNED', return_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await moveRatings(tx, by, 'return', ofSheets([id]))
  await audit(
    tx,
    by,
    'year_end.returned',
    sheets.map((sheet) => ({
      path: sheet.path,
      subjectKind: 'year_end_sheet',
      subjectId: sheet.id,
      note: reason,
    })),
  )
  const dueOn = dueAfter(
    await workCalendar(tx, by),
    by.today,
    await readSetting(tx, by, 'year_end.mend_workdays'),
  )
  await queueSheets(tx, by, 'SELF_ASSESS', sheets, () => dueOn)
  return { ok: true }
}
