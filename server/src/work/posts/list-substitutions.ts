import { fills, type Post } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type {
  listColleagues as colleaguesRoute,
  listSubstitutions as route,
} from '@xinghe/contract/substitutions'
import { sql } from 'kysely'
import { inOffice } from '../../identity/index.ts'
import { namedLike } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { arranges, substitutionsOf } from './substitution-rows.ts'

/** Mine, or those of a person whose page the actor may read; and the posts for which he may name somebody. */
export async function listSubstitutions(
  tx: ReadTx,
  by: Actor,
  { personId = by.personId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  if (personId !== by.personId && (by.post === 'MEMBER' || !may(by, 'people.read')))
    throw new Refusal('common.not_allowed')
  const held = await tx
    .selectFrom('post_holding as h')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'h.region_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .select(['h.id', 'h.person_id', 'h.post', 'h.path', 'h.last_on', 'u.short_name'])
    .where('h.region_id', '=', by.regionId)
    .where('h.person_id', '=', personId)
    .where('h.first_on', '<=', by.today)
    .where((eb) => eb.or([eb('h.last_on', 'is', null), eb('h.last_on', '>=', by.today)]))
    .orderBy('h.path')
    .execute()
  return {
    rows: await substitutionsOf(tx, by, personId),
    posts: held
      .filter((one) => arranges(by, one))
      .map((one) => ({
        holdingId: one.id,
        post: one.post as Post,
        unitName: one.short_name,
        lastOn: one.last_on,
      })),
  }
}

const most = 50
/** Who could stand in, by name: of the unit, or for whoever fills the post of the whole county. */
export async function listColleagues(
  tx: ReadTx,
  by: Actor,
  { holdingId, q = '' }: InputOf<typeof colleaguesRoute>,
): Promise<AnswerIn<typeof colleaguesRoute>> {
  const held = await tx
    .selectFrom('post_holding')
    .select(['person_id', 'unit_id', 'post', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', holdingId)
    .executeTakeFirst()
  if (!held || !arranges(by, held)) throw new Refusal('common.not_found')
  const all = fills(by.post, held.post as Post)
  const { rows } = await sql<{ id: string; name: string; short_name: string }>`
    select p.id, p.name, u.short_name from person p
      join account a on a.region_id = p.region_id and a.person_id = p.id
      join unit u on u.region_id = p.region_id and u.path = p.path
     where p.region_id = ${by.regionId} and p.id <> ${held.person_id} and p.id <> ${by.personId}
       and p.path >= ${by.path} and p.path < ${`${by.path}~`}
       and (${all} or p.path = ${held.path} or exists (
         select 1 from ${inOffice(by.regionId, by.today)} o where o.person_id = p.id and o.unit_id = ${held.unit_id}))
       and ${namedLike(q)}
     order by (p.path = ${held.path}) desc, p.name_sort, p.id limit ${most}`.execute(tx)
  return rows.map((row) => ({ personId: row.id, name: row.name, unitName: row.short_name }))
}
