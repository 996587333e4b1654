import { createRequire } from 'node:module'
import type { addPeople as route } from '@xinghe/contract/org'
import { administrators, fills, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { refuseOff } from './categories.ts'
import { personalColumns } from './personal.ts'
import { goTogether } from './separation.rules.ts'

/** '乌云 其其格 ' → '乌云其其格': inner spaces are how people pad two-character names in Excel. */
export const tidyName = (name: string): string => name.replace(/\s+/g, '')
const require = createRequire(import.meta.url)
/** Sort key of a name: pinyin without tones, surname reading (曾 is zeng here). */
export const nameSort = (name: string): string => {
  // A dictionary of its own: opened with the first name.
  const { pinyin }: typeof import('pinyin-pro') = require('pinyin-pro')
  return pinyin(name, { mode: 'surname', toneType: 'none', type: 'array' }).join(' ').toLowerCase()
}

type NewPeople = InputOf<typeof route>['people']

/** Adds people with their membership and posts, valid from today. Returns their ids in the same order. */
export function addPeople(tx: Tx, by: Actor, { people }: { people: NewPeople }): Promise<{ ids: string[] }> {
  for (const { post } of people.flatMap((one) => one.posts))
    if (!fills(by.post, post)) throw new Refusal('org.not_yours_to_fill', { post: posts[post] })
  return putDown(tx, by, people)
}

/**
 * The three administrators of a new county, put down by the system itself: from then on they are appointed like
 * everybody else, by one of them.
 * @throws org.administrators_there when there is one already.
 */
export async function foundAdministrators(tx: Tx, by: Actor, people: NewPeople): Promise<{ ids: string[] }> {
  const there = await tx
    .selectFrom('post_holding')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('post', 'in', [...administrators])
    .limit(1)
    .executeTakeFirst()
  if (there) throw new Refusal('org.administrators_there')
  return putDown(tx, by, people)
}

async function putDown(tx: Tx, by: Actor, people: NewPeople): Promise<{ ids: string[] }> {
  if (!people.every((one) => goTogether(one.posts.map((held) => held.post))))
    throw new Refusal('org.administrators_apart')
  const unitIds = [...new Set(people.flatMap((one) => [one.unitId, ...one.posts.map((held) => held.unitId)]))]
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', 'in', unitIds)
    .execute()
  const pathOf = new Map(units.map((unit) => [unit.id, unit.path]))
  const path = (unitId: string): string => {
    const found = pathOf.get(unitId)
    if (found === undefined) throw new Refusal('common.not_found')
    return found
  }
  await refuseOff(
    tx,
    by,
    'MEMBER',
    people.map((one) => one.membership?.category),
  )
  const withIds = people.map((one) => ({ ...one, id: one.id ?? newId() }))
  for (const one of withIds) {
    permit(tx, by, 'people.edit', path(one.unitId))
    for (const held of one.posts) permit(tx, by, 'org.post', path(held.unitId))
  }
  await insertRows(
    tx,
    'person',
    withIds.map((one) => ({
      region_id: by.regionId,
      id: one.id,
      path: path(one.unitId),
      name: tidyName(one.name),
      name_sort: nameSort(tidyName(one.name)),
      sex: one.sex ?? null,
      born_on: one.bornOn ?? null,
      ...personalColumns({ regionId: by.regionId, id: one.id }, one),
      created_at: by.now,
    })),
  )
  const members = withIds.flatMap((one) => (one.membership ? [{ ...one, membership: one.membership }] : []))
  await insertRows(
    tx,
    'membership',
    members.map(({ id, unitId, membership }) => ({
      region_id: by.regionId,
      id: newId(),
      person_id: id,
      unit_id: unitId,
      path: path(unitId),
      category: membership.category,
      status: membership.status,
      joined_on: membership.joinedOn ?? null,
      full_on: null,
      linked_households: membership.linkedHouseholds ?? null,
      first_on: by.today,
      last_on: null,
    })),
  )
  const held = withIds.flatMap((one) => one.posts.map((post) => ({ personId: one.id, ...post })))
  await insertRows(
    tx,
    'post_holding',
    held.map(({ personId, post, unitId }) => ({
      region_id: by.regionId,
      id: newId(),
      person_id: personId,
      unit_id: unitId,
      path: path(unitId),
      post,
      first_on: by.today,
      last_on: null,
    })),
  )
  await audit(
    tx,
    by,
    'org.person_added',
    withIds.map((one) => ({ path: path(one.unitId), subjectKind: 'person', subjectId: one.id })),
  )
  return { ids: withIds.map((one) => one.id) }
}
