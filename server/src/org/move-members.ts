import { addDays, formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import type { Tx } from '../platform/tx.ts'
import type { UnitRow } from './queries.ts'

export interface MembersMoved {
  from: UnitRow
  to: UnitRow
  /** Left out: all. */
  personIds?: readonly string[]
  note: string
}

/** Memberships of one organisation end with yesterday and begin at another today, all at once. Returns whose. */
export async function moveMembers(
  tx: Tx,
  by: Actor,
  { from, to, personIds, note }: MembersMoved,
): Promise<string[]> {
  const open = await tx
    .selectFrom('membership')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('unit_id', '=', from.id)
    .where('last_on', 'is', null)
    .$if(personIds !== undefined, (query) =>
      query.where('person_id', '=', sql<string>`any(${personIds ?? []}::uuid[])`),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  // What began today had no day there.
  const began = open.filter((one) => one.first_on >= by.today)
  const stood = open.filter((one) => one.first_on < by.today)
  await sql`
    update membership set unit_id = ${to.id}, path = ${to.path}
    where region_id = ${by.regionId} and id = any(${began.map((one) => one.id)}::uuid[])`.execute(tx)
  await sql`
    update membership set last_on = ${addDays(by.today, -1)}
    where region_id = ${by.regionId} and id = any(${stood.map((one) => one.id)}::uuid[])`.execute(tx)
  await insertRows(
    tx,
    'membership',
    stood.map((one) => ({
      ...one,
      id: newId(),
      unit_id: to.id,
      path: to.path,
      first_on: by.today,
      last_on: null,
    })),
  )
  const people = open.map((one) => one.person_id)
  // Staff of an office stay there whatever organisation their membership is in.
  await sql`
    update person set path = ${to.path}
    where region_id = ${by.regionId} and id = any(${people}::uuid[]) and path = ${from.path}`.execute(tx)
  await audit(
    tx,
    by,
    'org.member_transferred',
    people.map((subjectId) => ({
      path: to.path,
      subjectKind: 'person',
      subjectId,
      note: `转入${to.short_name}（自${formatDay(by.today)}）：${note}`,
      detail: { from: from.id, to: to.id, on: by.today },
    })),
  )
  return people
}
