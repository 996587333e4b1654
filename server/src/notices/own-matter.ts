import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

/**
 * Whether `by` is the one complained about: the member of the book, or, for a village organisation's book, whoever holds
 * a post in that village. 依据: 回避, nobody judges a complaint about himself.
 */
export async function isOwnMatter(tx: ReadTx, by: Actor, bookId: string | null): Promise<boolean> {
  if (!bookId) return false
  const own = await tx
    .selectFrom('book as b')
    .leftJoin('post_holding as p', (join) =>
      join
        .onRef('p.region_id', '=', 'b.region_id')
        .onRef('p.unit_id', '=', 'b.village_id')
        .on('p.person_id', '=', by.personId)
        .on('p.last_on', 'is', null)
        .on('b.subject', '=', 'ORG'),
    )
    .select('b.id')
    .where('b.region_id', '=', by.regionId)
    .where('b.id', '=', bookId)
    .where((eb) => eb.or([eb('b.person_id', '=', by.personId), eb('p.id', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  return own !== undefined
}

export async function refuseOwnMatter(tx: ReadTx, by: Actor, bookId: string | null): Promise<void> {
  if (await isOwnMatter(tx, by, bookId)) throw new Refusal('common.own_matter')
}
