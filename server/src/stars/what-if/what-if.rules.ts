/** One book under the settings that hold and under those that are tried: where it stands, where it would. Pure. */
import type { OrgClass } from '@xinghe/contract/words'
import { classOf, type Evaluated, evaluate, type Facts, type Plan } from '../star.rules.ts'

export interface Decided {
  /** Null when not rated. */
  level: number | null
}
export interface Side {
  plan: Plan
  found: Evaluated
  /** Null: not rated. */
  level: number | null
  class: OrgClass | null
}
export interface Tried {
  from: Side
  to: Side
  /** -1, 0, 1. */
  level: number
  class: number
  colour: boolean
  /** A level that the meeting set otherwise than computed, and whether it would still stand. */
  decision: 'NONE' | 'KEPT' | 'LOST'
}

const classRank = { I: 3, II: 2, III: 1 }
const rank = (value: OrgClass | null) => (value ? classRank[value] : 0)

/**
 * What the meeting decided stands as long as the computed level stays what it decided upon; where the computed level
 * moves, the new one is shown, since nobody has decided upon it. Unchanged settings therefore give what is stored.
 */
export function tryBook(own: Plan, tried: Plan, facts: Facts, decided: Decided | null): Tried {
  const was = evaluate(own, facts)
  const would = evaluate(tried, facts)
  const kept = decided !== null && was.suggested === would.suggested
  const levelFrom = decided ? decided.level : was.suggested
  const levelTo = kept ? decided.level : would.suggested
  const from = { plan: own, found: was, level: levelFrom, class: classOf(own, levelFrom) }
  const to = { plan: tried, found: would, level: levelTo, class: classOf(tried, levelTo) }
  const differs = decided !== null && decided.level !== was.suggested
  return {
    from,
    to,
    level: Math.sign((levelTo ?? -1) - (levelFrom ?? -1)),
    class: Math.sign(rank(to.class) - rank(from.class)),
    colour: was.colours !== would.colours,
    decision: differs ? (kept ? 'KEPT' : 'LOST') : 'NONE',
  }
}

/** Why a plan cannot be tried; undefined when it can. The same laws as for handing a scheme in. */
export function faultOf(plan: Plan): string | undefined {
  if (plan.lightAt < 100) return '亮星分值应不低于 1 分'
  if (plan.colourMode === 'POINTS' && (plan.redAt > plan.silverAt || plan.silverAt > plan.goldAt))
    return '颜色分值应红星≤银星≤金星'
  if (plan.subject === 'ORG' && plan.classTwoAt > plan.classOneAt) return '二类的星级不能高于一类'
  return undefined
}
