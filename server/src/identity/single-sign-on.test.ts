/** Single sign-on, the whole way, against a real provider: who gets in, and everything that must not. */
import { createServer } from 'node:net'
import { beginFactor, confirmFactor, getMe, signIn } from '@xinghe/contract/identity'
import {
  confirmSignOn,
  finishSignOn,
  getSignOn,
  setSignOn,
  signOnButtons,
  trySignOn,
} from '@xinghe/contract/single-sign-on'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { Browser, type GivenProvider, givenProvider, listening } from '../../test/provider.ts'
import { freshWorld, send, type World } from '../../test/world.ts'
import { sealSecret, totpOf } from './spend-code.ts'

let world: World
let banner: GivenRegion
let other: GivenRegion
let home: string
let provider: GivenProvider
let browser: Browser

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { townships: 1, villages: 1, members: 1 })
  other = await givenRegion(world, { id: 2, townships: 0, villages: 0, members: 0 })
  home = await listening(world)
  provider = await givenProvider(`${home}${finishSignOn.path}`)
})
beforeEach(async () => {
  world.clock.set('2026-03-05T10:00:00+08:00')
  browser = new Browser()
  await turnOn()
})

const town = (): GivenTownship => banner.townships[0] as GivenTownship
const usual = () => ({
  enabled: true,
  label: '统一身份登录',
  issuer: provider.issuer,
  clientId: provider.client.id,
  clientSecret: provider.client.secret,
  claim: 'preferred_username',
  asksFactor: true,
  address: home,
})
type Given = ReturnType<typeof usual>
const set = (person: GivenPerson, change: Partial<Given> = {}) =>
  as(world, person, setSignOn, { body: { ...usual(), ...change } })
async function turnOn(change: Partial<Given> = {}): Promise<void> {
  expect((await set(banner.security, change)).status).toBe(200)
}
async function button(): Promise<string> {
  const { answer } = await send(world, '', signOnButtons)
  return (answer[0] as { href: string }).href
}
/** As far as the address to which the provider sends the browser back. */
const dance = async (login: string, with_ = browser): Promise<string> =>
  with_.signInAt(await button(), `${home}${finishSignOn.path}`, login)
const refusedAs = (code: string) => `/sign-in?refused=identity.${code}`
const session = (with_ = browser) => with_.cookie(new URL(home).host, 'xinghe')
const whoAmI = async (with_ = browser) =>
  send(world, `xinghe=${session(with_) ?? ''}`, getMe).then(({ answer, error }) =>
    error ? error.code : (answer as { person: { id: string } }).person.id,
  )
const noted = async () =>
  (
    await world.owner(
      `select action, outcome, note, person_name from audit_entry where action like 'identity.sign%' order by id`,
    )
  ).at(-1)
/** The provider's address, with one of its parameters changed on the way there. */
async function tampered(name: string, value: string): Promise<string> {
  const first = await browser.open(await button())
  const to = new URL(first.location ?? '')
  expect(to.searchParams.get(name)).not.toBeNull()
  to.searchParams.set(name, value)
  return browser.signInAt(to.href, `${home}${finishSignOn.path}`, banner.department.login)
}

test('who is known there by the name of an account here comes in as that account', async () => {
  const begun = await browser.open(await button())
  expect(begun.status).toBe(302)
  expect(begun.cookies).toEqual([
    expect.stringMatching(/^xinghe-sign-on=1\.[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  const back = await dance(banner.department.login)
  const came = await browser.open(back)
  expect(came).toMatchObject({ status: 302, location: '/' })
  expect(came.cookies.join()).toMatch(/xinghe=1\.[\w-]{43};.*HttpOnly; SameSite=Strict/)
  expect(await whoAmI()).toBe(banner.department.id)
  expect(await noted()).toMatchObject({
    action: 'identity.signed_in',
    outcome: 'DONE',
    note: '单点登录',
    person_name: banner.department.name,
  })
})
test('the claim of the settings names the account', async () => {
  await turnOn({ claim: 'sub' })
  expect((await browser.open(await dance(banner.department.login))).location).toBe('/')
  await turnOn({ claim: 'employee_no' })
  browser.forget()
  const { login } = banner.department
  await world.owner(`update account set login = 'a-' || login where region_id = 1 and login = $1`, [login])
  expect((await browser.open(await dance(login))).location).toBe('/')
  expect(await whoAmI()).toBe(banner.department.id)
  await world.owner(`update account set login = $1 where region_id = 1 and login = 'a-' || $1`, [login])
})
test('a claim that does not come opens nothing', async () => {
  await turnOn({ claim: 'nickname' })
  expect((await browser.open(await dance(banner.department.login))).location).toBe(
    refusedAs('sign_on_no_name'),
  )
  expect(session()).toBeUndefined()
})

test('another state than the one it was sent with', async () => {
  expect((await browser.open(await tampered('state', 'of somebody else'))).location).toBe(
    refusedAs('sign_on_refused'),
  )
  expect(session()).toBeUndefined()
  expect(await noted()).toMatchObject({ action: 'identity.sign_in_failed', outcome: 'REFUSED' })
})
test('another nonce', async () => {
  expect((await browser.open(await tampered('nonce', 'of somebody else'))).location).toBe(
    refusedAs('sign_on_refused'),
  )
  expect(session()).toBeUndefined()
})
test('a code that was asked for with another verifier', async () => {
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
  expect((await browser.open(await tampered('code_challenge', challenge))).location).toBe(
    refusedAs('sign_on_refused'),
  )
  expect(session()).toBeUndefined()
})
test('the browser must be the one that began', async () => {
  const back = await dance(banner.department.login)
  const stranger = new Browser()
  expect((await stranger.open(back)).location).toBe(refusedAs('sign_on_stale'))
  // Also one that has begun itself.
  await stranger.open(await button())
  expect((await stranger.open(back)).location).toBe(refusedAs('sign_on_refused'))
  expect(session(stranger)).toBeUndefined()
  expect((await browser.open(back)).location).toBe('/')
})
test('the way back is good once', async () => {
  const back = await dance(banner.department.login)
  const cookie = browser.cookie(new URL(home).host, 'xinghe-sign-on')
  expect((await browser.open(back)).location).toBe('/')
  const again = await world.app.inject({
    url: back.slice(home.length),
    headers: { cookie: `xinghe-sign-on=${cookie}` },
  })
  expect(again.headers.location).toBe(refusedAs('sign_on_stale'))
})
test('after ten minutes it is over', async () => {
  const back = await dance(banner.department.login)
  world.clock.set('2026-03-05T10:10:00+08:00')
  expect((await browser.open(back)).location).toBe(refusedAs('sign_on_stale'))
})
test('whoever breaks off at the provider is told so', async () => {
  const first = await browser.open(await button())
  const state = new URL(first.location ?? '').searchParams.get('state')
  const back = `${home}${finishSignOn.path}?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
  expect((await browser.open(back)).location).toBe(refusedAs('sign_on_refused'))
  expect(await noted()).toMatchObject({ note: '单点登录：在统一身份平台没有登录成功' })
})
test('turned off meanwhile', async () => {
  const back = await dance(banner.department.login)
  await turnOn({ enabled: false })
  expect((await browser.open(back)).location).toBe(refusedAs('sign_on_off'))
})

test('an account is never made, and another county’s is not opened', async () => {
  const before = await world.owner('select count(*) from account')
  for (const login of ['nobody-at-all', other.department.login]) {
    browser.forget()
    expect((await browser.open(await dance(login))).location).toBe(refusedAs('sign_on_unknown'))
    expect(session()).toBeUndefined()
  }
  expect(await world.owner('select count(*) from account')).toEqual(before)
  expect(await noted()).toMatchObject({ action: 'identity.sign_in_failed', note: '单点登录：没有同名账号' })
})
test('a locked account stays locked', async () => {
  const { login } = (town().villages[0] as GivenVillage).secretary
  for (let n = 0; n < 5; n++) await send(world, '', signIn, { body: { login, password: 'wrong' } })
  expect((await browser.open(await dance(login))).location).toBe(refusedAs('locked'))
  expect(session()).toBeUndefined()
})
test('without a post in office nobody comes in', async () => {
  const { id, login } = banner.auditor
  await world.owner(`update post_holding set first_on = '2026-03-06' where person_id = $1`, [id])
  expect((await browser.open(await dance(login))).location).toBe(refusedAs('no_post'))
})

test('the second factor is asked for as after a password, or left to the provider', async () => {
  const { login, id } = town().clerk
  const { headers } = await world.app.inject({
    method: 'POST',
    url: signIn.path,
    payload: { login, password: 'test' },
  })
  const own = String(headers['set-cookie']).split(';')[0] as string
  const { answer } = await send(world, own, beginFactor, { body: { password: 'test' } })
  const code = () => totpOf(answer.secret).generate({ timestamp: world.clock.now().getTime() })
  expect((await send(world, own, confirmFactor, { body: { code: code() } })).status).toBe(200)
  world.clock.set('2026-03-05T10:02:00+08:00')

  const asked = await browser.open(await dance(login))
  expect(asked.location).toBe('/sign-in?asks=code')
  expect(session()).toBeUndefined()
  const confirm = async (given: string) => {
    const cookie = `xinghe-sign-on=${browser.cookie(new URL(home).host, 'xinghe-sign-on')}`
    const reply = await world.app.inject({
      method: 'POST',
      url: confirmSignOn.path,
      payload: { code: given },
      headers: { cookie },
    })
    const cookies = [reply.headers['set-cookie'] ?? []].flat().join('\n')
    return {
      status: reply.statusCode,
      code: reply.json().error?.code,
      next: /xinghe-sign-on=([^;]+)/.exec(cookies)?.[1],
      session: /xinghe=([^;]+)/.exec(cookies)?.[1],
      cookie,
    }
  }
  // What waits for a code is no way back from the provider.
  const wrong = await confirm('000000')
  expect(wrong).toMatchObject({ status: 401, code: 'identity.wrong_code', session: undefined })
  expect(await confirm(code())).toMatchObject({ code: 'identity.sign_on_stale' })
  const right = await world.app.inject({
    method: 'POST',
    url: confirmSignOn.path,
    payload: { code: code() },
    headers: { cookie: `xinghe-sign-on=${wrong.next}` },
  })
  expect(right.statusCode).toBe(200)
  const opened = /xinghe=([^;]+)/.exec([right.headers['set-cookie'] ?? []].flat().join('\n'))?.[1]
  expect((await send(world, `xinghe=${opened}`, getMe)).answer).toMatchObject({ person: { id } })

  await turnOn({ asksFactor: false })
  browser.forget()
  expect((await browser.open(await dance(login))).location).toBe('/')
})
test('wrong codes lock as at the door', async () => {
  const { login, id } = town().group
  await world.owner(`update account set totp_sealed = $2, totp_since = now() where person_id = $1`, [
    id,
    sealSecret(1, id, 'JBSWY3DPEHPK3PXP'),
  ])
  await browser.open(await dance(login))
  let next: string | undefined = browser.cookie(new URL(home).host, 'xinghe-sign-on')
  const codes = []
  for (let n = 0; n < 6; n++) {
    const reply = await world.app.inject({
      method: 'POST',
      url: confirmSignOn.path,
      payload: { code: '000000' },
      headers: { cookie: `xinghe-sign-on=${next}` },
    })
    codes.push(reply.json().error?.code)
    next = /xinghe-sign-on=([^;]+)/.exec([reply.headers['set-cookie'] ?? []].flat().join('\n'))?.[1]
  }
  expect(codes).toEqual([
    ...Array(4).fill('identity.wrong_code'),
    'identity.locked',
    'identity.sign_on_stale',
  ])
})
test('a post that demands a second factor has it set up first, as after a password', async () => {
  await world.owner(
    "update setting set value = 'true' where region_id = 1 and key = 'second_factor.department'",
  )
  expect((await browser.open(await dance(banner.department.login))).location).toBe('/')
  expect(await whoAmI()).toBe('identity.set_up_factor')
  await turnOn({ asksFactor: false })
  browser.forget()
  await browser.open(await dance(banner.department.login))
  expect(await whoAmI()).toBe(banner.department.id)
  await world.owner(
    "update setting set value = 'false' where region_id = 1 and key = 'second_factor.department'",
  )
})

test('off: no button, no way in', async () => {
  const way = await button()
  await turnOn({ enabled: false })
  expect((await send(world, '', signOnButtons)).answer).toEqual([])
  expect(await browser.open(way)).toMatchObject({ location: refusedAs('sign_on_off'), cookies: [] })
  expect((await browser.open(`${home}/api/identity/single-sign-on/2/begin`)).location).toBe(
    refusedAs('sign_on_off'),
  )
})
/** An issuer nobody answers at. */
const silent = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as { port: number }
  return { issuer: `http://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) }
}
test('the provider is gone, or not who it should be', async () => {
  const gone = await silent()
  await gone.close()
  await turnOn({ issuer: gone.issuer })
  expect((await browser.open(await button())).location).toBe(refusedAs('sign_on_unreachable'))
  const liar = await givenProvider(`${home}${finishSignOn.path}`, { elsewhere: 'http://127.0.0.1:9/other' })
  await turnOn({ issuer: liar.issuer })
  expect((await browser.open(await button())).location).toBe(refusedAs('sign_on_unreachable'))
})
test('a wrong secret is found at the way back', async () => {
  await turnOn({ clientSecret: 'not the right one at all' })
  expect((await browser.open(await dance(banner.department.login))).location).toBe(
    refusedAs('sign_on_refused'),
  )
  expect(await noted()).toMatchObject({ note: '单点登录：对方不认客户端编号或密钥' })
})

test('only the security administrator sets it, and others read it without the secret', async () => {
  for (const person of [banner.department, banner.admin, banner.inspector, town().secretary])
    expect(await set(person)).toMatchObject({ status: 403 })
  expect((await as(world, banner.department, trySignOn, { body: { issuer: provider.issuer } })).status).toBe(
    403,
  )
  const seen = await as(world, banner.department, getSignOn)
  expect(seen.answer).toMatchObject({
    set: { issuer: provider.issuer, claim: 'preferred_username' },
    can: false,
  })
  for (const person of [banner.department, banner.security])
    expect((await as(world, person, getSignOn)).bytes.toString()).not.toMatch(/secret/i)
  expect((await as(world, other.security, getSignOn)).answer).toMatchObject({ set: null })
})
test('the secret stands nowhere in the open', async () => {
  const { secret } = provider.client
  const tables = await world.owner(
    `select c.relname from pg_class c where relnamespace = 'xinghe'::regnamespace and relkind = 'r'`,
  )
  for (const { relname } of tables) {
    const [row] = await world.owner(`select string_agg(t::text, '|') as text from ${relname} t`)
    expect(String(row?.text), String(relname)).not.toContain(secret)
  }
  const [row] = await world.owner('select client_secret_sealed from sign_on where region_id = 1')
  expect(row?.client_secret_sealed).toMatch(/^v1\./)
})
test('the secret of one issuer is not sent to another', async () => {
  const { clientSecret: _, ...kept } = usual()
  const moved = await as(world, banner.security, setSignOn, {
    body: { ...kept, issuer: 'https://login.example.com' },
  })
  expect(moved.error.fields?.[0]?.path).toBe('clientSecret')
  expect((await as(world, banner.security, setSignOn, { body: { ...kept, label: '政务登录' } })).status).toBe(
    200,
  )
  expect((await browser.open(await dance(banner.department.login))).location).toBe('/')
})
test('issuers in the open are refused, but for the loopback', async () => {
  for (const issuer of [
    'http://login.example.com',
    'http://127.0.0.1.example.com',
    'ftp://127.0.0.1',
    'https://login.example.com/.well-known/openid-configuration',
    'https://name:word@login.example.com',
    'https://login.example.com/?tenant=1',
  ]) {
    const refused = await set(banner.security, { issuer })
    expect(refused.error?.fields?.[0]?.path, issuer).toBe('issuer')
    const tried = await as(world, banner.security, trySignOn, { body: { issuer } })
    expect(tried.status, issuer).toBe(422)
  }
})
