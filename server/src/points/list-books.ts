import type { listBooks as route } from '@xinghe/contract/points'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { planned } from '../platform/database.ts'
import { within } from '../platform/permit.ts'
import { readSetting } from '../platform/settings.ts'
import { atOnce, type ReadTx } from '../platform/tx.ts'
import { bookRowsOf, selectBooks } from './book-rows.ts'

type Input = InputOf<typeof route>

/** Nobody chooses from more; a county has some hundreds. */
const mostPlaces = 1000
/**
 * In a range of more books than these, looking up the page is planned anew (1 ms): a plan kept from a township's range
 * would walk through the whole of it.
 */
const mostKept = 5000

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

interface Page {
  ids: string[]
  by_lit: Record<string, number> | null
}

/**
 * By place: the page is a walk along the range's index. Counted beside it, by stars lit.
 */
const byPlace = (asked: RawBuilder<unknown>, { lit, page, size }: Input) => sql<Page>`${planned}
  select array(
      select b.id from book b where ${asked} ${lit === undefined ? sql`` : sql`and b.stars_lit = ${lit}`}
      order by b.path, b.book_no limit ${size} offset ${(page - 1) * size}
    ) as ids,
    (select jsonb_object_agg(lit, books) from (
      select b.stars_lit as lit, count(*) as books from book b where ${asked} group by 1) c) as by_lit`

/**
 * By points: one walk through the range puts the books into groups of equal points and stars; only the groups in which the
 * page lies are sorted. Points stand in no index, so that posting stays an update within the page.
 */
const byPoints = (by: Actor, asked: RawBuilder<unknown>, { lit, page, size }: Input) => {
  const offset = (page - 1) * size
  return sql<Page>`${planned}
    with level as materialized (
      select b.points, b.stars_lit as lit, array_agg(b.id) as ids, count(*) as books from book b where ${asked} group by 1, 2
    ), counted as (
      select points, ids, sum(books) over (order by points desc) as through, sum(books) over (partition by points) as own
      from level ${lit === undefined ? sql`` : sql`where lit = ${lit}`}
    ), band as (
      select ids, through - own as above from counted where through > ${offset} and through - own < ${offset + size}
    )
    select array(
        select b.id from book b
        where b.region_id = ${by.regionId} and b.id = any(array(select unnest(ids) from band))
        order by b.points desc, b.path, b.book_no limit ${size} offset ${offset} - (select min(above) from band)
      ) as ids,
      (select jsonb_object_agg(lit, books) from (select lit, sum(books) as books from level group by lit) c) as by_lit`
}

/** The ids of the page in order, and how many books have how many stars lit before the filter by stars. */
export async function findPage(tx: ReadTx, by: Actor, input: Input): Promise<Page> {
  const asked = booksAsked(by, input)
  const query = input.sort === 'POINTS' ? byPoints(by, asked, input) : byPlace(asked, input)
  return (await query.execute(tx)).rows[0] ?? { ids: [], by_lit: null }
}

/** The villages of the actor's area, where they are few enough to choose from. */
async function placesOf(tx: ReadTx, by: Actor) {
  const { rows } = await sql<{
    id: string
    name: string
    townshipId: string
    townshipName: string
  }>`
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
  const [{ ids, by_lit }, places] = await atOnce([
    findPage(tx, by, { ...input, sort: ranks ? input.sort : 'PLACE' }),
    placesOf(tx, by),
  ])
  const byLit = Array.from({ length: 11 }, (_, stars) => by_lit?.[stars] ?? 0)
  const all = byLit.reduce((sum, one) => sum + one, 0)
  const { rows: books } =
    await sql<never>`${all > mostKept ? planned : sql``}${selectBooks(sql`b.region_id = ${by.regionId} and b.id = any(${ids}::uuid[])`)}
      order by array_position(${ids}::uuid[], b.id)`.execute(tx)
  return {
    rows: await bookRowsOf(tx, by, books),
    byLit,
    orders: ranks ? ['PLACE', 'POINTS'] : ['PLACE'],
    places,
    total: input.lit === undefined ? all : (byLit[input.lit] as number),
  }
}
