import type { issueCircular as route, withdrawCircular as withdrawRoute } from '@xinghe/contract/circulars'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { refuseAt } from './edit-circular.ts'
import { circularFor } from './load.ts'
import { leftOutOf, refuseNothing, resultsNow, type Told } from './results-of.ts'
import { holdsFigures, numberOf } from './text.ts'

/** From now on the paper stays what it is: figures and annex of this moment are kept with it. */
export async function issueCircular(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const one = await circularFor(tx, by, id, 'issue')
  if (!numberOf(one)) throw refuseAt('docSeq', 'circulars.number_missing')
  if (!holdsFigures(one.body)) throw refuseAt('body', 'circulars.figures_missing')
  const { waiting, confirmedOn, ...told } = await resultsNow(tx, by, one, leftOutOf(one))
  refuseNothing(one, told)
  const open = waiting.filter((township) => !leftOutOf(one).includes(township.id))
  if (open.length > 0)
    throw refuseAt('leftOutIds', 'circulars.not_confirmed', {
      names: open.map(({ name }) => name).join('、'),
    })
  const issuedOn = one.issued_on ?? by.today
  if (issuedOn > by.today) throw refuseAt('issuedOn', 'circulars.day_late')
  if (confirmedOn && issuedOn < confirmedOn)
    throw refuseAt('issuedOn', 'circulars.day_early', { day: formatDay(confirmedOn) })
  const frozen: Told = told
  await tx
    .updateTable('circular')
    .set({
      state: 'ISSUED',
      issued_on: issuedOn,
      issued_at: by.now,
      issued_by_name: by.name,
      frozen: JSON.stringify(frozen),
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'circulars.issued', {
    path: one.path,
    subjectKind: 'circular',
    subjectId: id,
    note: numberOf(one),
    detail: { rows: told.rows.length, figures: told.figures },
  })
  return { ok: true }
}

/** The number is free again for another paper. */
export async function withdrawCircular(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof withdrawRoute>,
): Promise<AnswerIn<typeof withdrawRoute>> {
  const one = await circularFor(tx, by, id, 'withdraw')
  await tx
    .updateTable('circular')
    .set({ state: 'WITHDRAWN', doc_seq: null, withdraw_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'circulars.withdrawn', {
    path: one.path,
    subjectKind: 'circular',
    subjectId: id,
    note: reason,
  })
  return { ok: true }
}
