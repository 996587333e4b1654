import { verify } from '@node-rs/argon2'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx, type Tx } from '../platform/tx.ts'
import { beginAttempt, takeBack } from './attempts.ts'
import { isShared } from './demo-accounts.ts'
import { type Account, accountRow } from './find-account.ts'
import { spendCode } from './spend-code.ts'

export interface Own {
  by: Actor
  account: Account
}

/** The account of whoever asks; refused for the shared ones and while the password must be changed first. */
export async function ownAccount({ db }: RawContext, by: Actor | undefined): Promise<Own> {
  if (!by) throw new Refusal('common.not_signed_in')
  if (by.pending === 'identity.change_password') throw new Refusal(by.pending)
  const account = await systemTx(db, by.regionId, (tx) =>
    accountRow(tx, by.regionId).where('a.person_id', '=', by.personId).executeTakeFirstOrThrow(),
  )
  if (isShared(account.login)) throw new Refusal('identity.demo_account')
  return { by, account }
}

/** Refuses at the field that is wrong; guessing here counts like guessing at the door. */
export async function prove(
  { db, ip, now }: RawContext,
  { by, account }: Own,
  { password, code }: { password: string; code?: string },
): Promise<void> {
  const { regionId } = by
  const attempt = await beginAttempt(db, { regionId, login: account.login, ip, now })
  if (!(await verify(account.password_hash, password))) throw refuseField('password', '密码不对')
  await systemTx(db, regionId, async (tx) => {
    if (code !== undefined && !(await spendCode(tx, regionId, account, code, now)))
      throw refuseField('code', '验证码不对或已经用过')
    await takeBack(tx, attempt)
  })
}

export const noteFactor = (tx: Tx, by: Actor, action: string): Promise<void> =>
  audit(tx, by, action, { path: by.path, subjectKind: 'account', subjectId: by.personId })
