import type { InputOf } from '@xinghe/contract/route'
import type { approveScheme as approveRoute, returnScheme as returnRoute } from '@xinghe/contract/schemes'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'
import { refuseOwn } from '../not-own.ts'
import { schemeTitle, versionFor } from './load.ts'

/** The organisation department approves; the township then publishes. */
export async function approveScheme(
  tx: Tx,
  by: Actor,
  { id, note }: InputOf<typeof approveRoute>,
): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'approve')
  await refuseOwn(tx, by, 'scheme_version', [id], 'schemes.submitted')
  await tx
    .updateTable('scheme_version')
    .set({ state: 'APPROVED', approved_at: by.now, reviewed_by_name: by.name, return_reason: null })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'schemes.approved', {
    path: version.path,
    subjectKind: 'scheme_version',
    subjectId: id,
    note: note || null,
  })
  await wait(tx, by, version, 'SCHEME_PUBLISH')
  return { ok: true }
}

/** Returns it to the township with a reason; nothing that was written is lost. */
export async function returnScheme(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof returnRoute>,
): Promise<{ ok: true }> {
  const version = await versionFor(tx, by, id, 'return')
  await refuseOwn(tx, by, 'scheme_version', [id], 'schemes.submitted')
  await tx
    .updateTable('scheme_version')
    .set({ state: 'RETURNED', return_reason: reason, reviewed_by_name: by.name })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'schemes.returned', {
    path: version.path,
    subjectKind: 'scheme_version',
    subjectId: id,
    note: reason,
  })
  await wait(tx, by, version, 'SCHEME_RETURNED')
  return { ok: true }
}

async function wait(
  tx: Tx,
  by: Actor,
  version: Awaited<ReturnType<typeof versionFor>>,
  kind: 'SCHEME_PUBLISH' | 'SCHEME_RETURNED',
): Promise<void> {
  const township = await getUnit(tx, by, version.township_id)
  await queue(tx, by, {
    kind,
    subjectKind: 'scheme_version',
    subjectId: version.id,
    path: version.path,
    title: schemeTitle(version, township.name),
    unitId: township.id,
    post: 'TOWNSHIP_CLERK',
  })
}
