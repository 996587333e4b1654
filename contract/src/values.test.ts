import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayInShanghai,
  fen,
  formatDay,
  formatFen,
  formatInstant,
  formatPoints,
  isLocalDate,
  type LocalDate,
  localDate,
  parsePoints,
  points,
  quarterOf,
  yearOf,
  zDay,
  zFen,
  zPoints,
  zText,
} from './values.ts'

const hundredths = fc.integer({ min: -999_999_999, max: 999_999_999 })
const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10) as LocalDate)

describe('points', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(hundredths, (value) => {
        expect(parsePoints(formatPoints(value))).toBe(value)
      }),
    )
  })
  test('as people write them', () => {
    const written: [string, number | undefined][] = [
      ['10', 1000],
      ['9.5', 950],
      ['0.05', 5],
      [' 1.20 ', 120],
      ['-3', -300],
      ['-0', 0],
      ['1.234', undefined],
      ['1.', undefined],
      ['.5', undefined],
      ['1e3', undefined],
      ['+1', undefined],
      ['１', undefined],
      ['', undefined],
      ['12345678', undefined],
    ]
    for (const [text, value] of written) expect(parsePoints(text), text).toBe(value)
  })
  test('never more digits than needed', () => {
    expect([1000, 950, 5, 0, -120, -5].map(formatPoints)).toEqual(['10', '9.5', '0.05', '0', '-1.2', '-0.05'])
  })
  test('a part of a hundredth is a bug, not a value', () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => points(bad), String(bad)).toThrow(RangeError)
    expect(() => fen(0.1)).toThrow(RangeError)
    expect(zPoints.safeParse(1.5).success).toBe(false)
    expect(zFen.safeParse(-1).success).toBe(false)
  })
  test('money always shows two digits', () => {
    expect([60_000, 5, -5, 0, 199].map(formatFen)).toEqual(['600.00', '0.05', '-0.05', '0.00', '1.99'])
  })
})

describe('days', () => {
  test('a day begins at midnight in Shanghai, whatever the zone of the server', () => {
    expect(dayInShanghai(new Date('2025-12-31T15:59:59Z'))).toBe('2025-12-31')
    expect(dayInShanghai(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01')
  })
  test('only days that exist', () => {
    for (const good of ['2024-02-29', '2026-12-31', '2000-01-01']) expect(isLocalDate(good), good).toBe(true)
    for (const bad of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', ''])
      expect(isLocalDate(bad), bad).toBe(false)
    expect(() => localDate('2026-02-30')).toThrow(RangeError)
    expect(zDay.safeParse('2026-02-30').error?.issues[0]?.message).toMatch(/日期/)
  })
  test('going and coming back, and going in two steps', () => {
    const step = fc.integer({ min: -4000, max: 4000 })
    fc.assert(
      fc.property(anyDay, step, step, (day, a, b) => {
        expect(addDays(addDays(day, a), -a)).toBe(day)
        expect(addDays(addDays(day, a), b)).toBe(addDays(day, a + b))
        expect(addDays(day, 1) > day).toBe(true)
      }),
    )
    expect(addDays(localDate('2024-02-28'), 1)).toBe('2024-02-29')
  })
  test('a quarter has three months', () => {
    const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-15`)
    expect(months.map((day) => quarterOf(localDate(day)))).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    expect(yearOf(localDate('2026-12-31'))).toBe(2026)
  })
  test('as the clerk reads them', () => {
    expect(formatDay('2026-03-05')).toBe('2026年3月5日')
    expect(formatInstant('2025-12-31T16:05:00Z')).toBe('2026年1月1日 00:05')
  })
})

test('text says something', () => {
  expect(zText().safeParse(' 　\n').success).toBe(false)
  expect(zText().parse('  有 ')).toBe('有')
  expect(zText(3).safeParse('四个汉字').error?.issues[0]?.message).toBe('不超过3字')
})
