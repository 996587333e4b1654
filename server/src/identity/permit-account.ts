import { administrators } from '@xinghe/contract/rights'
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
  const one = await tx
    .selectFrom('post_holding')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .where('post', 'in', [...administrators])
    .where((eb) => eb.or([eb('last_on', 'is', null), eb('last_on', '>=', by.today)]))
    .limit(1)
    .executeTakeFirst()
  if (one) throw new Refusal('org.administrator_account')
}
