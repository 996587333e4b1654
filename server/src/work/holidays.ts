/** Holidays as npm `chinese-days` knows them: a proposal only, a county enters its calendar itself. */

import { addDays, type LocalDate } from '@xinghe/contract/values'
import chineseDays from 'chinese-days'

export interface KnownDay {
  day: LocalDate
  isWorkday: boolean
  name: string
}

/** Days of the year that differ from the weekday rule; undefined for a year without published holidays. */
export function knownHolidays(year: number): KnownDay[] | undefined {
  const days: KnownDay[] = []
  for (let day = `${year}-01-01` as LocalDate; day <= `${year}-12-31`; day = addDays(day, 1)) {
    // 'National Day,国庆节,3' for days of the notice, the bare weekday for all others.
    const { work, name } = chineseDays.getDayDetail(day)
    const holiday = name.split(',')[1]
    if (holiday) days.push({ day, isWorkday: work, name: work ? `${holiday}调休上班` : holiday })
  }
  // The package answers plain weekdays for years it does not know.
  return days.length > 0 ? days : undefined
}
