/** What a township means to change next year: so that the comparison and the what-if have something to show. */
import type { SchemeDocument } from '../contract/src/schemes.ts'

/** Class I from nine stars, one deduction dropped, one bonus new, one bonus higher, one rule of the first star tighter. */
export function nextYears(document: SchemeDocument): SchemeDocument {
  const [base] = document.rules.filter((rule) => rule.kind === 'BASE')
  const [bonus] = document.rules.filter((rule) => rule.kind === 'BONUS')
  const dropped = document.rules.findLast((rule) => rule.kind === 'DEDUCT')
  const rules = document.rules
    .filter((rule) => rule !== dropped)
    .map((rule) =>
      rule === base
        ? { ...rule, evidenceNeeded: true, evidenceNote: '会议记录和签到表', checker: 'TOWNSHIP' as const }
        : rule === bonus && rule.cap !== null
          ? { ...rule, cap: rule.cap + 50 }
          : rule,
    )
  const added = bonus && {
    ...bonus,
    code: '加99',
    content: '盘活嘎查村闲置资产，当年集体收益增加五万元以上',
    amount: 200,
    cap: 200,
    periodCap: null,
    period: 'YEAR' as const,
    evidenceNeeded: true,
    evidenceNote: '合同和到账凭证',
  }
  return {
    ...document,
    plan: { ...document.plan, classOneAt: 9 },
    rules: added ? [...rules, added] : rules,
  }
}
