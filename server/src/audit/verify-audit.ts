import { leastKeptDays } from '@xinghe/contract/settings'
import type { Selectable } from 'kysely'
import type { AuditSeal } from '../platform/schema.ts'
import type { ReadTx } from '../platform/tx.ts'
import { digestOf, type Entry, sealOf, shortSeal } from './digest.ts'
import { lastPruning } from './last-pruning.ts'

export interface AuditFinding {
  /** English, for the operator's console. */
  what: string
}
/** A seal as somebody wrote it down outside: its number and short code. */
export interface WrittenSeal {
  no: number
  code: string
}
export type Seal = Selectable<AuditSeal>

/** Entries read at a time: memory stays bounded, and a year's seals are not a query each. */
const atATime = 20_000

/** Seals, one behind the other, with the entries that name them. */
export async function* sealedEntries(
  tx: ReadTx,
  regionId: number,
  seals: readonly Seal[],
): AsyncGenerator<[Seal, Entry[]]> {
  for (let begin = 0; begin < seals.length; ) {
    let end = begin
    for (let count = 0; end < seals.length && (end === begin || count < atATime); end++)
      count += seals[end]?.entries ?? 0
    const part = seals.slice(begin, end)
    const rows = await tx
      .selectFrom('audit_entry')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('seal_no', '>=', part[0]?.seq ?? 0)
      .where('seal_no', '<=', part.at(-1)?.seq ?? 0)
      .orderBy('at')
      .orderBy('id')
      .execute()
    const bySeal = Map.groupBy(rows, (row) => row.seal_no)
    for (const seal of part) yield [seal, bySeal.get(seal.seq) ?? []]
    begin = end
  }
}

export const sealsOf = (tx: ReadTx, regionId: number): Promise<Seal[]> =>
  tx.selectFrom('audit_seal').selectAll().where('region_id', '=', regionId).orderBy('seq').execute()

/** What does not fit between one seal and its entries. */
export function findingsOf(seal: Seal, previous: string, rows: readonly Entry[]): AuditFinding[] {
  const digests = rows.map(digestOf)
  const findings = rows
    .filter((row, at) => row.digest !== digests[at])
    .map((row) => ({
      what: `audit: entry ${row.id} of ${row.at.toISOString()} was changed after it was sealed`,
    }))
  if (rows.length !== seal.entries)
    findings.push({
      what: `audit: seal ${seal.seq} covers ${seal.entries} entries from ${seal.first_at.toISOString()} on, ${rows.length} are there`,
    })
  if (sealOf(previous, digests) !== seal.digest)
    findings.push({ what: `audit: seal ${seal.seq} does not fit its entries` })
  return findings
}

/**
 * Makes every seal of a county again from its entries: a changed entry is named, one that was taken out or put in is
 * told by its seal. What was moved into a file after its time is passed over; what the last minute wrote is not sealed
 * yet and is only counted. Whoever owns the database can make the whole chain anew: `written` is what he cannot reach.
 */
export async function verifyAudit(
  tx: ReadTx,
  regionId: number,
  written?: WrittenSeal,
): Promise<{
  seals: number
  entries: number
  unsealed: number
  last: WrittenSeal | null
  findings: AuditFinding[]
}> {
  const findings: AuditFinding[] = []
  const seals = await sealsOf(tx, regionId)
  for (const [index, seal] of seals.entries())
    if (seal.seq !== (seals[index - 1]?.seq ?? 0) + 1)
      findings.push({ what: `audit: a seal before number ${seal.seq} is missing` })
  const pruned = await lastPruning(tx, regionId)
  const gone = seals.filter((seal) => seal.seq <= (pruned?.upto ?? 0))
  for (const seal of gone)
    if (pruned && pruned.at.getTime() - seal.last_at.getTime() < leastKeptDays * 86_400_000)
      findings.push({
        what: `audit: seal ${seal.seq} was younger than ${leastKeptDays} days when it was moved away`,
      })
  let previous = gone.at(-1)?.digest ?? ''
  let entries = 0
  for await (const [seal, rows] of sealedEntries(tx, regionId, seals.slice(gone.length))) {
    entries += rows.length
    findings.push(...findingsOf(seal, previous, rows))
    previous = seal.digest
  }
  const { beyond, unsealed } = await tx
    .selectFrom('audit_entry')
    .select(({ fn, eb }) => [
      fn
        .countAll<string>()
        .filterWhere(
          eb.or([eb('seal_no', '>', seals.at(-1)?.seq ?? 0), eb('seal_no', '<=', pruned?.upto ?? 0)]),
        )
        .as('beyond'),
      fn
        .countAll<string>()
        .filterWhere(eb('seal_no', 'is', null))
        .as('unsealed'),
    ])
    .where('region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  if (Number(beyond) > 0) findings.push({ what: `audit: ${beyond} entries name a seal that is not theirs` })
  const codes = new Map(seals.map((seal) => [seal.seq, shortSeal(seal.digest)]))
  if (written && codes.get(written.no) !== written.code)
    findings.push({
      what: `audit: seal ${written.no} was written down as ${written.code} and is ${codes.get(written.no) ?? 'not there'}`,
    })
  const last = seals.at(-1)
  return {
    seals: seals.length,
    entries,
    unsealed: Number(unsealed),
    last: last ? { no: last.seq, code: shortSeal(last.digest) } : null,
    findings,
  }
}
