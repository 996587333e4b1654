import { hash } from '@node-rs/argon2'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import type { Tx } from '../platform/tx.ts'

/** Gives a person's account a new password, opens its lock and ends its sessions. Its login, or undefined without account. */
export async function renewPassword(
  tx: Tx,
  by: Actor,
  personId: string,
  password: string,
): Promise<string | undefined> {
  permit(tx, by, 'org.post', by.path)
  const renewed = await tx
    .updateTable('account')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), failed_count: 0, locked_until: null }))
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .returning('login')
    .executeTakeFirst()
  if (!renewed) return undefined
  const password_hash = await hash(password)
  await tx
    .updateTable('account')
    .set({ password_hash })
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .execute()
  return renewed.login
}
