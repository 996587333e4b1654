/** 免评: the village applies for members who cannot take part, the township decides. */
import type {
  applyExemptions as applyRoute,
  decideExemptions as decideRoute,
  withdrawExemption as withdrawRoute,
} from '@xinghe/contract/declarations'
import { type ExemptionAct, type ExemptionState, exemptionLifecycle } from '@xinghe/contract/declarations'
import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { dueAfter } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import { attachEvidenceToMany } from '../../files/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue, readSetting, settle, workCalendar } from '../../work/index.ts'
import { refuseOwn } from '../not-own.ts'

/** One application per member, each with its ground; evidence supports all of them. Returns their ids in order. */
export async function applyExemptions(
  tx: Tx,
  by: Actor,
  { applications, fileIds }: InputOf<typeof applyRoute>,
): Promise<{ ids: string[] }> {
  const bookIds = applications.map((one) => one.bookId)
  const books = await tx
    .selectFrom('book')
    .select(['id', 'path', 'person_id', 'name', 'year', 'township_id', 'exempt'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .where('subject', '=', 'MEMBER')
    .orderBy('id')
    .forUpdate()
    .execute()
  if (books.length < bookIds.length) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    'exemptions.apply',
    books.map((book) => book.path),
  )
  const waiting = await tx
    .selectFrom('exemption')
    .select('book_id')
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .where('state', '=', 'APPLIED')
    .execute()
  const twice = books.find((book) => book.exempt || waiting.some((one) => one.book_id === book.id))
  if (twice) throw new Refusal('declarations.already_exempt', { name: twice.name })
  const bookOf = new Map(books.map((book) => [book.id, book]))
  const made = applications.map((one) => ({
    ...one,
    id: newId(),
    book: bookOf.get(one.bookId) as (typeof books)[number],
  }))
  await tx
    .insertInto('exemption')
    .values(
      made.map((one) => ({
        region_id: by.regionId,
        id: one.id,
        book_id: one.bookId,
        path: one.book.path,
        person_id: one.book.person_id as string,
        reason_kind: one.reasonKind,
        reason: one.reason,
        state: 'APPLIED',
        applied_by_name: by.name,
        applied_on: by.today,
      })),
    )
    .execute()
  await attachEvidenceToMany(
    tx,
    by,
    'exemption',
    made.map((one) => ({ id: one.id, path: one.book.path, personId: one.book.person_id })),
    fileIds,
  )
  await audit(
    tx,
    by,
    'exemptions.applied',
    made.map((one) => ({
      path: one.book.path,
      subjectKind: 'exemption',
      subjectId: one.id,
      note: one.reason,
    })),
  )
  const dueOn = dueAfter(
    await workCalendar(tx, by),
    by.today,
    await readSetting(tx, by, 'declare.confirm_workdays'),
  )
  await queue(
    tx,
    by,
    made.map((one) => ({
      kind: 'EXEMPTION_DECIDE' as const,
      subjectKind: 'exemption',
      subjectId: one.id,
      path: one.book.path,
      title: `${one.book.name}${one.book.year}年免评申请`,
      unitId: one.book.township_id,
      post: 'TOWNSHIP_CLERK' as const,
      dueOn,
    })),
  )
  return { ids: made.map((one) => one.id) }
}

async function exemptionsFor(tx: Tx, by: Actor, ids: readonly string[], act: ExemptionAct, action: Action) {
  const rows = await tx
    .selectFrom('exemption')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length < new Set(ids).size) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    action,
    rows.map((row) => row.path),
  )
  if (rows.some((row) => !next(exemptionLifecycle, row.state as ExemptionState, act)))
    throw new Refusal('common.act_not_open')
  return rows
}

/** Approves: the books are exempt from rating. Or refuses, saying why. Nobody decides on himself or on what he applied for. */
export async function decideExemptions(
  tx: Tx,
  by: Actor,
  { ids, approve, note }: InputOf<typeof decideRoute>,
): Promise<{ count: number }> {
  const rows = await exemptionsFor(tx, by, ids, approve ? 'approve' : 'refuse', 'exemptions.decide')
  if (!approve && !note) throw new Refusal('common.reason_needed')
  if (rows.some((row) => row.person_id === by.personId)) throw new Refusal('common.own_matter')
  const rowIds = rows.map((row) => row.id)
  await refuseOwn(tx, by, 'exemption', rowIds, 'exemptions.applied')
  await tx
    .updateTable('exemption')
    .set({
      state: approve ? 'APPROVED' : 'REFUSED',
      decided_by_name: by.name,
      decided_on: by.today,
      decision_note: note || null,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${rowIds}::uuid[])`)
    .execute()
  if (approve)
    await tx
      .updateTable('book')
      .set({ exempt: true })
      .where('region_id', '=', by.regionId)
      .where('id', '=', sql<string>`any(${rows.map((row) => row.book_id)}::uuid[])`)
      .execute()
  await audit(
    tx,
    by,
    approve ? 'exemptions.approved' : 'exemptions.refused',
    rows.map((row) => ({ path: row.path, subjectKind: 'exemption', subjectId: row.id, note: note || null })),
  )
  await settle(tx, by, 'exemption', rowIds)
  return { count: rows.length }
}

/** Takes an application back before it is decided. */
export async function withdrawExemption(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof withdrawRoute>,
): Promise<{ ok: true }> {
  const rows = await exemptionsFor(tx, by, [id], 'withdraw', 'exemptions.apply')
  await tx
    .updateTable('exemption')
    .set({ state: 'WITHDRAWN' })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(
    tx,
    by,
    'exemptions.withdrawn',
    rows.map((row) => ({ path: row.path, subjectKind: 'exemption', subjectId: row.id })),
  )
  await settle(tx, by, 'exemption', id)
  return { ok: true }
}
