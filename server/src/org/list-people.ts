import type { listPeople as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { namedLike } from './named-like.ts'
import { people, personColumns, personRows } from './people-rows.ts'
import { getUnit } from './queries.ts'

/** People by unit and name; `q` is a part of the name, or the beginning of its pinyin or initials. */
export async function listPeople(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { unitId, category, post, q, who, page, size } = input
  let query = people(tx, by)
  if (unitId) {
    const { path } = await getUnit(tx, by, unitId)
    query = query.where('p.path', '>=', path).where('p.path', '<', `${path}~`)
  }
  if (category) query = query.where('m.category', '=', category)
  if (who === 'members') query = query.where('m.id', 'is not', null)
  const memberships = sql`select 1 from membership past where past.region_id = p.region_id and past.person_id = p.id`
  if (who === 'left') query = query.where('m.id', 'is', null).where(sql<boolean>`exists (${memberships})`)
  if (post)
    query =
      query.where(sql<boolean>`exists (select 1 from post_holding h where h.region_id = p.region_id and h.person_id = p.id
      and h.post = ${post} and h.first_on <= ${by.today} and (h.last_on is null or h.last_on >= ${by.today}))`)
  if (q) query = query.where(namedLike(q))
  const rows = await query
    .select(personColumns)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('p.path')
    .orderBy('p.name_sort')
    .orderBy('p.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows: await personRows(tx, by, rows), total: Number(rows[0]?.total ?? 0) }
}
