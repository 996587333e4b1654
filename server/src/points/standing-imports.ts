/** What stands in books from outside the slips: imported entries, opening balances, and what came with another book. */
import { openingCode } from '@xinghe/contract/points'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

export interface FromOutside {
  id: string
  bookId: string
  slot: number
  ruleCode: string
  kind: string
  claimed: number
  factOn: string
  quarter: number
  reason: string
  sourceKind: string
  sourceId: string
  reversed: boolean
}

/** In ledger order. */
export async function fromOutside(
  tx: ReadTx,
  by: Actor,
  bookIds: Iterable<string>,
): Promise<Map<string, FromOutside[]>> {
  const { rows } = await sql<FromOutside>`
    select e.id, e.book_id as "bookId", e.slot, e.rule_code as "ruleCode", e.kind, e.claimed, e.fact_on as "factOn", e.quarter, e.reason,
      e.source_kind as "sourceKind", e.source_id as "sourceId", x.id is not null as reversed
    from points_entry e
    left join points_entry x on x.region_id = e.region_id and x.book_id = e.book_id and x.source_kind = 'REVERSAL' and x.source_id = e.id
    where e.region_id = ${by.regionId} and e.book_id = any(${[...new Set(bookIds)]}::uuid[])
      and e.source_kind in ('IMPORTED', 'OPENING', 'CARRIED')
    order by e.book_id, e.seq`.execute(tx)
  return Map.groupBy(rows, (row) => row.bookId)
}
export const isOpening = (entry: FromOutside): boolean =>
  entry.kind === 'ADJUST' && (entry.sourceKind === 'OPENING' || entry.ruleCode === openingCode)
