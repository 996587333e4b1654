import { verify } from '@node-rs/argon2'
import type { signIn as route } from '@xinghe/contract/identity'
import type { InputOf } from '@xinghe/contract/route'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { cookieName, openSession, postsOn, sessionHours } from './session.ts'

/** 依据: MLPS-3 8.1.4.1, handling of failed sign-ins: five failures lock, each further one for longer. */
const failuresBeforeLock = 5
const lockMinutes = (failures: number): number => Math.min(5 * 2 ** (failures - failuresBeforeLock), 240)
/** Verified when the name is unknown, so that the answer takes as long either way. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zt4oZb6lXKxXGBVQN8Yc2Qq0oJ4jzq1oPqk6yq0o0sY'

export async function signIn(
  context: RawContext,
  { login, password }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const { db, now, today, reply } = context
  const name = await db
    .selectFrom('login_name')
    .selectAll()
    .where('login', '=', login.toLowerCase())
    .executeTakeFirst()
  if (!name) {
    await verify(nobody, password).catch(() => false)
    throw new Refusal('identity.wrong_sign_in')
  }
  const { region_id: regionId, person_id: personId } = name
  // The failure count must stand even though the sign-in is refused, so the refusal is thrown after the commit.
  const outcome = await systemTx(db, regionId, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .selectAll()
      .where('region_id', '=', regionId)
      .where('person_id', '=', personId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (account.locked_until && account.locked_until > now) return new Refusal('identity.locked')
    const update = (values: { failed_count: number; locked_until: Date | null }) =>
      tx
        .updateTable('account')
        .set(values)
        .where('region_id', '=', regionId)
        .where('person_id', '=', personId)
        .execute()
    if (!(await verify(account.password_hash, password))) {
      const failures = account.failed_count + 1
      const until =
        failures >= failuresBeforeLock ? new Date(now.getTime() + lockMinutes(failures) * 60_000) : null
      await update({ failed_count: failures, locked_until: until })
      return new Refusal(until ? 'identity.locked' : 'identity.wrong_sign_in')
    }
    if ((await postsOn(tx, regionId, personId, today)).length === 0) return new Refusal('identity.no_post')
    await update({ failed_count: 0, locked_until: null })
    return openSession(tx, regionId, personId, account.epoch, now)
  })
  if (outcome instanceof Refusal) throw outcome
  reply.setCookie(cookieName, outcome, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    maxAge: sessionHours * 3600,
  })
  return { ok: true }
}
