import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import type { Tx } from '../platform/tx.ts'
import { unlock } from './attempts.ts'
import { hashed, putPassword } from './passwords.ts'

/**
 * Gives a person's account a password for one sign-in, opens its lock and ends its sessions. Its login, or undefined
 * without account.
 */
export async function renewPassword(
  tx: Tx,
  by: Actor,
  personId: string,
  password: string,
): Promise<string | undefined> {
  permit(tx, by, 'accounts.keep', by.path)
  const account = await tx
    .selectFrom('account')
    .select(['login', 'password_hash'])
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return undefined
  const { login, password_hash } = account
  const next = { hash: await hashed(password), oneTime: true, now: by.now }
  await putPassword(tx, { regionId: by.regionId, personId, password_hash }, next)
  await unlock(tx, by.regionId, login)
  return login
}
