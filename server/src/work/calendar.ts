import type { WorkCalendar } from '@xinghe/contract/workdays'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

/** The county's working calendar, all years that were entered. */
export async function workCalendar(tx: ReadTx, by: Pick<Actor, 'regionId'>): Promise<WorkCalendar> {
  const [days, years] = await Promise.all([
    tx
      .selectFrom('calendar_day')
      .select(['day', 'is_workday'])
      .where('region_id', '=', by.regionId)
      .execute(),
    tx.selectFrom('calendar_year').select('year').where('region_id', '=', by.regionId).execute(),
  ])
  return {
    days: new Map(days.map((row) => [row.day, row.is_workday])),
    years: new Set(years.map((row) => row.year)),
  }
}
