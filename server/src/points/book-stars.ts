import { sql } from 'kysely'
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
