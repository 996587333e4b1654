import type { postMatters as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { WorkKind } from '@xinghe/contract/work'
import { sql } from 'kysely'
import { inOffice } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'

/** How much waits in a post, for its holder by name and for whoever holds it, and the names of the others who do. */
export async function postMatters(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const held = await tx
    .selectFrom('post_holding')
    .select(['person_id', 'unit_id', 'post', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!held || !may(by, 'org.post', held.path)) throw new Refusal('common.not_found')
  const { rows } = await sql<{ kind: WorkKind; count: number; named: number; shared: number }>`
    select w.kind, count(*)::int as count, count(*) filter (where w.person_id = ${held.person_id})::int as named,
           count(*) filter (where w.person_id is null)::int as shared
      from work_item w where w.region_id = ${by.regionId} and w.unit_id = ${held.unit_id} and w.post = ${held.post}
       and (w.person_id is null or w.person_id = ${held.person_id})
     group by w.kind order by w.kind`.execute(tx)
  // A substitute goes with the one for whom he stands in.
  const others = await sql<{ name: string }>`
    select distinct p.name, p.name_sort from ${inOffice(by.regionId, by.today)} o
      join person p on p.region_id = ${by.regionId} and p.id = o.person_id
     where o.unit_id = ${held.unit_id} and o.post = ${held.post} and o.person_id <> ${held.person_id}
       and o.principal_id is distinct from ${held.person_id} order by p.name_sort`.execute(tx)
  const sum = (of: 'named' | 'shared') => rows.reduce((total, one) => total + one[of], 0)
  return {
    named: sum('named'),
    shared: sum('shared'),
    kinds: rows.map(({ kind, count }) => ({ kind, count })),
    others: others.rows.map((row) => row.name),
  }
}
