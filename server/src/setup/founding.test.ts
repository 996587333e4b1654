/** From an empty database to a county whose officers sign in: over HTTP, the code from the console. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCounty, getSetup } from '@xinghe/contract/founding'
import { changePassword, demoAccounts, getMe, signIn } from '@xinghe/contract/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshWorld, send, type World } from '../../test/world.ts'
import { connect } from '../platform/database.ts'
import { foundingBy, useFounding } from './founding.ts'
import { keepersAccounts, renewAccount } from './renew-account.ts'

let world: World & { ownerUrl: string }
let setupCode: string
beforeAll(async () => {
  world = await freshWorld()
  setupCode = useFounding(world.ownerUrl)
})
const folder = mkdtempSync(join(tmpdir(), 'founding-'))
afterAll(() => rmSync(folder, { recursive: true }))
const textOf = (base64: string): string => {
  const file = join(folder, 'slips.pdf')
  writeFileSync(file, Buffer.from(base64, 'base64'))
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}
const form = {
  kind: 'BANNER' as const,
  name: '青原旗',
  shortName: '青原',
  countyCode: '990001',
  department: '乌云 高娃',
  systemAdmin: '陈立新',
  securityAdmin: '赵文静',
  auditor: '哈斯巴根',
  openAt: 'http://10.0.0.5:5320',
}
const found = (change: Partial<typeof form> & { setupCode?: string } = {}) =>
  send(world, '', foundCounty, { body: { setupCode, ...form, ...change } })
/** Tables with rows, but those of the machine itself. */
const written = async (): Promise<string[]> => {
  const tables = await world.owner(
    `select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind = 'r' and relname <> 'migration'`,
  )
  const counts = await world.owner(
    tables
      .map(({ relname }) => `select '${relname}' as name, count(*)::int as count from ${relname}`)
      .join(' union all '),
  )
  return counts.filter(({ count }) => Number(count) > 0).map(({ name }) => String(name))
}

test('an empty instance says so and shows no demo account', async () => {
  expect((await send(world, '', getSetup)).answer).toEqual({ empty: true })
  expect((await send(world, '', demoAccounts)).answer).toEqual([])
})

test('refused at the field: the code, the county’s number, one person in two posts', async () => {
  for (const [change, path, message] of [
    [{ setupCode: 'AAAA-AAAA' }, 'setupCode', /设置码不对/],
    [{ countyCode: '0990001' }, 'countyCode', /6位/],
    [{ countyCode: '15250' }, 'countyCode', /6位/],
    [{ name: ' ' }, 'name', /填写/],
    [{ auditor: '陈立新' }, 'auditor', /系统管理员同名/],
    // Spaces with which two characters are padded in Excel do not make another person.
    [{ securityAdmin: '乌云高娃' }, 'securityAdmin', /组织部干部同名/],
  ] as const) {
    const reply = await found(change)
    expect(reply, JSON.stringify(change)).toMatchObject({ status: 422, error: { fields: [{ path }] } })
    expect(reply.error.fields?.[0]?.message).toMatch(message)
  }
  expect(await written()).toEqual([])
})

test('a code that is guessed locks the address for longer and longer, and no other', () => {
  const now = world.clock.now()
  const guess = (address: string, at = now) => {
    try {
      foundingBy('AAAA-AAAA', address, at)
      return 'open'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const tries = Array.from({ length: 6 }, () => guess('10.9.9.9'))
  expect(tries).toEqual([...Array(5).fill('common.bad_input'), 'setup.code_locked'])
  // Not even the right one is looked at while the lock is in force.
  expect(() => foundingBy(setupCode, '10.9.9.9', now)).toThrow('setup.code_locked')
  expect(guess('10.9.9.8')).toBe('common.bad_input')
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  expect(guess('10.9.9.9', later(1.1))).toBe('common.bad_input')
  expect(guess('10.9.9.9', later(2.9))).toBe('setup.code_locked')
  // Typed as people type it.
  expect(foundingBy(setupCode.toLowerCase().replace('-', ' '), '10.9.9.9', later(9)).ownerUrl).toBe(
    world.ownerUrl,
  )
})

test('nothing stands of a founding that fails half way', async () => {
  await world.owner('alter table calendar_year add constraint broken check (year < 0) not valid')
  expect((await found()).status).toBe(500)
  await world.owner('alter table calendar_year drop constraint broken')
  expect(await written()).toEqual([])
  expect((await send(world, '', getSetup)).answer).toEqual({ empty: true })
})

test('two who press at once found one county; each officer signs in with the slip and must change the password', async () => {
  const replies = await Promise.all([found(), found()])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  const { answer } = replies.find(({ status }) => status === 200) as (typeof replies)[0]
  expect((await send(world, '', getSetup)).answer).toEqual({ empty: false })
  expect(await world.owner('select id, kind, name, code from region')).toEqual([
    { id: 1, kind: 'BANNER', name: '青原旗', code: '990001' },
  ])
  expect(answer.accounts.map(({ post, name, login }) => [post, name, login])).toEqual([
    ['ORG_DEPARTMENT', '乌云高娃', 'wuyungaowa'],
    ['SYSTEM_ADMIN', '陈立新', 'chenlixin'],
    ['SECURITY_ADMIN', '赵文静', 'zhaowenjing'],
    ['AUDITOR', '哈斯巴根', 'hasibagen'],
  ])
  // The holidays of this year are known, those of the next not yet.
  expect(answer.yearsUnknown).toEqual([2027])
  expect(await world.owner('select year from calendar_year')).toEqual([{ year: 2026 }])

  const slips = textOf(answer.slips?.base64 ?? '')
  for (const { login, password, post } of answer.accounts) {
    expect(slips).toContain(login)
    expect(slips).toContain(password)
    const response = await world.app.inject({
      method: 'POST',
      url: signIn.path,
      payload: { login, password },
    })
    expect(response.statusCode, login).toBe(200)
    const cookie = String(response.headers['set-cookie']).split(';')[0] as string
    expect(await send(world, cookie, getMe)).toMatchObject({ error: { code: 'identity.change_password' } })
    const next = await send(world, cookie, changePassword, {
      body: { current: password, password: `Gai-guo-le-${post}-7` },
    })
    expect(next, login).toMatchObject({ status: 200 })
  }
  expect(slips).toContain(form.openAt)
  expect(slips).toContain('首次登录须修改密码')

  // Passwords are in the answer and nowhere else.
  const trail = JSON.stringify(await world.owner('select * from audit_entry'))
  expect(trail).toContain('setup.founded')
  for (const { password } of answer.accounts) expect(trail).not.toContain(password)
  expect(await world.owner('select 1 from idempotency')).toEqual([])
})

test('a county that stands is not founded again, whatever code is sent', async () => {
  for (const code of [setupCode, 'AAAA-AAAA'])
    expect(await found({ setupCode: code, name: '另一旗' })).toMatchObject({
      status: 409,
      error: { code: 'setup.founded' },
    })
})

test('a lost slip is renewed at the machine: a new one-time password, written down', async () => {
  expect(await renewAccount(world.db, 'nobody', world.clock.now())).toBeUndefined()
  // The command works as the owner, whom no wall of a county holds back.
  const owner = connect(world.ownerUrl, { max: 1 })
  const keepers = await keepersAccounts(owner.db).finally(() => owner.pool.end())
  expect(keepers.map(({ login, post }) => [login, post])).toEqual([
    ['hasibagen', '安全审计员'],
    ['wuyungaowa', '组织部干部'],
    ['zhaowenjing', '安全保密管理员'],
    ['chenlixin', '系统管理员'],
  ])
  const password = (await renewAccount(world.db, 'ChenLiXin', world.clock.now())) as string
  const enter = (word: string) => send(world, '', signIn, { body: { login: 'chenlixin', password: word } })
  expect((await enter('Gai-guo-le-SYSTEM_ADMIN-7')).status).toBe(401)
  expect((await enter(password)).status).toBe(200)
  const trail = await world.owner(
    `select person_name, note from audit_entry where action = 'org.password_renewed'`,
  )
  expect(trail).toEqual([{ person_name: '系统', note: expect.stringContaining('在服务器上重置') }])
})
