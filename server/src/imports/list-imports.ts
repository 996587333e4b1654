import type { Download } from '@xinghe/contract/download'
import { importKindKeys } from '@xinghe/contract/import-kinds'
import {
  type getImport as getRoute,
  type ImportAct,
  type ImportDetail,
  importLifecycle,
  type listImportKinds as kindsRoute,
  type listImports as listRoute,
  type takeRemarks as remarksRoute,
} from '@xinghe/contract/imports'
import { openActs } from '@xinghe/contract/lifecycle'
import { holds } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { hasSheet, readSheet } from './kept-sheets.ts'
import { kinds } from './kinds/index.ts'
import { loadImport, ownImports, shownImport, stateOf } from './load.ts'
import { xlsxMime } from './remarks.ts'

export async function listImportKinds(_tx: ReadTx, by: Actor): Promise<AnswerIn<typeof kindsRoute>> {
  return importKindKeys.flatMap((key) => {
    const kind = kinds[key]
    return kind && holds(by.post, kind.action)
      ? [{ key, name: kind.name, sentence: kind.sentence, needsYear: kind.needsYear }]
      : []
  })
}

export async function listImports(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof listRoute>> {
  const rows = await ownImports(tx, by)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(100)
    .execute()
  return { rows: rows.map(shownImport) }
}

export async function getImport(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof getRoute>,
): Promise<ImportDetail> {
  const row = await loadImport(tx, by, id)
  const faults = await tx
    .selectFrom('import_fault')
    .select(['row_no', 'column_title', 'cell', 'message'])
    .where('region_id', '=', by.regionId)
    .where('import_id', '=', id)
    .orderBy('ordinal')
    .execute()
  const there = hasSheet(by.regionId, id, 'sheet')
  const counts = row.counts as ImportDetail['counts']
  return {
    ...shownImport(row),
    faults: faults.map(({ row_no, column_title, cell, message }) => ({
      row: row_no,
      column: column_title,
      cell,
      message,
    })),
    changes: (row.changes as ImportDetail['changes'] | null) ?? [],
    remarks: hasSheet(by.regionId, id, 'remarks'),
    can: openActs<string, ImportAct>(importLifecycle, stateOf(row)).filter(
      (act) =>
        act === 'discard' ||
        (there && (act !== 'confirm' || (counts?.create ?? 0) + (counts?.change ?? 0) > 0)),
    ),
  }
}

/** The sheet holds what its owner typed in: nobody else gets it. */
export async function takeRemarks(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof remarksRoute>,
): Promise<Download> {
  const row = await loadImport(tx, by, id)
  return {
    bytes: await readSheet(by.regionId, id, 'remarks'),
    mime: xlsxMime,
    name: `${row.file_name.replace(/\.xlsx?$/, '')}（批注）.xlsx`,
  }
}
