import { colourModeKeys, conversionKeys } from '@xinghe/contract/words'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePlan, factsFor, resultAt, resultsFor } from './compile-plan.ts'
import { evaluate, type Plan } from './star.rules.ts'

const bound = fc.integer({ min: 0, max: 2000 })
const plan: fc.Arbitrary<Plan> = fc.record({
  subject: fc.constantFrom('ORG', 'MEMBER'),
  conversion: fc.constantFrom(...conversionKeys),
  lightAt: bound,
  colourMode: fc.constantFrom(...colourModeKeys),
  redAt: bound,
  silverAt: bound,
  goldAt: bound,
  classOneAt: fc.integer({ min: 0, max: 10 }),
  classTwoAt: fc.integer({ min: 0, max: 10 }),
  yearEndWeight: fc.constantFrom(0, 1, 10, 33, 99, 100),
})
/** Few values, so that stars are often level with each other and with the bounds; and any at all. */
const sum = fc.oneof(
  fc.constantFrom(-100, 0, 500, 999, 1000, 1001, 1500),
  fc.integer({ min: -3000, max: 3000 }),
  fc.integer({ min: -200_000_000, max: 200_000_000 }),
)
const ten = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 10, maxLength: 10 })
const book = fc.record({
  sums: ten(sum),
  vetoed: fc.boolean(),
  yearEndScore: fc.option(fc.integer({ min: 0, max: 10_000 })),
  yearsKept: fc.option(ten(fc.integer({ min: 1, max: 5 })), { nil: undefined }),
})
const mask = (kept: readonly number[], years: number) =>
  kept.reduce((bits, one) => (bits << 1) | (one >= years ? 1 : 0), 0)

test('the compiled plan gives what the rules give, byte for byte, wherever in the columns the book stands', () =>
  fc.assert(
    fc.property(plan, fc.array(book, { minLength: 1, maxLength: 12 }), (given, books) => {
      const facts = factsFor(books.length)
      const results = resultsFor(books.length)
      books.forEach((one, at) => {
        facts.sums.set(one.sums, at * 10)
        facts.vetoed[at] = one.vetoed ? 1 : 0
        facts.score[at] = one.yearEndScore ?? -1
        facts.before[at] = mask(one.yearsKept ?? [], 2)
        facts.beforeThat[at] = mask(one.yearsKept ?? [], 3)
      })
      const evaluateAt = compilePlan(given)
      for (let at = 0; at < books.length; at++) evaluateAt(facts, results, at)
      books.forEach((one, at) => {
        expect(JSON.stringify(resultAt(given, facts, results, at))).toBe(
          JSON.stringify(evaluate(given, { ...one })),
        )
      })
    }),
    { numRuns: 3000 },
  ))
