/** What its owner does with a sheet that was looked through: write it, look once more, give it up. */
import { type ImportKindKey, importKinds } from '@xinghe/contract/import-kinds'
import {
  type checkImport as checkRoute,
  type confirmImport as confirmRoute,
  type discardImport as discardRoute,
  type ImportCounts,
  importModes,
} from '@xinghe/contract/imports'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { beginErrand } from '../errands/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { dropSheet, hasSheet } from './kept-sheets.ts'
import { kindFor } from './kinds/index.ts'
import { lockImport, type OwnImport, setImport } from './load.ts'

const begin = (tx: Tx, by: Actor, row: OwnImport, kind: 'imports.check' | 'imports.write', verb: string) => {
  if (!hasSheet(by.regionId, row.id, 'sheet')) throw new Refusal('imports.no_file')
  kindFor(by, row.kind as ImportKindKey, { year: row.year ?? undefined })
  return beginErrand(tx, by, {
    kind,
    title: `${verb}：${importKinds[row.kind as ImportKindKey]}（${row.file_name}）`,
    input: { id: row.id },
  })
}
const told = (tx: Tx, by: Actor, action: string, row: OwnImport, more = '') =>
  audit(tx, by, action, {
    path: row.path,
    subjectKind: 'import',
    subjectId: row.id,
    note: `${importKinds[row.kind as ImportKindKey]}：${row.file_name}${more}`,
  })

export async function confirmImport(
  tx: Tx,
  by: Actor,
  { id, mode }: InputOf<typeof confirmRoute>,
): Promise<AnswerIn<typeof confirmRoute>> {
  const row = await lockImport(tx, by, id, 'confirm')
  const counts = row.counts as ImportCounts
  if (mode === 'ALL' && counts.fault > 0)
    throw new Refusal('imports.has_faults', { count: counts.fault }, [
      { path: 'mode', message: `还有${counts.fault}行有误` },
    ])
  if (counts.create + counts.change === 0) throw new Refusal('imports.nothing_to_write')
  const { errandId } = await begin(tx, by, row, 'imports.write', '导入')
  await setImport(tx, by, id, { state: 'WRITING', mode, errand_id: errandId })
  await told(tx, by, 'imports.confirmed', row, `（${importModes[mode]}）`)
  return { errandId }
}

export async function checkImport(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof checkRoute>,
): Promise<AnswerIn<typeof checkRoute>> {
  const row = await lockImport(tx, by, id, 'check')
  const { errandId } = await begin(tx, by, row, 'imports.check', '重新检查导入表格')
  await setImport(tx, by, id, {
    state: 'CHECKING',
    errand_id: errandId,
    counts: null,
    changes: null,
    mode: null,
  })
  await told(tx, by, 'imports.checked_again', row)
  return { errandId }
}

export async function discardImport(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof discardRoute>,
): Promise<{ ok: true }> {
  const row = await lockImport(tx, by, id, 'discard')
  await setImport(tx, by, id, { state: 'CANCELLED', finished_at: by.now })
  await told(tx, by, 'imports.discarded', row)
  await dropSheet(by.regionId, id, 'sheet')
  await dropSheet(by.regionId, id, 'remarks')
  return { ok: true }
}
