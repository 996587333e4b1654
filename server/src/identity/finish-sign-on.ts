/** The browser comes back from the provider: who it is, and whether a session may open. */
import type { InputOf } from '@xinghe/contract/route'
import type { confirmSignOn as confirmRoute } from '@xinghe/contract/single-sign-on'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { readTx, systemTx, type Tx, wholeRegion } from '../platform/tx.ts'
import { beginAttempt, isLocked, succeed } from './attempts.ts'
import { demandsFactor } from './demands-factor.ts'
import { isShared } from './demo-accounts.ts'
import { type Account, accountRow } from './find-account.ts'
import { noteVisit, visitOf } from './note-visit.ts'
import { postsOn } from './posts-on.ts'
import { openSession, setCookie } from './session.ts'
import { faultOf } from './sign-on-faults.ts'
import { codePage, onPage } from './sign-on-page.ts'
import { nameVouchedFor } from './sign-on-provider.ts'
import { clientSecret, type SignOn, signOnInForce } from './sign-on-settings.ts'
import { openVisit, takeVisit } from './sign-on-visit.ts'
import { spendCode } from './spend-code.ts'

const way = '单点登录'
type RefusedCode = Refusal['code']

async function refused(
  tx: Tx,
  context: RawContext,
  regionId: number,
  code: RefusedCode,
  note: string,
  account?: Account,
): Promise<Refusal> {
  const person = account && { id: account.person_id, name: account.name }
  await noteVisit(tx, context, regionId, person, 'identity.sign_in_failed', `${way}：${note}`)
  return new Refusal(code)
}

/** What is on now, and its secret; refuses when it was turned off meanwhile. */
const inForce = ({ db }: RawContext, regionId: number): Promise<{ signOn: SignOn; secret: string }> =>
  readTx(db, wholeRegion(regionId), async (tx) => {
    const signOn = await signOnInForce(tx, regionId)
    if (!signOn) throw new Refusal('identity.sign_on_off')
    return { signOn, secret: await clientSecret(tx, regionId) }
  })

/** Opens the session as a password would; a password's age is no matter here, nobody typed one. */
async function admit(tx: Tx, context: RawContext, regionId: number, account: Account, signOn: SignOn) {
  const { now, today } = context
  const posts = (await postsOn(tx, regionId, account.person_id, today)).map((held) => held.post)
  if (posts.length === 0) return refused(tx, context, regionId, 'identity.no_post', '没有在任岗位', account)
  const mustSetUp =
    signOn.asksFactor &&
    !account.totp_since &&
    !isShared(account.login) &&
    (await demandsFactor(tx, regionId, posts))
  const person = { id: account.person_id, name: account.name }
  await noteVisit(tx, context, regionId, person, 'identity.signed_in', way)
  return openSession(tx, {
    regionId,
    personId: account.person_id,
    epoch: account.epoch,
    pending: mustSetUp ? 'FACTOR' : null,
    now,
    ...visitOf(context),
  })
}

export const finishSignOn = (context: RawContext): Promise<{ ok: true }> =>
  onPage(context, async () => {
    const { db, now, request, reply } = context
    const { regionId, ticket } = await takeVisit(context)
    if (!ticket) throw new Refusal('identity.sign_on_stale')
    const { signOn, secret } = await inForce(context, regionId)
    // No transaction is open while the provider is asked.
    const said = await nameVouchedFor(
      signOn,
      secret,
      new URL(request.url, signOn.address).search,
      ticket,
    ).then(
      (name) => ({ name, fault: undefined }),
      (err: unknown) => {
        request.log.warn({ err }, 'single sign-on: the provider vouched for nobody')
        return { name: undefined, fault: faultOf(err) }
      },
    )
    // What was noted must stand although the sign-in is refused: the refusal is thrown after the commit.
    const outcome = await systemTx(db, regionId, async (tx) => {
      const no = (code: RefusedCode, note: string, account?: Account) =>
        refused(tx, context, regionId, code, note, account)
      if (said.fault) return no(said.fault.code, said.fault.note)
      if (said.name === undefined) return no('identity.sign_on_no_name', '对方没有给出账号名')
      // Of this county alone: another county's provider vouches for nobody here.
      const account = await accountRow(tx, regionId).where('a.login', '=', said.name).executeTakeFirst()
      if (!account) return no('identity.sign_on_unknown', '没有同名账号')
      if (await isLocked(tx, { regionId, now }, account.login))
        return no('identity.locked', '账号已锁定', account)
      if (signOn.asksFactor && account.totp_since) {
        await openVisit(tx, context, regionId, { personId: account.person_id })
        return codePage
      }
      return admit(tx, context, regionId, account, signOn)
    })
    if (outcome instanceof Refusal) throw outcome
    if (typeof outcome === 'string') return outcome
    setCookie(reply, outcome.cookie, outcome.seconds)
    return '/'
  })

/** The code of the second factor, after the provider vouched; a wrong one counts as at the door and may be tried again. */
export async function confirmSignOn(
  context: RawContext,
  { code }: InputOf<typeof confirmRoute>,
): Promise<{ ok: true }> {
  const { db, now, ip, reply } = context
  const { regionId, personId } = await takeVisit(context)
  if (!personId) throw new Refusal('identity.sign_on_stale')
  const { signOn } = await inForce(context, regionId)
  const account = await readTx(db, wholeRegion(regionId), (tx) =>
    accountRow(tx, regionId).where('a.person_id', '=', personId).executeTakeFirstOrThrow(),
  )
  const attempt = await beginAttempt(db, { regionId, login: account.login, ip, now })
  const outcome = await systemTx(db, regionId, async (tx) => {
    if (account.totp_since && !(await spendCode(tx, regionId, account, code, now))) {
      if (!attempt.locks) await openVisit(tx, context, regionId, { personId })
      return attempt.locks
        ? refused(tx, context, regionId, 'identity.locked', '账号已锁定', account)
        : refused(tx, context, regionId, 'identity.wrong_code', '验证码不对', account)
    }
    await succeed(tx, attempt)
    return admit(tx, context, regionId, account, signOn)
  })
  if (outcome instanceof Refusal) throw outcome
  setCookie(reply, outcome.cookie, outcome.seconds)
  return { ok: true }
}
