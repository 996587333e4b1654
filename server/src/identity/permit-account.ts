import { administrators } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'

/**
 * Whether `by` may keep the account of this person, who belongs at `path`: never his own, and those of the three
 * administrators only the system administrator, so that a department cannot sign in as whoever watches it.
 */
export async function permitAccount(tx: Tx, by: Actor, personId: string, path: string): Promise<void> {
  permit(tx, by, 'accounts.keep', path)
  if (personId === by.personId) throw new Refusal('common.own_matter')
  if (by.post === 'SYSTEM_ADMIN') return
  if ((await administratorsAmong(tx, by, [personId])).has(personId))
    throw new Refusal('org.administrator_account')
}

/** Who of them is one of the three, stands in for one, or will be: also one whose days have not yet come. */
export async function administratorsAmong(
  tx: Tx,
  by: Actor,
  personIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select n.id from unnest(${personIds}::uuid[]) as n (id) where exists (
      select 1 from post_holding h where h.region_id = ${by.regionId} and h.post in (${sql.join([...administrators])})
         and coalesce(h.last_on >= ${by.today}, true) and (h.person_id = n.id or exists (
           select 1 from substitution s where s.region_id = h.region_id and s.holding_id = h.id
              and s.person_id = n.id and s.ended_at is null and s.last_on >= ${by.today})))`.execute(tx)
  return new Set(rows.map((row) => row.id))
}
