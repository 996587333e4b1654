/**
 * Caps: how much of each claim counts. A base or bonus claim fills, in the order of posting, the room left in its
 * rule's period, its rule's year and (bonuses) its star. The three are nested for each star, so the sum over a star
 * does not depend on the order (law in caps.rules.test.ts).
 * 依据: the township's scoring rules, columns 每期上限, 年度上限 and 每星加分上限; all three are data of the scheme.
 */
import type { RulePeriod } from '@xinghe/contract/words'

export interface CapRule {
  /** Hundredths a year; null is no cap. */
  cap: number | null
  period: RulePeriod
  /** Hundredths a period; null is no cap. */
  periodCap: number | null
}
export interface Claim {
  slot: number
  ruleCode: string
  kind: string
  /** Hundredths; negative for deductions. */
  claimed: number
  /** 'YYYY-MM-DD' */
  factOn: string
}

const periodOf = (period: RulePeriod, factOn: string): string => {
  const month = Number(factOn.slice(5, 7))
  if (period === 'MONTH') return `m${month}`
  if (period === 'QUARTER') return `q${Math.ceil(month / 3)}`
  return ''
}

/** What already counts in one book, by the groups that caps know. */
export class Counted {
  readonly #sums = new Map<string, number>()
  readonly #bonusCap: number
  constructor(bonusCap: number) {
    this.#bonusCap = bonusCap
  }

  #groups({ slot, ruleCode, kind, factOn }: Claim, rule: CapRule): [string, number | null][] {
    const groups: [string, number | null][] = [[`${slot} ${ruleCode}`, rule.cap]]
    if (rule.periodCap !== null)
      groups.push([`${slot} ${ruleCode} ${periodOf(rule.period, factOn)}`, rule.periodCap])
    if (kind === 'BONUS') groups.push([`bonus ${slot}`, this.#bonusCap])
    return groups
  }

  /** Records points that stand already (hundredths, net of reversals). */
  add(claim: Claim, rule: CapRule, counted: number): void {
    for (const [group] of this.#groups(claim, rule))
      this.#sums.set(group, (this.#sums.get(group) ?? 0) + counted)
  }

  /** How much of the claim counts now, and records it. Deductions are capped in size, the year's adjustments not at all. */
  take(claim: Claim, rule: CapRule): number {
    if (claim.kind === 'ADJUST') return claim.claimed
    const sign = claim.claimed < 0 ? -1 : 1
    let size = Math.abs(claim.claimed)
    for (const [group, cap] of this.#groups(claim, rule))
      if (cap !== null) size = Math.min(size, Math.max(0, cap - Math.abs(this.#sums.get(group) ?? 0)))
    const counted = size === 0 ? 0 : sign * size
    this.add(claim, rule, counted)
    return counted
  }
}

/** What each of these claims, in order, counts when nothing else stands. */
export function settleClaims<T extends Claim>(
  claims: readonly T[],
  ruleOf: (claim: T) => CapRule,
  bonusCap: number,
): number[] {
  const counted = new Counted(bonusCap)
  return claims.map((claim) => counted.take(claim, ruleOf(claim)))
}
