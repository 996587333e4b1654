import { type endPost as endRoute, type grantPost as grantRoute, postUnits } from '@xinghe/contract/org'
import { fills, type Post, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { UnitKind } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { lockPerson } from './lock-person.ts'
import { postsInDays } from './posts-in-days.ts'
import { getUnit } from './queries.ts'
import { goTogether } from './separation.rules.ts'

/** Appoints a person from `on`; nobody appoints himself. Whether the post can stand at the unit is in `postUnits`. */
export async function grantPost(
  tx: Tx,
  by: Actor,
  { id, post, unitId, on }: InputOf<typeof grantRoute>,
): Promise<{ ok: true }> {
  const person = await lockPerson(tx, by, id)
  const unit = await getUnit(tx, by, unitId)
  permit(tx, by, 'org.post', person.path)
  permit(tx, by, 'org.post', unit.path)
  if (id === by.personId) throw new Refusal('common.own_matter')
  if (!fills(by.post, post)) throw new Refusal('org.not_yours_to_fill', { post: posts[post] })
  if (!postUnits[post].includes(unit.kind as UnitKind))
    throw new Refusal('org.wrong_post', { post: posts[post], unit: unit.short_name })
  const held = await postsInDays(tx, by, id, { from: on })
  // A substitute may well be appointed to the post.
  if (held.some((one) => one.own && one.post === post && one.unitId === unitId))
    throw new Refusal('org.already_in_post')
  if (!goTogether([post, ...held.map((one) => one.post)])) throw new Refusal('org.administrators_apart')
  await tx
    .insertInto('post_holding')
    .values({
      region_id: by.regionId,
      id: newId(),
      person_id: id,
      unit_id: unitId,
      path: unit.path,
      post,
      first_on: on,
      last_on: null,
    })
    .execute()
  await audit(tx, by, 'org.post_granted', {
    path: person.path,
    subjectKind: 'person',
    subjectId: id,
    note: `${unit.short_name} ${posts[post]}（自${formatDay(on)}）`,
  })
  return { ok: true }
}

/**
 * The post ends with the day `on`, for work to hand on what waits in it; nobody ends his own, so that a county is never left
 * without an administrator by a slip.
 */
export async function endPost(
  tx: Tx,
  by: Actor,
  { id, on }: InputOf<typeof endRoute>,
): Promise<{ personId: string; unitId: string; path: string; post: string }> {
  const held = await tx
    .selectFrom('post_holding')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw new Refusal('common.not_found')
  permit(tx, by, 'org.post', held.path)
  if (!fills(by.post, held.post as Post))
    throw new Refusal('org.not_yours_to_fill', { post: posts[held.post as Post] })
  if (held.person_id === by.personId) throw new Refusal('common.own_matter')
  if (held.last_on !== null && held.last_on <= by.today) throw new Refusal('common.act_not_open')
  if (on < held.first_on) throw new Refusal('org.day_too_early', { day: formatDay(held.first_on) })
  await tx
    .updateTable('post_holding')
    .set({ last_on: on })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'org.post_ended', {
    path: held.path,
    subjectKind: 'person',
    subjectId: held.person_id,
    note: `${posts[held.post as Post]}（至${formatDay(on)}）`,
    detail: changes(held, { last_on: on }),
  })
  return { personId: held.person_id, unitId: held.unit_id, path: held.path, post: held.post }
}
