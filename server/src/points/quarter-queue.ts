/** Quarters waiting at the township: to be closed, made public, sealed. */

import { quarterEnd } from '@xinghe/contract/quarters'
import type { LocalDate } from '@xinghe/contract/values'
import type { WorkKind } from '@xinghe/contract/work'
import { dueAfter } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, readSetting, workCalendar } from '../work/index.ts'

interface Row {
  id: string
  path: string
  township_id: string
  name: string
}
export async function queueQuarters(
  tx: Tx,
  by: Actor,
  kind: Extract<WorkKind, `QUARTER_${string}`>,
  { year, quarter }: { year: number; quarter: number },
  rows: readonly Row[],
  dueOn: string,
): Promise<void> {
  await queue(
    tx,
    by,
    rows.map((row) => ({
      kind,
      subjectKind: 'quarter',
      subjectId: row.id,
      path: row.path,
      title: `${row.name}${year}年第${quarter}季度`,
      unitId: row.township_id,
      post: 'TOWNSHIP_CLERK' as const,
      dueOn,
    })),
  )
}

/** So many working days after the quarter's last day. */
export const closeDue = async (
  tx: Tx,
  by: Pick<Actor, 'regionId'>,
  year: number,
  quarter: number,
): Promise<string> =>
  dueAfter(
    await workCalendar(tx, by),
    quarterEnd(year, quarter) as LocalDate,
    await readSetting(tx, by, 'quarter.close_workdays'),
  )

/**
 * Quarters that are over, open, and wait in no queue yet come to the townships' clerks. For the nightly job and the demo;
 * running it twice changes nothing. Returns how many.
 */
export async function queueDueQuarters(tx: Tx, by: Actor): Promise<number> {
  const due = await sql<Row & { year: number; quarter: number }>`
    select q.id, q.path, q.township_id, v.short_name as name, q.year, q.quarter
    from quarter q join unit v on v.region_id = q.region_id and v.id = q.village_id
    where q.region_id = ${by.regionId} and q.state = 'OPEN'
      and make_date(q.year, q.quarter * 3, 1) + interval '1 month' <= ${by.today}::date
      and not exists (select 1 from work_item w where w.region_id = q.region_id and w.subject_kind = 'quarter' and w.subject_id = q.id)
    order by q.path`.execute(tx)
  const groups = Map.groupBy(due.rows, (row) => `${row.year} ${row.quarter}`)
  for (const rows of groups.values()) {
    const { year, quarter } = rows[0] as { year: number; quarter: number }
    await queueQuarters(
      tx,
      by,
      'QUARTER_CLOSE',
      { year, quarter },
      rows,
      await closeDue(tx, by, year, quarter),
    )
  }
  return due.rows.length
}
