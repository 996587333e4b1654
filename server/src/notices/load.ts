import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

export const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

/** Objections of these notices that nobody has answered yet. */
export const openObjectionsOf = (tx: ReadTx, by: Pick<Actor, 'regionId'>, noticeIds: readonly string[]) =>
  tx
    .selectFrom('objection')
    .select(['id', 'notice_id', 'book_id', 'path', 'state'])
    .where('region_id', '=', by.regionId)
    .where('notice_id', '=', anyOf(noticeIds))
    .where('answered_at', 'is', null)
    .execute()

/** Locks these notices; 404 when one of them is not there. */
export async function noticesFor(tx: Tx, by: Actor, ids: readonly string[]) {
  const found = await tx
    .selectFrom('notice')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
  if (found.length < new Set(ids).size) throw new Refusal('common.not_found')
  return found
}

/** Locks one objection in the actor's subtree, or 404. */
export async function objectionFor(tx: Tx, by: Actor, id: string) {
  const found = await tx
    .selectFrom('objection')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}
