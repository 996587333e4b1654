import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import type { LoadedSlip } from './load-slips.ts'

export interface Strike {
  lineId: string
  reason: string
}

/** Strikes single lines, each with its reason: kept, shown struck, never counted. Not all of a slip. */
export async function strikeLines(
  tx: Tx,
  by: Actor,
  slips: readonly LoadedSlip[],
  strikes: readonly Strike[],
): Promise<void> {
  if (strikes.length === 0) return
  const struck = new Set(strikes.map((strike) => strike.lineId))
  const lines = slips.flatMap((slip) => slip.lines)
  if (strikes.some((strike) => !lines.some((line) => line.id === strike.lineId && line.live)))
    throw new Refusal('common.not_found')
  for (const line of lines) if (struck.has(line.id)) line.live = false
  if (slips.some((slip) => slip.lines.every((line) => !line.live))) throw new Refusal('slips.all_struck')
  await sql`
    update slip_line set live = false, struck_reason = n.reason, struck_by_name = ${by.name}
    from unnest(${strikes.map((strike) => strike.lineId)}::uuid[], ${strikes.map((strike) => strike.reason)}::text[]) as n (id, reason)
    where slip_line.region_id = ${by.regionId} and slip_line.id = n.id`.execute(tx)
}
