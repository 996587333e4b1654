/** One-time passwords, rules, age and history; what waits for a new password is closed until then. */
import { changePassword, getAccount, getMe, signIn, signOut } from '@xinghe/contract/identity'
import { openAccount } from '@xinghe/contract/org'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'
import { bindings } from '../app.ts'
import { demoPassword, showDemoAccounts } from './demo-accounts.ts'
import { hashed } from './passwords.ts'

let world: World
let banner: GivenRegion
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
})
async function enter(login: string, password: string): Promise<string> {
  const response = await world.app.inject({
    method: signIn.method,
    url: signIn.path,
    payload: { login, password },
  })
  expect(response.statusCode, response.body).toBe(200)
  return String(response.headers['set-cookie']).split(';')[0] as string
}
const village = () => {
  const one = banner.townships[0]?.villages[0]
  if (!one) throw new Error('a village')
  return one
}
const west = () => {
  const one = banner.townships[1]
  if (!one) throw new Error('a township')
  return one
}
const change = (cookie: string, current: string, password: string) =>
  send(world, cookie, changePassword, { body: { current, password } })
const oneTime = async (person: GivenPerson) => {
  const made = await as(world, banner.department, openAccount, { params: { id: person.id }, body: {} })
  expect(made.status).toBe(200)
  return made.answer
}

test('with a password from somebody else every route is closed but the change of it', async () => {
  const { login, password } = await oneTime(village().clerk)
  const cookie = await enter(login, password)
  const early: string[] = []
  for (const { route } of bindings) {
    if (route.access === 'public') continue
    if (route.early) {
      early.push(route.path)
      continue
    }
    const params = Object.fromEntries(
      [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, village().id]),
    )
    const reply = await send(world, cookie, route, { params } as never)
    expect(reply, `${route.method} ${route.path}`).toMatchObject({
      status: 403,
      error: { code: 'identity.change_password' },
    })
  }
  expect(early).toEqual(expect.arrayContaining([getAccount.path, changePassword.path, signOut.path]))
  expect(early.every((path) => path.startsWith('/api/identity/'))).toBe(true)
  expect(await send(world, cookie, getAccount)).toMatchObject({ answer: { pending: 'PASSWORD' } })

  expect(await change(cookie, password, 'short1A')).toMatchObject({ status: 422 })
  expect(await change(cookie, password, password)).toMatchObject({ status: 422 })
  expect(await change(cookie, 'not-it', 'Gezi-Fei-26')).toMatchObject({
    status: 422,
    error: { fields: [{ path: 'current' }] },
  })
  expect((await send(world, cookie, getMe)).status).toBe(403)
  const other = await enter(login, password)
  expect((await change(cookie, password, 'Gezi-Fei-26')).status).toBe(200)
  expect((await send(world, cookie, getMe)).status).toBe(200)
  // All other sessions ended with the old password.
  expect((await send(world, other, getMe)).status).toBe(401)
  expect((await send(world, await enter(login, 'Gezi-Fei-26'), getMe)).status).toBe(200)
})
test('guessing the present password inside counts like guessing it at the door', async () => {
  const { login } = village().secretary
  const cookie = await enter(login, 'test')
  const statuses = []
  for (let failure = 1; failure <= 6; failure++)
    statuses.push((await change(cookie, `guess${failure}`, 'Gezi-Fei-26')).status)
  expect(statuses).toEqual([422, 422, 422, 422, 422, 423])
  expect((await change(cookie, 'test', 'Gezi-Fei-26')).status).toBe(423)
  await world.owner('delete from sign_in_count')
})
test('administrators’ passwords are longer, members’ need fewer kinds', async () => {
  const [member] = village().members
  if (!member) throw new Error('a member')
  const rules = async (person: GivenPerson) =>
    (await send(world, await enter(person.login, 'test'), getAccount)).answer.rules
  expect(await rules(banner.department)).toEqual({ length: 10, classes: 3, days: 90, history: 5 })
  expect(await rules(village().secretary)).toMatchObject({ length: 8, classes: 3 })
  expect(await rules(member)).toMatchObject({ length: 8, classes: 2 })
  const cookie = await enter(banner.department.login, 'test')
  expect(await change(cookie, 'test', 'Gezi-F26')).toMatchObject({
    status: 422,
    error: { fields: [{ path: 'password', message: '密码至少10位' }] },
  })
})
test('the last five do not come back, the sixth may', async () => {
  const { login } = west().clerk
  const cookie = await enter(login, 'test')
  const passwords = ['test', ...[...'ABCDEF'].map((letter) => `Gezi-Fei-${letter}`)]
  for (let turn = 1; turn < passwords.length; turn++) {
    world.clock.set(`2026-03-05T10:0${turn}:00+08:00`)
    expect(
      (await change(cookie, passwords[turn - 1] as string, passwords[turn] as string)).status,
      `turn ${turn}`,
    ).toBe(200)
  }
  // In use: F; before it E, D, C, B, then A.
  for (const recent of ['F', 'E', 'D', 'C', 'B'])
    expect(await change(cookie, 'Gezi-Fei-F', `Gezi-Fei-${recent}`), recent).toMatchObject({
      status: 422,
      error: { fields: [{ message: '不能再用最近用过的密码' }] },
    })
  expect((await change(cookie, 'Gezi-Fei-F', 'Gezi-Fei-A')).status).toBe(200)
})
test('a password grows old; the county says when, or never', async () => {
  const { login, id } = west().group
  await world.owner('update account set password_at = $2 where person_id = $1', [id, '2025-12-01'])
  const pending = async () => (await send(world, await enter(login, 'test'), getAccount)).answer.pending
  expect(await pending()).toBe('PASSWORD')
  await world.owner("insert into setting values (1, 'password.days', '180', '测试', now())")
  expect(await pending()).toBeNull()
  await world.owner("update setting set value = '90' where key = 'password.days'")
  showDemoAccounts([{ role: '督查员', login: 'x', password: demoPassword, where: '' }])
  expect(await pending()).toBeNull()
  showDemoAccounts([])
})
test('the demo’s shared password opens nothing outside demo mode, and stands in it', async () => {
  const { login, id } = banner.inspector
  await world.owner('update account set password_hash = $2 where person_id = $1', [
    id,
    await hashed(demoPassword),
  ])
  const cookie = await enter(login, demoPassword)
  expect(await send(world, cookie, getMe)).toMatchObject({ error: { code: 'identity.change_password' } })
  showDemoAccounts([{ role: '督查员', login, password: demoPassword, where: '' }])
  const demo = await enter(login, demoPassword)
  expect((await send(world, demo, getMe)).status).toBe(200)
  expect(await change(demo, demoPassword, 'Gezi-Fei-26')).toMatchObject({
    status: 403,
    error: { code: 'identity.demo_account' },
  })
  showDemoAccounts([])
})
test('hashes are argon2id, and nothing of a password is in the audit', async () => {
  const rows = await world.owner(
    'select password_hash as one from account union select password_hash from password_history',
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { one } of [...rows, { one: await hashed('Gezi-Fei-27') }])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(JSON.stringify(await world.owner('select * from audit_entry'))).not.toMatch(/Gezi|argon2/)
})
