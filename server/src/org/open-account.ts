import type { openAccount as route } from '@xinghe/contract/org'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { openAccounts, permitAccount, renewPassword } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { shortCode } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
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
  const password = shortCode(12)
  const known = await renewPassword(tx, by, id, password)
  const name = known ?? login ?? (await freeLogin(tx, person.name_sort))
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

/** 'wu lan' → 'wulan', or with the first free number behind it. */
async function freeLogin(tx: Tx, sort: string): Promise<string> {
  const stem = sort
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 30)
    .padEnd(3, '0')
  const taken = new Set(
    (await tx.selectFrom('login_name').select('login').where('login', 'like', `${stem}%`).execute()).map(
      (row) => row.login,
    ),
  )
  for (let number = 1; ; number++) {
    const login = number === 1 ? stem : `${stem}${number}`
    if (!taken.has(login)) return login
  }
}
