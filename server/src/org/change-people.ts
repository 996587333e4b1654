import { addDays } from '@xinghe/contract/values'
import { type MemberCategory, type MemberStatus, memberStatuses } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { nameSort, tidyName } from './add-people.ts'
import { categoryNames, refuseOff } from './categories.ts'
import { changedColumns, type Personal } from './personal.ts'

export interface PersonChange extends Personal {
  id: string
  name?: string
  sex?: 'M' | 'F'
  bornOn?: string
  /** Of a member what differs; of who was none, where he becomes one. */
  membership?: {
    unitId: string
    category?: MemberCategory
    status?: MemberStatus
    joinedOn?: string
    linkedHouseholds?: number
  }
}

/**
 * Many people at once, from today; what is left out stays as it is. Category and status are history as in `changeCategory`,
 * the day of joining the Party is corrected where it stands. Posts are given by `grantPosts`.
 */
export async function changePeople(tx: Tx, by: Actor, list: readonly PersonChange[]): Promise<void> {
  if (list.length === 0) return
  const ids = list.map((one) => one.id)
  const people = await tx
    .selectFrom('person')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const personOf = new Map(people.map((person) => [person.id, person]))
  const rows = list.map((one) => {
    const person = personOf.get(one.id)
    if (!person) throw new Refusal('common.not_found')
    permit(tx, by, 'people.edit', person.path)
    const name = one.name === undefined ? person.name : tidyName(one.name)
    const next = { name, sex: one.sex ?? person.sex, born_on: one.bornOn ?? person.born_on }
    return { one, person, next }
  })
  await sql`
    update person p set name = n.name, name_sort = n.name_sort, sex = n.sex, born_on = n.born_on,
      id_number_sealed = n.id_number_sealed, id_number_hash = n.id_number_hash, phone_sealed = n.phone_sealed,
      phone_hash = n.phone_hash, bank_account_sealed = n.bank_account_sealed
    from json_populate_recordset(null::person, ${JSON.stringify(
      rows.map(({ one, person, next }) => ({
        ...person,
        ...next,
        ...(next.name !== person.name && { name_sort: nameSort(next.name) }),
        ...changedColumns({ regionId: by.regionId, id: person.id }, one),
      })),
    )}::json) n
    where p.region_id = ${by.regionId} and p.id = n.id`.execute(tx)
  await audit(
    tx,
    by,
    'org.person_edited',
    rows.map(({ one, person, next }) => ({
      path: person.path,
      subjectKind: 'person',
      subjectId: person.id,
      note: person.name === next.name ? null : `${person.name} 更名为 ${next.name}`,
      detail: {
        ...changes(person, next),
        ...(one.phone !== undefined && { phoneChanged: true }),
        ...(one.idNumber !== undefined && { idNumberChanged: true }),
        ...(one.bankAccount !== undefined && { bankAccountChanged: true }),
      },
    })),
  )
  await changeMemberships(
    tx,
    by,
    list.flatMap(({ id, membership }) => (membership ? [{ id, ...membership }] : [])),
  )
}

async function changeMemberships(
  tx: Tx,
  by: Actor,
  list: readonly ({ id: string } & NonNullable<PersonChange['membership']>)[],
): Promise<void> {
  if (list.length === 0) return
  const open = await tx
    .selectFrom('membership')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', sql<string>`any(${list.map((one) => one.id)}::uuid[])`)
    .where('last_on', 'is', null)
    .forUpdate()
    .execute()
  const openOf = new Map(open.map((one) => [one.person_id, one]))
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'path', 'short_name', 'party_org_name'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${[...new Set(list.map((one) => one.unitId))]}::uuid[])`)
    .execute()
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  const corrected: (typeof open)[number][] = []
  const ended: string[] = []
  const begun: (typeof open)[number][] = []
  const given: MemberCategory[] = []
  const told: { path: string; personId: string; action: string; note: string; detail?: unknown }[] = []
  const { MEMBER: names } = await categoryNames(tx, by)
  for (const one of list) {
    const unit = unitOf.get(one.unitId)
    const before = openOf.get(one.id)
    if (!before) {
      if (!unit || !one.category) throw new Refusal('common.not_found')
      if (!unit.party_org_name) throw new Refusal('org.not_a_party_unit', { unit: unit.short_name })
      permit(tx, by, 'people.edit', unit.path)
      given.push(one.category)
      begun.push({
        region_id: by.regionId,
        id: newId(),
        person_id: one.id,
        unit_id: unit.id,
        path: unit.path,
        category: one.category,
        status: one.status ?? 'FULL',
        joined_on: one.joinedOn ?? null,
        full_on: null,
        linked_households: one.linkedHouseholds ?? null,
        first_on: by.today,
        last_on: null,
      })
      told.push({
        path: unit.path,
        personId: one.id,
        action: 'org.person_added',
        note: `编入${unit.party_org_name}`,
      })
      continue
    }
    permit(tx, by, 'people.edit', before.path)
    const values = {
      category: one.category ?? before.category,
      status: one.status ?? before.status,
      linked_households: one.linkedHouseholds ?? before.linked_households,
    }
    const next = { ...before, ...values, joined_on: one.joinedOn ?? before.joined_on }
    if (values.category !== before.category) given.push(values.category as MemberCategory)
    const becomes = Object.keys(changes(before, values)).length > 0
    if (!becomes || before.first_on === by.today) corrected.push(next)
    else {
      ended.push(before.id)
      begun.push({ ...next, id: newId(), first_on: by.today })
    }
    told.push({
      path: before.path,
      personId: one.id,
      action: 'org.category_changed',
      note: becomes
        ? `${names[before.category as MemberCategory]} → ${names[values.category as MemberCategory]}，${memberStatuses[values.status as MemberStatus]}`
        : '更正入党日期',
      detail: changes(before, { ...values, joined_on: next.joined_on }),
    })
  }
  await refuseOff(tx, by, 'MEMBER', given)
  await sql`
    update membership m set category = n.category, status = n.status, linked_households = n.linked_households, joined_on = n.joined_on
    from json_populate_recordset(null::membership, ${JSON.stringify(corrected)}::json) n
    where m.region_id = ${by.regionId} and m.id = n.id`.execute(tx)
  await tx
    .updateTable('membership')
    .set({ last_on: addDays(by.today, -1) })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ended}::uuid[])`)
    .execute()
  await insertRows(tx, 'membership', begun)
  for (const action of ['org.person_added', 'org.category_changed'])
    await audit(
      tx,
      by,
      action,
      told
        .filter((one) => one.action === action)
        .map(({ path, personId, note, detail }) => ({
          path,
          subjectKind: 'person',
          subjectId: personId,
          note,
          detail,
        })),
    )
}
