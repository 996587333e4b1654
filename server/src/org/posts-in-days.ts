import type { Post } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

/** What these people hold, or stand in for (`own` is false), on any of these days; `to` left out: without end. */
export async function postsInDays(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  personIds: readonly string[],
  { from, to = null }: { from: string; to?: string | null },
): Promise<{ personId: string; post: Post; unitId: string; own: boolean }[]> {
  const held = sql`h.region_id = ${by.regionId} and coalesce(h.first_on <= ${to}::date, true) and coalesce(h.last_on >= ${from}, true)`
  const { rows } = await sql<{ personId: string; post: Post; unitId: string; own: boolean }>`
    select h.person_id as "personId", h.post, h.unit_id as "unitId", true as own from post_holding h
     where ${held} and h.person_id = any(${personIds}::uuid[])
    union all
    select s.person_id, h.post, h.unit_id, false from post_holding h
      join substitution s on s.region_id = h.region_id and s.holding_id = h.id
     where ${held} and s.person_id = any(${personIds}::uuid[]) and s.ended_at is null
       and coalesce(s.first_on <= ${to}::date, true) and s.last_on >= ${from}`.execute(tx)
  return rows
}
