import type { ReadTx } from '../platform/tx.ts'

/** Up to which seal entries were moved into a file, and when; undefined when none were. */
export async function lastPruning(
  tx: ReadTx,
  regionId: number,
): Promise<{ upto: number; at: Date } | undefined> {
  const last = await tx
    .selectFrom('audit_entry')
    .select(['at', 'detail'])
    .where('region_id', '=', regionId)
    .where('action', '=', 'audit.pruned')
    // One under a seal: it is made with it.
    .where('seal_no', 'is not', null)
    .orderBy('at', 'desc')
    // Two within one instant: the later one has the later number.
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const upto = Number((last?.detail as { upto?: unknown } | null | undefined)?.upto)
  return last && Number.isInteger(upto) ? { upto, at: last.at } : undefined
}
