import type { Protection } from './protection.ts'

const test = 'server/src/identity/single-sign-on.test.ts'
const visit = 'server/src/identity/sign-on-visit.ts'
const back = 'server/src/identity/finish-sign-on.ts'
const settings = 'server/src/identity/sign-on-settings.ts'

/** 单点登录: bound to one browser, once, for accounts that exist; its secret goes to its own provider alone. */
export const ofSignOn: Protection[] = [
  {
    name: 'single sign-on: the way back is good once',
    file: visit,
    find: `      .deleteFrom('sign_on_visit')\n      .where('region_id', '=', regionId)\n      .where('browser_digest'`,
    replace: `      .updateTable('sign_on_visit')\n      .set({ region_id: regionId })\n      .where('region_id', '=', regionId)\n      .where('browser_digest'`,
    test,
    named: 'the way back is good once',
  },
  {
    name: 'single sign-on: over after ten minutes',
    file: visit,
    find: 'if (!visit || visit.expires_at <= now)',
    replace: 'if (!visit)',
    test,
    named: 'after ten minutes',
  },
  {
    name: 'single sign-on: a locked account stays locked',
    file: back,
    find: 'if (await isLocked(tx, { regionId, now }, account.login))',
    replace: 'if (account.login === account.password_hash)',
    test,
    named: 'a locked account stays locked',
  },
  {
    name: 'single sign-on: the second factor is asked for',
    file: back,
    find: 'if (signOn.asksFactor && account.totp_since) {',
    replace: 'if (!signOn.asksFactor && account.totp_since) {',
    test,
    named: 'the second factor is asked for',
  },
  {
    name: 'single sign-on: without a post nobody comes in',
    file: back,
    find: 'if (posts.length === 0) return',
    replace: 'if (posts.length < 0) return',
    test,
    named: 'without a post in office',
  },
  {
    name: 'single sign-on: the secret of one issuer is not sent to another',
    file: settings,
    find: 'before?.issuer !== next.issuer)',
    replace: '!before)',
    test,
    named: 'the secret of one issuer',
  },
  {
    name: 'single sign-on: the secret is sealed',
    file: settings,
    find: 'client_secret_sealed: seal(secretOf(regionId), secret)',
    replace: 'client_secret_sealed: secret',
    test,
    named: 'the secret stands nowhere',
  },
  {
    name: 'single sign-on: set by the security administrator alone',
    file: 'contract/src/rights.ts',
    find: `  'security.edit': ['SECURITY_ADMIN'],`,
    replace: `  'security.edit': ['SECURITY_ADMIN', 'ORG_DEPARTMENT'],`,
    test,
    named: 'only the security administrator',
  },
]
