/**
 * Attempts to sign in, counted by name and by address. An attempt counts as failed before the password is looked at
 * and is taken back when it was right: a hundred guesses at once are a hundred failures too. Names that do not exist
 * are counted alike, so that the answers do not tell them apart.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSettings } from '../platform/settings.ts'
import { type ReadTx, systemTx, type Tx } from '../platform/tx.ts'

export interface Attempt {
  regionId: number
  name: string
  address: string
  /** This attempt locks the name when it fails. */
  locks: boolean
}

const subjectOf = (kind: 'name' | 'address', text: string): string =>
  createHash('sha256').update(`${kind}:${text.toLowerCase()}`).digest('hex')

const hour = 3_600_000
/** 依据: after a quiet day, or for an address a quiet hour, counting begins anew. */
const forgetAfter = { name: 24 * hour, address: hour }

interface Limits {
  allowed: number
  firstMinutes: number
  mostMinutes: number
}
/** When a lock that this failure brings is over, or null: double with every further failure. */
export function lockUntil(
  failures: number,
  { allowed, firstMinutes, mostMinutes }: Limits,
  now: Date,
): Date | null {
  if (failures < allowed) return null
  const minutes = Math.min(firstMinutes * 2 ** Math.min(failures - allowed, 20), mostMinutes)
  return new Date(now.getTime() + minutes * 60_000)
}

/** Counts one failure; undefined while a lock is in force, else whether this failure brings one. */
async function count(
  tx: Tx,
  regionId: number,
  subject: string,
  limits: Limits,
  forget: number,
  now: Date,
): Promise<boolean | undefined> {
  const quietSince = new Date(now.getTime() - forget)
  const free = sql<boolean>`(sign_in_count.locked_until is null or sign_in_count.locked_until <= ${now})`
  const counted = await tx
    .insertInto('sign_in_count')
    .values({ region_id: regionId, subject, failures: 1, last_at: now, locked_until: null })
    .onConflict((conflict) =>
      conflict
        .columns(['region_id', 'subject'])
        .doUpdateSet({
          failures: sql`case when sign_in_count.last_at < ${quietSince} then 1 else sign_in_count.failures + 1 end`,
          last_at: now,
        })
        .where(free),
    )
    .returning('failures')
    .executeTakeFirst()
  if (!counted) return undefined
  const locked_until = lockUntil(counted.failures, limits, now)
  await tx
    .updateTable('sign_in_count')
    .set({ locked_until })
    .where('region_id', '=', regionId)
    .where('subject', '=', subject)
    .execute()
  return locked_until !== null
}

/** Begins an attempt, or refuses it while the address or the name is locked; what was counted stands either way. */
export async function beginAttempt(
  db: Database,
  { regionId, login, ip, now }: { regionId: number; login: string; ip: string; now: Date },
): Promise<Attempt> {
  const name = subjectOf('name', login)
  const address = subjectOf('address', ip)
  const outcome = await systemTx(db, regionId, async (tx) => {
    const set = await readSettings(tx, { regionId }, [
      'sign_in.failures',
      'sign_in.address_failures',
      'sign_in.lock_minutes',
      'sign_in.lock_most_minutes',
    ])
    const growth = {
      firstMinutes: set['sign_in.lock_minutes'],
      mostMinutes: set['sign_in.lock_most_minutes'],
    }
    // The address first: from a locked address nobody's account can be locked.
    const here = { allowed: set['sign_in.address_failures'], ...growth }
    if ((await count(tx, regionId, address, here, forgetAfter.address, now)) === undefined)
      return new Refusal('identity.address_locked')
    const own = { allowed: set['sign_in.failures'], ...growth }
    const locks = await count(tx, regionId, name, own, forgetAfter.name, now)
    return locks === undefined ? new Refusal('identity.locked') : { regionId, name, address, locks }
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}

/** It was no failure: the counts stand as before it. */
export async function takeBack(tx: Tx, { regionId, name, address }: Attempt): Promise<void> {
  await tx
    .updateTable('sign_in_count')
    .set({ failures: sql`greatest(failures - 1, 0)`, locked_until: null })
    .where('region_id', '=', regionId)
    .where('subject', 'in', [name, address])
    .execute()
}
/** Signed in: the name begins anew. The address does not, else one's own account would open it for guessing others. */
export async function succeed(tx: Tx, attempt: Attempt): Promise<void> {
  await takeBack(tx, attempt)
  await forget(tx, attempt.regionId, attempt.name)
}
async function forget(tx: Tx, regionId: number, subject: string): Promise<void> {
  await tx
    .deleteFrom('sign_in_count')
    .where('region_id', '=', regionId)
    .where('subject', '=', subject)
    .execute()
}
/** Opens the lock of a name. */
export const unlock = (tx: Tx, regionId: number, login: string): Promise<void> =>
  forget(tx, regionId, subjectOf('name', login))

/** Whether a name is locked now. */
export async function isLocked(
  tx: ReadTx,
  { regionId, now }: { regionId: number; now: Date },
  login: string,
): Promise<boolean> {
  const locked = await tx
    .selectFrom('sign_in_count')
    .select('subject')
    .where('region_id', '=', regionId)
    .where('subject', '=', subjectOf('name', login))
    .where('locked_until', '>', now)
    .executeTakeFirst()
  return locked !== undefined
}
