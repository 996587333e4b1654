import type { Post } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

/** What somebody holds, or stands in for (`own` is false), on any of these days; `to` left out: without end. */
export async function postsInDays(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  personId: string,
  { from, to = null }: { from: string; to?: string | null },
): Promise<{ post: Post; unitId: string; own: boolean }[]> {
  const { rows } = await sql<{ post: Post; unitId: string; own: boolean }>`
    select h.post, h.unit_id as "unitId", h.person_id = ${personId} as own from post_holding h
     where h.region_id = ${by.regionId} and coalesce(h.first_on <= ${to}::date, true) and coalesce(h.last_on >= ${from}, true)
       and (h.person_id = ${personId} or exists (select 1 from substitution s where s.region_id = h.region_id
         and s.holding_id = h.id and s.person_id = ${personId} and s.ended_at is null
         and coalesce(s.first_on <= ${to}::date, true) and s.last_on >= ${from}))`.execute(tx)
  return rows
}
