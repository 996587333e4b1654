import { localDate } from '@xinghe/contract/values'
import { stepKeys } from '@xinghe/contract/words'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addTallies, joinSteps, stepsOf, tallySteps, type VillageFacts } from './overview.rules.ts'

const due = {
  SET: localDate('2026-02-28'),
  DECLARE: localDate('2026-03-31'),
  EVALUATE: localDate('2027-01-31'),
  AWARD: localDate('2027-07-01'),
}
const nothing: VillageFacts = {
  setOn: null,
  setBegun: false,
  declaredOn: null,
  declareBegun: false,
  evaluatedOn: null,
  evaluateBegun: false,
  sealedQuarter: 0,
  awardedOn: null,
  awardBegun: false,
  unrated: false,
  usedOn: null,
}
const states = (facts: Partial<VillageFacts>, today: string, expected = true) =>
  stepsOf({ ...nothing, ...facts }, due, localDate(today), expected)
    .map((one) => one.state)
    .join(' ')

test('a village goes through the year', () => {
  expect(states({}, '2026-01-10')).toBe('now todo todo todo todo')
  expect(states({}, '2026-03-01')).toBe('late todo todo todo todo')
  expect(states({}, '2026-03-01', false)).toBe('todo todo todo todo todo')
  expect(states({ setOn: '2026-02-20' }, '2026-03-31')).toBe('done now todo todo todo')
  expect(states({ setOn: '2026-02-20' }, '2026-04-01')).toBe('done late todo todo todo')
  expect(states({ setOn: '2026-02-20', declaredOn: '2026-03-20' }, '2026-11-01')).toBe(
    'done done now todo todo',
  )
  expect(
    states({ setOn: '2026-02-20', declaredOn: '2026-03-20', evaluatedOn: '2027-01-20' }, '2027-07-02'),
  ).toBe('done done done late now')
})

test('an organisation that is not rated has nothing to hang', () => {
  const steps = stepsOf(
    { ...nothing, setOn: 'x', declaredOn: 'x', evaluatedOn: '2027-01-20', unrated: true },
    due,
    localDate('2027-08-01'),
    true,
  )
  expect(steps[3]).toMatchObject({ state: 'done', note: '不予评星，不挂牌' })
})

test('the ribbon of many is done exactly when all are, and late when one is', () => {
  const facts = fc.record({
    setOn: fc.option(fc.constant('2026-02-01')),
    declaredOn: fc.option(fc.constant('2026-03-01')),
    evaluatedOn: fc.option(fc.constant('2027-01-05')),
    awardedOn: fc.option(fc.constant('2027-02-01')),
    usedOn: fc.option(fc.constant('2027-03-01')),
    unrated: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(facts, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('2026-01-05', '2026-06-01', '2027-08-01'),
      (villages, today) => {
        const ribbons = villages.map((one) => stepsOf({ ...nothing, ...one }, due, localDate(today), true))
        const joined = joinSteps(tallySteps(ribbons))
        // However they are put together.
        expect(addTallies(ribbons.map((ribbon) => tallySteps([ribbon])))).toEqual(tallySteps(ribbons))
        expect(joined.map((one) => one.step)).toEqual([...stepKeys])
        joined.forEach((one, index) => {
          const each = ribbons.map((ribbon) => ribbon[index]?.state)
          expect(one.state === 'done').toBe(each.every((state) => state === 'done'))
          expect(one.state === 'late').toBe(each.includes('late'))
        })
      },
    ),
  )
})
