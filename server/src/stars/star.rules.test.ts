import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classOf, evaluate, type Plan } from './star.rules.ts'

const plan: Plan = {
  subject: 'ORG',
  conversion: 'PER_STAR',
  lightAt: 1000,
  colourMode: 'POINTS',
  redAt: 1000,
  silverAt: 1200,
  goldAt: 1400,
  classOneAt: 8,
  classTwoAt: 5,
  yearEndWeight: 0,
}
const hundredths = (...values: number[]) => values.map((value) => value * 100)

describe('vectors of the glossary: points per star, total, both levels', () => {
  test.each([
    [hundredths(10, 10, 10, 10, 10, 10, 10, 10, 10, 10), 10000, 10, 10],
    [hundredths(10, 10, 10, 10, 10, 10, 10, 10, 9.5, 9.5), 9900, 8, 9],
    [hundredths(9, 9, 9, 9, 9, 9, 9, 9, 9, 9), 9000, 0, 9],
    [hundredths(12, 12, 10, 10, 10, 10, 10, 10, 8, 8), 10000, 8, 10],
    [hundredths(14, 13, 12, 10, 10, 10, 10, 10, 10, 10), 10900, 10, 10],
    [hundredths(10, 10, 10, 10, 10, 5, 5, 5, 5, 5), 7500, 5, 7],
  ])('%j', (sums, total, level, floorLevel) => {
    const found = evaluate(plan, { sums, vetoed: false })
    expect(found).toMatchObject({ total, level, floorLevel, suggested: level })
    expect(evaluate({ ...plan, conversion: 'TOTAL_FLOOR' }, { sums, vetoed: false }).suggested).toBe(
      floorLevel,
    )
  })
  test('one gold, two silver, seven red', () =>
    expect(
      evaluate(plan, { sums: hundredths(14, 13, 12, 10, 10, 10, 10, 10, 10, 10), vetoed: false }).colours,
    ).toBe('GSSRRRRRRR'))
  test('a veto is not rated and a candidate for class III', () =>
    expect(
      evaluate(plan, { sums: hundredths(10, 10, 10, 10, 10, 10, 10, 10, 10, 10), vetoed: true }),
    ).toMatchObject({ suggested: null, class: 'III', total: 10000 }))
  test.each([
    [10, 'I'],
    [9, 'I'],
    [8, 'I'],
    [7, 'II'],
    [5, 'II'],
    [4, 'III'],
    [null, 'III'],
  ] as const)('level %s is class %s', (level, expected) => expect(classOf(plan, level)).toBe(expected))
  test('a member has no class', () => expect(classOf({ ...plan, subject: 'MEMBER' }, 10)).toBeNull())
  test('colour by years kept', () =>
    expect(
      evaluate(
        { ...plan, colourMode: 'YEARS' },
        {
          sums: hundredths(10, 10, 10, 9, 0, 0, 0, 0, 0, 0),
          vetoed: false,
          yearsKept: [1, 2, 3, 3, 0, 0, 0, 0, 0, 0],
        },
      ).colours,
    ).toBe('RSG-------'))
})

const sums = fc.array(fc.integer({ min: -500, max: 1800 }), { minLength: 10, maxLength: 10 })
const anyPlan = fc
  .record({
    conversion: fc.constantFrom('PER_STAR' as const, 'TOTAL_FLOOR' as const),
    lightAt: fc.integer({ min: 500, max: 1200 }),
    colourMode: fc.constantFrom('NONE' as const, 'POINTS' as const),
  })
  .map((given) => ({ ...plan, ...given }))

test('more points never cost a star, a level or a class', () =>
  fc.assert(
    fc.property(anyPlan, sums, fc.nat(9), fc.nat(600), (given, before, slot, gain) => {
      const more = before.map((sum, index) => (index === slot ? sum + gain : sum))
      const [a, b] = [
        evaluate(given, { sums: before, vetoed: false }),
        evaluate(given, { sums: more, vetoed: false }),
      ]
      expect(b.suggested).toBeGreaterThanOrEqual(a.suggested as number)
      expect(b.level).toBeGreaterThanOrEqual(a.level)
      const rank = { I: 2, II: 1, III: 0 }
      expect(rank[b.class as 'I']).toBeGreaterThanOrEqual(rank[a.class as 'I'])
    }),
  ))
test('per star, the surplus of one star never lights another', () =>
  fc.assert(
    fc.property(sums, fc.nat(9), fc.nat(5000), (before, slot, gain) => {
      const more = before.map((sum, index) => (index === slot ? sum + gain : sum))
      const [a, b] = [
        evaluate(plan, { sums: before, vetoed: false }),
        evaluate(plan, { sums: more, vetoed: false }),
      ]
      for (let other = 0; other < 10; other++) if (other !== slot) expect(b.lit[other]).toBe(a.lit[other])
    }),
  ))
test('as many stars shine as the level says', () =>
  fc.assert(
    fc.property(anyPlan, sums, (given, of) => {
      const found = evaluate(given, { sums: of, vetoed: false })
      expect([...found.lit].filter((one) => one === '1')).toHaveLength(found.suggested as number)
      expect([...found.colours].map((one) => (one === '-' ? '0' : '1')).join('')).toBe(found.lit)
    }),
  ))
