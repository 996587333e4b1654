/** When a figure is far enough from the others to be worth a look. Pure; nothing here knows a person. */
import type { Fairness, Measure, MeasureValues } from '@xinghe/contract/fairness'
import { measureKeys } from '@xinghe/contract/fairness'

export type Limits = Fairness['limits']
/** Fewer have no middle: with two places each would be far from the other. */
const leastPlaces = 3

/** The middle of the values, the mean of the two middle ones; null with fewer than three. */
export function middleOf(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b)
  if (sorted.length < leastPlaces) return null
  const half = sorted.length / 2
  const at = (index: number) => sorted[index] as number
  return Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(Math.floor(half))
}

/** Percent with one decimal; null of nothing. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

export const middleValues = (places: readonly { values: MeasureValues }[]): MeasureValues =>
  Object.fromEntries(
    measureKeys.map((measure) => [measure, middleOf(places.map(({ values }) => values[measure]))]),
  ) as MeasureValues

/** Points are compared by how many percent, shares by how many percentage points they lie off the middle. */
export function farFrom(
  values: MeasureValues,
  middle: MeasureValues,
  limits: Pick<Limits, 'pointsPercent' | 'sharePercent'>,
): { measure: Measure; side: 'above' | 'below' }[] {
  return measureKeys.flatMap((measure) => {
    const value = values[measure]
    const mid = middle[measure]
    if (value === null || mid === null || value === mid) return []
    const shares = measure === 'passed' || measure === 'returned'
    const far = shares ? limits.sharePercent : (Math.abs(mid) * limits.pointsPercent) / 100
    return Math.abs(value - mid) >= far ? [{ measure, side: value > mid ? 'above' : 'below' }] : []
  })
}

export interface RuleUse {
  /** Head of the path of the place. */
  place: string
  subject: 'ORG' | 'MEMBER'
  rule: string
  count: number
}
export interface Heads {
  members: number
  villages: number
}
/** For a hundred members, or for one organisation, rounded to one decimal. */
const rateOf = (use: RuleUse, heads: Heads | undefined): number | null => {
  const many = (use.subject === 'MEMBER' ? heads?.members : heads?.villages) ?? 0
  return many === 0 ? null : Math.round((use.count / many) * (use.subject === 'MEMBER' ? 1000 : 10)) / 10
}

/**
 * Rules given far oftener in one place than in the middle of the places whose scheme offers the rule; `uses` names
 * each of these, with a count of zero where it was never given.
 */
export function frequentRules(
  uses: readonly RuleUse[],
  heads: ReadonlyMap<string, Heads>,
  limits: Pick<Limits, 'ruleTimes' | 'least'>,
): (RuleUse & { rate: number; middle: number })[] {
  const byRule = Map.groupBy(uses, ({ subject, rule }) => `${subject} ${rule}`)
  return [...byRule.values()].flatMap((same) => {
    const middle = middleOf(same.map((use) => rateOf(use, heads.get(use.place))))
    if (middle === null) return []
    return same.flatMap((use) => {
      const rate = rateOf(use, heads.get(use.place))
      const often = rate !== null && rate > 0 && rate >= middle * limits.ruleTimes
      return often && use.count >= limits.least ? [{ ...use, rate, middle }] : []
    })
  })
}

export const isBurst = (
  { entries, late }: { entries: number; late: number },
  limits: Pick<Limits, 'burstPercent' | 'least'>,
): boolean => entries >= limits.least && late * 100 >= entries * limits.burstPercent

/** A star that divides nobody: won by (nearly) all who were asked for it, or by (nearly) none. */
export const dividesNobody = (
  { rated, won }: { rated: number; won: number },
  limits: Pick<Limits, 'everybodyPercent' | 'nobodyPercent' | 'least'>,
): boolean =>
  rated >= limits.least &&
  (won * 100 >= rated * limits.everybodyPercent || won * 100 <= rated * limits.nobodyPercent)
