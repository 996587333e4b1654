import type { openAccount as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { oneTimePassword, openAccounts, permitAccount, renewPassword } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { freeLogins } from './free-logins.ts'
import { lockPerson } from './lock-person.ts'

/**
 * Opens an account with a made password, or gives a new password to the account there is (all its sessions end). The
 * password is in this one answer and nowhere else.
 */
export async function openAccount(
  tx: Tx,
  by: Actor,
  { id, login }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const person = await lockPerson(tx, by, id)
  await permitAccount(tx, by, id, person.path)
  const password = oneTimePassword()
  const known = await renewPassword(tx, by, id, password)
  const name = known ?? login ?? ((await freeLogins(tx, [person.name_sort]))[0] as string)
  if (known === undefined) {
    const taken = await tx
      .selectFrom('login_name')
      .select('login')
      .where('login', '=', name)
      .executeTakeFirst()
    if (taken) throw new Refusal('org.login_taken', { login: name })
    await openAccounts(tx, by, [{ personId: id, login: name, password, oneTime: true }])
  }
  await audit(tx, by, known ? 'org.password_renewed' : 'org.account_opened', {
    path: person.path,
    subjectKind: 'person',
    subjectId: id,
    note: `账号 ${name}`,
  })
  return { login: name, password }
}
