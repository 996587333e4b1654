import { verify } from '@node-rs/argon2'
import type { changePassword as route } from '@xinghe/contract/identity'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { beginAttempt, takeBack } from './attempts.ts'
import { demandsFactor } from './demands-factor.ts'
import { isShared } from './demo-accounts.ts'
import { accountRow } from './find-account.ts'
import { checkNewPassword, hashed, putPassword } from './passwords.ts'
import { postsOn } from './posts-on.ts'
import { keepSession } from './session.ts'

/** The person's own password, after the present one; this session goes on, all others end. */
export async function changePassword(
  { db, request, now, ip }: RawContext,
  { current, password }: InputOf<typeof route>,
  by: Actor | undefined,
): Promise<{ ok: true }> {
  if (!by) throw new Refusal('common.not_signed_in')
  const { regionId, personId } = by
  const account = await systemTx(db, regionId, (tx) =>
    accountRow(tx, regionId).where('a.person_id', '=', personId).executeTakeFirstOrThrow(),
  )
  if (isShared(account.login)) throw new Refusal('identity.demo_account')
  // Guessing it here counts like guessing it at the door.
  const attempt = await beginAttempt(db, { regionId, login: account.login, ip, now })
  if (!(await verify(account.password_hash, current))) throw refuseField('current', '现在的密码不对')
  await systemTx(db, regionId, async (tx) => {
    await takeBack(tx, attempt)
  })
  await systemTx(db, regionId, async (tx) => {
    const posts = (await postsOn(tx, regionId, personId, by.today)).map((held) => held.post)
    await checkNewPassword(tx, { ...account, regionId, personId, posts }, password)
    const next = { hash: await hashed(password), oneTime: false, now }
    const epoch = await putPassword(tx, { ...account, regionId, personId }, next)
    const mustSetUp = !account.totp_since && (await demandsFactor(tx, regionId, posts))
    await keepSession(tx, request, { epoch, pending: mustSetUp ? 'FACTOR' : null })
    await audit(tx, by, 'identity.password_changed', {
      path: by.path,
      subjectKind: 'account',
      subjectId: personId,
    })
  })
  return { ok: true }
}
