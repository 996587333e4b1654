/** Edits of the whole document that the editor holds until it is saved. Pure. */
import { fullPoints } from '@xinghe/contract/scheme-check'
import type { SchemeDocument, SchemeRule, SchemeStar } from '@xinghe/contract/schemes'
import type { MemberCategory, RuleKind, StarKind } from '@xinghe/contract/words'

/** What is open in the editor: a star by its code, or the rules that belong to no star. */
export type Part = `star:${string}` | 'BONUS' | 'DEDUCT' | 'VETO'
export const looseParts = { BONUS: '通用加分', DEDUCT: '负面清单', VETO: '一票否决' } as const
type Loose = keyof typeof looseParts
const looseMarks: Record<Loose, string> = { BONUS: '加', DEDUCT: '扣', VETO: '否' }
export const categoryMarks: Record<MemberCategory, string> = {
  ORDINARY: '',
  CENTRAL_HOUSEHOLD: '户',
  COMMITTEE: '委',
  FLOATING: '流',
  OLD_OR_ILL: '老',
}

export const starOf = (document: SchemeDocument, part: Part): SchemeStar | undefined =>
  part.startsWith('star:') ? document.stars.find((star) => `star:${star.code}` === part) : undefined
export const rulesOf = (document: SchemeDocument, part: Part): SchemeRule[] =>
  document.rules.filter((rule) => partOfRule(rule) === part)
export const partOfRule = (rule: SchemeRule): Part =>
  rule.starCode !== null && rule.kind !== 'VETO'
    ? `star:${rule.starCode}`
    : rule.kind === 'BASE'
      ? 'BONUS'
      : rule.kind

/** The first of mark1, mark2 … that nothing bears yet. */
const free = (taken: readonly string[], mark: string, from = 1): string => {
  let number = from
  while (taken.includes(`${mark}${number}`)) number += 1
  return `${mark}${number}`
}

export function addStar(
  document: SchemeDocument,
  kind: StarKind,
  slot: number | null,
  category: MemberCategory | null,
): { document: SchemeDocument; part: Part } {
  const taken = document.stars.map((star) => star.code)
  const mark = kind === 'ELECTIVE' ? '自' : category ? categoryMarks[category] : ''
  const code = free(taken, mark, slot ?? 1)
  const star: SchemeStar = { code, kind, slot, category, name: '', requirement: '', fullPoints }
  return { document: { ...document, stars: [...document.stars, star] }, part: `star:${code}` }
}
export const changeStar = (
  document: SchemeDocument,
  code: string,
  change: Partial<SchemeStar>,
): SchemeDocument => ({
  ...document,
  stars: document.stars.map((star) => (star.code === code ? { ...star, ...change } : star)),
})
export const dropStar = (document: SchemeDocument, code: string): SchemeDocument => ({
  ...document,
  stars: document.stars.filter((star) => star.code !== code),
  rules: document.rules.filter((rule) => rule.starCode !== code),
})

const blank: Omit<SchemeRule, 'code' | 'starCode' | 'kind'> = {
  content: '',
  amount: 100,
  cap: 100,
  period: 'YEAR',
  periodCap: null,
  evidenceNeeded: false,
  evidenceNote: '',
  checker: 'BRANCH',
}
export function addRule(document: SchemeDocument, part: Part): SchemeDocument {
  const taken = document.rules.map((rule) => rule.code)
  const star = starOf(document, part)
  const rule: SchemeRule = star
    ? { ...blank, code: free(taken, `${star.code}.`), starCode: star.code, kind: 'BASE' }
    : {
        ...blank,
        code: free(taken, looseMarks[part as Loose]),
        starCode: null,
        kind: part as RuleKind,
        period: 'EACH',
        cap: null,
        checker: 'TOWNSHIP',
        ...(part === 'VETO' ? { amount: 0 } : {}),
      }
  // Beside its own kind, so that the saved order is the order read.
  const last = document.rules.findLastIndex((one) => partOfRule(one) === part)
  const rules = [...document.rules]
  rules.splice(last < 0 ? rules.length : last + 1, 0, rule)
  return { ...document, rules }
}
export const changeRule = (
  document: SchemeDocument,
  code: string,
  change: Partial<SchemeRule>,
): SchemeDocument => ({
  ...document,
  rules: document.rules.map((rule) => (rule.code === code ? { ...rule, ...change } : rule)),
})
export const dropRule = (document: SchemeDocument, code: string): SchemeDocument => ({
  ...document,
  rules: document.rules.filter((rule) => rule.code !== code),
})
