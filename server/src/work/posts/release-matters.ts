/** Matters that wait for somebody by name go back to his post when he has left it: nothing waits for whoever is gone. */
import { type RawBuilder, sql } from 'kysely'
import { inOffice } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'

interface Seat {
  personId: string
  unitId: string
  post: string
}

async function release(
  tx: Tx,
  by: Actor,
  which: RawBuilder<unknown>,
  to: string | null,
  note: string,
): Promise<number> {
  const { rows } = await sql<{ path: string; subject_kind: string; subject_id: string }>`
    update work_item w set person_id = ${to}::uuid where w.region_id = ${by.regionId} and ${which}
    returning w.path, w.subject_kind, w.subject_id`.execute(tx)
  await audit(
    tx,
    by,
    'work.released',
    rows.map((row) => ({
      path: row.path,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      note,
    })),
  )
  return rows.length
}
const withdraw = (tx: Tx, by: Actor, which: RawBuilder<unknown>) =>
  sql`update work_item w set handover_person_id = null, handover_note = null
       where w.region_id = ${by.regionId} and ${which}`.execute(tx)

/**
 * Somebody leaves a post: what waits there for him by name waits for the successor, or without one for whoever holds the
 * post; what was offered to him and not accepted stays with whoever offered it. Returns how many moved.
 */
export async function releaseSeat(
  tx: Tx,
  by: Actor,
  seat: Seat,
  successor: { id: string; name: string } | null,
): Promise<number> {
  await withdraw(tx, by, sql`w.handover_person_id = ${seat.personId} and w.unit_id = ${seat.unitId}`)
  return release(
    tx,
    by,
    sql`w.person_id = ${seat.personId} and w.unit_id = ${seat.unitId} and w.post = ${seat.post}`,
    successor?.id ?? null,
    successor ? `交接给${successor.name}` : '原经办人已离岗，退回岗位待办',
  )
}

/** The same for all whose days ended by themselves since yesterday. A member's own matters are nobody else's. */
export async function releaseLeft(tx: Tx, by: Actor): Promise<number> {
  const office = inOffice(by.regionId, by.today)
  await withdraw(
    tx,
    by,
    sql`w.handover_person_id is not null and not exists (
      select 1 from ${office} o where o.person_id = w.handover_person_id and o.unit_id = w.unit_id)`,
  )
  return release(
    tx,
    by,
    sql`w.person_id is not null and w.post <> 'MEMBER' and not exists (
      select 1 from ${office} o where o.person_id = w.person_id and o.unit_id = w.unit_id and o.post = w.post)`,
    null,
    '原经办人已离岗，退回岗位待办',
  )
}

/** Nobody may take it up today: nobody holds the post at its unit, or whoever is named no longer holds it. */
export const unheld = (by: Actor): RawBuilder<boolean> => sql<boolean>`(case when w.post = 'MEMBER'
  then not exists (select 1 from membership m where m.region_id = w.region_id and m.person_id = w.person_id
    and m.unit_id = w.unit_id and m.first_on <= ${by.today} and coalesce(m.last_on >= ${by.today}, true))
  else not exists (select 1 from ${inOffice(by.regionId, by.today)} o where o.unit_id = w.unit_id and o.post = w.post
    and (w.person_id is null or w.person_id in (o.person_id, o.principal_id))) end)`
