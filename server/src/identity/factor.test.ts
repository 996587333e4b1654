/** The second factor: set up, asked for, each code good once, lost and removed. */
import {
  beginFactor,
  confirmFactor,
  getAccount,
  getMe,
  removePersonFactor,
  renewRecoveryCodes,
  signIn,
  turnFactorOff,
} from '@xinghe/contract/identity'
import { beforeEach, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'
import { totpOf } from './spend-code.ts'

let world: World
let banner: GivenRegion
beforeEach(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { townships: 1, villages: 1, members: 1 })
})
const at = (time: string) => world.clock.set(`2026-03-05T${time}+08:00`)
async function enter(person: GivenPerson, code?: string) {
  const response = await world.app.inject({
    method: signIn.method,
    url: signIn.path,
    payload: { login: person.login, password: 'test', ...(code && { code }) },
  })
  const cookie = String(response.headers['set-cookie'] ?? '').split(';')[0] as string
  return { status: response.statusCode, code: response.json().error?.code, cookie }
}
const codeNow = (secret: string) => totpOf(secret).generate({ timestamp: world.clock.now().getTime() })
async function setUp(person: GivenPerson, cookie?: string) {
  const session = cookie ?? (await enter(person)).cookie
  const { answer } = await send(world, session, beginFactor, { body: { password: 'test' } })
  const body = { code: codeNow(answer.secret) }
  const confirmed = await send(world, session, confirmFactor, { body })
  expect(confirmed.status).toBe(200)
  return { session, secret: answer.secret, codes: confirmed.answer.codes }
}
const demand = () =>
  world.owner("update setting set value = 'true' where region_id = 1 and key = 'second_factor.department'")

test('nothing is asked until a code confirmed it; then the password alone opens nothing', async () => {
  const { inspector } = banner
  const { cookie } = await enter(inspector)
  expect((await send(world, cookie, beginFactor, { body: { password: 'wrong' } })).status).toBe(422)
  const begun = await send(world, cookie, beginFactor, { body: { password: 'test' } })
  expect(begun.answer.qr).toMatch(/^<svg /)
  const wrong = await send(world, cookie, confirmFactor, { body: { code: '000000' } })
  expect(wrong.error.fields?.[0]?.path).toBe('code')
  expect((await enter(inspector)).status).toBe(200)
  const { secret } = await setUp(inspector, cookie)
  at('10:01:00')
  expect(await enter(inspector)).toMatchObject({ status: 401, code: 'identity.code_needed', cookie: '' })
  expect(await enter(inspector, codeNow(secret))).toMatchObject({ status: 200 })
  const again = await send(world, cookie, beginFactor, { body: { password: 'test' } })
  expect(again.error.code).toBe('identity.factor_on')
})
test('a code is good once, also for three at the same moment; not even the one that confirmed it', async () => {
  const { inspector } = banner
  const { secret } = await setUp(inspector)
  expect(await enter(inspector, codeNow(secret))).toMatchObject({ code: 'identity.wrong_code' })
  at('10:05:00')
  const code = codeNow(secret)
  const statuses = []
  // Three at once stay below the lock.
  for (const { status } of await Promise.all([1, 2, 3].map(() => enter(inspector, code))))
    statuses.push(status)
  expect(statuses.sort()).toEqual([200, 401, 401])
})
test('wrong codes lock like wrong passwords, and the right one does not open the lock', async () => {
  const { secret } = await setUp(banner.inspector)
  at('10:05:00')
  const codes = []
  for (let n = 0; n < 6; n++) codes.push((await enter(banner.inspector, '12345')).code)
  expect(codes.slice(0, 4)).toEqual(Array(4).fill('identity.wrong_code'))
  expect(codes.slice(4)).toEqual(['identity.locked', 'identity.locked'])
  expect(await enter(banner.inspector, codeNow(secret))).toMatchObject({ code: 'identity.locked' })
})
test('ten recovery codes, each good once, kept as digests, void when made anew', async () => {
  const { inspector } = banner
  const { session, secret, codes } = await setUp(inspector)
  expect(new Set(codes).size).toBe(10)
  const [first, second] = codes as [string, string]
  expect(JSON.stringify(await world.owner('select * from recovery_code'))).not.toContain(first)
  at('10:05:00')
  expect(await enter(inspector, first.replaceAll('-', '').toLowerCase())).toMatchObject({ status: 200 })
  expect(await enter(inspector, first)).toMatchObject({ code: 'identity.wrong_code' })
  expect((await send(world, session, getAccount)).answer.factor.codesLeft).toBe(9)
  const renewed = await send(world, session, renewRecoveryCodes, {
    body: { password: 'test', code: codeNow(secret) },
  })
  expect(renewed.answer.codes).toHaveLength(10)
  expect(await enter(inspector, second)).toMatchObject({ code: 'identity.wrong_code' })
  expect(await enter(inspector, renewed.answer.codes[0])).toMatchObject({ status: 200 })
})
test('turned off with password and code only', async () => {
  const { session, secret } = await setUp(banner.inspector)
  at('10:05:00')
  const off = (password: string, code: string) =>
    send(world, session, turnFactorOff, { body: { password, code } })
  expect((await off('wrong', codeNow(secret))).error.fields?.[0]?.path).toBe('password')
  expect((await off('test', '12345')).error.fields?.[0]?.path).toBe('code')
  expect((await off('test', codeNow(secret))).status).toBe(200)
  expect((await enter(banner.inspector)).status).toBe(200)
  expect(await world.owner('select * from recovery_code')).toEqual([])
})
test('a post that demands it lets in only to set it up, and keeps it on', async () => {
  await demand()
  const { cookie } = await enter(banner.department)
  expect((await send(world, cookie, getMe)).error.code).toBe('identity.set_up_factor')
  expect((await send(world, cookie, getAccount)).answer).toMatchObject({
    pending: 'FACTOR',
    factor: { since: null, demanded: true },
  })
  const { secret } = await setUp(banner.department, cookie)
  expect((await send(world, cookie, getMe)).status).toBe(200)
  at('10:05:00')
  const off = await send(world, cookie, turnFactorOff, { body: { password: 'test', code: codeNow(secret) } })
  expect(off.error.code).toBe('identity.factor_demanded')
})
test('whoever keeps the accounts removes a lost one: sessions end, and it is written down', async () => {
  const { inspector, department } = banner
  const { session } = await setUp(inspector)
  const remove = (by: GivenPerson, of: GivenPerson) =>
    as(world, by, removePersonFactor, { params: { id: of.id } })
  expect((await remove(banner.townships[0]?.clerk as GivenPerson, inspector)).status).toBe(403)
  expect((await remove(department, department)).status).toBe(403)
  expect((await remove(department, inspector)).status).toBe(200)
  expect((await remove(department, inspector)).error.code).toBe('identity.factor_off')
  expect((await send(world, session, getMe)).status).toBe(401)
  expect((await enter(inspector)).status).toBe(200)
  const rows = await world.owner(
    "select action from audit_entry where action like 'identity.factor%' order by at",
  )
  expect(rows.map((row) => row.action).sort()).toEqual(['identity.factor_on', 'identity.factor_removed'])
})
