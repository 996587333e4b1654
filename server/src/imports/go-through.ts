/** The one loop in which a sheet is looked through and written: rows in batches, planned, and in the second run written. */
import type { ImportCounts } from '@xinghe/contract/imports'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import type { CellFault, ImportMemory, ImportOptions, RowPlan } from './kind.ts'
import type { AnyKind } from './kinds/index.ts'
import type { FoundSheet, ReadRow } from './read-sheet.ts'

/** 依据: own choice. Large enough that statements are few, small enough that a batch is nothing to the memory. */
const batchSize = 2_000

export interface Looking {
  kind: AnyKind
  by: Actor
  sheet: FoundSheet
  options: ImportOptions
  /** Told after each batch; throws to stop. */
  told(done: number, total: number | null, step: string): Promise<void>
  /** Rows in the order of the sheet. */
  onFaults?(row: number, faults: readonly CellFault[]): void
  onPlan?(plan: RowPlan): void
}

async function* batches(rows: AsyncIterable<ReadRow>): AsyncGenerator<ReadRow[]> {
  let batch: ReadRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** With `write`, what was planned of each batch is carried out before the next is planned. */
export async function goThrough(
  tx: ReadTx,
  { kind, by, sheet, options, told, onFaults, onPlan }: Looking,
  write?: Tx,
): Promise<ImportCounts> {
  const memory: ImportMemory = new Map()
  const counts: ImportCounts = { rows: 0, create: 0, change: 0, same: 0, fault: 0 }
  let read = 0
  if (kind.foresee)
    for await (const batch of batches(sheet.rows())) {
      await kind.foresee(tx, by, batch.filter(isGood), memory, options)
      read += batch.length
      await told(read, sheet.about, '正在通读')
    }
  for await (const batch of batches(sheet.rows())) {
    const plans = new Map<number, RowPlan>()
    for (const plan of await kind.plan(tx, by, batch.filter(isGood), memory, options))
      plans.set(plan.row, plan)
    const planned: unknown[] = []
    for (const row of batch) {
      const plan = plans.get(row.row)
      counts.rows++
      const faults = isGood(row) ? (plan?.becomes === 'FAULT' ? plan.faults : []) : row.faults
      if (faults.length > 0) {
        counts.fault++
        onFaults?.(row.row, faults)
      } else if (!plan || plan.becomes === 'FAULT') {
        throw new Error(`${kind.name}: row ${row.row} was not planned`)
      } else {
        counts[plan.becomes === 'CREATE' ? 'create' : plan.becomes === 'CHANGE' ? 'change' : 'same']++
        onPlan?.(plan)
        if (plan.becomes !== 'SAME') planned.push(plan.planned)
      }
    }
    if (write && planned.length > 0) await kind.write(write, by, planned, memory, options)
    await told(counts.rows, read || sheet.about, write ? '正在写入' : '正在逐行检查')
  }
  return counts
}
const isGood = (row: ReadRow): boolean => row.faults.length === 0
