import { addPeople, editPerson, getPerson, listPeople } from '@xinghe/contract/org'
import { findPeople, revealPersonal } from '@xinghe/contract/personal'
import { checkCharacter } from '@xinghe/contract/personal-fields'
import { listMyViewers } from '@xinghe/contract/record-views'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, type GivenVillage, givenRegion } from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { maskBankAccount, maskIdNumber } from './mask.rules.ts'

let world: World
let banner: GivenRegion
let village: GivenVillage
let clerk: GivenPerson
let member: GivenPerson
const idOf = (first17: string) => first17 + checkCharacter(first17)
const idNumber = idOf('99010119650317001')
const numbers = { idNumber, phone: '13912345678', bankAccount: '6200990000001234567' }
const name = '乌兰'
const edit = (by: GivenPerson, id: string, more: object) =>
  as(world, by, editPerson, { params: { id }, body: { name, ...more } })
const reveal = (by: GivenPerson, more: object = {}, key?: string) =>
  as(world, by, revealPersonal, {
    params: { id: member.id },
    body: { what: ['ID_NUMBER', 'PHONE', 'BANK_ACCOUNT'], ...more },
    ...(key && { key }),
  })

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  const [east] = banner.townships
  clerk = east?.clerk as GivenPerson
  village = east?.villages[0] as GivenVillage
  member = village.members[0] as GivenPerson
  expect((await edit(clerk, member.id, numbers)).status).toBe(200)
})

test('masks hide the day of birth, and more where it stands beside', () => {
  expect(maskIdNumber(idNumber, false)).toBe(`990101********${idNumber.slice(-4)}`)
  expect(maskIdNumber(idNumber, true)).toBe('990101************')
  expect(maskBankAccount('6200990000001234567')).toBe('***************4567')
})

test('the page shows masks alone, to everybody', async () => {
  for (const by of [clerk, banner.department, village.secretary, member])
    expect((await as(world, by, getPerson, { params: { id: member.id } })).answer).toMatchObject({
      idNumber: `990101********${idNumber.slice(-4)}`,
      phone: '139****5678',
      bankAccount: '***************4567',
    })
  await edit(clerk, member.id, { bornOn: '1965-03-17' })
  expect((await as(world, clerk, getPerson, { params: { id: member.id } })).answer.idNumber).toBe(
    '990101************',
  )
})

test('the whole only with the right and a purpose, written down, and told to the person', async () => {
  expect(await reveal(clerk)).toMatchObject({ error: { code: 'personal.purpose_needed' } })
  expect(await reveal(clerk, { purpose: 'OTHER' })).toMatchObject({
    error: { code: 'personal.purpose_needed' },
  })
  expect(await reveal(village.secretary, { purpose: 'CONTACT' })).toMatchObject({ status: 403 })
  const [, west] = banner.townships
  expect(await reveal(west?.clerk as GivenPerson, { purpose: 'CONTACT' })).toMatchObject({ status: 404 })
  expect(await reveal(village.members[1] as GivenPerson)).toMatchObject({ status: 404 })
  const why = { purpose: 'REWARD', note: '年度奖励' }
  expect((await reveal(clerk, why, 'key-revealed-1')).answer).toEqual(numbers)
  expect((await reveal(clerk, { ...why, what: ['PHONE'] })).answer).toEqual({
    idNumber: null,
    phone: numbers.phone,
    bankAccount: null,
  })
  expect((await reveal(member)).answer).toEqual(numbers)
  const notes = await world.owner(
    `select note from audit_entry where action = 'org.personal_revealed' and outcome = 'DONE' order by at, id`,
  )
  expect(notes.map((row) => row.note)).toEqual([
    '身份证号、电话、银行账号（发放奖励补助：年度奖励）',
    '电话（发放奖励补助：年度奖励）',
    '身份证号、电话、银行账号（本人）',
  ])
  expect(await world.owner(`select 1 from idempotency where key = 'key-revealed-1'`)).toEqual([])
  const { rows } = (await as(world, member, listMyViewers)).answer
  expect(rows.find((row) => row.viewerId === clerk.id)?.what).toContain('PERSONAL')
})

test('found by the whole number, each within his own area', async () => {
  const find = async (by: GivenPerson, number: string) =>
    (await as(world, by, findPeople, { body: { number } })).answer.rows.map((row) => row.id)
  for (const number of [idNumber, idNumber.toLowerCase(), ` ${numbers.phone} `, '139 1234 5678']) {
    expect(await find(clerk, number), number).toEqual([member.id])
    expect(await find(village.secretary, number), number).toEqual([member.id])
  }
  expect(await find(clerk, idNumber.slice(0, 17))).toEqual([])
  expect(await find(banner.townships[1]?.clerk as GivenPerson, idNumber)).toEqual([])
  expect(await find(village.members[1] as GivenPerson, idNumber)).toEqual([])
  expect((await as(world, clerk, listPeople, { query: { q: numbers.phone } })).answer.rows).toEqual([])
})

test('one ID number, one person in a county; what is wrong is said at its field', async () => {
  const second = village.members[1] as GivenPerson
  expect(await edit(clerk, second.id, { idNumber })).toMatchObject({
    status: 409,
    error: { code: 'personal.id_number_taken', message: expect.stringContaining('已登记') },
  })
  const put = (more: object) =>
    as(world, clerk, addPeople, { body: { people: [{ name: '新人', unitId: village.id, ...more }] } })
  expect(await put({ idNumber })).toMatchObject({ error: { code: 'personal.id_number_taken' } })
  const wrong = await put({
    idNumber: `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? 2 : 1}`,
    phone: '123',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.error.fields).toEqual([
    { path: 'people.0.idNumber', message: '身份证号校验位不符，请核对每一位数字' },
    { path: 'people.0.phone', message: '请填写11位手机号，或带区号的固定电话' },
  ])
  const district = await givenRegion(world, { id: 2, kind: 'DISTRICT' })
  expect((await edit(district.department, district.inspector.id, { idNumber })).status).toBe(200)
})

test('left out stays, null empties; a value put into another row is not read there', async () => {
  expect((await edit(clerk, member.id, { bankAccount: null })).status).toBe(200)
  expect((await reveal(member)).answer).toEqual({ ...numbers, bankAccount: null })
  const second = village.members[1] as GivenPerson
  await world.owner(
    `update person set phone_sealed = (select phone_sealed from person where id = $1) where id = $2`,
    [member.id, second.id],
  )
  const params = { id: second.id }
  expect((await as(world, clerk, getPerson, { params })).answer.phone).toBe('无法解密')
  expect(
    await as(world, clerk, revealPersonal, { params, body: { what: ['PHONE'], purpose: 'CONTACT' } }),
  ).toMatchObject({ error: { code: 'personal.unreadable' } })
})
