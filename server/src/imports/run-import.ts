/** The two errands of an import: looking through (nothing is written), and writing what was confirmed. */
import type { ImportKindKey } from '@xinghe/contract/import-kinds'
import {
  type ImportCounts,
  type ImportDetail,
  type ImportMode,
  mostChangesShown,
  mostFaultsShown,
} from '@xinghe/contract/imports'
import type { ErrandContext, ErrandTable } from '../errands/index.ts'
import { type Actor, scopeOf } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { refusalOf } from '../platform/constraints.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { readTx, type Tx, writeTx } from '../platform/tx.ts'
import { withoutNumbers } from './cells.rules.ts'
import { goThrough, type Looking } from './go-through.ts'
import { dropSheet, keepSheet, readSheet } from './kept-sheets.ts'
import type { ImportColumn } from './kind.ts'
import { kindFor } from './kinds/index.ts'
import { loadImport, type OwnImport, setImport } from './load.ts'
import { type BookForm, columnLetters } from './open-book.ts'
import { findSheet } from './read-sheet.ts'
import { type Remark, withRemarks } from './remarks.ts'

type Context = ErrandContext<{ id: string }>

interface Opened {
  row: OwnImport
  bytes: Buffer
  columns: readonly ImportColumn[]
  looking: Looking
}
async function open({ db, by, input, progress }: Context): Promise<Opened> {
  const { row, kind, options, columns } = await readTx(db, scopeOf(by), async (tx) => {
    const row = await loadImport(tx, by, input.id)
    const options = { year: row.year ?? undefined }
    const kind = kindFor(by, row.kind as ImportKindKey, options)
    return { row, kind, options, columns: await kind.columns(tx, by, options) }
  })
  await progress(0, null, '正在打开表格')
  const bytes = await readSheet(by.regionId, row.id, 'sheet')
  const sheet = await findSheet(bytes, row.file_form as BookForm, columns)
  return {
    row,
    bytes,
    columns,
    looking: {
      kind,
      by,
      sheet,
      options,
      told: (done, total, step) => progress(done, total === null ? null : Math.max(done, total), step),
    },
  }
}

/** What would become of every row; told in counts, faults at their cells, and changes in words. */
async function check(context: Context): Promise<string> {
  const { db, by } = context
  const { row, bytes, columns, looking } = await open(context)
  const titles = new Map(columns.map(({ key, title }) => [key, title]))
  const { heading } = looking.sheet
  const remarks: Remark[] = []
  const faults: ImportDetail['faults'] = []
  const changes: ImportDetail['changes'] = []
  const counts = await readTx(db, scopeOf(by), (tx) => {
    // The transaction may be run again from its start.
    for (const list of [remarks, faults, changes]) list.length = 0
    return goThrough(tx, {
      ...looking,
      onFaults(number, list) {
        for (const { key, message } of list) {
          const at = key === null ? undefined : heading.at.get(key)
          remarks.push({ row: number, column: at ?? null, title: (key && titles.get(key)) ?? null, message })
          if (faults.length < mostFaultsShown)
            faults.push({
              row: number,
              column: (key && titles.get(key)) ?? null,
              cell: at === undefined ? null : `${columnLetters(at)}${number}`,
              message: withoutNumbers(message),
            })
        }
      },
      onPlan(plan) {
        if (plan.becomes !== 'CREATE' && plan.becomes !== 'CHANGE') return
        // 依据: what changes is looked at first; new rows stand in the sheet itself.
        if (changes.length < mostChangesShown && (plan.becomes === 'CHANGE' || plan.note))
          changes.push({
            row: plan.row,
            becomes: plan.becomes,
            note: plan.note ? withoutNumbers(plan.note) : null,
          })
      },
    })
  })
  if (remarks.length > 0) {
    await context.progress(counts.rows, counts.rows, '正在写批注')
    await keepSheet(
      by.regionId,
      row.id,
      'remarks',
      await withRemarks(bytes, row.file_form as BookForm, looking.sheet, remarks, counts.rows),
    )
  } else await dropSheet(by.regionId, row.id, 'remarks')
  await writeTx(db, scopeOf(by), async (tx) => {
    permit(tx, by, 'imports.make', row.path)
    await tx
      .deleteFrom('import_fault')
      .where('region_id', '=', by.regionId)
      .where('import_id', '=', row.id)
      .execute()
    await insertRows(
      tx,
      'import_fault',
      faults.map((fault, ordinal) => ({
        region_id: by.regionId,
        import_id: row.id,
        ordinal,
        path: row.path,
        person_id: by.personId,
        row_no: fault.row,
        column_title: fault.column,
        cell: fault.cell,
        message: fault.message,
      })),
    )
    await setImport(tx, by, row.id, {
      state: 'CHECKED',
      counts: JSON.stringify(counts),
      changes: JSON.stringify(changes),
    })
  })
  return inWords(counts)
}
const inWords = ({ rows, create, change, same, fault }: ImportCounts): string =>
  `共${rows}行：新增${create}，更新${change}，不变${same}，有误${fault}`

/** Reads and plans once more in the transaction that writes: what is not as it was looked at is not written. */
async function write(context: Context): Promise<string> {
  const { db, by } = context
  const { row, looking } = await open(context)
  // The machine was switched off between the commit and its telling.
  if (row.state === 'DONE') return doneInWords(row.counts as ImportCounts)
  const checked = row.counts as ImportCounts
  const counts = await writeTx(db, scopeOf(by), async (tx: Tx) => {
    permit(tx, by, 'imports.make', row.path)
    // 依据: somebody outside the area may have the ID number already; only the index knows, and says so in words.
    const counts = await goThrough(tx, looking, tx).catch((error: unknown) => {
      throw refusalOf(error) ?? error
    })
    if (!sameCounts(counts, checked) || (counts.fault > 0 && (row.mode as ImportMode) === 'ALL'))
      throw new Refusal('imports.changed_meanwhile')
    await setImport(tx, by, row.id, { state: 'DONE', finished_at: by.now })
    await toldOf(tx, by, row, counts)
    return counts
  })
  await dropSheet(by.regionId, row.id, 'sheet')
  return doneInWords(counts)
}
const sameCounts = (one: ImportCounts, other: ImportCounts): boolean =>
  (Object.keys(one) as (keyof ImportCounts)[]).every((key) => one[key] === other[key])
const doneInWords = ({ create, change, fault }: ImportCounts): string =>
  `已导入：新增${create}，更新${change}${fault > 0 ? `；有误的${fault}行没有导入` : ''}`
const toldOf = (tx: Tx, by: Actor, row: OwnImport, counts: ImportCounts) =>
  audit(tx, by, 'imports.written', {
    path: row.path,
    subjectKind: 'import',
    subjectId: row.id,
    note: `${row.file_name}：${doneInWords(counts)}`,
    detail: counts,
  })

export const errandKinds: ErrandTable = { 'imports.check': check, 'imports.write': write }
