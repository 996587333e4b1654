/** What a line of a slip must satisfy, who confirms it, and which quarter it falls into. Pure. */
import type { Post } from '@xinghe/contract/rights'
import { formatPoints } from '@xinghe/contract/values'

export interface LineBook {
  id: string
  name: string
  year: number
  versionId: string | null
  category: string | null
  exempt: boolean
  electives: readonly (string | null)[]
}
export interface LineRule {
  code: string
  kind: string
  content: string
  amount: number
  starCode: string | null
  evidenceNeeded: boolean
  evidenceNote: string
  checker: string
}
export interface LineStar {
  code: string
  kind: string
  name: string
  slot: number | null
  category: string | null
}
export interface Asked {
  ruleCode: string
  slot?: number | undefined
  amount?: number | undefined
}
export interface Problem {
  code:
    | 'slips.no_scheme'
    | 'slips.exempt'
    | 'slips.rule_not_for_book'
    | 'slips.veto_rule'
    | 'slips.elective_not_chosen'
    | 'slips.star_needed'
    | 'slips.wrong_amount'
    | 'slips.future_day'
    | 'slips.other_year'
  details: Record<string, unknown>
}

const worth = ({ kind, amount }: LineRule): number =>
  kind === 'DEDUCT' ? 0 - Math.abs(amount) : Math.abs(amount)

/** The star of the book into which the rule may be entered, or what stands against it. */
function slotOf(book: LineBook, rule: LineRule, star: LineStar | undefined, asked: Asked): number | Problem {
  if (rule.starCode === null) {
    if (asked.slot === undefined) return { code: 'slips.star_needed', details: { rule: rule.content } }
    if (asked.slot > 8 && !book.electives[asked.slot - 9])
      return { code: 'slips.elective_not_chosen', details: { name: book.name, star: `第${asked.slot}颗星` } }
    return asked.slot
  }
  const unfit: Problem = { code: 'slips.rule_not_for_book', details: { rule: rule.content, name: book.name } }
  if (!star) return unfit
  if (star.kind === 'ELECTIVE') {
    const at = book.electives.indexOf(star.code)
    return at < 0
      ? { code: 'slips.elective_not_chosen', details: { name: book.name, star: star.name } }
      : at + 9
  }
  return star.slot === null || (star.category !== null && star.category !== book.category) ? unfit : star.slot
}

/** The line as it will stand: its star and its hundredths; or the first thing that stands against it. */
export function checkLine(
  book: LineBook,
  rule: LineRule | undefined,
  star: LineStar | undefined,
  asked: Asked,
  day: { factOn: string; today: string },
): { slot: number; amount: number } | Problem {
  const { name, year } = book
  if (!book.versionId) return { code: 'slips.no_scheme', details: { name } }
  if (book.exempt) return { code: 'slips.exempt', details: { name } }
  if (!rule) return { code: 'slips.rule_not_for_book', details: { rule: asked.ruleCode, name } }
  if (rule.kind === 'VETO') return { code: 'slips.veto_rule', details: { rule: rule.content } }
  if (day.factOn > day.today) return { code: 'slips.future_day', details: {} }
  if (Number(day.factOn.slice(0, 4)) !== year) return { code: 'slips.other_year', details: { year } }
  const slot = slotOf(book, rule, star, asked)
  if (typeof slot !== 'number') return slot
  const whole = worth(rule)
  const amount = asked.amount ?? whole
  if (amount === 0 || Math.sign(amount) !== Math.sign(whole) || Math.abs(amount) > Math.abs(whole))
    return { code: 'slips.wrong_amount', details: { rule: rule.content, max: formatPoints(whole) } }
  return { slot, amount }
}

export interface Holder {
  personId: string
  post: string
}
/**
 * Who confirms a line, `by` being whoever entered it, `keyedBy` those who typed it from paper with him: the secretary; where he entered it or it is about him, another committee member; where nobody
 * of the committee is left because it is about one of them, the township in their place. Undefined: nobody can.
 * 依据: nobody confirms his own entry (domain A3); the standing rule that a secretary's own matters go to a colleague or up.
 */
export function confirmerOf(
  holders: readonly Holder[],
  line: { personId: string | null },
  by: { personId: string; post: Post },
  { keyedBy, townshipKeyed }: { keyedBy: readonly string[]; townshipKeyed: boolean } = {
    keyedBy: [],
    townshipKeyed: false,
  },
): Post | undefined {
  const free = (post: Post) =>
    holders.some(
      (holder) =>
        holder.post === post &&
        holder.personId !== by.personId &&
        holder.personId !== line.personId &&
        !keyedBy.includes(holder.personId),
    )
  if (free('VILLAGE_SECRETARY')) return 'VILLAGE_SECRETARY'
  if (free('VILLAGE_CLERK')) return 'VILLAGE_CLERK'
  // Both of the committee typed it: the township in their place.
  if (by.post !== 'TOWNSHIP_CLERK' && !townshipKeyed && keyedBy.some((id) => id !== by.personId))
    return 'TOWNSHIP_CLERK'
  const aboutCommittee =
    holders.some((holder) => holder.personId === line.personId) && line.personId !== by.personId
  return aboutCommittee && by.post !== 'TOWNSHIP_CLERK' ? 'TOWNSHIP_CLERK' : undefined
}

/** The quarter of the day while it is open, else the next open one as a late entry; undefined when none is left. */
export function quarterFor(
  open: readonly number[],
  of: number,
): { quarter: number; late: boolean } | undefined {
  const quarter = [...open].sort((a, b) => a - b).find((one) => one >= of)
  return quarter === undefined ? undefined : { quarter, late: quarter !== of }
}

const strictness = ['BRANCH', 'SAMPLE', 'TOWNSHIP']
/** A slip is checked as strictly as its strictest rule asks. */
export const strictest = (checkers: readonly string[]): string =>
  strictness[Math.max(...checkers.map((checker) => strictness.indexOf(checker)))] ?? 'TOWNSHIP'

/** How many slips must be looked at before the rest may pass. */
export const sampleNeeded = (count: number, percent: number): number => Math.ceil((count * percent) / 100)
