/** Every book of a region and year evaluated at once: read in columns, compiled plans, ranks, and what lacks. */
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { ReadTx } from '../../platform/tx.ts'
import { type BookFacts, type BookResults, compilePlan, resultsFor } from '../compile-plan.ts'
import { readAllBooks, readPlans, readVerdicts, readWon, type YearOfBooks, yearOf } from '../read-year.ts'
import type { Plan } from '../star.rules.ts'

export interface EvaluatedYear {
  of: YearOfBooks
  results: BookResults
  /** 0: not ranked. */
  rank: Int32Array
  /** Hundredths to the next star or level; 0 when all shine. */
  lacking: Int32Array
  /** Of the star that lacks least; 0 where the total decides. */
  lackingSlot: Uint8Array
}

export async function evaluateYear(
  tx: ReadTx,
  { regionId, year, ranked }: { regionId: number; year: number; ranked: readonly Subject[] },
): Promise<EvaluatedYear> {
  const of = yearOf(regionId, year)
  await readAllBooks(tx, of, sql`not b.exempt`)
  await readVerdicts(tx, of)
  const plans = await readPlans(tx, of)
  for (const subject of ['ORG', 'MEMBER'] as const)
    if (plans.some((plan) => plan.subject === subject && plan.colourMode === 'YEARS'))
      await readWon(tx, of, subject)
  return evaluated(of, plans, ranked)
}

export function evaluated(
  of: YearOfBooks,
  plans: readonly Plan[],
  ranked: readonly Subject[],
): EvaluatedYear {
  const count = of.ids.size
  const results = resultsFor(count)
  const lacking = new Int32Array(count)
  const lackingSlot = new Uint8Array(count)
  const evaluateAt = plans.map(compilePlan)
  const lackAt = plans.map(compileLack)
  for (let book = 0; book < count; book++) {
    const plan = of.plan[book] as number
    evaluateAt[plan]?.(of.facts, results, book)
    lackAt[plan]?.(of.facts, results, book, lacking, lackingSlot)
  }
  const rank = new Int32Array(count)
  for (const subject of ranked) rankBooks(of, results, subject === 'MEMBER' ? 1 : 0, rank)
  return { of, results, rank, lacking, lackingSlot }
}

/** What lacks to one star or level more: the one thing that whoever reads a result wants to know next. */
function compileLack({ conversion, lightAt }: Plan) {
  const perStar = conversion === 'PER_STAR'
  return (
    { sums }: BookFacts,
    { total, floorLevel }: BookResults,
    at: number,
    lacking: Int32Array,
    slotOf: Uint8Array,
  ): void => {
    if (!perStar) {
      const level = floorLevel[at] as number
      lacking[at] = level < 10 ? (level + 1) * 1000 - (total[at] as number) : 0
      return
    }
    let least = 0
    for (let slot = 0; slot < 10; slot++) {
      const lack = lightAt - Math.max(0, sums[at * 10 + slot] as number)
      if (lack > 0 && (least === 0 || lack < least)) {
        least = lack
        slotOf[at] = slot + 1
      }
    }
    lacking[at] = least
  }
}

/** By level, then points, as results are listed; who is level shares a rank, and as many ranks are left out after. */
function rankBooks(
  of: YearOfBooks,
  { suggested, total }: BookResults,
  member: number,
  rank: Int32Array,
): void {
  // There are far fewer sums than books.
  const counts = new Map<number, number>()
  const keyOf = (book: number) => (total[book] as number) * 16 + (suggested[book] as number) + 1
  for (let book = 0; book < rank.length; book++) {
    if (((of.plan[book] as number) & 1) !== member) continue
    const key = keyOf(book)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let above = 0
  for (const [key, count] of [...counts].sort(([a], [b]) => (b % 16) - (a % 16) || b - a)) {
    counts.set(key, above + 1)
    above += count
  }
  for (let book = 0; book < rank.length; book++)
    if (((of.plan[book] as number) & 1) === member) rank[book] = counts.get(keyOf(book)) as number
}
