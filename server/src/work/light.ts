import type { LocalDate } from '@xinghe/contract/values'
import { type Light, lightOf, type WorkCalendar, workdaysBetween } from '@xinghe/contract/workdays'

/** Light and working days left of a limit, as of `today`; the same limit is counted once, however many rows have it. */
export function clockOf(calendar: WorkCalendar, today: LocalDate) {
  const known = new Map<string, { light: Light; daysLeft: number | null }>()
  return (begunOn: string, dueOn: string | null): { light: Light; daysLeft: number | null } => {
    if (dueOn === null) return { light: 'GREEN', daysLeft: null }
    const key = `${begunOn} ${dueOn}`
    const before = known.get(key)
    if (before) return before
    const begun = begunOn as LocalDate
    const due = dueOn as LocalDate
    const late = today > due
    const found = {
      // Rest days after the due day do not make a matter less late.
      light: late
        ? ('RED' as const)
        : lightOf(workdaysBetween(calendar, begun, today), workdaysBetween(calendar, begun, due)),
      daysLeft: late ? 0 - workdaysBetween(calendar, due, today) : workdaysBetween(calendar, today, due),
    }
    known.set(key, found)
    return found
  }
}
