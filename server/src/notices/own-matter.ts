import { sql } from 'kysely'
import { inOffice } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

/**
 * Whether `by` is the one complained about: the member of the book, or, for a village organisation's book, whoever holds
 * a post in that village, his own or as a substitute. 依据: 回避, nobody judges a complaint about himself.
 */
export async function isOwnMatter(tx: ReadTx, by: Actor, bookId: string | null): Promise<boolean> {
  if (!bookId) return false
  const { rows } = await sql`
    select 1 from book b where b.region_id = ${by.regionId} and b.id = ${bookId} and (b.person_id = ${by.personId}
      or b.subject = 'ORG' and exists (select 1 from ${inOffice(by.regionId, by.today)} o
        where o.person_id = ${by.personId} and o.unit_id = b.village_id))`.execute(tx)
  return rows.length > 0
}

export async function refuseOwnMatter(tx: ReadTx, by: Actor, bookId: string | null): Promise<void> {
  if (await isOwnMatter(tx, by, bookId)) throw new Refusal('common.own_matter')
}
