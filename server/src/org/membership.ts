/** A membership is never rewritten: it ends, and another begins, so that every year's books find who was where. */
import {
  type changeCategory as changeRoute,
  type endMembership as endRoute,
  leavings,
  type transferMember as transferRoute,
} from '@xinghe/contract/org'
import type { InputOf } from '@xinghe/contract/route'
import { addDays, formatDay } from '@xinghe/contract/values'
import { type MemberCategory, memberStatuses } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { categoryNames, refuseOff } from './categories.ts'
import { lockMembership, lockPerson, refuseFuture } from './lock-person.ts'
import { getUnit } from './queries.ts'

const end = (tx: Tx, by: Actor, id: string, lastOn: string) =>
  tx
    .updateTable('membership')
    .set({ last_on: lastOn })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()

/** Moves the membership to another Party organisation of the actor's area, from `on`. Posts are ended apart. */
export async function transferMember(
  tx: Tx,
  by: Actor,
  { id, toUnitId, on, note }: InputOf<typeof transferRoute>,
): Promise<{ ok: true }> {
  const person = await lockPerson(tx, by, id)
  permit(tx, by, 'people.edit', person.path)
  const before = await lockMembership(tx, by, id)
  const to = await getUnit(tx, by, toUnitId)
  permit(tx, by, 'people.edit', before.path)
  permit(tx, by, 'people.edit', to.path)
  refuseFuture(by, on)
  if (to.id === before.unit_id) throw new Refusal('org.same_unit', { unit: to.short_name })
  if (!to.party_org_name) throw new Refusal('org.not_a_party_unit', { unit: to.short_name })
  if (on <= before.first_on) throw new Refusal('org.day_too_early', { day: formatDay(before.first_on) })
  await end(tx, by, before.id, addDays(on, -1))
  await tx
    .insertInto('membership')
    .values({ ...before, id: newId(), unit_id: to.id, path: to.path, first_on: on, last_on: null })
    .execute()
  // Staff of an office stay there whatever organisation their membership is in.
  if (person.path === before.path)
    await tx
      .updateTable('person')
      .set({ path: to.path })
      .where('region_id', '=', by.regionId)
      .where('id', '=', id)
      .execute()
  await audit(tx, by, 'org.member_transferred', {
    path: to.path,
    subjectKind: 'person',
    subjectId: id,
    note: `转入${to.short_name}（自${formatDay(on)}）：${note}`,
    detail: { from: before.unit_id, to: to.id, on },
  })
  return { ok: true }
}

/** Another category or status from `on`; the books of the year keep the category they were opened with. */
export async function changeCategory(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof changeRoute>,
): Promise<{ ok: true }> {
  const { id, category, status, linkedHouseholds, on } = input
  const person = await lockPerson(tx, by, id)
  permit(tx, by, 'people.edit', person.path)
  const before = await lockMembership(tx, by, id)
  refuseFuture(by, on)
  if (on < before.first_on) throw new Refusal('org.day_too_early', { day: formatDay(before.first_on) })
  if (category !== before.category) await refuseOff(tx, by, 'MEMBER', [category])
  const values = { category, status, linked_households: linkedHouseholds ?? null }
  if (on === before.first_on)
    // On its first day a wrong category is a slip of the pen, not a piece of history.
    await tx
      .updateTable('membership')
      .set(values)
      .where('region_id', '=', by.regionId)
      .where('id', '=', before.id)
      .execute()
  else {
    await end(tx, by, before.id, addDays(on, -1))
    await tx
      .insertInto('membership')
      .values({ ...before, ...values, id: newId(), first_on: on, last_on: null })
      .execute()
  }
  const { MEMBER: names } = await categoryNames(tx, by)
  const words = `${names[before.category as MemberCategory]} → ${names[category]}，${memberStatuses[status]}`
  await audit(tx, by, 'org.category_changed', {
    path: before.path,
    subjectKind: 'person',
    subjectId: id,
    note: `${words}（自${formatDay(on)}）`,
    detail: { ...changes(before, values), on },
  })
  return { ok: true }
}

/** The membership ends with `on`; the person and all that was entered for him stay. */
export async function endMembership(
  tx: Tx,
  by: Actor,
  { id, reason, on, note }: InputOf<typeof endRoute>,
): Promise<{ ok: true }> {
  const person = await lockPerson(tx, by, id)
  permit(tx, by, 'people.edit', person.path)
  const before = await lockMembership(tx, by, id)
  refuseFuture(by, on)
  if (on < before.first_on) throw new Refusal('org.day_too_early', { day: formatDay(before.first_on) })
  await end(tx, by, before.id, on)
  await audit(tx, by, 'org.membership_ended', {
    path: before.path,
    subjectKind: 'person',
    subjectId: id,
    note: `${leavings[reason]}（${formatDay(on)}）${note ? `：${note}` : ''}`,
    detail: { reason, on },
  })
  return { ok: true }
}

/** A record made twice for one person: this one's membership ends today; the person's other record goes on. */
export async function endDuplicateMembership(
  tx: Tx,
  by: Actor,
  { id, note }: { id: string; note: string },
): Promise<void> {
  const { rows } = await sql<{ path: string }>`
    update membership set last_on = ${by.today} where region_id = ${by.regionId} and person_id = ${id} and last_on is null
    returning path`.execute(tx)
  await audit(
    tx,
    by,
    'org.membership_ended',
    rows.map(({ path }) => ({ path, subjectKind: 'person', subjectId: id, note: `重复登记：${note}` })),
  )
}
