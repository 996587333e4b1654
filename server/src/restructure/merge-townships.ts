import { sql } from 'kysely'
import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { carryMatters } from '../work/index.ts'
import { followTo } from './move-villages.ts'
import type { Plan } from './plan-change.ts'

/** 撤并苏木镇: the villages go below `into`, and the old townships too, closed, with their schemes, meetings and notices. */
export async function mergeTownships(
  tx: Tx,
  by: Actor,
  { leaving, into }: Plan & { kind: 'TOWNSHIP_MERGE' },
  docNo: string,
): Promise<void> {
  const ids = leaving.map((unit) => unit.id)
  const { rows: villages } = await sql<{ id: string; path: string; parent_id: string }>`
    select id, path, parent_id from unit where region_id = ${by.regionId} and parent_id = any(${ids}::uuid[]) and last_on is null
      and kind in ('VILLAGE', 'COMMUNITY') order by path`.execute(tx)
  await followTo(tx, by, villages, into, docNo)
  await org.endPostsAt(tx, by, ids, `并入${into.short_name}（${docNo}）`)
  await carryMatters(tx, by, { from: ids, to: into.id })
  await org.dissolveUnits(tx, by, ids, into)
}
