import type { listBooks as route } from '@xinghe/contract/points'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { readSetting } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'
import { bookRowsOf, selectBooks } from './book-rows.ts'

type Input = InputOf<typeof route>

/** Nobody chooses from more; a county has some hundreds. */
const mostPlaces = 1000

/** Books `b` of the actor's subtree, by the filters of the page but the one by stars. */
function booksAsked(by: Actor, input: Input): RawBuilder<unknown> {
  const { year, subject, townshipId, villageId, category, search } = input
  const conditions = [
    sql`${within(by, 'books.read', 'b', { person: true })}`,
    sql`b.year = ${year} and b.subject = ${subject}`,
  ]
  if (townshipId) conditions.push(sql`b.township_id = ${townshipId}`)
  if (villageId) conditions.push(sql`b.village_id = ${villageId}`)
  if (category) conditions.push(sql`b.category = ${category}`)
  if (search) conditions.push(sql`(strpos(b.name, ${search}) > 0 or strpos(b.book_no, ${search}) > 0)`)
  return sql.join(conditions, sql` and `)
}

/**
 * The ids of the page, and how many books have how many stars, from one walk through the subtree's range. Points stand in
 * no index, so that posting stays an update within the page: a province is sorted in the time in which it is counted.
 */
async function pageOf(tx: ReadTx, by: Actor, input: Input, byPoints: boolean) {
  const { lit, page, size } = input
  const order = byPoints ? sql`points desc, path, book_no` : sql`path, book_no`
  const { rows } = await sql<{ ids: string[]; by_lit: Record<string, number> | null }>`
    with asked as materialized (
      select b.id, b.path, b.book_no, b.points, b.stars_lit from book b where ${booksAsked(by, input)}
    )
    select array(
        select id from asked ${lit === undefined ? sql`` : sql`where stars_lit = ${lit}`}
        order by ${order} limit ${size} offset ${(page - 1) * size}
      ) as ids,
      (select jsonb_object_agg(stars_lit, books) from (select stars_lit, count(*) as books from asked group by stars_lit) c) as by_lit`.execute(
    tx,
  )
  const [{ ids, by_lit } = { ids: [], by_lit: null }] = rows
  return { ids, byLit: Array.from({ length: 11 }, (_, stars) => by_lit?.[stars] ?? 0) }
}

/** The villages of the actor's area, where they are few enough to choose from. */
async function placesOf(tx: ReadTx, by: Actor) {
  const { rows } = await sql<{ id: string; name: string; townshipId: string; townshipName: string }>`
    select v.id, v.short_name as name, t.id as "townshipId", t.short_name as "townshipName"
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where v.region_id = ${by.regionId} and v.path >= ${by.path} and v.path < ${`${by.path}~`} and v.kind in ('VILLAGE', 'COMMUNITY') and v.last_on is null
      and (select count(*) from (
        select 1 from unit u where u.region_id = ${by.regionId} and u.path >= ${by.path} and u.path < ${`${by.path}~`} limit ${mostPlaces + 1}
      ) counted) <= ${mostPlaces}
    order by v.path`.execute(tx)
  return rows
}

/** Books of the subtree in the order of place and number; by points only where that ranks nobody, or the county ranks. */
export async function listBooks(tx: ReadTx, by: Actor, input: Input): Promise<AnswerIn<typeof route>> {
  const ranks = input.subject === 'ORG' || (await readSetting(tx, by, 'people.ranking'))
  const { ids, byLit } = await pageOf(tx, by, input, ranks && input.sort === 'POINTS')
  const { rows: books } =
    await sql<never>`${selectBooks(sql`b.region_id = ${by.regionId} and b.id = any(${ids}::uuid[])`)}
      order by array_position(${ids}::uuid[], b.id)`.execute(tx)
  return {
    rows: await bookRowsOf(tx, by, books),
    byLit,
    orders: ranks ? ['PLACE', 'POINTS'] : ['PLACE'],
    places: await placesOf(tx, by),
    total: input.lit === undefined ? byLit.reduce((sum, one) => sum + one, 0) : (byLit[input.lit] as number),
  }
}
