import type { getObjection as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { evidenceOf } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import { lineOf } from './notice-rows.ts'
import { mayKnowObjector, objectionsWithNotice, rowOf } from './objection-rows.ts'
import { happened } from './timeline.ts'

/** One objection with what was found; who raised it and where he is reached only for those who investigate. */
export async function getObjection(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const row = await objectionsWithNotice(tx, by).where('o.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  const known = mayKnowObjector(row, by)
  const line = await tx
    .selectFrom('notice_line')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('notice_id', '=', row.notice_id)
    .where('book_id', '=', row.book_id)
    .executeTakeFirst()
  return {
    ...rowOf(row, by, clockOf(await workCalendar(tx, by), by.today)),
    contact: known ? row.objector_contact : null,
    trackingCode: known ? row.tracking_code : null,
    finding: row.finding,
    investigatedBy: row.investigated_by_name,
    investigatedAt: row.investigated_at?.toISOString() ?? null,
    answer: row.answer,
    answeredBy: row.answered_by_name,
    line: line ? lineOf(line) : null,
    files: (await evidenceOf(tx, by, 'objection', [id])).get(id) ?? [],
    timeline: await happened(tx, by, 'objection', id),
  }
}
