import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate, localDate } from './values.ts'
import {
  dueAfter,
  isWorkday,
  lightOf,
  noticeEnd,
  type WorkCalendar,
  workdayFrom,
  workdaysBetween,
  yearsNotEntered,
} from './workdays.ts'

const from = (days: Record<string, boolean>, years: number[] = []): WorkCalendar => ({
  days: new Map(Object.entries(days)),
  years: new Set(years),
})
const off = (...days: string[]) => Object.fromEntries(days.map((day) => [day, false]))
const on = (...days: string[]) => Object.fromEntries(days.map((day) => [day, true]))
const bare = from({})
const day = localDate

// 依据: domain §5: 1–7 October 2024 off, 29 September and 12 October are working days.
const october2024 = from(
  {
    ...off('2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-05', '2024-10-06', '2024-10-07'),
    ...on('2024-09-29', '2024-10-12'),
  },
  [2024],
)

describe('vectors of domain §5', () => {
  test('five working days from Friday 27 September 2024 are due on 10 October', () => {
    expect(dueAfter(october2024, day('2024-09-27'), 5)).toBe('2024-10-10')
  })
  test('a notice of five working days from Monday 30 September 2024 ends on 11 October', () => {
    expect(noticeEnd(october2024, day('2024-09-30'), 5)).toBe('2024-10-11')
  })
  test('a notice laid out on a holiday begins on the next working day', () => {
    expect(workdayFrom(october2024, day('2024-10-01'))).toBe('2024-10-08')
    expect(noticeEnd(october2024, day('2024-10-01'), 5)).toBe('2024-10-12')
  })
  test('a make-up Sunday is a working day, the Saturday before it is not', () => {
    expect(isWorkday(october2024, day('2024-09-29'))).toBe(true)
    expect(isWorkday(october2024, day('2024-09-28'))).toBe(false)
  })
  test('light: green up to and including 80 %, yellow to the limit, red after', () => {
    expect([0, 1920, 1921, 2400, 2401].map((used) => lightOf(used, 2400))).toEqual([
      'GREEN',
      'GREEN',
      'YELLOW',
      'YELLOW',
      'RED',
    ])
    expect([4, 5, 6].map((used) => lightOf(used, 5))).toEqual(['GREEN', 'YELLOW', 'RED'])
  })
  test('a year that nobody entered falls back to weekdays and is named', () => {
    expect(dueAfter(bare, day('2027-12-30'), 2)).toBe('2028-01-03')
    expect(yearsNotEntered(october2024, day('2024-12-30'), day('2025-01-03'))).toEqual([2025])
  })
})

describe('laws', () => {
  const anyDay = fc.integer({ min: 0, max: 3000 }).map((count) => addDays(day('2024-01-01'), count))
  const anyCalendar = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3100 }), fc.boolean()), { maxLength: 200 })
    .map((list) =>
      from(Object.fromEntries(list.map(([count, is]) => [addDays(day('2024-01-01'), count), is]))),
    )
  const anyCount = fc.integer({ min: 1, max: 40 })

  test('exactly so many working days lie after acceptance up to the due day, which is one of them', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, accepted, count) => {
        const due = dueAfter(calendar, accepted, count)
        expect(isWorkday(calendar, due)).toBe(true)
        expect(workdaysBetween(calendar, accepted, due)).toBe(count)
      }),
    )
  })
  test('a notice counts its first day: it shows on exactly so many working days', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, starts, count) => {
        const first = workdayFrom(calendar, starts)
        const last = noticeEnd(calendar, starts, count)
        expect(isWorkday(calendar, first) && isWorkday(calendar, last)).toBe(true)
        expect(workdaysBetween(calendar, addDays(first, -1), last)).toBe(count)
        expect(noticeEnd(calendar, first, count)).toBe(last)
      }),
    )
  })
  test('longer limits and later starts are never due earlier', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyDay,
        anyCount,
        fc.integer({ min: 0, max: 30 }),
        (calendar, start, count, more) => {
          expect(dueAfter(calendar, start, count + more) >= dueAfter(calendar, start, count)).toBe(true)
          expect(dueAfter(calendar, addDays(start, more), count) >= dueAfter(calendar, start, count)).toBe(
            true,
          )
        },
      ),
    )
  })
  test('spans add up', () => {
    fc.assert(
      fc.property(anyCalendar, fc.array(anyDay, { minLength: 3, maxLength: 3 }), (calendar, days) => {
        const [a, b, c] = days.sort() as [LocalDate, LocalDate, LocalDate]
        expect(workdaysBetween(calendar, a, b) + workdaysBetween(calendar, b, c)).toBe(
          workdaysBetween(calendar, a, c),
        )
      }),
      { numRuns: 30 },
    )
  })
  test('lights go from green over yellow to red and never back', () => {
    const rank = { GREEN: 0, YELLOW: 1, RED: 2 }
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (one, more, limit) => {
        expect(rank[lightOf(one + more, limit)]).toBeGreaterThanOrEqual(rank[lightOf(one, limit)])
        expect(lightOf(limit, limit)).not.toBe('RED')
        expect(lightOf(limit + 1, limit)).toBe('RED')
      }),
    )
  })
})
