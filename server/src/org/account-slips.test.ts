/** Accounts in a batch: whose they are not, whom they leave out, and that the slips can be read. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getAccount, signIn } from '@xinghe/contract/identity'
import { openAccountSlips } from '@xinghe/contract/org'
import type { SentBody } from '@xinghe/contract/route'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT', townships: 1, villages: 1, members: 1 })
  // As after an import: posts are held, accounts are only those of who keeps them.
  const stay = [
    banner.department.id,
    banner.admin.id,
    banner.townships[0]?.secretary.id,
    district.department.id,
  ]
  await world.owner('delete from account where not person_id = any($1)', [stay])
  await world.owner('delete from login_name where not person_id = any($1)', [stay])
})
const folder = mkdtempSync(join(tmpdir(), 'account-slips-'))
afterAll(() => rmSync(folder, { recursive: true }))
const textOf = (base64: string): string => {
  const file = join(folder, 'slips.pdf')
  writeFileSync(file, Buffer.from(base64, 'base64'))
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}
const openAt = 'http://10.0.0.5:5320'
const open = (
  person: GivenPerson,
  unitId: string,
  more: Partial<SentBody<typeof openAccountSlips>> = {},
  key?: string,
) => as(world, person, openAccountSlips, { body: { unitId, openAt, ...more }, ...(key && { key }) })
const accounts = async () => Number((await world.owner('select count(*) as n from account'))[0]?.n)
const place = () => {
  const [east, west] = banner.townships
  if (!east || !west) throw new Error('two townships')
  return { east, west }
}

test('refused: a township’s own officers, and another county', async () => {
  const { east } = place()
  expect(await open(east.secretary, east.id)).toMatchObject({ status: 403 })
  expect(await open(district.department, east.id)).toMatchObject({ status: 404 })
  const named = [east.clerk.id, district.townships[0]?.clerk.id as string]
  expect(await open(banner.department, east.id, { personIds: named })).toMatchObject({ status: 404 })
  expect(await accounts()).toBe(4)
})

test('one township: each holder of a post gets a slip with a password that opens once', async () => {
  const { east } = place()
  const { status, answer } = await open(
    banner.department,
    east.id,
    { posts: ['VILLAGE_SECRETARY'] },
    'key-12345678',
  )
  expect(status).toBe(200)
  expect(answer.opened.map(({ unitName }) => unitName)).toEqual(['1-1嘎查', '1-2嘎查'])
  expect(answer.left).toBe(0)
  const text = textOf(answer.slips?.base64 ?? '')
  for (const { login, name } of answer.opened) {
    expect(text).toContain(login)
    expect(text).toContain(name)
  }
  expect(text).toContain(openAt)
  const passwords = text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g) ?? []
  expect(new Set(passwords).size).toBe(2)
  const enter = (login: string, password: string) =>
    world.app.inject({ method: 'POST', url: signIn.path, payload: { login, password } })
  const [first, second] = answer.opened
  // Two slips stand side by side on a line, the first left.
  const response = await enter(first?.login ?? '', passwords[0] ?? '')
  expect(response.statusCode).toBe(200)
  const cookie = String(response.headers['set-cookie']).split(';')[0] as string
  expect((await send(world, cookie, getAccount)).answer).toMatchObject({ pending: 'PASSWORD' })
  expect((await enter(second?.login ?? '', passwords[0] ?? '')).statusCode).toBe(401)
  // The key under which it was sent keeps no passwords: a second time nobody is left.
  expect(
    (await open(banner.department, east.id, { posts: ['VILLAGE_SECRETARY'] }, 'key-12345678')).answer,
  ).toEqual({
    opened: [],
    left: 0,
    slips: null,
  })
  expect(await world.owner('select 1 from idempotency')).toEqual([])
})

test('the whole county: administrators are left out, equal names get different logins, a second time nobody is left', async () => {
  const { east, west } = place()
  await world.owner(`update person set name = '吕春雪', name_sort = 'lü chun xue' where id = $1`, [
    west.group.id,
  ])
  await world.owner(`update person set name = '同名人', name_sort = 'tong ming ren' where id = any($1)`, [
    [west.secretary.id, west.clerk.id],
  ])
  const { answer } = await open(banner.department, banner.root.id)
  // Inspector; of 第1镇 clerk, group and two village clerks; of 第2镇 all.
  expect(answer.opened).toHaveLength(1 + 4 + 3 + 4)
  const logins = answer.opened.map(({ login }) => login)
  expect(new Set(logins).size).toBe(logins.length)
  expect(logins).toEqual(expect.arrayContaining(['tongmingren', 'tongmingren2', 'lvchunxue']))
  const without = await world.owner(
    `select distinct h.post from post_holding h where h.region_id = 1 and not exists (select 1 from account a where a.person_id = h.person_id) order by 1`,
  )
  expect(without.map(({ post }) => post)).toEqual(['AUDITOR', 'SECURITY_ADMIN'])
  expect(
    await world.owner(`select 1 from account where region_id = 1 and person_id = $1`, [
      east.villages[0]?.members[0]?.id,
    ]),
  ).toEqual([])
  expect((await open(banner.department, banner.root.id)).answer.opened).toEqual([])
  // The account of an administrator is the system administrator's to open.
  const rest = await open(banner.admin, banner.root.id)
  expect(rest.answer.opened.map(({ name }) => name).sort()).toEqual(
    [banner.auditor.name, banner.security.name].sort(),
  )
})
