import { expect, test } from 'vitest'
import { bandPlaces } from './star-shape.ts'
import { bandWords, litCount, marksOf, starsOf } from './star-text.ts'

test('the two strings of the server become one: colour only where lit', () => {
  expect(starsOf('1101000000', 'GS-R------')).toBe('GS-R------')
  expect(starsOf('1100000000', null)).toBe('11--------')
  expect(starsOf('0100000000', 'GS--------')).toBe('-S--------')
  expect(starsOf(null)).toBe('----------')
})

test('a band always has ten places, whatever it is given', () => {
  expect(marksOf('GX')).toEqual(['G', ...Array(9).fill('-')])
  expect(litCount('GGGGGSSSRR')).toBe(10)
})

test('the words tell groups and colours apart', () => {
  const words = bandWords('GG1---S-R-')
  expect(words).toContain('点亮 5 颗')
  expect(words).toMatch(/共性星 3 颗.职责星 1 颗.自选星 1 颗/)
  expect(words).toMatch(/金星 2 颗.银星 1 颗.红星 1 颗/)
})

test('wider gaps after the fifth and the eighth star', () => {
  const { starts } = bandPlaces(10)
  const gaps = starts.slice(1).map((at, index) => at - (starts[index] as number))
  const wide = gaps.map((gap, index) => (gap > Math.min(...gaps) + 1 ? index + 1 : 0)).filter(Boolean)
  expect(wide).toEqual([5, 8])
})
