import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { confirmResults as confirmRoute, returnResults as returnRoute } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { getRoot } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { dueDay } from './days.ts'
import { refuseUnfit } from './file-results.ts'
import { anyOf, determinationsFor, idsOf, moveRatings, queueDeterminations } from './load.ts'

/** The organisation department confirms filed results: they stand, and plaques may be ordered. */
export async function confirmResults(
  tx: Tx,
  by: Actor,
  { determinationIds }: InputOf<typeof confirmRoute>,
): Promise<AnswerIn<typeof confirmRoute>> {
  const list = await determinationsFor(tx, by, determinationIds, 'confirm')
  const ids = idsOf(list)
  await refuseUnfit(tx, by, ids)
  const own = sql`r.determination_id = ${anyOf(ids)}`
  await moveRatings(tx, by, 'confirm', own)
  await sql`update rating r set confirmed_at = ${by.now} where r.region_id = ${by.regionId} and ${own} and r.state = 'CONFIRMED'`.execute(
    tx,
  )
  await sql`
    update determination set state = 'CONFIRMED', confirmed_at = ${by.now}, confirmed_by_name = ${by.name}
    where region_id = ${by.regionId} and id = ${anyOf(ids)}`.execute(tx)
  await audit(
    tx,
    by,
    'year_end.confirmed',
    list.map((one) => ({ path: one.path, subjectKind: 'determination', subjectId: one.id })),
  )
  const root = await getRoot(tx, by)
  await queueDeterminations(tx, by, 'ORDER_PLAQUES', list, { post: 'ORG_DEPARTMENT', unitId: root.id })
  return { count: list.length }
}

/** Back to the township, which files again or holds another meeting. */
export async function returnResults(
  tx: Tx,
  by: Actor,
  { determinationId, reason }: InputOf<typeof returnRoute>,
): Promise<AnswerIn<typeof returnRoute>> {
  const list = await determinationsFor(tx, by, [determinationId], 'return')
  await tx
    .updateTable('determination')
    .set({ state: 'RETURNED', return_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', determinationId)
    .execute()
  await audit(
    tx,
    by,
    'year_end.results_returned',
    list.map((one) => ({ path: one.path, subjectKind: 'determination', subjectId: one.id, note: reason })),
  )
  const due = await dueDay(tx, by, 'confirm')
  await queueDeterminations(tx, by, 'FILE_RESULT', list, {
    post: 'TOWNSHIP_SECRETARY',
    dueOn: due(list[0]?.year as number),
  })
  return { ok: true }
}
