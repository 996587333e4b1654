import type { confirmSheets as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'
import { refuseOwn } from '../not-own.ts'
import { sheetIds, sheetsFor, sheetTitle } from './load.ts'

/** The township confirms: each book takes its two electives as stars nine and ten; the village then posts the result. */
export async function confirmSheets(
  tx: Tx,
  by: Actor,
  { ids }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(tx, by, ids, 'confirm')
  await refuseOwn(tx, by, 'declaration_sheet', sheetIds(sheets), 'declarations.submitted')
  await tx
    .updateTable('declaration_sheet')
    .set({ state: 'CONFIRMED', confirmed_at: by.now, confirmed_by_name: by.name })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${sheetIds(sheets)}::uuid[])`)
    .execute()
  await sql`
    update book b set elective_a = d.elective_a, elective_b = d.elective_b
    from declaration d
    where b.region_id = ${by.regionId} and d.region_id = b.region_id and d.book_id = b.id and d.sheet_id = any(${sheetIds(sheets)}::uuid[]) and not b.exempt`.execute(
    tx,
  )
  await audit(
    tx,
    by,
    'declarations.confirmed',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'declaration_sheet', subjectId: sheet.id })),
  )
  await queue(
    tx,
    by,
    sheets.map((sheet) => ({
      kind: 'DECLARATION_PUBLISH' as const,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      path: sheet.path,
      title: sheetTitle(sheet, sheet.village_name),
      unitId: sheet.village_id,
      post: 'VILLAGE_SECRETARY' as const,
    })),
  )
  return { count: sheets.length }
}
