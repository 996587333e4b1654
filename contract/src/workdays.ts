/** Working days from an editable calendar. A year that nobody entered falls back to weekdays, and says so. */
import { addDays, type LocalDate, yearOf } from './values.ts'

export interface WorkCalendar {
  /** Days that differ from the weekday rule, or are stated all the same: true is a working day. */
  days: ReadonlyMap<string, boolean>
  /** Years that were entered from the State Council's notice. */
  years: ReadonlySet<number>
}

const weekday = (day: LocalDate): boolean => {
  const number = new Date(`${day}T00:00:00Z`).getUTCDay()
  return number !== 0 && number !== 6
}
export const isWorkday = (calendar: WorkCalendar, day: LocalDate): boolean =>
  calendar.days.get(day) ?? weekday(day)

/** The first working day on or after `day`. */
export function workdayFrom(calendar: WorkCalendar, day: LocalDate): LocalDate {
  let at = day
  while (!isWorkday(calendar, at)) at = addDays(at, 1)
  return at
}

/** Due day of a limit of `count` working days: the day after acceptance is day 1 (依据: 行政许可法 第八十二条). */
export function dueAfter(calendar: WorkCalendar, accepted: LocalDate, count: number): LocalDate {
  let at = accepted
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkday(calendar, at)) left--
  }
  return at
}

/** Last day of a public notice of `count` working days, the first day (a working day) counted. */
export function noticeEnd(calendar: WorkCalendar, starts: LocalDate, count: number): LocalDate {
  const first = workdayFrom(calendar, starts)
  return dueAfter(calendar, first, count - 1)
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkday(calendar, at)) count++
  return count
}

/** Years touched by a span that nobody entered: screens warn of them. */
export const yearsNotEntered = (calendar: WorkCalendar, from: LocalDate, to: LocalDate): number[] => {
  const missing: number[] = []
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.years.has(year)) missing.push(year)
  return missing
}

export const lights = { GREEN: '正常', YELLOW: '将到期', RED: '已超期' } as const
export type Light = keyof typeof lights
/** Green up to and including 80 % of the limit, yellow to 100 %, red after. `used` and `limit` in the same unit. */
export const lightOf = (used: number, limit: number): Light =>
  used > limit ? 'RED' : used * 100 > limit * 80 ? 'YELLOW' : 'GREEN'
