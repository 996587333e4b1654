import type { WorkCalendar } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

/** The county's working calendar, all years that were entered. */
export async function workCalendar(tx: ReadTx, by: Pick<Actor, 'regionId'>): Promise<WorkCalendar> {
  const { rows } = await sql<{ year: number | null; day: string | null; is_workday: boolean }>`
    select year, null::date as day, true as is_workday from calendar_year where region_id = ${by.regionId}
    union all select null, day, is_workday from calendar_day where region_id = ${by.regionId}`.execute(tx)
  return {
    days: new Map(rows.flatMap((row) => (row.day ? [[row.day, row.is_workday]] : []))),
    years: new Set(rows.flatMap((row) => row.year ?? [])),
  }
}
