import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { confirmSlips as route } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { demandOpen, loadSlips, refuseOwn } from './load-slips.ts'
import { makeEffective } from './make-effective.ts'
import { queueForCheck } from './slip-queues.ts'
import { strikeLines } from './strike-lines.ts'

/** The branch confirms: what its rule leaves to the branch takes effect, the rest goes to the township. */
export async function confirmSlips(
  tx: Tx,
  by: Actor,
  { ids, strike }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const slips = await loadSlips(tx, by, ids)
  permitAll(
    tx,
    by,
    'slips.confirm',
    slips.map((slip) => slip.path),
  )
  demandOpen(slips, 'confirm')
  refuseOwn(by, slips)
  // The secretary may confirm whatever is not his own; others only what was laid before them.
  if (by.post !== 'VILLAGE_SECRETARY' && slips.some((slip) => slip.confirmer !== by.post))
    throw new Refusal('common.not_allowed')
  await strikeLines(tx, by, slips, strike)
  const confirmed = slips.map((slip) => ({ ...slip, confirmed_by_name: by.name }))
  const settled = confirmed.filter((slip) => slip.checker === 'BRANCH')
  const onward = confirmed.filter((slip) => slip.checker !== 'BRANCH')
  await tx
    .updateTable('slip')
    .set({
      state: sql`case when checker = 'BRANCH' then 'EFFECTIVE' else 'CONFIRMED' end`,
      confirmed_by: by.personId,
      confirmed_by_name: by.name,
      confirmed_at: by.now,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${slips.map((slip) => slip.id)}::uuid[])`)
    .execute()
  const lines = await makeEffective(tx, by, settled)
  const note = (slip: { id: string; lines: { id: string }[] }) =>
    strike
      .filter((one) => slip.lines.some((line) => line.id === one.lineId))
      .map((one) => `划去一行：${one.reason}`)
      .join('；') || null
  await audit(
    tx,
    by,
    'slip.confirm',
    confirmed.map((slip) => ({ path: slip.path, subjectKind: 'slip', subjectId: slip.id, note: note(slip) })),
  )
  await queueForCheck(tx, by, onward)
  await settle(
    tx,
    by,
    'slip',
    settled.map((slip) => slip.id),
  )
  return { confirmed: onward.length, effective: settled.length, lines }
}
