import { localDate } from '@xinghe/contract/values'
import { expect, test } from 'vitest'
import { addMonths, missing, nextReport, reportable, verdictOf } from './weak.rules.ts'

const rules = { passScore: 70, dissatisfiedPercent: 50 }
test.each([
  [70, 15, 7, true],
  [69, 15, 0, false],
  [100, 16, 8, true],
  [100, 15, 8, false],
  [60, 15, 15, false],
])(
  'score %i, %i representatives, %i dissatisfied: passed %s',
  (score, representatives, dissatisfied, passed) => {
    expect(verdictOf({ score, representatives, dissatisfied }, rules).passed).toBe(passed)
  },
)
test('a failed acceptance says each ground', () => {
  expect(verdictOf({ score: 60, representatives: 16, dissatisfied: 9 }, rules).verdict).toBe(
    '得60分，低于70分；16名代表中9名不满意，超过50%',
  )
})
test('months later, at the end of a month too', () => {
  expect(addMonths(localDate('2025-12-31'), 2)).toBe('2026-02-28')
  expect(addMonths(localDate('2026-03-05'), 12)).toBe('2027-03-05')
})
test('months that are told of, forgotten, and next', () => {
  const one = { begunOn: '2025-11-10', reported: ['2025-12'], reportDay: 25 }
  expect(reportable(one, '2026-01-08')).toEqual(['2025-11', '2026-01'])
  expect(missing(one, '2026-01-08')).toEqual(['2025-11'])
  expect(nextReport(one)).toEqual({ month: '2025-11', dueOn: '2025-11-25' })
  // Begun after the day of reporting: the first month is not owed, but may be told of.
  const late = { begunOn: '2025-11-27', reported: [], reportDay: 25 }
  expect(missing(late, '2025-12-31')).toEqual([])
  expect(reportable(late, '2025-12-31')).toEqual(['2025-11', '2025-12'])
  expect(nextReport(late).month).toBe('2025-12')
})
