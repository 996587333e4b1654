/** Who is in office: by a holding of his own, by standing in for its holder, or as a member of his Party organisation. */
import { type Post, posts as postLabels } from '@xinghe/contract/rights'
import { type RawBuilder, sql } from 'kysely'
import { goTogether } from '../org/separation.rules.ts'
import type { HeldPost } from '../platform/actor.ts'
import { atOnce, type ReadTx } from '../platform/tx.ts'

/**
 * Everybody in office on a day as a table in SQL: person_id, unit_id, path, post; principal_id and principal_name say for
 * whom a substitute stands in, held_id names the holding or the substitution.
 */
export const inOffice = (regionId: number, day: string): RawBuilder<unknown> => sql`(
  select h.id as held_id, h.person_id, h.unit_id, h.path, h.post, null::uuid as principal_id, null::text as principal_name, null::date as until
    from post_holding h
   where h.region_id = ${regionId} and h.first_on <= ${day} and coalesce(h.last_on >= ${day}, true)
   union all
  select s.id, s.person_id, h.unit_id, h.path, h.post, h.person_id, p.name, s.last_on
    from substitution s
    join post_holding h on h.region_id = s.region_id and h.id = s.holding_id
    left join person p on p.region_id = h.region_id and p.id = h.person_id
   where s.region_id = ${regionId} and s.first_on <= ${day} and s.last_on >= ${day} and s.ended_at is null
     and h.first_on <= ${day} and coalesce(h.last_on >= ${day}, true))`

const monthAndDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

interface Row {
  held_id: string
  person_id: string
  post: Post
  unit_id: string
  path: string
  principal_id: string | null
  principal_name: string | null
  until: string | null
  short_name: string
}

/**
 * Posts of a person on a day: his own, the highest unit first, then membership of a Party organisation as the post
 * MEMBER, then those of others for whom he stands in.
 */
export const postsOn = async (
  tx: ReadTx,
  regionId: number,
  personId: string,
  day: string,
): Promise<HeldPost[]> => (await postsOfAll(tx, regionId, [personId], day))(personId)

/** The same for many people in two statements. */
export async function postsOfAll(
  tx: ReadTx,
  regionId: number,
  personIds: readonly string[],
  day: string,
): Promise<(personId: string) => HeldPost[]> {
  const ids = sql<string>`any(${personIds}::uuid[])`
  const [{ rows }, memberships] = await atOnce([
    sql<Row>`
      select o.*, u.short_name from ${inOffice(regionId, day)} o
        join unit u on u.region_id = ${regionId} and u.id = o.unit_id
       where o.person_id = ${ids} order by o.path, o.held_id`.execute(tx),
    tx
      .selectFrom('membership as m')
      .innerJoin('unit as u', (join) =>
        join.onRef('u.region_id', '=', 'm.region_id').onRef('u.id', '=', 'm.unit_id'),
      )
      .select(['m.person_id', 'm.unit_id', 'u.short_name', 'u.path'])
      .where('m.region_id', '=', regionId)
      .where('m.person_id', '=', ids)
      .where('m.first_on', '<=', day)
      .where((eb) => eb.or([eb('m.last_on', 'is', null), eb('m.last_on', '>=', day)]))
      .execute(),
  ])
  const rowsOf = Map.groupBy(rows, (row) => row.person_id)
  const memberOf = new Map(memberships.map((one) => [one.person_id, one]))
  return (personId) => heldBy(rowsOf.get(personId) ?? [], memberOf.get(personId), day)
}

function heldBy(
  rows: readonly Row[],
  member: { unit_id: string; short_name: string; path: string } | undefined,
  day: string,
): HeldPost[] {
  const held = (row: Row): HeldPost => ({
    id: row.held_id,
    post: row.post,
    label: row.principal_id
      ? `代${row.principal_name ?? ''} · ${postLabels[row.post]}（至${monthAndDay(row.until ?? day)}）`
      : postLabels[row.post],
    unitId: row.unit_id,
    unitName: row.short_name,
    path: row.path,
    ...(row.principal_id && { standsInFor: { personId: row.principal_id, name: row.principal_name ?? '' } }),
  })
  const own = rows.filter((row) => !row.principal_id).map(held)
  // 依据: 三员分立 holds even where whoever named the substitute could not see all his posts.
  const others = rows
    .filter((row) => row.principal_id && goTogether([row.post, ...own.map((one) => one.post)]))
    .map(held)
  return [
    ...own,
    ...(member
      ? [
          {
            id: 'member',
            post: 'MEMBER' as const,
            label: postLabels.MEMBER,
            unitId: member.unit_id,
            unitName: member.short_name,
            path: member.path,
          },
        ]
      : []),
    ...others,
  ]
}
