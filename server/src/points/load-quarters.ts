/** The rows of one quarter for chosen villages, locked, with names. */

import { next } from '@xinghe/contract/lifecycle'
import { type QuarterAct, type QuarterState, quarterLifecycle } from '@xinghe/contract/quarters'
import type { Action } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'

export interface Chosen {
  villageIds: readonly string[]
  year: number
  quarter: number
}
export const anyOf = (ids: readonly string[]) => sql<string>`any(${[...new Set(ids)]}::uuid[])`

/** Locked in the order of their paths; permitted; each open for the act. Refuses the whole call otherwise. */
export async function loadQuarters(
  tx: Tx,
  by: Actor,
  { villageIds, year, quarter }: Chosen,
  action: Action,
  act: QuarterAct,
) {
  const wanted = new Set(villageIds)
  const rows = await tx
    .selectFrom('quarter as q')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'q.region_id').onRef('v.id', '=', 'q.village_id'),
    )
    .innerJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'q.region_id').onRef('t.id', '=', 'q.township_id'),
    )
    .select([
      'q.id',
      'q.village_id',
      'q.township_id',
      'q.path',
      'q.state',
      'q.notice_id',
      'v.short_name as name',
      'v.party_org_name',
      't.name as township_name',
    ])
    .where('q.region_id', '=', by.regionId)
    .where('q.village_id', '=', anyOf([...wanted]))
    .where('q.year', '=', year)
    .where('q.quarter', '=', quarter)
    .orderBy('q.path')
    .forUpdate('q')
    .execute()
  if (rows.length < wanted.size) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    action,
    rows.map((row) => row.path),
  )
  for (const row of rows)
    if (!next(quarterLifecycle, row.state as QuarterState, act)) throw new Refusal('common.act_not_open')
  return rows
}
export type QuarterRow = Awaited<ReturnType<typeof loadQuarters>>[number]

/** '巴彦嘎查、敖包嘎查等5个' */
export const namesOf = (names: readonly string[]): string => {
  const once = [...new Set(names)]
  return once.slice(0, 3).join('、') + (once.length > 3 ? `等${once.length}个嘎查村` : '')
}
