import type { OverviewRow, RibbonStep } from '@xinghe/contract/overview'
import type { LocalDate } from '@xinghe/contract/values'
import { stepKeys } from '@xinghe/contract/words'

/** What happened in a village in a year, as days; null where it did not. */
export interface VillageFacts {
  /** Both schemes of the township published, and whether one was begun. */
  setOn: string | null
  setBegun: boolean
  declaredOn: string | null
  declareBegun: boolean
  /** All results of the village confirmed by the county. */
  evaluatedOn: string | null
  evaluateBegun: boolean
  sealedQuarter: number
  /** The organisation's plaque hung. */
  awardedOn: string | null
  awardBegun: boolean
  /** The organisation was assessed but not rated: there is nothing to hang. */
  unrated: boolean
  usedOn: string | null
}
export interface Deadlines {
  SET: LocalDate
  DECLARE: LocalDate
  EVALUATE: LocalDate
  AWARD: LocalDate
}

const quarterNames = ['', '一季度', '二季度', '三季度', '四季度']

/** The five steps of one village. A step can be late only when its turn has come. */
export function stepsOf(
  facts: VillageFacts,
  due: Deadlines,
  today: LocalDate,
  expected: boolean,
): RibbonStep[] {
  const step = (
    key: RibbonStep['step'],
    doneOn: string | null,
    begun: boolean,
    turn: boolean,
    dueOn: LocalDate | null,
    note: string | null = null,
  ): RibbonStep => {
    if (doneOn) return { step: key, state: 'done', on: doneOn, note }
    const state = !turn && !begun ? 'todo' : dueOn !== null && today > dueOn ? 'late' : 'now'
    return { step: key, state, on: dueOn, note }
  }
  const { setOn, declaredOn, evaluatedOn, awardedOn, usedOn, unrated, sealedQuarter } = facts
  const sealed = evaluatedOn === null && sealedQuarter > 0 ? `${quarterNames[sealedQuarter]}已封账` : null
  return [
    step('SET', setOn, facts.setBegun, expected, due.SET),
    step('DECLARE', declaredOn, facts.declareBegun, setOn !== null, due.DECLARE),
    step('EVALUATE', evaluatedOn, facts.evaluateBegun, declaredOn !== null, due.EVALUATE, sealed),
    step(
      'AWARD',
      unrated ? evaluatedOn : awardedOn,
      facts.awardBegun,
      evaluatedOn !== null,
      due.AWARD,
      unrated && evaluatedOn ? '不予评星，不挂牌' : null,
    ),
    step('USE', usedOn, false, evaluatedOn !== null, null),
  ]
}

/** How many ribbons stand where in one step, and the last days: all that is needed of them, and can be added up. */
export interface StepTally {
  done: number
  now: number
  late: number
  todo: number
  lastDone: string | null
  /** The last day on which one that is not done is due. */
  lastDue: string | null
}
const noTally: StepTally = { done: 0, now: 0, late: 0, todo: 0, lastDone: null, lastDue: null }
const later = (one: string | null, other: string | null) =>
  other !== null && (one === null || other > one) ? other : one

/** In the order of the five steps. */
export function tallySteps(ribbons: readonly RibbonStep[][]): StepTally[] {
  const tallies = stepKeys.map(() => ({ ...noTally }))
  for (const ribbon of ribbons)
    for (const { step, state, on } of ribbon) {
      const tally = tallies[stepKeys.indexOf(step)] as StepTally
      tally[state] += 1
      const last = state === 'done' ? 'lastDone' : 'lastDue'
      tally[last] = later(tally[last], on)
    }
  return tallies
}
export const addTallies = (tallies: readonly StepTally[][]): StepTally[] =>
  stepKeys.map((_, at) =>
    tallies.reduce<StepTally>((sum, steps) => {
      const one = steps[at] ?? noTally
      return {
        done: sum.done + one.done,
        now: sum.now + one.now,
        late: sum.late + one.late,
        todo: sum.todo + one.todo,
        lastDone: later(sum.lastDone, one.lastDone),
        lastDue: later(sum.lastDue, one.lastDue),
      }
    }, noTally),
  )

/** The ribbon of many: done when all are, late when one is, with how many are through. */
export const joinSteps = (tallies: readonly StepTally[]): RibbonStep[] =>
  stepKeys.map((step, at) => {
    const { done, now, late, todo, lastDone, lastDue } = tallies[at] ?? noTally
    const all = done + now + late + todo
    if (all > 0 && done === all) return { step, state: 'done', on: lastDone, note: null }
    const state = late > 0 ? 'late' : done + now > 0 ? 'now' : 'todo'
    return { step, state, on: lastDue, note: state === 'todo' ? null : `${done}/${all}` }
  })

/** How many ribbons stand where, step by step. */
export const countSteps = (tallies: readonly StepTally[]): OverviewRow['stepCounts'] =>
  stepKeys.map((step, at) => {
    const { done, now, late, todo } = tallies[at] ?? noTally
    return { step, done, now, late, todo }
  })
