import type { listBooks as route } from '@xinghe/contract/points'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { bookRowsOf, selectBooks } from './book-rows.ts'

/** Stars lit, as star.rules.ts counts them; here so that the database can filter and page. */
const litCount = sql`case when coalesce(v.conversion, 'PER_STAR') = 'PER_STAR'
  then (b.s1 >= v.light_at)::int + (b.s2 >= v.light_at)::int + (b.s3 >= v.light_at)::int + (b.s4 >= v.light_at)::int + (b.s5 >= v.light_at)::int
    + (b.s6 >= v.light_at)::int + (b.s7 >= v.light_at)::int + (b.s8 >= v.light_at)::int + (b.s9 >= v.light_at)::int + (b.s10 >= v.light_at)::int
  else least(10, (greatest(0, b.s1) + greatest(0, b.s2) + greatest(0, b.s3) + greatest(0, b.s4) + greatest(0, b.s5) + greatest(0, b.s6) + greatest(0, b.s7)
    + greatest(0, b.s8) + greatest(0, b.s9) + greatest(0, b.s10)) / 1000) end`

/** Books of the subtree in the order of place and number: never by points (people are not ranked). */
export async function listBooks(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { year, subject, townshipId, villageId, category, lit, search, page, size } = input
  const conditions = [
    sql`${within(by, 'books.read', 'b', { person: true })}`,
    sql`b.year = ${year} and b.subject = ${subject}`,
  ]
  if (townshipId) conditions.push(sql`b.township_id = ${townshipId}`)
  if (villageId) conditions.push(sql`b.village_id = ${villageId}`)
  if (category) conditions.push(sql`b.category = ${category}`)
  if (search) conditions.push(sql`(strpos(b.name, ${search}) > 0 or strpos(b.book_no, ${search}) > 0)`)
  const all = sql.join(conditions, sql` and `)
  const counts = await sql<{ lit: number; books: number }>`
    select coalesce(${litCount}, 0) as lit, count(*) as books from book b
    left join scheme_version v on v.region_id = b.region_id and v.id = b.version_id where ${all} group by 1`.execute(
    tx,
  )
  const byLit = Array.from(
    { length: 11 },
    (_, stars) => counts.rows.find((row) => row.lit === stars)?.books ?? 0,
  )
  const chosen = lit === undefined ? all : sql`${all} and coalesce(${litCount}, 0) = ${lit}`
  const { rows } =
    await sql<never>`${selectBooks(chosen)} order by b.path, b.book_no limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    )
  const places = await sql<{ id: string; name: string; townshipId: string; townshipName: string }>`
    select v.id, v.short_name as name, t.id as "townshipId", t.short_name as "townshipName"
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where v.region_id = ${by.regionId} and v.path >= ${by.path} and v.path < ${`${by.path}~`} and v.kind in ('VILLAGE', 'COMMUNITY') and v.last_on is null
    order by v.path`.execute(tx)
  return {
    rows: await bookRowsOf(tx, by, rows),
    byLit,
    places: places.rows,
    total: lit === undefined ? byLit.reduce((sum, one) => sum + one, 0) : (byLit[lit] ?? 0),
  }
}
