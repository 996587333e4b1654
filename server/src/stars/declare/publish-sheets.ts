import type { publishSheets as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { sheetIds, sheetsFor } from './load.ts'

/** The village posted what was confirmed on its board. */
export async function publishSheets(
  tx: Tx,
  by: Actor,
  { ids, on }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(tx, by, ids, 'publish')
  if (on > by.today) throw refuseField('on', '公布日期不能晚于今天')
  await tx
    .updateTable('declaration_sheet')
    .set({ state: 'PUBLISHED', published_on: on })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${sheetIds(sheets)}::uuid[])`)
    .execute()
  await audit(
    tx,
    by,
    'declarations.published',
    sheets.map((sheet) => ({
      path: sheet.path,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      note: `${formatDay(on)}在村内公布`,
    })),
  )
  await settle(tx, by, 'declaration_sheet', sheetIds(sheets))
  return { count: sheets.length }
}
