/**
 * `evaluate` for many books: the plan is looked at once, the books stand in columns, and nothing is allocated for any of
 * them. star.rules.ts is what it means; a law in compile-plan.test.ts holds both together byte for byte.
 */
import type { OrgClass } from '@xinghe/contract/words'
import type { Evaluated, Plan } from './star.rules.ts'

/** What books are evaluated from; slot 1 of book n stands at n × 10. Masks as `lit`: slot 1 is the highest of ten bits. */
export interface BookFacts {
  sums: Int32Array
  /** 1: one veto, or not qualified. */
  vetoed: Uint8Array
  /** Hundredths; -1 before the assessment. */
  score: Int32Array
  /** Stars won in the year before, and in the year before that: all that colours by years ask. */
  before: Uint16Array
  beforeThat: Uint16Array
}
export interface BookResults {
  total: Int32Array
  /** Ten bits, slot 1 the highest. */
  lit: Uint16Array
  /** Three bits a star, slot 1 the highest: `colourMarks`. */
  colours: Uint32Array
  level: Uint8Array
  floorLevel: Uint8Array
  /** -1: not rated. */
  suggested: Int8Array
  /** 0: a member has none; else its place in `classes`. */
  class: Uint8Array
}
export type EvaluateAt = (facts: BookFacts, results: BookResults, at: number) => void

export const colourMarks = '-NRSG'
const [none, plain, red, silver, gold] = [0, 1, 2, 3, 4]
export const classes: readonly (OrgClass | null)[] = [null, 'I', 'II', 'III']

export const factsFor = (books: number): BookFacts => ({
  sums: new Int32Array(books * 10),
  vetoed: new Uint8Array(books),
  score: new Int32Array(books).fill(-1),
  before: new Uint16Array(books),
  beforeThat: new Uint16Array(books),
})
export const resultsFor = (books: number): BookResults => ({
  total: new Int32Array(books),
  lit: new Uint16Array(books),
  colours: new Uint32Array(books),
  level: new Uint8Array(books),
  floorLevel: new Uint8Array(books),
  suggested: new Int8Array(books),
  class: new Uint8Array(books),
})

/** As classOf of star.rules.ts, as its place in `classes`. */
export function compileClass({
  subject,
  classOneAt,
  classTwoAt,
}: Pick<Plan, 'subject' | 'classOneAt' | 'classTwoAt'>) {
  if (subject === 'MEMBER') return () => 0
  return (level: number): number => (level < 0 ? 3 : level >= classOneAt ? 1 : level >= classTwoAt ? 2 : 3)
}

export function compilePlan(plan: Plan): EvaluateAt {
  const { lightAt, silverAt, goldAt, yearEndWeight: weight } = plan
  const perStar = plan.conversion === 'PER_STAR'
  const mode = plan.colourMode === 'NONE' ? 0 : plan.colourMode === 'YEARS' ? 1 : 2
  const classAt = compileClass(plan)
  return ({ sums, vetoed, score, before, beforeThat }, results, at) => {
    const from = at * 10
    let points = 0
    let level = 0
    let lit = 0
    for (let slot = from; slot < from + 10; slot++) {
      const sum = sums[slot] as number
      if (sum > 0) points += sum
      lit <<= 1
      // A star below nothing counts nothing.
      if (Math.max(sum, 0) >= lightAt) {
        level++
        lit |= 1
      }
    }
    const own = score[at] as number
    const total = weight > 0 && own >= 0 ? Math.floor((points * (100 - weight) + own * weight) / 100) : points
    const floorLevel = Math.min(10, Math.floor(total / 1000))
    if (!perStar) lit = highest(sums, from, floorLevel)
    const [won, wonTwice] = [before[at] as number, (before[at] as number) & (beforeThat[at] as number)]
    let colours = 0
    for (let slot = 0; slot < 10; slot++) {
      const bit = 512 >> slot
      let colour = none
      if (lit & bit) {
        const sum = sums[from + slot] as number
        const value = Math.max(sum, 0)
        if (mode === 0) colour = plain
        else if (mode === 1) colour = wonTwice & bit ? gold : won & bit ? silver : red
        else colour = value >= goldAt ? gold : value >= silverAt ? silver : red
      }
      colours = (colours << 3) | colour
    }
    const suggested = vetoed[at] === 1 ? -1 : perStar ? level : floorLevel
    results.total[at] = total
    results.lit[at] = lit
    results.colours[at] = colours
    results.level[at] = level
    results.floorLevel[at] = floorLevel
    results.suggested[at] = suggested
    results.class[at] = classAt(suggested)
  }
}

/** The mask of the `count` highest stars; ties go to the earlier slot. */
function highest(sums: Int32Array, from: number, count: number): number {
  let lit = 0
  for (let slot = 0; slot < 10; slot++) {
    const sum = Math.max(0, sums[from + slot] as number)
    let above = 0
    for (let other = 0; other < 10; other++) {
      const theirs = Math.max(0, sums[from + other] as number)
      if (theirs > sum || (theirs === sum && other < slot)) above++
    }
    lit = (lit << 1) | (above < count ? 1 : 0)
  }
  return lit
}

/** As ten characters: '1111111100'. */
export const litOf = (mask: number): string => lights[mask] as string
const lights = Array.from({ length: 1024 }, (_, mask) => mask.toString(2).padStart(10, '0'))
export function coloursOf(packed: number): string {
  let text = ''
  for (let shift = 27; shift >= 0; shift -= 3) text += colourMarks[(packed >>> shift) & 7]
  return text
}
export const levelOf = (level: number): number | null => (level < 0 ? null : level)

/** One book's result as `evaluate` gives it. */
export function resultAt(
  { lightAt }: Pick<Plan, 'lightAt'>,
  facts: BookFacts,
  results: BookResults,
  at: number,
): Evaluated {
  return {
    total: results.total[at] as number,
    lit: litOf(results.lit[at] as number),
    colours: coloursOf(results.colours[at] as number),
    level: results.level[at] as number,
    floorLevel: results.floorLevel[at] as number,
    suggested: levelOf(results.suggested[at] as number),
    class: classes[results.class[at] as number] as OrgClass | null,
    missing: Array.from(facts.sums.subarray(at * 10, at * 10 + 10), (sum) =>
      Math.max(0, lightAt - Math.max(0, sum)),
    ),
  }
}
