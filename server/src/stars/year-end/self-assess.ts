import type { InputOf } from '@xinghe/contract/route'
import type { selfAssess as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { dueDay } from './days.ts'
import { idsOf, moveRatings, ofSheets, queueSheets, sheetsFor } from './load.ts'

/** The village hands in its self-assessment; what waits next is the review by members and representatives. */
export async function selfAssess(
  tx: Tx,
  by: Actor,
  { sheets: handed }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(
    tx,
    by,
    handed.map((one) => one.sheetId),
    'self_assess',
  )
  handed.forEach(({ on }, index) => {
    if (on > by.today) throw refuseField(`sheets.${index}.on`, '自评日期不能晚于今天')
  })
  await sql`
    update year_end_sheet s set state = 'SELF_ASSESSED', self_text = n.text, self_on = n.day, return_reason = null
    from unnest(${idsOf(sheets)}::uuid[], ${handed.map((one) => one.text)}::text[], ${handed.map((one) => one.on)}::date[]) as n (id, text, day)
    where s.region_id = ${by.regionId} and s.id = n.id`.execute(tx)
  await moveRatings(tx, by, 'self_assess', ofSheets(idsOf(sheets)))
  await audit(
    tx,
    by,
    'year_end.self_assessed',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'year_end_sheet', subjectId: sheet.id })),
  )
  await queueSheets(tx, by, 'PEER_REVIEW', sheets, await dueDay(tx, by, 'review'))
  return { count: sheets.length }
}
