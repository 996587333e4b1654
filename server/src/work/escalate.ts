import { addDays, type LocalDate } from '@xinghe/contract/values'
import { dueAfter, isWorkday } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Audited, audit } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'
import { workCalendar } from './calendar.ts'
import { readSettings } from './settings.ts'

interface Moved {
  path: string
  subject_kind: string
  subject_id: string
  above: string
}

/**
 * Overdue matters rise to the unit above the one where they wait, and later one level more, up to the county. They stay
 * in their one queue: the unit above sees them in its area and urges. Returns how many rose and were flagged.
 */
export async function escalate(tx: Tx, by: Actor): Promise<{ escalated: number; reminded: number }> {
  const calendar = await workCalendar(tx, by)
  /** The day `count` working days before today. */
  const workdaysAgo = (count: number): LocalDate => {
    let day = by.today
    for (let left = count; left > 0; ) {
      day = addDays(day, -1)
      if (isWorkday(calendar, day)) left--
    }
    return day
  }
  const set = await readSettings(tx, by, [
    'work.escalate_after_workdays',
    'work.climb_after_workdays',
    'work.remind_before_workdays',
  ])
  const overdueBefore = workdaysAgo(set['work.escalate_after_workdays'])
  const raisedBefore = workdaysAgo(set['work.climb_after_workdays'])
  const moved = await sql<Moved>`
    update work_item w set escalated_unit_id = above.id, escalated_at = ${by.now}
      from unit here, unit above
     where w.region_id = ${by.regionId} and here.region_id = ${by.regionId} and above.region_id = ${by.regionId}
       and here.id = coalesce(w.escalated_unit_id, w.unit_id) and above.id = here.parent_id
       and w.due_on < ${overdueBefore}
       and (w.escalated_at is null or w.escalated_at < ${`${raisedBefore}T00:00:00+08:00`}::timestamptz)
    returning w.path, w.subject_kind, w.subject_id, above.short_name as above`.execute(tx)
  const soon = dueAfter(calendar, by.today, set['work.remind_before_workdays'])
  const reminded = await tx
    .updateTable('work_item')
    .set({ reminded_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('due_on', '<=', soon)
    .where('reminded_at', 'is', null)
    .executeTakeFirst()
  const rows: Audited[] = moved.rows.map((row) => ({
    path: row.path,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    note: `超期未办，已上报${row.above}`,
  }))
  if (rows.length > 0) await audit(tx, by, 'work.escalated', rows)
  return { escalated: rows.length, reminded: Number(reminded.numUpdatedRows) }
}
