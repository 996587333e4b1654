import type { getPreview as route } from '@xinghe/contract/previews'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { OrgClass } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { classes, coloursOf, levelOf } from '../compile-plan.ts'

interface Row {
  as_of: Date
  book_id: string
  name: string
  village: string
  total: number
  colours: number
  levels: number
  rank: number
  lacking: number
}

/** One row of the table, opened: its arrays run alike. In the order of ranks, else of the tree. */
export async function getPreview(
  tx: ReadTx,
  by: Actor,
  { year, townshipId, subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { rows } = await sql<Row>`
    select p.as_of, b.id as book_id, b.name, v.short_name as village, o.total, o.colours, o.levels, o.rank, o.lacking
    from rating_preview p
    cross join lateral unnest(p.books, p.totals, p.colours, p.levels, p.ranks, p.lacking) as o (book_id, total, colours, levels, rank, lacking)
    join book b on b.region_id = p.region_id and b.id = o.book_id
    join ${unitOn('b.village_id', endOfYear('b.year'))} v on true
    where ${within(by, 'schemes.what_if', 'p')} and p.township_id = ${townshipId} and p.year = ${year} and p.subject = ${subject}
    order by o.rank, b.path, b.book_no`.execute(tx)
  return {
    asOf: rows[0]?.as_of.toISOString() ?? null,
    rows: rows.map((row) => ({
      bookId: row.book_id,
      name: row.name,
      villageName: row.village,
      total: row.total,
      colours: coloursOf(row.colours),
      level: levelOf((row.levels >> 8) - 1),
      floorLevel: (row.levels >> 4) & 15,
      class: classes[row.levels & 15] as OrgClass | null,
      rank: row.rank || null,
      lacking: row.lacking >> 4,
      lackingSlot: row.lacking & 15 || null,
    })),
  }
}
