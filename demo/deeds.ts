/**
 * Who did what in a year. The deeds of each book are chosen so that it *would* reach its aim; the levels themselves are
 * computed by the program from the points it counts, never planted.
 */
import type { SchemeDocument, SchemeRule, SchemeStar } from '../contract/src/schemes.ts'
import type { MemberCategory } from '../contract/src/words.ts'
import type { Random } from './random.ts'

/** What a book aims at: which of its stars light up, and how brightly. */
export interface Aim {
  /** Ten booleans in slot order. */
  lit: boolean[]
  /** Extra points a lit star gets from bonuses, hundredths, in slot order. */
  bonus: number[]
  /** Approved not to be rated: no points are entered. */
  exempt?: boolean
}
export interface Deed {
  ruleCode: string
  slot: number | undefined
  amount: number | undefined
  /** 'MM-DD' */
  on: string
  reason: string
}

/** The star of each slot for a book of this category with these electives; undefined where its category has none. */
export function starsFor(
  document: SchemeDocument,
  category: MemberCategory | null,
  electives: readonly [string, string] | undefined,
): (SchemeStar | undefined)[] {
  return Array.from({ length: 10 }, (_, index) => {
    const slot = index + 1
    if (slot > 8)
      return document.stars.find((star) => star.kind === 'ELECTIVE' && star.code === electives?.[slot - 9])
    return document.stars.find(
      (star) => star.slot === slot && (star.category === null || star.category === category),
    )
  })
}

/** How many stars and which: the aim of an organisation of this level. The weak stars differ from village to village. */
export function orgAim(random: Random, level: number): Aim {
  const dark = new Set(random.shuffle([3, 4, 5, 6, 7, 8, 9, 10, 1, 2]).slice(0, 10 - level))
  const lit = Array.from({ length: 10 }, (_, index) => !dark.has(index + 1))
  // 依据: silver from twelve points, gold from fourteen; better villages have more of both.
  const bonus = lit.map((shines) =>
    !shines ? 0 : random.chance((level - 5) / 14) ? 400 : random.chance((level - 3) / 14) ? 200 : 0,
  )
  return { lit, bonus }
}

/** Members: about half of their stars and more light up, few all ten; fewer while the year runs. */
export function memberAim(random: Random, category: MemberCategory, over: boolean): Aim {
  const strength =
    category === 'CENTRAL_HOUSEHOLD' || category === 'COMMITTEE' ? 0.78 : category === 'FLOATING' ? 0.4 : 0.52
  const own = Math.min(0.98, (over ? strength : strength * 0.7) + (random.next() - 0.5) * 0.3)
  const lit = Array.from({ length: 10 }, () => random.chance(own))
  const bonus = lit.map((shines) =>
    shines && random.chance(0.04) ? 400 : shines && random.chance(0.09) ? 200 : 0,
  )
  return { lit, bonus }
}

/** How often a rule is done in a full year, and in which months. */
function occasions(rule: SchemeRule): number[] {
  if (rule.period === 'YEAR') return [11]
  if (rule.period === 'QUARTER') return [2, 5, 8, 10]
  if (rule.period === 'MONTH') return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  const times = Math.max(1, Math.round((rule.cap ?? rule.amount) / rule.amount))
  return Array.from({ length: times }, (_, index) =>
    Math.min(11, Math.round(1 + ((index + 0.5) * 11) / times)),
  )
}

/** Yearly things are judged when they are known, some in spring, most in autumn: spread by the place of the rule. */
const yearlyMonth = (code: string): number =>
  3 + (([...code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) * 5) % 8)
const dayOf = (code: string, month: number, village: number): number =>
  3 + ((code.charCodeAt(0) * 7 + code.charCodeAt(code.length - 1) * 11 + month * 3 + village * 5) % 22)
const kindWords = { COMMON: '共性星', DUTY: '职责星', ELECTIVE: '自选星' } as const
/** Single deeds are entered one by one; what is judged by the quarter or the year, on one day for all stars of a kind. */
const said = (rule: SchemeRule, star: SchemeStar, month: number): string =>
  rule.period === 'EACH'
    ? `${month}月${rule.content.replace(/[,，]每.{1,4}$/, '')}`
    : `${month}月${kindWords[star.kind]}履职评议`

/** The deeds of one book. `village` varies the days from place to place; all books of a village share them. */
export function deedsOf(
  document: SchemeDocument,
  stars: readonly (SchemeStar | undefined)[],
  aim: Aim,
  random: Random,
  village: number,
): Deed[] {
  const deeds: Deed[] = []
  if (aim.exempt) return deeds
  const bonuses = document.rules.filter(
    (rule) => rule.kind === 'BONUS' && rule.starCode === null && !rule.evidenceNeeded && rule.amount === 200,
  )
  stars.forEach((star, index) => {
    if (!star) return
    const rules = document.rules.filter((rule) => rule.kind === 'BASE' && rule.starCode === star.code)
    const done = rules.flatMap((rule) =>
      occasions(rule).map((month) => {
        const when = rule.period === 'YEAR' ? yearlyMonth(star.code) : month
        const day = dayOf(rule.period === 'EACH' ? star.code : star.kind, when, village)
        return {
          rule,
          month: when,
          deed: {
            ruleCode: rule.code,
            slot: undefined,
            amount: undefined,
            on: `${String(when).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
            reason: said(rule, star, when),
          },
        }
      }),
    )
    if (aim.lit[index]) {
      deeds.push(...done.map((one) => one.deed))
      // Somebody who comes more often than counts: the cap shows.
      const often = rules.find(
        (rule) => rule.period === 'EACH' && rule.cap !== null && rule.cap > rule.amount,
      )
      if (often && random.chance(0.2))
        deeds.push({
          ruleCode: often.code,
          slot: undefined,
          amount: undefined,
          on: `09-${String(dayOf(often.code, 13, village)).padStart(2, '0')}`,
          reason: said(often, star, 9),
        })
    } else {
      // Most of it left undone: never enough for the star.
      const missed = new Set(
        random.shuffle(done).slice(0, random.between(Math.ceil(done.length * 0.7), done.length)),
      )
      deeds.push(...done.filter((one) => !missed.has(one)).map((one) => one.deed))
    }
    for (let extra = 0; extra < (aim.bonus[index] ?? 0) / 200; extra++) {
      const rule = bonuses[(index + extra) % Math.max(1, bonuses.length)]
      if (rule)
        deeds.push({
          ruleCode: rule.code,
          slot: index + 1,
          amount: undefined,
          on: extra === 0 ? '07-15' : '09-18',
          reason: rule.content.replace(/[,，]每.$/, ''),
        })
    }
  })
  return deeds
}
