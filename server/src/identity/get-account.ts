import type { getAccount as route } from '@xinghe/contract/identity'
import type { AnswerIn } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { demandsFactor } from './demands-factor.ts'
import { isShared } from './demo-accounts.ts'
import { accountRow } from './find-account.ts'
import { rulesFor } from './passwords.ts'
import { postsOn } from './posts-on.ts'
import { codesLeft } from './recovery-codes.ts'

/** What the page of one's own account says; open also while something is pending. */
export async function getAccount(
  { db }: RawContext,
  _: unknown,
  by: Actor | undefined,
): Promise<AnswerIn<typeof route>> {
  if (!by) throw new Refusal('common.not_signed_in')
  const { regionId, personId } = by
  return readTx(db, wholeRegion(regionId), async (tx) => {
    const account = await accountRow(tx, regionId)
      .where('a.person_id', '=', personId)
      .executeTakeFirstOrThrow()
    const posts = (await postsOn(tx, regionId, personId, by.today)).map((held) => held.post)
    return {
      login: account.login,
      name: account.name,
      pending: by.pending ? (by.pending === 'identity.change_password' ? 'PASSWORD' : 'FACTOR') : null,
      passwordAt: account.password_at.toISOString(),
      rules: await rulesFor(tx, regionId, posts),
      shared: isShared(account.login),
      factor: {
        since: account.totp_since?.toISOString() ?? null,
        demanded: !isShared(account.login) && (await demandsFactor(tx, regionId, posts)),
        codesLeft: await codesLeft(tx, regionId, personId),
      },
    }
  })
}
