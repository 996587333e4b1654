import type { Book, BookEntry, BookRow } from '@xinghe/contract/points'
import type { RuleKind, RulePeriod } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
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

/** The stars of each book by slot: five common, the three duties of its category, the two electives it declared. */
export async function starsOfBooks(
  tx: ReadTx,
  regionId: number,
  bookIds: readonly string[],
): Promise<Map<string, BookStar[]>> {
  const rows = await sql<BookStar & { book_id: string }>`
    select b.id as book_id, s.code, s.kind, s.name, s.requirement, s.full_points as "fullPoints",
      case when s.kind <> 'ELECTIVE' then s.slot when s.code = b.elective_a then 9 else 10 end as slot
    from book b
    join scheme_star s on s.region_id = b.region_id and s.version_id = b.version_id
    where b.region_id = ${regionId} and b.id = any(${bookIds}::uuid[])
      and case s.kind
        when 'ELECTIVE' then s.code = b.elective_a or s.code = b.elective_b
        when 'DUTY' then s.category is null or s.category = b.category
        else true end
    order by b.id, slot`.execute(tx)
  const stars = new Map<string, BookStar[]>(bookIds.map((id) => [id, []]))
  for (const { book_id, ...star } of rows.rows) stars.get(book_id)?.push(star)
  return stars
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
