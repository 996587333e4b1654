import type { voidPaperSheets as route } from '@xinghe/contract/papers'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'
import { papersFor } from './load.ts'
import { lineOf } from './save-keying.ts'

/** Lost, spoilt, printed too many: kept with the reason, never typed. */
export async function voidPaperSheets(
  tx: Tx,
  by: Actor,
  { ids, reason }: InputOf<typeof route>,
): Promise<{ done: number }> {
  const sheets = await papersFor(tx, by, ids, ['void'])
  await tx
    .updateTable('paper_sheet')
    .set({ state: 'VOID', void_reason: reason, voided_by_name: by.name })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${sheets.map((sheet) => sheet.id)}::uuid[])`)
    .execute()
  await audit(
    tx,
    by,
    'papers.voided',
    sheets.map((sheet) => lineOf(sheet, reason)),
  )
  return { done: sheets.length }
}
