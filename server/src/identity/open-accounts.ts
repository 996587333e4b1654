import type { Actor } from '../platform/actor.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { hashed } from './passwords.ts'

export interface NewAccount {
  personId: string
  /** Lower case; unique over all counties of the instance. */
  login: string
  password: string
  /** Somebody else knows it: to be changed at the first sign-in. */
  oneTime?: boolean
}

/**
 * Opens accounts for people. The same password is hashed once a call: a thousand demo accounts take no minute. Different
 * ones are hashed side by side.
 */
export async function openAccounts(tx: Tx, by: Actor, accounts: readonly NewAccount[]): Promise<void> {
  permit(tx, by, 'accounts.keep', by.path)
  if (accounts.length === 0) return
  const different = [...new Set(accounts.map(({ password }) => password))]
  const hashes = new Map(
    await Promise.all(different.map(async (password) => [password, await hashed(password)] as const)),
  )
  const names = await tx
    .insertInto('login_name')
    .values(
      accounts.map(({ login, personId }) => ({
        login: login.toLowerCase(),
        region_id: by.regionId,
        person_id: personId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('login')
    .execute()
  if (names.length < accounts.length) throw new Refusal('common.duplicate')
  await insertRows(
    tx,
    'account',
    accounts.map(({ personId, login, password, oneTime = false }) => ({
      region_id: by.regionId,
      person_id: personId,
      login: login.toLowerCase(),
      password_hash: hashes.get(password) as string,
      password_at: by.now,
      must_change: oneTime,
      created_at: by.now,
    })),
  )
}
