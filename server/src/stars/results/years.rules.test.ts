import { expect, test } from 'vitest'
import { storyOfYears } from './years.rules.ts'

test('years running at a level, promotion, demotion, a gap', () => {
  const story = storyOfYears([
    { year: 2026, level: 9 },
    { year: 2025, level: 10 },
    { year: 2024, level: 10 },
    { year: 2023, level: 10 },
    { year: 2022, level: 8 },
    { year: 2020, level: 8 },
  ])
  expect([2020, 2022, 2023, 2024, 2025, 2026].map((year) => story.get(year))).toEqual([
    { running: 1, change: null },
    { running: 1, change: null },
    { running: 1, change: 'UP' },
    { running: 2, change: 'SAME' },
    { running: 3, change: 'SAME' },
    { running: 1, change: 'DOWN' },
  ])
})
test('not rated stands below every level', () => {
  const story = storyOfYears([
    { year: 2024, level: null },
    { year: 2025, level: 0 },
    { year: 2026, level: null },
  ])
  expect([2025, 2026].map((year) => story.get(year)?.change)).toEqual(['UP', 'DOWN'])
})
