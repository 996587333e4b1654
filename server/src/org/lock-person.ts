import type { LocalDate } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'

/** The person, locked, or 404. */
export async function lockPerson(tx: Tx, by: Actor, id: string) {
  const found = await tx
    .selectFrom('person')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}

/** The person's membership in force, locked; refuses `org.not_a_member`. */
export async function lockMembership(tx: Tx, by: Actor, personId: string) {
  const found = await tx
    .selectFrom('membership')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .where('last_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('org.not_a_member')
  return found
}

/** Facts about people are entered when they have happened: what is true "from a day on" may not lie ahead. */
export function refuseFuture(by: Actor, on: LocalDate): void {
  if (on > by.today) throw new Refusal('org.day_in_future')
}
