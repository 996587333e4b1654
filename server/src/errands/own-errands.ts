/** What a person sees of his own errands, in the post in which he asked for them. */

import type { Download } from '@xinghe/contract/download'
import {
  type cancelErrand as cancelRoute,
  type Errand,
  type ErrandState,
  errandFileDays,
  type takeErrandFile as fileRoute,
  type getErrand as getRoute,
  goesOn,
} from '@xinghe/contract/errands'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import { markPermitted, type ReadTx, type Tx } from '../platform/tx.ts'
import { readErrandFile } from './errand-files.ts'

const own = (tx: ReadTx, by: Actor) =>
  tx
    .selectFrom('errand')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', by.personId)
    .where('post', '=', by.post)
    .where('path', '=', by.path)
type Row = Awaited<ReturnType<ReturnType<typeof own>['execute']>>[number]

const day = 24 * 3600_000
const shown = (row: Row): Errand => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state as ErrandState,
  done: row.done,
  total: row.total,
  step: row.step,
  message: row.message,
  file:
    row.file_name !== null && row.finished_at
      ? {
          name: row.file_name,
          size: row.file_size ?? 0,
          until: new Date(row.finished_at.getTime() + errandFileDays * day).toISOString(),
        }
      : null,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
})

export async function listErrands(tx: ReadTx, by: Actor): Promise<{ rows: Errand[] }> {
  const rows = await own(tx, by)
    .where('created_at', '>', new Date(by.now.getTime() - 30 * day))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { rows: rows.map(shown) }
}

async function load(tx: ReadTx, by: Actor, id: string): Promise<Row> {
  const row = await own(tx, by).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  return row
}
export const getErrand = async (tx: ReadTx, by: Actor, { id }: InputOf<typeof getRoute>): Promise<Errand> =>
  shown(await load(tx, by, id))

/** It stops at its next step; what waits in the queue is not begun at all. */
export async function cancelErrand(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof cancelRoute>,
): Promise<{ ok: true }> {
  const row = await load(tx, by, id)
  if (!goesOn(row.state as ErrandState)) throw new Refusal('common.act_not_open')
  await tx
    .updateTable('errand')
    .set({ cancel_asked: true })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  markPermitted(tx)
  await audit(tx, by, 'errands.cancelled', {
    path: row.path,
    subjectKind: 'errand',
    subjectId: id,
    note: row.title,
  })
  return { ok: true }
}

export async function takeErrandFile(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof fileRoute>,
): Promise<Download> {
  const row = await load(tx, by, id)
  const bytes = row.state === 'DONE' && row.file_name !== null ? readErrandFile(by.regionId, id) : undefined
  if (!bytes) throw new Refusal('errands.no_file')
  return { bytes, mime: row.file_mime ?? 'application/octet-stream', name: row.file_name ?? '文件' }
}
