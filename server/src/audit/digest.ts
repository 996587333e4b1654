/** What a seal covers, in a form that does not depend on how a row was read. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AuditEntry } from '../platform/schema.ts'

export type Entry = Selectable<AuditEntry>

/** Hex SM3 (GB/T 32905) of every field of an entry. */
export function digestOf(entry: Entry): string {
  const fields = [
    ...[entry.region_id, entry.id, entry.at.toISOString(), entry.path, entry.person_id, entry.person_name],
    ...[entry.post, entry.unit_id, entry.action, entry.subject_kind, entry.subject_id, entry.note],
    ...[entry.detail === null ? null : JSON.stringify(entry.detail), entry.trace_id, entry.address],
    entry.outcome,
  ]
  return createHash('sm3').update(JSON.stringify(fields)).digest('hex')
}

/** Hex SM3 over the seal before ('' before the first) and its entries in order. */
export const sealOf = (previous: string, digests: readonly string[]): string =>
  createHash('sm3')
    .update([previous, ...digests].join('\n'))
    .digest('hex')

/** What is read out or written down: 'A3F0-91C2-7D05'. */
export const shortSeal = (digest: string): string =>
  (digest.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-')
