import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dividesNobody, farFrom, frequentRules, isBurst, middleOf, percent } from './fairness.rules.ts'
import { apart, parts, partsOf, tells } from './look.rules.ts'
import { usedAgain } from './used-again.rules.ts'

const limits = {
  pointsPercent: 20,
  sharePercent: 15,
  ruleTimes: 2,
  burstPercent: 50,
  everybodyPercent: 95,
  nobodyPercent: 5,
  least: 10,
}
const nothing = { memberPoints: null, villagePoints: null, passed: null, returned: null }

test('the middle is the middle, of three or more', () => {
  expect(middleOf([1, 2])).toBeNull()
  expect(middleOf([5, null, 1, 3])).toBe(3)
  expect(middleOf([4, 1, 3, 2])).toBe(2.5)
})
test('the middle lies among the values and does not depend on their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 3 }), (values) => {
      const middle = middleOf(values) as number
      expect(middleOf(values.toReversed())).toBe(middle)
      expect(values.filter((value) => value <= middle).length * 2).toBeGreaterThanOrEqual(values.length)
      expect(values.filter((value) => value >= middle).length * 2).toBeGreaterThanOrEqual(values.length)
    }),
  )
})
test('percent of nothing is nothing', () => {
  expect(percent(0, 0)).toBeNull()
  expect(percent(1, 3)).toBe(33.3)
})

test('points are measured by percent, shares by percentage points', () => {
  const middle = { memberPoints: 5000, villagePoints: 9000, passed: 90, returned: 2 }
  expect(farFrom({ ...middle, memberPoints: 6000, passed: 75 }, middle, limits)).toEqual([
    { measure: 'memberPoints', side: 'above' },
    { measure: 'passed', side: 'below' },
  ])
  expect(farFrom({ ...middle, memberPoints: 5999, passed: 76 }, middle, limits)).toEqual([])
  expect(farFrom(nothing, middle, limits)).toEqual([])
  expect(farFrom(middle, nothing, limits)).toEqual([])
})
test('who stands in the middle is never far from it', () => {
  const value = fc.option(fc.integer({ min: 0, max: 100_000 }))
  const values = fc.record({ memberPoints: value, villagePoints: value, passed: value, returned: value })
  fc.assert(fc.property(values, (one) => farFrom(one, one, limits).length === 0))
})

const heads = new Map(['a', 'b', 'c', 'd'].map((place) => [place, { members: 100, villages: 10 }]))
const use = (place: string, count: number) => ({ place, subject: 'MEMBER' as const, rule: '抢险', count })
test('a rule given twice as often as in the middle is hinted, equal use never', () => {
  expect(frequentRules([use('a', 10), use('b', 12), use('c', 24)], heads, limits)).toEqual([
    { ...use('c', 24), rate: 24, middle: 12 },
  ])
  expect(frequentRules([use('a', 0), use('b', 0), use('c', 9)], heads, limits)).toEqual([])
  expect(frequentRules([use('a', 0), use('b', 0), use('c', 10)], heads, limits)).toHaveLength(1)
  // Two places have no middle; a rule that nobody gives is no hint.
  expect(frequentRules([use('a', 0), use('c', 50)], heads, limits)).toEqual([])
  fc.assert(
    fc.property(fc.nat(500), (count) => {
      expect(
        frequentRules(
          ['a', 'b', 'c', 'd'].map((place) => use(place, count)),
          heads,
          limits,
        ),
      ).toEqual([])
    }),
  )
})
test('never more than half of the places are hinted for one rule', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 4, maxLength: 4 }), (counts) => {
      const found = frequentRules(
        ['a', 'b', 'c', 'd'].map((place, at) => use(place, counts[at] ?? 0)),
        heads,
        limits,
      )
      expect(found.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('few entries are no burst, few rated tell nothing of a star', () => {
  expect(isBurst({ entries: 20, late: 10 }, limits)).toBe(true)
  expect(isBurst({ entries: 20, late: 9 }, limits)).toBe(false)
  expect(isBurst({ entries: 9, late: 9 }, limits)).toBe(false)
  expect(dividesNobody({ rated: 20, won: 19 }, limits)).toBe(true)
  expect(dividesNobody({ rated: 20, won: 18 }, limits)).toBe(false)
  expect(dividesNobody({ rated: 20, won: 1 }, limits)).toBe(true)
  expect(dividesNobody({ rated: 20, won: 2 }, limits)).toBe(false)
  expect(dividesNobody({ rated: 9, won: 9 }, limits)).toBe(false)
})

const look = fc.string({ unit: fc.constantFrom('0', '1'), minLength: 64, maxLength: 64 })
test('the parts cover a look once', () => {
  fc.assert(
    fc.property(
      look,
      (one) =>
        partsOf(one)
          .map((part) => part.slice(2))
          .join('') === one,
    ),
  )
})
test('two looks at most four digits apart share a part', () => {
  const flips = fc.uniqueArray(fc.nat(63), { maxLength: parts.length - 1 })
  fc.assert(
    fc.property(look, flips, (one, flipped) => {
      const other = [...one]
        .map((digit, at) => (flipped.includes(at) ? (digit === '0' ? '1' : '0') : digit))
        .join('')
      expect(apart(one, other)).toBe(flipped.length)
      expect(partsOf(one).some((part) => partsOf(other).includes(part))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
test('a flat picture tells nothing', () => {
  expect(tells('0'.repeat(64))).toBe(false)
  expect(tells('1'.repeat(64))).toBe(false)
  expect(tells('01'.repeat(32))).toBe(true)
})

test('a picture used again is found with the earliest that it repeats, and only about something else', () => {
  const day = fc.integer({ min: 1, max: 4 }).map((one) => `2026-03-0${one}`)
  const picture = fc.record({
    look: fc.nat(5).map((at) => (['0'.repeat(at), '1'].join('') + '01'.repeat(32)).slice(0, 64)),
    villageId: fc.constantFrom('a', 'b', 'c'),
    factOn: day,
    reason: fc.constantFrom('植树', '座谈'),
  })
  fc.assert(
    fc.property(fc.array(picture, { maxLength: 25 }), fc.nat(4), (given, bits) => {
      const pictures = given.map((one, at) => ({ ...one, slipId: `${at}`, fileId: `${at}` }))
      const gathering = (one: (typeof pictures)[0], other: (typeof pictures)[0]) =>
        one.factOn === other.factOn && (one.villageId === other.villageId || one.reason === other.reason)
      const told = new Set<string>()
      // The plain way: every picture against every earlier one.
      const expected = pictures.flatMap((again, at) => {
        const first = pictures
          .slice(0, at)
          .find((one) => apart(one.look, again.look) <= bits && !gathering(one, again))
        const key = `${again.villageId} ${again.factOn} ${again.look}`
        if (!first || told.has(key)) return []
        told.add(key)
        return [{ first, again, apart: apart(first.look, again.look) }]
      })
      expect(usedAgain(pictures, bits)).toEqual(expected)
    }),
  )
})
