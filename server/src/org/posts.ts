import { type endPost as endRoute, type grantPost as grantRoute, postUnits } from '@xinghe/contract/org'
import { fills, type Post, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { UnitKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
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
  const held = await postsInDays(tx, by, [id], { from: on })
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

/** Appoints many from today, under the same laws. */
export async function grantPosts(
  tx: Tx,
  by: Actor,
  list: readonly { personId: string; post: Post; unitId: string }[],
): Promise<void> {
  if (list.length === 0) return
  const personIds = [...new Set(list.map((one) => one.personId))]
  const people = await tx
    .selectFrom('person')
    .select(['id', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'path', 'kind', 'short_name'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${[...new Set(list.map((one) => one.unitId))]}::uuid[])`)
    .execute()
  const pathOf = new Map(people.map((one) => [one.id, one.path]))
  const unitOf = new Map(units.map((one) => [one.id, one]))
  const held = await postsInDays(tx, by, personIds, { from: by.today })
  const rows = list.map(({ personId, post, unitId }) => {
    const path = pathOf.get(personId)
    const unit = unitOf.get(unitId)
    if (path === undefined || !unit) throw new Refusal('common.not_found')
    permit(tx, by, 'org.post', path)
    permit(tx, by, 'org.post', unit.path)
    if (personId === by.personId) throw new Refusal('common.own_matter')
    if (!fills(by.post, post)) throw new Refusal('org.not_yours_to_fill', { post: posts[post] })
    if (!postUnits[post].includes(unit.kind as UnitKind))
      throw new Refusal('org.wrong_post', { post: posts[post], unit: unit.short_name })
    const his = held.filter((one) => one.personId === personId)
    if (his.some((one) => one.own && one.post === post && one.unitId === unitId))
      throw new Refusal('org.already_in_post')
    if (!goTogether([post, ...his.map((one) => one.post)])) throw new Refusal('org.administrators_apart')
    held.push({ personId, post, unitId, own: true })
    return { personId, personPath: path, post, unit }
  })
  await insertRows(
    tx,
    'post_holding',
    rows.map(({ personId, post, unit }) => ({
      region_id: by.regionId,
      id: newId(),
      person_id: personId,
      unit_id: unit.id,
      path: unit.path,
      post,
      first_on: by.today,
      last_on: null,
    })),
  )
  await audit(
    tx,
    by,
    'org.post_granted',
    rows.map(({ personId, personPath, post, unit }) => ({
      path: personPath,
      subjectKind: 'person',
      subjectId: personId,
      note: `${unit.short_name} ${posts[post]}（自${formatDay(by.today)}）`,
    })),
  )
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
