/** The ruled lines of books: every entry, with what became of it. */
import { type BookEntry, type EntryStatus, openingCode } from '@xinghe/contract/points'
import { quarterOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { evidenceOf } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { may } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { reversible } from './reverse-entries.ts'

interface Row {
  id: string
  book_id: string
  seq: number
  slot: number
  path: string
  rule_code: string
  content: string | null
  kind: BookEntry['kind']
  source_kind: BookEntry['source']
  claimed: number
  counted: number
  fact_on: string
  quarter: number
  reason: string
  entered_by_name: string
  confirmed_by_name: string | null
  checked_by_name: string | null
  posted_at: Date
  slip_id: string | null
  reversed_at: Date | null
  reversed_by: string | null
  reversed_reason: string | null
}
const statusOf = (row: Row): EntryStatus =>
  row.source_kind === 'REVERSAL'
    ? 'REVERSAL'
    : row.source_kind === 'RECOUNT'
      ? 'RECOUNT'
      : row.reversed_at
        ? 'REVERSED'
        : 'STANDING'

/** Entries of these books in ledger order. `starOf` names a slot of a book; evidence is looked for only where it is shown. */
export async function entriesOfBooks(
  tx: ReadTx,
  by: Actor,
  bookIds: readonly string[],
  starOf: (bookId: string, slot: number) => string,
  { evidence: wanted }: { evidence: boolean },
): Promise<Map<string, BookEntry[]>> {
  const { rows } = await sql<Row>`
    select e.id, e.book_id, e.seq, e.slot, e.path, e.rule_code, r.content, e.kind, e.source_kind, e.claimed, e.counted, e.fact_on, e.quarter, e.reason,
      e.entered_by_name, e.confirmed_by_name, e.checked_by_name, e.posted_at, l.slip_id,
      x.posted_at as reversed_at, x.entered_by_name as reversed_by, x.reason as reversed_reason
    from points_entry e
    left join scheme_rule r on r.region_id = e.region_id and r.version_id = e.version_id and r.code = e.rule_code
    left join slip_line l on l.region_id = e.region_id and e.source_kind = 'SLIP_LINE' and l.id = e.source_id
    left join points_entry x on x.region_id = e.region_id and x.book_id = e.book_id and x.source_kind = 'REVERSAL' and x.refers_to = e.id
    where e.region_id = ${by.regionId} and e.book_id = any(${[...bookIds]}::uuid[])
    order by e.book_id, e.seq`.execute(tx)
  const evidence = wanted
    ? await evidenceOf(
        tx,
        by,
        'slip',
        rows.flatMap((row) => (row.slip_id ? [row.slip_id] : [])),
      )
    : new Map<string, BookEntry['evidence']>()
  const entries = new Map<string, BookEntry[]>(bookIds.map((id) => [id, []]))
  for (const row of rows) {
    const status = statusOf(row)
    entries.get(row.book_id)?.push({
      id: row.id,
      seq: row.seq,
      slot: row.slot,
      star: starOf(row.book_id, row.slot),
      ruleCode: row.rule_code,
      ruleText: row.content ?? (row.rule_code === openingCode ? '期初积分' : ''),
      kind: row.kind,
      source: row.source_kind,
      status,
      claimed: row.claimed as never,
      counted: row.counted as never,
      factOn: row.fact_on,
      quarter: row.quarter,
      late: quarterOf(row.fact_on as never) !== row.quarter,
      reason: row.reason,
      enteredBy: row.entered_by_name,
      confirmedBy: row.confirmed_by_name,
      checkedBy: row.checked_by_name,
      postedAt: row.posted_at.toISOString(),
      reversed: row.reversed_at
        ? { at: row.reversed_at.toISOString(), by: row.reversed_by ?? '', reason: row.reversed_reason ?? '' }
        : null,
      slipId: row.slip_id,
      evidence: (row.slip_id && evidence.get(row.slip_id)) || [],
      canReverse:
        status === 'STANDING' && reversible(row.source_kind) && may(by, 'entries.reverse', row.path),
    })
  }
  return entries
}
