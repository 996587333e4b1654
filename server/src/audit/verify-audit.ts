import type { ReadTx } from '../platform/tx.ts'
import { digestOf, sealOf } from './digest.ts'

export interface AuditFinding {
  /** English, for the operator's console. */
  what: string
}

/**
 * Makes every seal of a county again from its entries: a changed entry is named, one that was taken out or put in is
 * told by its seal. What the last minute wrote is not sealed yet and is only counted.
 */
export async function verifyAudit(
  tx: ReadTx,
  regionId: number,
): Promise<{ seals: number; entries: number; unsealed: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = []
  const seals = await tx
    .selectFrom('audit_seal')
    .selectAll()
    .where('region_id', '=', regionId)
    .orderBy('seq')
    .execute()
  let previous = ''
  let entries = 0
  for (const [index, seal] of seals.entries()) {
    if (seal.seq !== index + 1) findings.push({ what: `audit: a seal before number ${seal.seq} is missing` })
    // One seal a query: memory stays bounded by the size of a seal.
    const rows = await tx
      .selectFrom('audit_entry')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('seal_no', '=', seal.seq)
      .orderBy('at')
      .orderBy('id')
      .execute()
    entries += rows.length
    const digests = rows.map(digestOf)
    for (const [at, row] of rows.entries())
      if (row.digest !== digests[at])
        findings.push({
          what: `audit: entry ${row.id} of ${row.at.toISOString()} was changed after it was sealed`,
        })
    if (rows.length !== seal.entries)
      findings.push({
        what: `audit: seal ${seal.seq} covers ${seal.entries} entries from ${seal.first_at.toISOString()} on, ${rows.length} are there`,
      })
    const digest = sealOf(previous, digests)
    if (digest !== seal.digest) findings.push({ what: `audit: seal ${seal.seq} does not fit its entries` })
    previous = seal.digest
  }
  const { beyond, unsealed } = await tx
    .selectFrom('audit_entry')
    .select(({ fn, eb }) => [
      fn.countAll<string>().filterWhere('seal_no', '>', seals.length).as('beyond'),
      fn
        .countAll<string>()
        .filterWhere(eb('seal_no', 'is', null))
        .as('unsealed'),
    ])
    .where('region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  if (Number(beyond) > 0) findings.push({ what: `audit: ${beyond} entries name a seal that is not there` })
  return { seals: seals.length, entries, unsealed: Number(unsealed), findings }
}
