import type { Book, BookEntry, BookRow } from '@xinghe/contract/points'
import type { RuleKind, RulePeriod } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import type { ReadTx } from '../platform/tx.ts'

export interface BookStar {
  /** 1–10. */
  slot: number
  code: string
  kind: 'COMMON' | 'DUTY' | 'ELECTIVE'
  name: string
  requirement: string
  /** Hundredths. */
  fullPoints: number
}

interface Choice {
  id: string
  version_id: string
  category: string | null
  elective_a: string | null
  elective_b: string | null
}
interface SchemeStar extends Omit<BookStar, 'slot'> {
  version_id: string
  /** Null of an elective: each book chose for itself. */
  slot: number | null
  category: string | null
}
/** The slot that a star of its version has in this book; null where the book has another in its place. */
function slotIn({ category, elective_a, elective_b }: Choice, star: SchemeStar): number | null {
  if (star.kind === 'ELECTIVE') {
    if (star.code === elective_a) return 9
    return star.code === elective_b ? 10 : null
  }
  return star.kind === 'DUTY' && star.category !== null && star.category !== category ? null : star.slot
}

/**
 * The stars of each book by slot: five common, the three duties of its category, the two electives it declared. The stars
 * of a version, with their words, come once for all books that have it.
 */
export async function starsOfBooks(
  tx: ReadTx,
  regionId: number,
  bookIds: readonly string[],
): Promise<Map<string, BookStar[]>> {
  const { rows } = await sql<{ books: Choice[] | null; stars: SchemeStar[] | null }>`${planned}
    with asked as materialized (
      select b.id, b.version_id, b.category, b.elective_a, b.elective_b from book b
      where b.region_id = ${regionId} and b.id = any(${bookIds}::uuid[]) and b.version_id is not null
    )
    select (select json_agg(asked) from asked) as books,
      (select json_agg(json_build_object('version_id', s.version_id, 'code', s.code, 'kind', s.kind, 'slot', s.slot, 'category', s.category,
          'name', s.name, 'requirement', s.requirement, 'fullPoints', s.full_points))
        from scheme_star s where s.region_id = ${regionId} and s.version_id in (select version_id from asked)) as stars`.execute(
    tx,
  )
  const found = new Map<string, BookStar[]>(bookIds.map((id) => [id, []]))
  const ofVersion = Map.groupBy(rows[0]?.stars ?? [], (star) => star.version_id)
  for (const book of rows[0]?.books ?? []) {
    const own = found.get(book.id) as BookStar[]
    for (const star of ofVersion.get(book.version_id) ?? []) {
      const slot = slotIn(book, star)
      const { code, kind, name, requirement, fullPoints } = star
      if (slot !== null) own[slot - 1] = { slot, code, kind, name, requirement, fullPoints }
    }
  }
  for (const [id, stars] of found) found.set(id, stars.filter(Boolean))
  return found
}
export const starName = (stars: readonly BookStar[] | undefined, slot: number): string =>
  stars?.find((star) => star.slot === slot)?.name ?? `第${slot}颗星`

const rulesOf = (tx: ReadTx, by: Actor, versionIds: readonly string[]) =>
  tx
    .selectFrom('scheme_rule')
    .select(['version_id', 'code', 'star_code', 'kind', 'content', 'amount', 'cap', 'period', 'period_cap'])
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', sql<string>`any(${[...new Set(versionIds)]}::uuid[])`)
    .orderBy('seq')
    .orderBy('code')
    .execute()
type Rule = Awaited<ReturnType<typeof rulesOf>>[number]

/** The rules of each version, in its order. */
export const rulesOfVersions = async (
  tx: ReadTx,
  by: Actor,
  versionIds: readonly string[],
): Promise<Map<string, Rule[]>> => Map.groupBy(await rulesOf(tx, by, versionIds), (rule) => rule.version_id)

/** Each star with its rules and what the entries brought it, by quarter and by rule. */
export function starsTold(
  { lit, colours, stars: rows }: BookRow,
  stars: readonly BookStar[],
  rules: readonly Rule[],
  entries: readonly BookEntry[],
): Book['stars'] {
  const sum = (slot: number, quarter?: number, code?: string, of: 'counted' | 'claimed' = 'counted') =>
    entries.reduce(
      (total, entry) =>
        total +
        (entry.slot === slot &&
        (quarter === undefined || entry.quarter === quarter) &&
        (code === undefined || entry.ruleCode === code)
          ? entry[of]
          : 0),
      0,
    ) as never
  return stars.map((star, index) => ({
    ...(rows[index] as Book['stars'][number]),
    code: star.code,
    requirement: star.requirement,
    lit: lit[star.slot - 1] === '1',
    colour: colours[star.slot - 1] ?? '-',
    quarters: [1, 2, 3, 4].map((quarter) => sum(star.slot, quarter)),
    rules: rules
      .filter(
        (rule) =>
          rule.star_code === star.code ||
          (rule.star_code === null &&
            entries.some((entry) => entry.slot === star.slot && entry.ruleCode === rule.code)),
      )
      .map((rule) => ({
        code: rule.code,
        kind: rule.kind as RuleKind,
        content: rule.content,
        amount: (rule.kind === 'DEDUCT' ? 0 - Math.abs(rule.amount) : rule.amount) as never,
        cap: rule.cap as never,
        period: rule.period as RulePeriod,
        periodCap: rule.period_cap as never,
        claimed: sum(star.slot, undefined, rule.code, 'claimed'),
        counted: sum(star.slot, undefined, rule.code),
      })),
  }))
}
