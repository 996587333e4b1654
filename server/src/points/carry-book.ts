/**
 * Moves what stands in one book into another, and marks where it went. Nothing is rewritten: every standing entry is
 * reversed where it was and posted again, under the version of its day, where it now belongs; both chains go on.
 */
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
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

/** The old books are closed and say where they went; what exempts them keeps them out of every later step. */
export async function markMoved(
  tx: Tx,
  by: Actor,
  books: readonly { from: string; to: string }[],
  { kind, reason }: { kind: 'TRANSFER' | 'MERGE'; reason: string },
): Promise<void> {
  await sql`
    update book set exempt = true, moved_to = n.into_id, moved_on = ${by.today}, moved_kind = ${kind}, moved_reason = ${reason}
    from unnest(${books.map((book) => book.from)}::uuid[], ${books.map((book) => book.to)}::uuid[]) as n (id, into_id)
    where book.region_id = ${by.regionId} and book.id = n.id`.execute(tx)
}

/**
 * Carries the standing entries and open vetoes of each `from` to its `into`, however many. A deed that `into` has already
 * (same star, rule and day) is only reversed, so that it counts once. Returns how many were carried and were the same.
 */
export async function carryStanding(
  tx: Tx,
  by: Actor,
  pairs: readonly { from: string; into: MovableBook }[],
  reason: string,
): Promise<{ carried: number; same: number }> {
  if (pairs.length === 0) return { carried: 0, same: 0 }
  const intoOf = new Map(pairs.map((pair) => [pair.from, pair.into]))
  const claims = await standingClaims(tx, by.regionId, [
    ...pairs.map((pair) => pair.from),
    ...pairs.map((pair) => pair.into.id),
  ])
  const own = claims.flatMap((claim) => {
    const into = intoOf.get(claim.bookId)
    return into ? [{ ...claim, into }] : []
  })
  const deed = (bookId: string, claim: { slot: number; ruleCode: string; factOn: string }) =>
    `${bookId} ${claim.slot} ${claim.ruleCode} ${claim.factOn}`
  const there = new Set(claims.map((claim) => deed(claim.bookId, claim)))
  const carried = own.filter((claim) => !there.has(deed(claim.into.id, claim)))
  if (own.length > 0) await reverse(tx, by, { entryIds: own.map((claim) => claim.id), reason })
  const quarterFor = await openQuarterOf(
    tx,
    by,
    pairs.map((pair) => pair.into),
  )
  await post(
    tx,
    by,
    carried.map((claim) => ({
      bookId: claim.into.id,
      slot: claim.slot,
      versionId: claim.versionId,
      ruleCode: claim.ruleCode,
      kind: claim.kind as NewEntry['kind'],
      claimed: claim.claimed,
      factOn: claim.factOn,
      quarter: quarterFor({ bookId: claim.into.id, quarter: claim.quarter }),
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
    .where('book_id', '=', sql<string>`any(${pairs.map((pair) => pair.from)}::uuid[])`)
    .where('lifted_at', 'is', null)
    .execute()
  await insertRows(
    tx,
    'veto',
    vetoes.map((veto) => {
      const into = intoOf.get(veto.book_id) as MovableBook
      return { ...veto, id: newId(), book_id: into.id, path: into.path }
    }),
  )
  const count = (list: readonly { into: MovableBook }[], id: string) =>
    list.filter((claim) => claim.into.id === id).length
  await audit(
    tx,
    by,
    'books.carried',
    pairs.map(({ from, into }) => ({
      path: into.path,
      subjectKind: 'book',
      subjectId: into.id,
      note: reason,
      detail: { from, carried: count(carried, into.id), same: count(own, into.id) - count(carried, into.id) },
    })),
  )
  return { carried: carried.length, same: own.length - carried.length }
}
