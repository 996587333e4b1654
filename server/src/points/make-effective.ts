import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { type NewEntry, post } from './ledger.ts'
import type { LoadedSlip } from './load-slips.ts'

/** Posts the standing lines of slips that have passed every check. Returns how many lines. */
export async function makeEffective(
  tx: Tx,
  by: Actor,
  slips: readonly (LoadedSlip & { checked_by_name: string | null })[],
): Promise<number> {
  const entries = slips.flatMap((slip) =>
    slip.lines
      .filter((line) => line.live)
      .map(
        (line): NewEntry => ({
          bookId: line.book_id,
          slot: line.slot,
          versionId: line.version_id,
          ruleCode: line.rule_code,
          kind: line.kind as NewEntry['kind'],
          claimed: line.amount,
          factOn: slip.fact_on,
          quarter: slip.quarter,
          sourceKind: 'SLIP_LINE',
          sourceId: line.id,
          reason: slip.reason,
          enteredBy: slip.entered_by,
          enteredByName: slip.entered_by_name,
          confirmedByName: slip.confirmed_by_name,
          checkedByName: slip.checked_by_name,
        }),
      ),
  )
  await post(tx, by, entries)
  return entries.length
}
