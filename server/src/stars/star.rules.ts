/**
 * Points → stars → level → class. Pure: the same plan and sums give the same answer, byte for byte, for ever.
 * 依据: seed report A (积分换星: 每得够10分获得一个星级); readings Q1, Q4, Q5 in docs/decisions/0005.
 */
import type { ColourMode, Conversion, OrgClass, Subject } from '@xinghe/contract/words'

export interface Plan {
  subject: Subject
  conversion: Conversion
  /** Hundredths at which a star is lit. */
  lightAt: number
  colourMode: ColourMode
  /** Hundredths; red ≤ silver ≤ gold. */
  redAt: number
  silverAt: number
  goldAt: number
  /** Levels. */
  classOneAt: number
  classTwoAt: number
  /** Percent of the total that the year-end score makes; 0 leaves it shown beside. */
  yearEndWeight: number
}
export interface Facts {
  /** Ten star sums in slot order, hundredths. */
  sums: readonly number[]
  vetoed: boolean
  /** 0–10000 hundredths, or null before the assessment. */
  yearEndScore?: number | null
  /** Years running in which each star was won, this year included; for the colour mode YEARS. */
  yearsKept?: readonly number[]
}
export interface Evaluated {
  /** Hundredths over all stars; a star below nothing counts nothing. */
  total: number
  /** '1111111100' in slot order. */
  lit: string
  /** G gold, S silver, R red, N lit without colour, - not lit. */
  colours: string
  /** Stars lit each by its own points. */
  level: number
  /** Whole tens of the total, at most ten. */
  floorLevel: number
  /** By the plan's conversion; null when vetoed: not rated. */
  suggested: number | null
  /** Null for members. */
  class: OrgClass | null
  /** Hundredths that each star lacks to be lit; 0 when lit. */
  missing: number[]
}

const colourBy = (value: number, { silver, gold }: { silver: number; gold: number }): string =>
  value >= gold ? 'G' : value >= silver ? 'S' : 'R'

/** Class of a village organisation by its level; not rated is a candidate for class III. */
export const classOf = (
  plan: Pick<Plan, 'subject' | 'classOneAt' | 'classTwoAt'>,
  level: number | null,
): OrgClass | null => {
  if (plan.subject === 'MEMBER') return null
  if (level === null) return 'III'
  return level >= plan.classOneAt ? 'I' : level >= plan.classTwoAt ? 'II' : 'III'
}

/** Under TOTAL_FLOOR the highest stars carry the level; ties go to the earlier slot. */
const highest = (sums: readonly number[], count: number): Set<number> =>
  new Set(
    sums
      .map((sum, slot) => ({ sum, slot }))
      .sort((a, b) => b.sum - a.sum || a.slot - b.slot)
      .slice(0, count)
      .map(({ slot }) => slot),
  )

export function evaluate(plan: Plan, facts: Facts): Evaluated {
  const sums = facts.sums.map((sum) => Math.max(0, sum))
  const points = sums.reduce((total, sum) => total + sum, 0)
  const score = facts.yearEndScore
  const total =
    plan.yearEndWeight > 0 && score !== null && score !== undefined
      ? Math.floor((points * (100 - plan.yearEndWeight) + score * plan.yearEndWeight) / 100)
      : points
  const own = sums.map((sum) => sum >= plan.lightAt)
  const level = own.filter(Boolean).length
  const floorLevel = Math.min(10, Math.floor(total / 1000))
  const carried = plan.conversion === 'PER_STAR' ? undefined : highest(sums, floorLevel)
  const lit = own.map((ownLit, slot) => (carried ? carried.has(slot) : ownLit))
  const colour = (slot: number): string => {
    if (!lit[slot]) return '-'
    if (plan.colourMode === 'NONE') return 'N'
    if (plan.colourMode === 'YEARS') return colourBy(facts.yearsKept?.[slot] ?? 1, { silver: 2, gold: 3 })
    return colourBy(sums[slot] as number, { silver: plan.silverAt, gold: plan.goldAt })
  }
  const suggested = facts.vetoed ? null : plan.conversion === 'PER_STAR' ? level : floorLevel
  return {
    total,
    lit: lit.map((one) => (one ? '1' : '0')).join(''),
    colours: lit.map((_, slot) => colour(slot)).join(''),
    level,
    floorLevel,
    suggested,
    class: classOf(plan, suggested),
    missing: sums.map((sum) => Math.max(0, plan.lightAt - sum)),
  }
}

interface VersionRow {
  conversion: string
  light_at: number
  colour_mode: string
  red_at: number
  silver_at: number
  gold_at: number
  class_one_at: number
  class_two_at: number
  year_end_weight: number
}
export const planOf = (version: VersionRow, subject: string): Plan => ({
  subject: subject as Subject,
  conversion: version.conversion as Conversion,
  lightAt: version.light_at,
  colourMode: version.colour_mode as ColourMode,
  redAt: version.red_at,
  silverAt: version.silver_at,
  goldAt: version.gold_at,
  classOneAt: version.class_one_at,
  classTwoAt: version.class_two_at,
  yearEndWeight: version.year_end_weight,
})
