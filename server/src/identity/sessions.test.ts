/** Sessions: only a digest is kept, they end by themselves, and a person sees and ends his own. */
import {
  endOtherSessions,
  endPersonSessions,
  endSession,
  getMe,
  listSessions,
  signIn,
} from '@xinghe/contract/identity'
import { beforeEach, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
beforeEach(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { townships: 1, villages: 1, members: 1 })
})
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
async function enter(person: GivenPerson, agent = firefox): Promise<string> {
  const response = await world.app.inject({
    method: signIn.method,
    url: signIn.path,
    payload: { login: person.login, password: 'test' },
    headers: { 'user-agent': agent },
    remoteAddress: '10.9.8.7',
  })
  const cookie = String(response.headers['set-cookie'])
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  return cookie.split(';')[0] as string
}
const status = async (cookie: string) => (await send(world, cookie, getMe)).status

test('the token stands nowhere in the database', async () => {
  const cookie = await enter(banner.inspector)
  const token = cookie.split('.')[1] as string
  expect(token).toHaveLength(43)
  const [row] = await world.owner('select * from session')
  const text = JSON.stringify(row, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
  for (const form of [token, Buffer.from(token, 'base64url').toString('latin1')])
    expect(text).not.toContain(form)
  expect(row?.token_digest).toHaveLength(32)
})
test('idle for half an hour or open for twelve: over', async () => {
  const cookie = await enter(banner.inspector)
  world.clock.set('2026-03-05T10:29:00+08:00')
  expect(await status(cookie)).toBe(200)
  world.clock.set('2026-03-05T10:58:00+08:00')
  expect(await status(cookie)).toBe(200)
  world.clock.set('2026-03-05T11:28:01+08:00')
  expect(await status(cookie)).toBe(401)
  await world.owner("insert into setting values (1, 'session.idle_minutes', '480', '测试', now())")
  world.clock.set('2026-03-05T12:00:00+08:00')
  const long = await enter(banner.inspector)
  for (const hour of [17, 22]) {
    world.clock.set(`2026-03-05T${hour}:00:00+08:00`)
    expect(await status(long)).toBe(200)
  }
  world.clock.set('2026-03-06T00:00:01+08:00')
  expect(await status(long)).toBe(401)
})
test('a person sees where he is signed in, ends one, then all others; nobody else’s', async () => {
  const here = await enter(banner.inspector)
  const there = await enter(banner.inspector, 'Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile')
  const third = await enter(banner.inspector)
  const stranger = await enter(banner.department)
  const list = (await send(world, here, listSessions)).answer
  expect(list).toHaveLength(3)
  expect(list[0]).toMatchObject({ current: true, address: '10.9.8.7', device: 'Linux · Firefox 浏览器' })
  const other = list.find((one) => one.device === '安卓 · Chrome 内核浏览器')
  if (!other) throw new Error('the other session')
  expect((await send(world, stranger, endSession, { params: { id: other.id } })).status).toBe(404)
  expect((await send(world, here, endSession, { params: { id: other.id } })).status).toBe(200)
  expect([await status(here), await status(there), await status(third)]).toEqual([200, 401, 200])
  expect((await send(world, here, endOtherSessions)).answer).toEqual({ ended: 1 })
  expect([await status(here), await status(third), await status(stranger)]).toEqual([200, 401, 200])
})
test('whoever keeps the accounts ends all sessions of a person in his area, and it is written down', async () => {
  const cookie = await enter(banner.inspector)
  const end = (by: GivenPerson, of: GivenPerson) =>
    as(world, by, endPersonSessions, { params: { id: of.id } })
  expect((await end(banner.townships[0]?.clerk as GivenPerson, banner.inspector)).status).toBe(403)
  expect((await end(banner.department, banner.department)).status).toBe(403)
  const district = await givenRegion(world, { id: 2, townships: 1, villages: 1, members: 1 })
  expect((await end(district.department, banner.inspector)).status).toBe(404)
  expect(await status(cookie)).toBe(200)
  expect((await end(banner.department, banner.inspector)).answer).toEqual({ ended: 1 })
  expect(await status(cookie)).toBe(401)
  expect(
    await world.owner("select subject_id from audit_entry where action = 'identity.person_ended'"),
  ).toEqual([{ subject_id: banner.inspector.id }])
})
