import { verify } from '@node-rs/argon2'
import type { signIn as route } from '@xinghe/contract/identity'
import type { InputOf } from '@xinghe/contract/route'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { beginAttempt, succeed, takeBack } from './attempts.ts'
import { demandsFactor } from './demands-factor.ts'
import { demoPassword, isDemo, isShared } from './demo-accounts.ts'
import { findAccount } from './find-account.ts'
import { noteVisit, visitOf } from './note-visit.ts'
import { nobodysHash, rulesFor } from './passwords.ts'
import { postsOn } from './posts-on.ts'
import { openSession, setCookie } from './session.ts'
import { spendCode } from './spend-code.ts'

const day = 86_400_000

export async function signIn(
  context: RawContext,
  { login: typed, password, code }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const { db, now, today, ip, reply } = context
  const login = typed.toLowerCase()
  const { regionId, account } = await findAccount(db, login)
  const attempt = await beginAttempt(db, { regionId, login, ip, now })
  const right = await verify(account?.password_hash ?? (await nobodysHash()), password)
  // What was counted and noted must stand although the sign-in is refused: the refusal is thrown after the commit.
  const outcome = await systemTx(db, regionId, async (tx) => {
    const person = account && { id: account.person_id, name: account.name }
    if (!account || !right) {
      await noteVisit(
        tx,
        context,
        regionId,
        person,
        'identity.sign_in_failed',
        attempt.locks ? '账号已锁定' : null,
      )
      return new Refusal(attempt.locks ? 'identity.locked' : 'identity.wrong_sign_in')
    }
    const posts = (await postsOn(tx, regionId, account.person_id, today)).map((held) => held.post)
    if (posts.length === 0) {
      await takeBack(tx, attempt)
      return new Refusal('identity.no_post')
    }
    if (account.totp_since && code === undefined) {
      await takeBack(tx, attempt)
      return new Refusal('identity.code_needed')
    }
    if (account.totp_since && !(await spendCode(tx, regionId, account, code ?? '', now))) {
      await noteVisit(
        tx,
        context,
        regionId,
        person,
        'identity.sign_in_failed',
        attempt.locks ? '账号已锁定' : '验证码不对',
      )
      return new Refusal(attempt.locks ? 'identity.locked' : 'identity.wrong_code')
    }
    const { days } = await rulesFor(tx, regionId, posts)
    const tooOld = days > 0 && now.getTime() - account.password_at.getTime() > days * day
    const mustChange = account.must_change || (!isDemo() && (tooOld || password === demoPassword))
    const mustSetUp = !account.totp_since && !isShared(login) && (await demandsFactor(tx, regionId, posts))
    const usedRecovery = account.totp_since !== null && !/^\d{6}$/.test(code ?? '')
    await succeed(tx, attempt)
    await noteVisit(tx, context, regionId, person, 'identity.signed_in', usedRecovery ? '用了恢复码' : null)
    return openSession(tx, {
      regionId,
      personId: account.person_id,
      epoch: account.epoch,
      pending: mustChange ? 'PASSWORD' : mustSetUp ? 'FACTOR' : null,
      now,
      ...visitOf(context),
    })
  })
  if (outcome instanceof Refusal) throw outcome
  setCookie(reply, outcome.cookie, outcome.seconds)
  return { ok: true }
}
