/** Passwords as a county's settings want them: checked, hashed (argon2id), kept with their age and history. */
import { hash, verify } from '@node-rs/argon2'
import { administrators, type Post } from '@xinghe/contract/rights'
import { refuseField } from '../platform/refusal.ts'
import { readSettings } from '../platform/settings.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { commonPasswords } from './common-passwords.ts'
import { type PasswordRules, passwordFault } from './password.rules.ts'

/** 依据: OWASP's smallest advised cost of argon2id (19 MiB, two passes), which is also the library's own default. */
export const hashed = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

let nobody: Promise<string> | undefined
/** Verified where there is no account, so that the answer takes as long either way. */
export const nobodysHash = (): Promise<string> => (nobody ??= hashed(`nobody ${Math.random()}`))

export interface Rules extends PasswordRules {
  /** To be changed after so many days; 0: never. */
  days: number
  /** So many old ones may not come back. */
  history: number
}
const keepers: readonly Post[] = [...administrators, 'ORG_DEPARTMENT']

/** The strictest of the rules for the posts that somebody holds. */
export async function rulesFor(tx: ReadTx, regionId: number, posts: readonly Post[]): Promise<Rules> {
  const set = await readSettings(tx, { regionId }, [
    'password.length_keeper',
    'password.length_staff',
    'password.length_member',
    'password.classes',
    'password.classes_member',
    'password.days',
    'password.history',
  ])
  const member = posts.every((post) => post === 'MEMBER')
  return {
    length: posts.some((post) => keepers.includes(post))
      ? set['password.length_keeper']
      : member
        ? set['password.length_member']
        : set['password.length_staff'],
    classes: member ? set['password.classes_member'] : set['password.classes'],
    days: set['password.days'],
    history: set['password.history'],
  }
}

export interface Owner {
  regionId: number
  personId: string
  login: string
  password_hash: string
  posts: readonly Post[]
}
/** Refuses at the field `password` what cannot be this person's next password. */
export async function checkNewPassword(tx: ReadTx, owner: Owner, password: string): Promise<void> {
  const rules = await rulesFor(tx, owner.regionId, owner.posts)
  const common = await commonPasswords()
  const fault = passwordFault(password, rules, owner.login, (form) => common.has(form))
  if (fault) throw refuseField('password', fault)
  const old = await tx
    .selectFrom('password_history')
    .select('password_hash')
    .where('region_id', '=', owner.regionId)
    .where('person_id', '=', owner.personId)
    .orderBy('replaced_at', 'desc')
    .limit(Math.max(rules.history - 1, 0))
    .execute()
  const before = [owner.password_hash, ...old.map((row) => row.password_hash)]
  const same = await Promise.all(before.map((one) => verify(one, password)))
  if (same.includes(true)) throw refuseField('password', '不能再用最近用过的密码')
}

/** Puts the new password in place and the old one into the history; every session of the old one is void. */
export async function putPassword(
  tx: Tx,
  { regionId, personId, password_hash }: Omit<Owner, 'posts' | 'login'>,
  next: { hash: string; oneTime: boolean; now: Date },
): Promise<number> {
  await tx
    .insertInto('password_history')
    .values({ region_id: regionId, person_id: personId, replaced_at: next.now, password_hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { epoch } = await tx
    .updateTable('account')
    .set((eb) => ({
      epoch: eb('epoch', '+', 1),
      password_hash: next.hash,
      password_at: next.now,
      must_change: next.oneTime,
    }))
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .returning('epoch')
    .executeTakeFirstOrThrow()
  return epoch
}
