/** Second factor, sessions, passwords and the three administrators. */
import type { Protection } from './protection.ts'

const factor = 'server/src/identity/factor.test.ts'
const sessions = 'server/src/identity/sessions.test.ts'
const passwords = 'server/src/identity/passwords.test.ts'
const people = 'server/src/org/org.test.ts'
const session = 'server/src/identity/session.ts'
const ofSessions = 'server/src/identity/sessions.ts'
const signIn = 'server/src/identity/sign-in.ts'

export const ofAccounts: Protection[] = [
  {
    name: 'second factor: the password alone opens nothing',
    file: signIn,
    find: 'if (account.totp_since && code === undefined) {',
    replace: 'if (account.totp_since && code === "") {',
    test: factor,
    named: 'nothing is asked until',
  },
  {
    name: 'second factor: a code opens, not anything',
    file: signIn,
    find: `if (account.totp_since && !(await spendCode(tx, regionId, account, code ?? '', now))) {`,
    replace: `if (account.totp_since && code === 'never') {`,
    test: factor,
    named: 'wrong codes lock',
  },
  {
    name: 'second factor: a step is good once, also at the same moment',
    file: 'server/src/identity/spend-code.ts',
    find: `    .where('totp_step', '<', step)\n`,
    replace: '',
    test: factor,
    named: 'a code is good once',
  },
  {
    name: 'second factor: the code that confirmed it is spent',
    file: 'server/src/identity/factor-on.ts',
    find: '.set({ totp_since: now, totp_step: step })',
    replace: '.set({ totp_since: now, totp_step: 0 })',
    test: factor,
    named: 'a code is good once',
  },
  {
    name: 'second factor: wrong codes count like wrong passwords',
    file: signIn,
    find: `        attempt.locks ? '账号已锁定' : '验证码不对',\n      )\n`,
    replace: `        attempt.locks ? '账号已锁定' : '验证码不对',\n      )\n      await takeBack(tx, attempt)\n`,
    test: factor,
    named: 'wrong codes lock',
  },
  {
    name: 'second factor: a recovery code is good once',
    file: 'server/src/identity/recovery-codes.ts',
    find: `  const gone = await tx
    .deleteFrom('recovery_code')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('digest', '=', digestOf(personId, code))
    .executeTakeFirst()
  return gone.numDeletedRows === 1n`,
    replace: `  const found = await tx
    .selectFrom('recovery_code')
    .select('digest')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('digest', '=', digestOf(personId, code))
    .executeTakeFirst()
  return found !== undefined`,
    test: factor,
    named: 'ten recovery codes',
  },
  {
    name: 'second factor: new recovery codes end the old ones',
    file: 'server/src/identity/recovery-codes.ts',
    find: '  await dropCodes(tx, regionId, personId)\n  await tx\n',
    replace: '  await tx\n',
    test: factor,
    named: 'ten recovery codes',
  },
  {
    name: 'second factor: demanded of the posts that the county chose',
    file: signIn,
    find: '!isShared(login) && (await demandsFactor(tx, regionId, posts))',
    replace: 'isShared(login) && (await demandsFactor(tx, regionId, posts))',
    test: factor,
    named: 'a post that demands it',
  },
  {
    name: 'second factor: where it is demanded nobody turns it off',
    file: 'server/src/identity/factor-off.ts',
    find: `  if (demanded) throw new Refusal('identity.factor_demanded')\n`,
    replace: `  if (demanded === undefined) throw new Refusal('identity.factor_demanded')\n`,
    test: factor,
    named: 'a post that demands it',
  },
  {
    name: 'second factor: set up and turned off with the password',
    file: 'server/src/identity/own-account.ts',
    find: `if (!(await verify(account.password_hash, password)))`,
    replace: `if (!(await verify(account.password_hash, password)) && password === '')`,
    test: factor,
    named: 'turned off with password and code only',
  },
  {
    name: 'second factor: begun with the password',
    file: 'server/src/identity/factor-on.ts',
    find: '  await prove(context, own, input)\n',
    replace: '  if (!input) await prove(context, own, input)\n',
    test: factor,
    named: 'nothing is asked until',
  },
  {
    name: 'second factor: a keeper does not remove his own',
    file: 'server/src/identity/permit-account.ts',
    find: `  if (personId === by.personId) throw new Refusal('common.own_matter')\n`,
    replace: '',
    test: factor,
    named: 'whoever keeps the accounts removes',
  },
  {
    name: 'second factor: only keepers of accounts remove it',
    file: 'contract/src/rights.ts',
    find: `'accounts.keep': ['ORG_DEPARTMENT', `,
    replace: `'accounts.keep': ['ORG_DEPARTMENT', 'TOWNSHIP_CLERK', `,
    test: factor,
    named: 'whoever keeps the accounts removes',
  },
  {
    name: 'second factor: its removal ends the sessions',
    file: 'server/src/identity/factor-off.ts',
    find: 'takeAway(tx, by.regionId, id, 1)',
    replace: 'takeAway(tx, by.regionId, id, 0)',
    test: factor,
    named: 'whoever keeps the accounts removes',
  },
  {
    name: 'sessions: idle ones end',
    file: session,
    find: `    .where(sql<boolean>\`s.last_seen_at + make_interval(mins => s.idle_minutes) > \${now}\`)\n`,
    replace: '',
    test: sessions,
    named: 'idle for half an hour',
  },
  {
    name: 'sessions: a new epoch of the account ends them',
    file: session,
    find: `        .onRef('a.epoch', '=', 's.epoch'),\n`,
    replace: '',
    test: factor,
    named: 'whoever keeps the accounts removes',
  },
  {
    name: 'sessions: one ends one’s own alone',
    file: ofSessions,
    find: `      .where('person_id', '=', by.personId)\n      .where('id', '=', id)\n`,
    replace: `      .where('id', '=', id)\n`,
    test: sessions,
    named: 'a person sees where he is signed in',
  },
  {
    name: 'sessions: one sees one’s own alone',
    file: ofSessions,
    find: `      .where('s.person_id', '=', by.personId)\n`,
    replace: '',
    test: sessions,
    named: 'a person sees where he is signed in',
  },
  {
    name: 'sessions: all others end',
    file: ofSessions,
    find: `      .where('token_digest', '!=', own.digest)\n`,
    replace: `      .where('token_digest', '=', own.digest)\n`,
    test: sessions,
    named: 'a person sees where he is signed in',
  },
  {
    name: 'sessions: all of a person end',
    file: ofSessions,
    find: `    .where('person_id', '=', id)\n    .executeTakeFirst()\n  const ended`,
    replace: `    .where('person_id', '=', by.personId)\n    .executeTakeFirst()\n  const ended`,
    test: sessions,
    named: 'whoever keeps the accounts ends',
  },
  {
    name: 'sessions: a post that is over is over at once',
    file: 'server/src/identity/posts-on.ts',
    find: `   where h.region_id = \${regionId} and h.first_on <= \${day} and coalesce(h.last_on >= \${day}, true)\n`,
    replace: `   where h.region_id = \${regionId} and h.first_on <= \${day}\n`,
    test: 'server/src/identity/identity.test.ts',
    named: 'a post that is over',
  },
  {
    name: 'passwords: the length by role',
    file: 'server/src/identity/password.rules.ts',
    find: '  if ([...password].length < length) return',
    replace: '  if ([...password].length < 1) return',
    test: passwords,
    named: 'administrators’ passwords are longer',
  },
  {
    name: 'passwords: longer for keepers',
    file: 'server/src/identity/passwords.ts',
    find: 'posts.some((post) => keepers.includes(post))',
    replace: 'posts.length === 0',
    test: passwords,
    named: 'administrators’ passwords are longer',
  },
  {
    name: 'passwords: kinds of characters',
    file: 'server/src/identity/password.rules.ts',
    find: 'if (kinds.filter((kind) => kind.test(password)).length < classes)',
    replace: 'if (classes < 0)',
    test: 'server/src/identity/password.rules.test.ts',
    named: 'length, kinds of characters',
  },
  {
    name: 'passwords: they grow old',
    file: signIn,
    find: 'const tooOld = days > 0 && ',
    replace: 'const tooOld = days < 0 && ',
    test: passwords,
    named: 'a password grows old',
  },
  {
    name: 'passwords: one from somebody else is for one sign-in',
    file: 'server/src/identity/renew-password.ts',
    find: 'oneTime: true',
    replace: 'oneTime: false',
    test: passwords,
    named: 'with a password from somebody else',
  },
  {
    name: 'passwords: one of a new account is for one sign-in',
    file: signIn,
    find: 'const mustChange = account.must_change || ',
    replace: 'const mustChange = ',
    test: passwords,
    named: 'with a password from somebody else',
  },
  {
    name: 'passwords: the demo’s opens nothing elsewhere',
    file: signIn,
    find: '(tooOld || password === demoPassword)',
    replace: 'tooOld',
    test: passwords,
    named: 'the demo’s shared password',
  },
  {
    name: 'passwords: argon2id at its cost',
    file: 'server/src/identity/passwords.ts',
    find: 'memoryCost: 19_456',
    replace: 'memoryCost: 1_024',
    test: passwords,
    named: 'hashes are argon2id',
  },
  {
    name: 'three administrators: apart by the rule',
    file: 'server/src/org/separation.rules.ts',
    find: '!held.some(isAdministrator) || new Set(held).size <= 1',
    replace: '!held.some(isAdministrator) || held.length > 0',
    test: people,
    named: '三员',
  },
  {
    name: 'three administrators: apart by index',
    file: 'server/db/migrations/0017-administrators.sql',
    find: 'create unique index post_holding__one_administrator',
    replace: 'create index post_holding__one_administrator',
    test: people,
    named: '三员',
  },
  {
    name: 'three administrators: who fills which post',
    file: 'contract/src/rights.ts',
    find: `  by === (isAdministrator(post) ? 'SECURITY_ADMIN' : 'ORG_DEPARTMENT')`,
    replace: `  by === 'ORG_DEPARTMENT' || (by === 'SECURITY_ADMIN' && isAdministrator(post))`,
    test: people,
    named: '三员',
  },
  {
    name: 'three administrators: their accounts are not the department’s',
    file: 'server/src/identity/permit-account.ts',
    find: `  if ((await administratorsAmong(tx, by, [personId])).has(personId))\n`,
    replace: `  if ((await administratorsAmong(tx, by, [])).has(personId))\n`,
    test: people,
    named: 'the account of an administrator',
  },
]
