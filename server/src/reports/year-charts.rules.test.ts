import { expect, test } from 'vitest'
import {
  type EntryGroup,
  evidenceFigures,
  monthFigures,
  type ResultGroup,
  resultFigures,
  starFigures,
} from './year-charts.rules.ts'

const places = [
  { unitId: 'east', name: '东镇', path: '00010001' },
  { unitId: 'west', name: '西镇', path: '00010002' },
]
const group = (over: Partial<ResultGroup>): ResultGroup => ({
  year: 2025,
  place: '00010001',
  level: 10,
  class: 'I',
  count: 1,
  up: 0,
  down: 0,
  gold: 0,
  silver: 0,
  red: 0,
  withGold: 0,
  withSilver: 0,
  withRed: 0,
  ...over,
})

test('levels of both years, from ten down, the unrated last, and none that nobody has', () => {
  const { levels, rated, classes, colours, changed } = resultFigures(
    [
      group({ count: 3, gold: 4, withGold: 2, up: 1 }),
      group({ place: '00010002', count: 2, gold: 1, withGold: 1 }),
      group({ level: null, class: null, count: 1, down: 1 }),
      group({ year: 2024, level: 7, class: 'II', count: 5, gold: 9, withGold: 5, up: 5 }),
    ],
    places,
    2025,
    'ORG',
  )
  expect(levels).toEqual([
    { level: 10, count: 5, last: 0 },
    { level: 7, count: 0, last: 5 },
    { level: null, count: 1, last: 0 },
  ])
  expect(rated).toEqual({ count: 6, last: 5 })
  expect(classes.map((one) => [one.class, one.count, one.last])).toEqual([
    ['I', 5, 0],
    ['II', 0, 5],
    ['III', 0, 0],
  ])
  expect(colours[0]).toEqual({ colour: 'G', count: 5, last: 9, subjects: 3 })
  expect(changed).toEqual([
    { unitId: 'east', name: '东镇', rated: 4, up: 1, down: 1 },
    { unitId: 'west', name: '西镇', rated: 2, up: 0, down: 0 },
  ])
  expect(resultFigures([], places, 2025, 'MEMBER').classes).toEqual([])
})

test('a star is one by kind and name, in the order of the ten', () => {
  const star = (
    year: number,
    kind: 'COMMON' | 'DUTY' | 'ELECTIVE',
    name: string,
    slot: number,
    won: number,
  ) => ({
    year,
    kind,
    name,
    slot,
    rated: 10,
    won,
  })
  expect(
    starFigures(
      [
        star(2025, 'ELECTIVE', '守边星', 9, 4),
        star(2025, 'DUTY', '守边星', 7, 3),
        star(2025, 'DUTY', '生态星', 6, 2),
        star(2024, 'DUTY', '守边星', 8, 1),
        star(2025, 'COMMON', '队伍星', 2, 8),
      ],
      2025,
    ).map(({ kind, name, rated, won, lastRated, lastWon }) => [kind, name, rated, won, lastRated, lastWon]),
  ).toEqual([
    ['COMMON', '队伍星', 10, 8, 0, 0],
    ['DUTY', '生态星', 10, 2, 0, 0],
    ['DUTY', '守边星', 10, 3, 10, 1],
    ['ELECTIVE', '守边星', 10, 4, 0, 0],
  ])
})

const entries = (over: Partial<EntryGroup>): EntryGroup => ({
  year: 2025,
  month: 3,
  place: '00010001',
  needed: false,
  points: 100,
  slips: 1,
  opening: 0,
  ...over,
})
test('months of both years; reversed entries no longer stand and need no evidence', () => {
  const groups = [
    entries({ slips: 10, points: 1000 }),
    entries({ needed: true, slips: 4, points: 800, month: 4 }),
    entries({ opening: 2, slips: 0, points: 300 }),
    entries({ year: 2024, slips: 7, points: 70 }),
  ]
  const months = monthFigures(groups, 2025)
  expect(months).toHaveLength(12)
  expect(months[2]).toEqual({ month: 3, entries: 12, points: 1300, lastEntries: 7, lastPoints: 70 })
  expect(months[3]).toMatchObject({ entries: 4, points: 800, lastEntries: 0 })
  expect(
    evidenceFigures(
      groups,
      [
        { place: '00010001', needed: false, gone: 1, held: 2 },
        { place: '00010001', needed: true, gone: 0, held: 3 },
      ],
      places,
      2025,
    ),
  ).toEqual([
    { unitId: 'east', name: '东镇', entries: 13, without: 8, needed: 1 },
    { unitId: 'west', name: '西镇', entries: 0, without: 0, needed: 0 },
  ])
})
