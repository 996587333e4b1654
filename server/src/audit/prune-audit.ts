import { join } from 'node:path'
import { addDays, dayInShanghai, type LocalDate } from '@xinghe/contract/values'
import { systemActor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import type { Database } from '../platform/database.ts'
import { readSetting } from '../platform/settings.ts'
import { systemTx } from '../platform/tx.ts'
import { checkKept, digestOfFile, writeKept } from './kept-file.ts'
import { lastPruning } from './last-pruning.ts'
import { lockSeals, sealEntries } from './seal-entries.ts'
import { sealedEntries, sealsOf, verifyAudit } from './verify-audit.ts'

export interface Pruned {
  path: string
  entries: number
  upto: number
}

/**
 * Moves the entries of a county that are older than it keeps them, or before `before`, into a file, and takes them out of
 * the database: whole seals, which stay, so that what is left still verifies. Needs the owner; the app may not delete.
 * Undefined when nothing is old enough. @throws Error in words for the operator: too young, or the trail does not verify
 */
export async function pruneAudit(
  owner: Database,
  regionId: number,
  { folder, now, before }: { folder: string; now: Date; before?: LocalDate | undefined },
): Promise<Pruned | undefined> {
  return systemTx(owner, regionId, async (tx) => {
    await lockSeals(tx, regionId)
    const kept = await readSetting(tx, { regionId }, 'audit.keep_days')
    const latest = addDays(dayInShanghai(now), -kept)
    if (before !== undefined && before > latest)
      throw new Error(
        `The audit trail is kept for ${kept} days: nothing from ${latest} on may be moved away.`,
      )
    const { findings } = await verifyAudit(tx, regionId)
    if (findings.length > 0)
      throw new Error(`The audit trail does not verify, so nothing is moved away: ${findings[0]?.what}`)
    const end = new Date(`${before ?? latest}T00:00:00+08:00`)
    const from = (await lastPruning(tx, regionId))?.upto ?? 0
    const seals = await sealsOf(tx, regionId)
    const young = seals.findIndex((seal) => seal.seq > from && seal.last_at >= end)
    const going = seals.slice(from, young < 0 ? seals.length : young)
    const [first, last] = [going[0], going.at(-1)]
    if (!first || !last) return

    const path = join(folder, `audit-${regionId}-${first.seq}-${last.seq}.jsonl.gz`)
    await writeKept(path, sealedEntries(tx, regionId, going))
    const read = await checkKept(path, seals)
    const entries = going.reduce((sum, seal) => sum + seal.entries, 0)
    if (read.findings.length > 0 || read.entries !== entries || read.upto !== last.seq)
      throw new Error('What was written could not be read back whole, so nothing was taken out.')

    const root = await countyRoot(tx, regionId).executeTakeFirstOrThrow()
    const by = systemActor(regionId, root, now)
    await tx
      .deleteFrom('audit_entry')
      .where('region_id', '=', regionId)
      .where('seal_no', '<=', last.seq)
      .execute()
    await audit(tx, by, 'audit.pruned', {
      path: by.path,
      subjectKind: 'audit',
      subjectId: null,
      detail: { from: first.seq, upto: last.seq, entries, file: await digestOfFile(path) },
    })
    // Under a seal in the same moment: what is gone is never without the entry that says so.
    while ((await sealEntries(tx, regionId, now)) > 0) {}
    return { path, entries, upto: last.seq }
  })
}
