import { type CircularAct, type CircularState, circularLifecycle } from '@xinghe/contract/circulars'
import { next } from '@xinghe/contract/lifecycle'
import type { Actor } from '../../platform/actor.ts'
import { permit, within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'

const circulars = (tx: ReadTx) =>
  tx
    .selectFrom('circular as c')
    .leftJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.township_id'),
    )
    .selectAll('c')
    .select('t.short_name as township_name')

export const circularsInSight = (tx: ReadTx, by: Actor) =>
  circulars(tx).where(within(by, 'circulars.write', 'c'))

export type CircularRecord = Awaited<ReturnType<typeof circularOf>>
export async function circularOf(tx: ReadTx, by: Actor, id: string) {
  const found = await circularsInSight(tx, by).where('c.id', '=', id).executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}

/** Locked, permitted, and the act is open. */
export async function circularFor(tx: Tx, by: Actor, id: string, act: CircularAct): Promise<CircularRecord> {
  const found = await circulars(tx)
    .where('c.region_id', '=', by.regionId)
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  permit(tx, by, 'circulars.write', found.path)
  if (!next(circularLifecycle, found.state as CircularState, act)) throw new Refusal('common.act_not_open')
  return found
}
