import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { reverseEntries as route } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { reverse } from './ledger.ts'

/** What came from a slip or from paper; the year-end verification has its own way. */
export const reversible = (sourceKind: string): boolean =>
  ['SLIP_LINE', 'IMPORTED', 'OPENING'].includes(sourceKind)

/** 冲正: the entry stays, struck; its reversal stands beside it; the deed can then be entered rightly. */
export async function reverseEntries(
  tx: Tx,
  by: Actor,
  { entryIds, reason }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const wanted = [...new Set(entryIds)]
  const entries = await tx
    .selectFrom('points_entry')
    .select(['id', 'path', 'book_id', 'person_id', 'source_kind', 'source_id'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .execute()
  if (entries.length < wanted.length) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    'entries.reverse',
    entries.map((entry) => entry.path),
  )
  if (entries.some((entry) => !reversible(entry.source_kind))) throw new Refusal('entries.not_from_slip')
  if (entries.some((entry) => entry.person_id === by.personId)) throw new Refusal('common.own_matter')
  await reverse(tx, by, { entryIds: wanted, reason })
  const lines = await tx
    .updateTable('slip_line')
    .set({ live: false, struck_reason: reason, struck_by_name: by.name })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${entries.map((entry) => entry.source_id)}::uuid[])`)
    .returning(['slip_id', 'path'])
    .execute()
  await audit(tx, by, 'entry.reverse', [
    ...lines.map((line) => ({
      path: line.path,
      subjectKind: 'slip',
      subjectId: line.slip_id,
      note: reason,
    })),
    ...entries
      .filter((entry) => entry.source_kind !== 'SLIP_LINE')
      .map((entry) => ({
        path: entry.path,
        subjectKind: 'book',
        subjectId: entry.book_id,
        note: reason,
      })),
  ])
  return { done: wanted.length }
}
