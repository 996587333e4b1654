/**
 * Moves what stands in one book into another, and marks where it went. Nothing is rewritten: every standing entry is
 * reversed where it was and posted again, under the version of its day, where it now belongs; both chains go on.
 */
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { type NewEntry, openQuarterOf, post, reverse, standingClaims } from './ledger.ts'

export type MovableBook = Awaited<ReturnType<typeof lockMovable>>[number]

/** These books, locked, with what keeps them from being moved: a result of the year, or slips under way. */
export const lockMovable = (tx: Tx, by: Actor, ids: readonly string[]) =>
  tx
    .selectFrom('book as b')
    .selectAll('b')
    .select([
      sql<boolean>`exists (select 1 from rating r where r.region_id = b.region_id and r.book_id = b.id)`.as(
        'rated',
      ),
      sql<number>`(select count(distinct l.slip_id)::int from slip_line l join slip s on s.region_id = l.region_id and s.id = l.slip_id
        where l.region_id = b.region_id and l.book_id = b.id and l.live and s.state in ('DRAFT', 'SUBMITTED', 'CONFIRMED', 'RETURNED'))`.as(
        'under_way',
      ),
    ])
    .where('b.region_id', '=', by.regionId)
    .where('b.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('b.id')
    .forUpdate('b')
    .execute()

export function refuseUnderWay(book: MovableBook): void {
  if (book.under_way > 0)
    throw new Refusal('books.slips_under_way', { name: book.name, count: book.under_way })
}

/** The old book is closed and says where it went; what exempts it keeps it out of every later step. */
export async function markMoved(
  tx: Tx,
  by: Actor,
  from: string,
  to: { bookId: string; kind: 'TRANSFER' | 'MERGE'; reason: string },
): Promise<void> {
  await tx
    .updateTable('book')
    .set({
      exempt: true,
      moved_to: to.bookId,
      moved_on: by.today,
      moved_kind: to.kind,
      moved_reason: to.reason,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', from)
    .execute()
}

/**
 * Carries the standing entries and open vetoes of `from` to `into`. A deed that `into` has already (same star, rule and
 * day) is only reversed, so that it counts once. Returns how many were carried and how many were the same.
 */
export async function carryStanding(
  tx: Tx,
  by: Actor,
  { from, into, reason }: { from: string; into: MovableBook; reason: string },
): Promise<{ carried: number; same: number }> {
  const claims = await standingClaims(tx, by.regionId, [from, into.id])
  const own = claims.filter((claim) => claim.bookId === from)
  const deed = (claim: { slot: number; ruleCode: string; factOn: string }) =>
    `${claim.slot} ${claim.ruleCode} ${claim.factOn}`
  const there = new Set(claims.filter((claim) => claim.bookId === into.id).map(deed))
  const carried = own.filter((claim) => !there.has(deed(claim)))
  if (own.length > 0) await reverse(tx, by, { entryIds: own.map((claim) => claim.id), reason })
  const quarterFor = await openQuarterOf(tx, by, [into])
  await post(
    tx,
    by,
    carried.map((claim) => ({
      bookId: into.id,
      slot: claim.slot,
      versionId: claim.versionId,
      ruleCode: claim.ruleCode,
      kind: claim.kind as NewEntry['kind'],
      claimed: claim.claimed,
      factOn: claim.factOn,
      quarter: quarterFor({ bookId: into.id, quarter: claim.quarter }),
      sourceKind: 'CARRIED' as const,
      sourceId: claim.id,
      reason: `${claim.reason}（${reason}）`,
      enteredBy: by.personId,
      enteredByName: by.name,
      confirmedByName: null,
      checkedByName: by.name,
    })),
  )
  const vetoes = await tx
    .selectFrom('veto')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', from)
    .where('lifted_at', 'is', null)
    .execute()
  if (vetoes.length > 0)
    await tx
      .insertInto('veto')
      .values(vetoes.map((veto) => ({ ...veto, id: newId(), book_id: into.id, path: into.path })))
      .execute()
  await audit(tx, by, 'books.carried', {
    path: into.path,
    subjectKind: 'book',
    subjectId: into.id,
    note: reason,
    detail: { from, carried: carried.length, same: own.length - carried.length },
  })
  return { carried: carried.length, same: own.length - carried.length }
}
