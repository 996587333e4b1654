import type { getNotice as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import { aroundMe, headOf, linesOf, noticesWithCounts } from './notice-rows.ts'
import { objectionsOf } from './objection-rows.ts'
import { publicForm } from './public-form.ts'
import { happened } from './timeline.ts'

/** One notice of my subtree or of a unit above me; its objections for those who may read them. */
export async function getNotice(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const row = await noticesWithCounts(tx, by.regionId)
    .where('n.id', '=', id)
    .where(aroundMe(by))
    .executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  const clock = clockOf(await workCalendar(tx, by), by.today)
  return {
    ...(await publicForm(tx, row, by.today, clock)),
    lines: await linesOf(tx, by.regionId, id),
    head: headOf(row, by, clock),
    objections: await objectionsOf(tx, by, id),
    timeline: await happened(tx, by, 'notice', id),
  }
}
