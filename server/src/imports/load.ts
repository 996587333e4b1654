/** Imports of the actor himself, in the post in which he handed them in: the sheets hold what only he may see whole. */
import type { ErrandState } from '@xinghe/contract/errands'
import type { ImportKindKey } from '@xinghe/contract/import-kinds'
import {
  type ImportAct,
  type ImportCounts,
  type ImportMode,
  type ImportRow,
  type ImportState,
  importLifecycle,
  importStateNow,
} from '@xinghe/contract/imports'
import { next } from '@xinghe/contract/lifecycle'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

export const ownImports = (tx: ReadTx, by: Actor) =>
  tx
    .selectFrom('import as i')
    .innerJoin('errand as e', (join) =>
      join.onRef('e.region_id', '=', 'i.region_id').onRef('e.id', '=', 'i.errand_id'),
    )
    .selectAll('i')
    .select(['e.state as errand_state', 'e.message'])
    .where('i.region_id', '=', by.regionId)
    .where('i.person_id', '=', by.personId)
    .where('i.post', '=', by.post)
    .where('i.path', '=', by.path)
export type OwnImport = Awaited<ReturnType<ReturnType<typeof ownImports>['execute']>>[number]

export const stateOf = (row: OwnImport): ImportState =>
  importStateNow(row.state as ImportState, row.errand_state as ErrandState)

export const shownImport = (row: OwnImport): ImportRow => ({
  id: row.id,
  kind: row.kind as ImportKindKey,
  year: row.year,
  fileName: row.file_name,
  state: stateOf(row),
  counts: row.counts as ImportCounts | null,
  mode: row.mode as ImportMode | null,
  errandId: row.errand_id,
  message: row.message,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
})

export async function loadImport(tx: ReadTx, by: Actor, id: string): Promise<OwnImport> {
  const row = await ownImports(tx, by).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  return row
}

/** The import, locked, once the act is permitted and open in its state. */
export async function lockImport(tx: Tx, by: Actor, id: string, act: ImportAct): Promise<OwnImport> {
  await tx
    .selectFrom('import')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const row = await loadImport(tx, by, id)
  permit(tx, by, 'imports.make', row.path)
  if (!next<ImportState, ImportAct>(importLifecycle, stateOf(row), act))
    throw new Refusal('common.act_not_open')
  return row
}
export const setImport = (tx: Tx, by: Pick<Actor, 'regionId'>, id: string, set: Record<string, unknown>) =>
  tx.updateTable('import').set(set).where('region_id', '=', by.regionId).where('id', '=', id).execute()
