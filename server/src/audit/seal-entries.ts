import { sql } from 'kysely'
import type { JobTable } from '../platform/jobs.ts'
import { systemTx, type Tx } from '../platform/tx.ts'
import { digestOf, sealOf } from './digest.ts'

/** Entries a seal: what is read again for one finding stays small. */
const atMost = 2000

/** Two that seal, or one that seals and one that moves away, wait for each other. */
export const lockSeals = (tx: Tx, regionId: number) =>
  sql`select pg_advisory_xact_lock(5320534, ${regionId})`.execute(tx)

/**
 * Seals what is not sealed yet, in the order of time, one seal behind the other. Whoever writes an entry never waits
 * for it; an entry committed late goes into the next seal. Returns how many entries it sealed.
 */
export async function sealEntries(tx: Tx, regionId: number, now: Date): Promise<number> {
  await lockSeals(tx, regionId)
  const entries = await tx
    .selectFrom('audit_entry')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('seal_no', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(atMost)
    .execute()
  const [first, last] = [entries[0], entries.at(-1)]
  if (!first || !last) return 0
  const before = await tx
    .selectFrom('audit_seal')
    .select(['seq', 'digest'])
    .where('region_id', '=', regionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const seq = (before?.seq ?? 0) + 1
  const digests = entries.map(digestOf)
  await sql`
    update audit_entry e set seal_no = ${seq}, digest = s.digest
    from unnest(${entries.map(({ id }) => id)}::uuid[], ${digests}::text[]) as s (id, digest)
    where e.region_id = ${regionId} and e.id = s.id`.execute(tx)
  await tx
    .insertInto('audit_seal')
    .values({
      region_id: regionId,
      seq,
      entries: entries.length,
      first_at: first.at,
      last_at: last.at,
      digest: sealOf(before?.digest ?? '', digests),
      sealed_at: now,
    })
    .execute()
  return entries.length
}

export const jobs: JobTable = {
  async audit_seal({ db, now }) {
    for (const { id } of await db.selectFrom('region').select('id').orderBy('id').execute())
      while ((await systemTx(db, id, (tx) => sealEntries(tx, id, now))) === atMost) {}
  },
}
/** Each minute: what was done is open to a change behind the app's back no longer than that. */
export const crontab = '* * * * * audit_seal'
