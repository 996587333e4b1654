/** Failed sign-ins: by name, by address, many at once, and nothing told about which names exist. */
import { signIn } from '@xinghe/contract/identity'
import { beforeEach, expect, test } from 'vitest'
import { act, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { renewPassword } from './renew-password.ts'

let world: World
let banner: GivenRegion
beforeEach(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { townships: 1, villages: 1, members: 1 })
})

async function attempt(login: string, password: string, remoteAddress = '10.1.1.1') {
  const begun = performance.now()
  const response = await world.app.inject({
    method: signIn.method,
    url: signIn.path,
    payload: { login, password },
    remoteAddress,
  })
  const { traceId: _, ...error } = (response.json().error ?? {}) as Record<string, unknown>
  return { status: response.statusCode, error, took: performance.now() - begun }
}
const audited = async (action: string) =>
  (
    await world.owner('select person_name, note, detail from audit_entry where action = $1 order by at, id', [
      action,
    ])
  ).map((row) => row as { person_name: string; note: string | null; detail: { address: string } })

test('five wrong passwords lock, the lock opens by itself, and the next one is longer', async () => {
  const { login } = banner.inspector
  for (let failure = 1; failure <= 4; failure++)
    expect(await attempt(login, 'wrong')).toMatchObject({ status: 401 })
  expect(await attempt(login, 'wrong')).toMatchObject({ status: 423 })
  expect(await attempt(login, 'test')).toMatchObject({ status: 423 })
  world.clock.set('2026-03-05T10:05:30+08:00')
  expect(await attempt(login, 'wrong')).toMatchObject({ status: 423 })
  world.clock.set('2026-03-05T10:11:00+08:00')
  expect(await attempt(login, 'test')).toMatchObject({ status: 423 })
  world.clock.set('2026-03-05T10:16:00+08:00')
  expect(await attempt(login, 'test')).toMatchObject({ status: 200 })
  // Signed in once, counting begins anew.
  expect(await attempt(login, 'wrong')).toMatchObject({ status: 401 })
  expect((await audited('identity.sign_in_failed')).map(({ note }) => note)).toEqual([
    ...[null, null, null, null, '账号已锁定', '账号已锁定', null],
  ])
})
test('twenty guesses at once are twenty failures, not one', async () => {
  const { login } = banner.inspector
  const guesses = await Promise.all(
    Array.from({ length: 20 }, (_, n) => attempt(login, n === 19 ? 'test' : `wrong${n}`)),
  )
  expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4)
  expect(guesses.filter(({ status }) => status === 423).length).toBeGreaterThanOrEqual(15)
})
test('one address cannot try many accounts, nor lock them once it is locked itself', async () => {
  await world.owner("insert into setting values (1, 'sign_in.address_failures', '6', '测试', now())")
  const others = [...'abcdefghijk'].map((letter) => `nobody-${letter}`)
  const statuses = []
  for (const login of others.slice(0, 7)) statuses.push((await attempt(login, 'wrong')).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429])
  const { login } = banner.inspector
  for (let failure = 1; failure <= 8; failure++) expect((await attempt(login, 'wrong')).status).toBe(429)
  expect((await attempt(login, 'test', '10.1.1.2')).status).toBe(200)
  // His own account opens the address for nobody.
  await world.owner('delete from sign_in_count')
  for (const one of others.slice(0, 5)) {
    expect((await attempt(one, 'wrong')).status).toBe(401)
    expect((await attempt(login, 'test')).status).toBe(200)
  }
  expect((await attempt(others[5] as string, 'wrong')).status).toBe(401)
  expect((await attempt(login, 'test')).status).toBe(429)
})
test('a name that does not exist is answered word for word and step for step like one that does', async () => {
  await givenRegion(world, { id: 2, townships: 1, villages: 1, members: 1 })
  await world.owner(
    "insert into setting select id, 'sign_in.failures', '3', '测试', now() from region where id in (1, 2)",
  )
  const answers = async (login: string, address: string) => {
    const seen = []
    for (let failure = 1; failure <= 5; failure++) {
      const { status, error } = await attempt(login, 'wrong', address)
      seen.push({ status, error })
    }
    return seen
  }
  const real = await answers(banner.inspector.login, '10.2.0.1')
  expect(await answers('there-is-nobody', '10.2.0.2')).toEqual(real)
  expect(real.map(({ status }) => status)).toEqual([401, 401, 423, 423, 423])
  // What was typed is nowhere kept in clear: a password is often typed into the wrong field.
  const rows = JSON.stringify([
    await world.owner('select * from sign_in_count'),
    await world.owner('select * from audit_entry'),
  ])
  expect(rows).not.toMatch('there-is-nobody')
})
test('and it takes as long', async () => {
  await world.owner("insert into setting values (1, 'sign_in.failures', '10', '测试', now())")
  const times = { real: [] as number[], none: [] as number[] }
  await attempt('warm', 'wrong', '10.3.0.1')
  for (let failure = 1; failure <= 9; failure++) {
    times.real.push((await attempt(banner.inspector.login, 'wrong', '10.3.0.2')).took)
    times.none.push((await attempt('there-is-nobody', 'wrong', '10.3.0.3')).took)
  }
  const middle = (list: number[]) => [...list].sort((one, other) => one - other)[4] as number
  const ratio = middle(times.real) / middle(times.none)
  expect(ratio, JSON.stringify(times)).toBeGreaterThan(0.6)
  expect(ratio, JSON.stringify(times)).toBeLessThan(1.6)
})
test('a new password by the keeper of accounts opens the lock', async () => {
  const { login, id } = banner.inspector
  for (let failure = 1; failure <= 5; failure++) await attempt(login, 'wrong')
  expect((await attempt(login, 'test')).status).toBe(423)
  await act(world, banner.department, (tx, by) => renewPassword(tx, by, id, 'ONE-TIME-WORD'))
  expect((await attempt(login, 'ONE-TIME-WORD')).status).toBe(200)
  expect(await audited('identity.signed_in')).toMatchObject([
    { person_name: banner.inspector.name, detail: { address: '10.1.1.1' } },
  ])
})
