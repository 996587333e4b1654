import { colourModeKeys, conversionKeys } from '@xinghe/contract/words'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classes, factsFor, levelOf, resultAt } from '../compile-plan.ts'
import type { Plan } from '../star.rules.ts'
import { classMove, colourMoves, compileTry, levelMove, triedFor, undecided } from './try-columns.ts'
import { tryBook } from './what-if.rules.ts'

const bound = fc.integer({ min: 0, max: 2000 })
const plan = fc.record<Omit<Plan, 'subject'>>({
  conversion: fc.constantFrom(...conversionKeys),
  lightAt: bound,
  colourMode: fc.constantFrom(...colourModeKeys),
  redAt: bound,
  silverAt: bound,
  goldAt: bound,
  classOneAt: fc.integer({ min: 0, max: 10 }),
  classTwoAt: fc.integer({ min: 0, max: 10 }),
  yearEndWeight: fc.constantFrom(0, 33),
})
const book = fc.record({
  sums: fc.array(fc.integer({ min: -500, max: 2000 }), { minLength: 10, maxLength: 10 }),
  vetoed: fc.boolean(),
  yearEndScore: fc.option(fc.integer({ min: 0, max: 10_000 })),
  decided: fc.option(fc.record({ level: fc.option(fc.integer({ min: 0, max: 10 })) })),
})

test('a book tried in columns moves as the rules say', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('ORG' as const, 'MEMBER' as const),
      plan,
      plan,
      book,
      (subject, a, b, one) => {
        const [own, other] = [
          { subject, ...a },
          { subject, ...b },
        ]
        const facts = factsFor(1)
        facts.sums.set(one.sums)
        facts.vetoed[0] = one.vetoed ? 1 : 0
        facts.score[0] = one.yearEndScore ?? -1
        const decided = Int8Array.of(one.decided ? (one.decided.level ?? -1) : undecided)
        const found = triedFor(1)
        compileTry(own, other)(facts, decided, found, 0)
        const rules = tryBook(own, other, one, one.decided)
        expect({
          from: {
            level: levelOf(found.levelFrom[0] as number),
            class: classes[found.classFrom[0] as number],
          },
          to: { level: levelOf(found.levelTo[0] as number), class: classes[found.classTo[0] as number] },
          level: Math.sign(levelMove(found, 0)),
          class: classMove(found, 0),
          colour: colourMoves(found, 0),
          found: [resultAt(own, facts, found.from, 0), resultAt(other, facts, found.to, 0)],
        }).toEqual({
          from: { level: rules.from.level, class: rules.from.class },
          to: { level: rules.to.level, class: rules.to.class },
          level: rules.level,
          class: rules.class,
          colour: rules.colour,
          found: [rules.from.found, rules.to.found],
        })
      },
    ),
    { numRuns: 1000 },
  ))
