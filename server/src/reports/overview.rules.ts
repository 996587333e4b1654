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

/** The ribbon of many: done when all are, late when one is, with how many are through. */
export function joinSteps(ribbons: readonly RibbonStep[][]): RibbonStep[] {
  return stepKeys.map((key) => {
    const all = ribbons.flatMap((ribbon) => ribbon.filter((one) => one.step === key))
    const done = all.filter((one) => one.state === 'done')
    const last = (days: (string | null)[]) =>
      days.reduce((latest, day) => (day !== null && (latest === null || day > latest) ? day : latest), null)
    if (all.length > 0 && done.length === all.length)
      return { step: key, state: 'done', on: last(done.map((one) => one.on)), note: null }
    const open = all.filter((one) => one.state !== 'done')
    const state = open.some((one) => one.state === 'late')
      ? 'late'
      : done.length > 0 || open.some((one) => one.state === 'now')
        ? 'now'
        : 'todo'
    return {
      step: key,
      state,
      on: last(open.map((one) => one.on)),
      note: state === 'todo' ? null : `${done.length}/${all.length}`,
    }
  })
}

/** How many ribbons stand where, step by step. */
export const countSteps = (ribbons: readonly RibbonStep[][]): OverviewRow['stepCounts'] =>
  stepKeys.map((step) => {
    const states = ribbons
      .flatMap((ribbon) => ribbon.filter((one) => one.step === step))
      .map((one) => one.state)
    const of = (wanted: RibbonStep['state']) => states.filter((state) => state === wanted).length
    return { step, done: of('done'), now: of('now'), late: of('late'), todo: of('todo') }
  })
