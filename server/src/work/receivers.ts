import type { Post } from '@xinghe/contract/rights'
import { holds } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type listReceivers as route, workActions } from '@xinghe/contract/work'
import { sql } from 'kysely'
import { inOffice } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { findMatter, type WorkMatter } from './matters.ts'

/**
 * Who may take a matter over: people in office today at the unit where it waits whose post may settle it, and for a
 * matter that waits for one person by name nobody else. Each with the post in which he would act.
 */
export async function receiversOf(
  tx: ReadTx,
  by: Actor,
  matter: WorkMatter,
): Promise<{ personId: string; name: string; post: Post }[]> {
  const { rows } = await sql<{ person_id: string; post: string; name: string }>`
    select o.person_id, o.post, p.name from ${inOffice(by.regionId, by.today)} o
      join person p on p.region_id = ${by.regionId} and p.id = o.person_id
     where o.unit_id = ${matter.unit_id} and o.person_id <> ${by.personId} order by p.name_sort`.execute(tx)
  const action = workActions[matter.kind]
  const able = rows.filter(
    (row) => holds(row.post as Post, action) && holds(row.post as Post, 'work.hand_over'),
  )
  // One line a person: in the post of the matter where he holds it.
  const best = new Map<string, { personId: string; name: string; post: Post }>()
  for (const row of able)
    if (!best.has(row.person_id) || row.post === matter.post)
      best.set(row.person_id, { personId: row.person_id, name: row.name, post: row.post as Post })
  return [...best.values()]
}

export async function listReceivers(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  return receiversOf(tx, by, await findMatter(tx, by, id))
}
