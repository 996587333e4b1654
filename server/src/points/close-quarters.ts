import { quarterEnd, type closeQuarters as route } from '@xinghe/contract/quarters'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { waitingSlipStates } from '@xinghe/contract/slips'
import { dueAfter } from '@xinghe/contract/workdays'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { workCalendar } from '../work/index.ts'
import { anyOf, type Chosen, loadQuarters, namesOf } from './load-quarters.ts'
import { queueQuarters } from './quarter-queue.ts'

/** An earlier quarter left open would take late entries of a later one: quarters are closed in order. */
async function refuseOutOfOrder(tx: Tx, by: Actor, { villageIds, year, quarter }: Chosen): Promise<void> {
  const earlier = await tx
    .selectFrom('quarter as q')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'q.region_id').onRef('v.id', '=', 'q.village_id'),
    )
    .select('v.short_name')
    .where('q.region_id', '=', by.regionId)
    .where('q.village_id', '=', anyOf(villageIds))
    .where('q.year', '=', year)
    .where('q.quarter', '<', quarter)
    .where('q.state', '=', 'OPEN')
    .execute()
  if (earlier.length > 0)
    throw new Refusal('quarters.earlier_open', { villages: namesOf(earlier.map((row) => row.short_name)) })
}

/** Slips of the quarter that still wait move on as late entries. Returns how many. */
async function carryOver(tx: Tx, by: Actor, { villageIds, year, quarter }: Chosen): Promise<number> {
  if (quarter === 4) throw new Refusal('quarters.no_next')
  const moved = await tx
    .updateTable('slip')
    .set({ quarter: quarter + 1, late: true })
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', anyOf(villageIds))
    .where('year', '=', year)
    .where('quarter', '=', quarter)
    .where('state', 'in', [...waitingSlipStates])
    .returning(['id', 'path'])
    .execute()
  await audit(
    tx,
    by,
    'slip.carry',
    moved.map((slip) => ({
      path: slip.path,
      subjectKind: 'slip',
      subjectId: slip.id,
      note: `第${quarter}季度结账，转入第${quarter + 1}季度`,
    })),
  )
  return moved.length
}

/** Closes a quarter for these villages. While slips of it wait it refuses, naming where, unless they are carried over. */
export async function closeQuarters(
  tx: Tx,
  by: Actor,
  chosen: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { year, quarter, carry } = chosen
  const rows = await loadQuarters(tx, by, chosen, 'quarters.close', 'close')
  if (by.today <= quarterEnd(year, quarter)) throw new Refusal('quarters.not_over', { year, quarter })
  await refuseOutOfOrder(tx, by, chosen)
  const waiting = await tx
    .selectFrom('slip as s')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 's.region_id').onRef('v.id', '=', 's.village_id'),
    )
    .select(['s.id', 'v.short_name'])
    .where('s.region_id', '=', by.regionId)
    .where('s.village_id', '=', anyOf(chosen.villageIds))
    .where('s.year', '=', year)
    .where('s.quarter', '=', quarter)
    .where('s.state', 'in', [...waitingSlipStates])
    .execute()
  if (waiting.length > 0 && !carry)
    throw new Refusal('quarters.slips_waiting', {
      count: waiting.length,
      villages: namesOf(waiting.map((slip) => slip.short_name)),
      slipIds: waiting.map((slip) => slip.id).slice(0, 200),
    })
  const carried = waiting.length > 0 ? await carryOver(tx, by, chosen) : 0
  await tx
    .updateTable('quarter')
    .set({ state: 'CLOSED', closed_on: by.today, unlock_reason: null })
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(rows.map((row) => row.id)))
    .execute()
  await audit(
    tx,
    by,
    'quarter.close',
    rows.map((row) => ({ path: row.path, subjectKind: 'quarter', subjectId: row.id })),
  )
  // 依据: the quarter's result is posted at once (domain A3); two working days to lay it out.
  await queueQuarters(
    tx,
    by,
    'QUARTER_NOTICE',
    chosen,
    rows,
    dueAfter(await workCalendar(tx, by), by.today, 2),
  )
  return { closed: rows.length, carried }
}
