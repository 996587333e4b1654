/** The settings tried, as they stand in the address: NaN-free numbers, -1 and '' for "as it is". */
import type { AnswerOf } from '@xinghe/contract/route'
import { triedKeys, type whatIf } from '@xinghe/contract/what-if'

export type Plan = AnswerOf<typeof whatIf>['plans'][number]['plan']
export type Setting = (typeof triedKeys)[number]

export const untried = {
  conversion: '',
  lightAt: -1,
  colourMode: '',
  redAt: -1,
  silverAt: -1,
  goldAt: -1,
  classOneAt: -1,
  classTwoAt: -1,
  yearEndWeight: -1,
}
export type Tried = { [K in Setting]: (typeof untried)[K] extends string ? string : number }

export const isTried = (tried: Tried, key: Setting): boolean => tried[key] !== untried[key]
/** For the request: only what is tried. */
export const sentOf = (tried: Tried): Record<string, string | number> =>
  Object.fromEntries(triedKeys.filter((key) => isTried(tried, key)).map((key) => [key, tried[key]]))
/** What holds in the year: the one value of all schemes, undefined where they differ. */
export const holding = <K extends Setting>(plans: readonly { plan: Plan }[], key: K): Plan[K] | undefined => {
  const values = new Set(plans.map(({ plan }) => plan[key]))
  return values.size === 1 ? [...values][0] : undefined
}
export const allOf = (plan: Plan): Tried =>
  Object.fromEntries(triedKeys.map((key) => [key, plan[key]])) as unknown as Tried
/** Settings that are tried and really are others than those that hold. */
export const othersOf = (tried: Tried, plans: readonly { plan: Plan }[]): Setting[] =>
  triedKeys.filter((key) => isTried(tried, key) && tried[key] !== holding(plans, key))
