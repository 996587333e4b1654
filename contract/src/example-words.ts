/** How the built-in schemes are written down: a star with its base rules, points as people write them. */
import type { SchemeRule } from './schemes.ts'
import type { Checker } from './words.ts'

export type RuleText = Pick<
  SchemeRule,
  'content' | 'amount' | 'cap' | 'period' | 'periodCap' | 'evidenceNeeded' | 'evidenceNote'
> & { checker: Checker | null }
export interface StarText {
  name: string
  requirement: string
  rules: RuleText[]
}
const rule = (
  amount: number,
  cap: number | null,
  period: SchemeRule['period'],
  periodCap: number | null,
  content: string,
  evidenceNote: string,
  checker: Checker | null,
): RuleText => ({
  content,
  amount: Math.round(amount * 100),
  cap: cap === null ? null : Math.round(cap * 100),
  period,
  periodCap: periodCap === null ? null : Math.round(periodCap * 100),
  evidenceNeeded: false,
  evidenceNote,
  checker,
})

/** Judged once a year. */
export const yearly = (points: number, content: string, evidence: string, checker: Checker | null = null) =>
  rule(points, points, 'YEAR', null, content, evidence, checker)
/** A quarter of the points each quarter that it is done. */
export const quarterly = (
  points: number,
  content: string,
  evidence: string,
  checker: Checker | null = null,
) => rule(points / 4, points, 'QUARTER', points / 4, content, evidence, checker)
/** So many points each time, up to a year's cap. */
export const each = (
  points: number,
  cap: number | null,
  content: string,
  evidence: string,
  checker: Checker | null = null,
) => rule(points, cap, 'EACH', null, content, evidence, checker)
/** Evidence is demanded, not only welcome. */
export const proven = (text: RuleText): RuleText => ({ ...text, evidenceNeeded: true })
