import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listDifferences as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { evaluateAll, ratedBooks } from './rated.ts'
import { rowOf } from './results-of.ts'

interface Group {
  township_id: string
  name: string
  path: string
  rated: number
  up: number
  down: number
}

/** The difference report. 依据: 评定星级与测算不一致的须报旗委组织部 (reading Q2). */
export async function listDifferences(
  tx: ReadTx,
  by: Actor,
  { year, subject, townshipId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const decided = sql`${within(by, 'year_end.read', 'r')} and r.year = ${year} and r.determination_id is not null
    and (${subject ?? null}::text is null or r.subject = ${subject ?? null}) and (${townshipId ?? null}::uuid is null or r.township_id = ${townshipId ?? null})`
  const books = await ratedBooks(tx, by, sql`${decided} and r.final_level is distinct from r.suggested_level`)
  const results = await evaluateAll(tx, by, books)
  const ids = [...new Set(books.map((book) => book.determination_id as string))]
  const meetings = new Map(
    (
      await tx
        .selectFrom('determination')
        .select(['id', 'met_on', 'chair'])
        .where('region_id', '=', by.regionId)
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .execute()
    ).map((one) => [one.id, one]),
  )
  const { rows: groups } = await sql<Group>`
    select r.township_id, max(v.parent_short_name) as name, count(*)::int as rated, count(*) filter (where r.final_level > r.suggested_level)::int as up,
      count(*) filter (where r.final_level < r.suggested_level)::int as down
    from rating r join ${unitOn('r.village_id', endOfYear('r.year'))} v on true where ${decided} group by 1 order by min(r.path)`.execute(
    tx,
  )
  return {
    rows: books.map((book) => {
      const meeting = meetings.get(book.determination_id as string)
      return {
        ...rowOf(book, results.get(book.book_id) as never),
        subject: book.subject,
        townshipId: book.township_id,
        townshipName: book.township_name,
        determinationId: book.determination_id as string,
        metOn: meeting?.met_on ?? null,
        chair: meeting?.chair ?? null,
      }
    }),
    townships: groups.map(({ township_id, name, rated, up, down }) => ({
      townshipId: township_id,
      name,
      rated,
      up,
      down,
    })),
  }
}
