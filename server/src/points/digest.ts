/** The chain of a book: each entry's digest covers the one before, so a change behind the app's back shows. */
import { createHash } from 'node:crypto'

export interface Digested {
  id: string
  book_id: string
  seq: number
  quarter: number
  slot: number
  version_id: string
  rule_code: string
  kind: string
  claimed: number
  counted: number
  fact_on: string
  source_kind: string
  source_id: string
  refers_to: string | null
  reason: string
  entered_by: string
  entered_by_name: string
  confirmed_by_name: string | null
  checked_by_name: string | null
  posted_at: Date
}

/** Hex SHA-256 over the previous digest (the book's id before the first) and every field of the entry. */
export function chain(previous: string, e: Digested): string {
  const fields = [
    previous,
    e.id,
    e.book_id,
    e.seq,
    e.quarter,
    e.slot,
    e.version_id,
    e.rule_code,
    e.kind,
    e.claimed,
    e.counted,
    e.fact_on,
    e.source_kind,
    e.source_id,
    e.refers_to ?? '',
    e.reason,
    e.entered_by,
    e.entered_by_name,
    e.confirmed_by_name ?? '',
    e.checked_by_name ?? '',
    e.posted_at.toISOString(),
  ]
  return createHash('sha256').update(fields.join('\u001f')).digest('hex')
}

/** The head's short form that stands on notices, so that paper witnesses the ledger: 'A3F0-91C2'. */
export const headCode = (head: string): string => {
  const text = (head || '0'.repeat(8)).slice(0, 8).toUpperCase()
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
/** One code for several books: the digest of their heads in order of book id. */
export const headCodeOf = (heads: readonly { id: string; head: string }[]): string =>
  headCode(
    createHash('sha256')
      .update(
        [...heads]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((one) => one.head)
          .join(''),
      )
      .digest('hex'),
  )
