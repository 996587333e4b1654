import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { addDays, type LocalDate, yearOf } from '@xinghe/contract/values'
import type {
  enterYear as enterRoute,
  getCalendar as getRoute,
  proposeYear as proposeRoute,
  setCalendarDay as setRoute,
} from '@xinghe/contract/work'
import { isWorkday, workdaysBetween } from '@xinghe/contract/workdays'
import { getRoot } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { may, permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { workCalendar } from './calendar.ts'
import { knownHolidays } from './holidays.ts'

/** The days of a year that were stated, and whether the year was entered at all. */
export async function getCalendar(
  tx: ReadTx,
  by: Actor,
  { year }: InputOf<typeof getRoute>,
): Promise<AnswerIn<typeof getRoute>> {
  const entered = await tx
    .selectFrom('calendar_year')
    .select('source')
    .where('region_id', '=', by.regionId)
    .where('year', '=', year)
    .executeTakeFirst()
  const days = await tx
    .selectFrom('calendar_day')
    .select(['day', 'is_workday', 'name'])
    .where('region_id', '=', by.regionId)
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .orderBy('day')
    .execute()
  const calendar = await workCalendar(tx, by)
  return {
    year,
    entered: entered !== undefined,
    source: entered?.source ?? null,
    days: days.map((row) => ({ day: row.day, isWorkday: row.is_workday, name: row.name })),
    workdays: workdaysBetween(
      calendar,
      addDays(`${year}-01-01` as LocalDate, -1),
      `${year}-12-31` as LocalDate,
    ),
    can: may(by, 'calendar.edit'),
  }
}

/** What the system knows of a year's holidays; 404 for a year it does not know. A person checks and enters it. */
export async function proposeYear(
  _: ReadTx,
  __: Actor,
  { year }: InputOf<typeof proposeRoute>,
): Promise<AnswerIn<typeof proposeRoute>> {
  const days = knownHolidays(year)
  if (!days) throw new Refusal('calendar.unknown_year', { year })
  return { source: `国务院办公厅关于${year}年部分节假日安排的通知`, days }
}

/** The year's holidays and make-up days as a whole; days stated before are replaced. */
export async function enterYear(
  tx: Tx,
  by: Actor,
  { year, source, days }: InputOf<typeof enterRoute>,
): Promise<{ ok: true }> {
  const root = await getRoot(tx, by)
  permit(tx, by, 'calendar.edit', root.path)
  if (days.some(({ day }) => yearOf(day) !== year)) throw new Refusal('calendar.other_year', { year })
  await tx
    .insertInto('calendar_year')
    .values({ region_id: by.regionId, year, source })
    .onConflict((conflict) => conflict.columns(['region_id', 'year']).doUpdateSet({ source }))
    .execute()
  await tx
    .deleteFrom('calendar_day')
    .where('region_id', '=', by.regionId)
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .execute()
  const rows = new Map(
    days.map(({ day, isWorkday, name }) => [
      day,
      { region_id: by.regionId, day, is_workday: isWorkday, name },
    ]),
  )
  if (rows.size > 0) await insertRows(tx, 'calendar_day', [...rows.values()])
  await audit(tx, by, 'calendar.year_entered', {
    path: root.path,
    subjectKind: 'calendar',
    subjectId: null,
    note: `${year}年 ${source}`,
    detail: { year, days: rows.size },
  })
  return { ok: true }
}

/** One day, e.g. a local day off. Deadlines that were set already stay. */
export async function setCalendarDay(
  tx: Tx,
  by: Actor,
  { day, isWorkday: works, name }: InputOf<typeof setRoute>,
): Promise<{ ok: true }> {
  const root = await getRoot(tx, by)
  permit(tx, by, 'calendar.edit', root.path)
  const before = isWorkday(await workCalendar(tx, by), day)
  await tx
    .insertInto('calendar_day')
    .values({ region_id: by.regionId, day, is_workday: works, name })
    .onConflict((conflict) => conflict.columns(['region_id', 'day']).doUpdateSet({ is_workday: works, name }))
    .execute()
  await audit(tx, by, 'calendar.day_set', {
    path: root.path,
    subjectKind: 'calendar',
    subjectId: null,
    note: `${day} ${name}`,
    detail: { day, ...changes({ works: before }, { works }) },
  })
  return { ok: true }
}

/** Enters the years as the system knows them; years that it does not know stay not entered and warn. */
export async function seedCalendar(tx: Tx, by: Actor, years: readonly number[]): Promise<void> {
  for (const year of years) {
    const days = knownHolidays(year)
    if (days) await enterYear(tx, by, { year, source: '国务院办公厅节假日安排（系统预置，请核对）', days })
  }
}
