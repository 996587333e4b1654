/** At the server itself, when nobody is left who could renew a password: `npm run account`. */
import { type Post, posts } from '@xinghe/contract/rights'
import { oneTimePassword, renewPassword } from '../identity/index.ts'
import { systemActor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import type { Database } from '../platform/database.ts'
import { systemTx } from '../platform/tx.ts'

/** Gives the account a one-time password, ends its sessions and opens its lock; undefined for a login that nobody has. */
export async function renewAccount(db: Database, login: string, now: Date): Promise<string | undefined> {
  const known = await db
    .selectFrom('login_name')
    .select(['region_id', 'person_id'])
    .where('login', '=', login.trim().toLowerCase())
    .executeTakeFirst()
  if (!known) return undefined
  const { region_id: regionId, person_id: personId } = known
  const password = oneTimePassword()
  await systemTx(db, regionId, async (tx) => {
    const root = await countyRoot(tx, regionId).executeTakeFirstOrThrow()
    const by = systemActor(regionId, root, now)
    await renewPassword(tx, by, personId, password)
    await audit(tx, by, 'org.password_renewed', {
      path: root.path,
      subjectKind: 'person',
      subjectId: personId,
      note: `账号 ${login}，在服务器上重置`,
    })
  })
  return password
}

/** The accounts on which the county itself hangs: its department and the three administrators. */
export async function keepersAccounts(
  db: Database,
): Promise<{ county: string; login: string; name: string; post: string }[]> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.person_id'),
    )
    .innerJoin('post_holding as h', (join) =>
      join.onRef('h.region_id', '=', 'a.region_id').onRef('h.person_id', '=', 'a.person_id'),
    )
    .innerJoin('region as r', 'r.id', 'a.region_id')
    .select(['r.name as county', 'a.login', 'p.name', 'h.post'])
    .where('h.post', 'in', ['ORG_DEPARTMENT', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'])
    .where('h.last_on', 'is', null)
    .orderBy('r.id')
    .orderBy('h.post')
    .orderBy('a.login')
    .execute()
  return rows.map((row) => ({ ...row, post: posts[row.post as Post] }))
}
