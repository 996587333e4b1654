import { listCategories, setCategory } from '@xinghe/contract/categories'
import { getMe } from '@xinghe/contract/identity'
import { addPeople, changeCategory, editUnit } from '@xinghe/contract/org'
import { missingIn } from '@xinghe/contract/scheme-check'
import { createScheme } from '@xinghe/contract/schemes'
import { memberCategories, villageTypes } from '@xinghe/contract/words'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { categoryNames } from './categories.ts'

let world: World
let banner: GivenRegion
let district: GivenRegion
let east: GivenTownship
let village: GivenVillage
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  district = await givenRegion(world, { id: 2, kind: 'DISTRICT' })
  ;[east] = banner.townships as [GivenTownship]
  ;[village] = east.villages as [GivenVillage]
})
const set = (
  kind: 'VILLAGE' | 'MEMBER',
  code: string,
  body: { name: string; off: boolean },
  by: GivenPerson = banner.department,
) => as(world, by, setCategory, { params: { kind, code }, body })
const named = async (by: GivenPerson, code: string) =>
  (await as(world, by, listCategories)).answer.find((one) => one.code === code)

test('a county renames a category; its pages, refusals and workbooks say the new word, another county’s do not', async () => {
  expect(await named(banner.department, 'FLOATING')).toMatchObject({
    name: '流动党员',
    initial: '流动党员',
    off: false,
    changed: null,
    can: true,
  })
  const body = { name: '外出党员', off: false }
  expect(await set('MEMBER', 'FLOATING', body, east.clerk)).toMatchObject({ status: 403 })
  expect(await set('MEMBER', 'NONSENSE', body)).toMatchObject({
    status: 404,
    error: { code: 'categories.unknown' },
  })
  expect(await set('MEMBER', 'FLOATING', { name: '无职党员', off: false })).toMatchObject({
    status: 409,
    error: { code: 'categories.name_taken', fields: [{ path: 'name' }] },
  })
  expect((await set('MEMBER', 'FLOATING', body)).status).toBe(200)
  expect(await named(east.clerk, 'FLOATING')).toMatchObject({
    name: '外出党员',
    initial: '流动党员',
    changed: { by: banner.department.name },
    can: false,
  })
  expect((await as(world, village.secretary, getMe)).answer.categories).toEqual([
    { kind: 'MEMBER', code: 'FLOATING', name: '外出党员', off: false },
  ])
  expect((await as(world, district.department, getMe)).answer.categories).toEqual([])
  expect(await named(district.department, 'FLOATING')).toMatchObject({ name: '流动党员' })
  const names = await readTx(world.db, wholeRegion(banner.regionId), (tx) =>
    categoryNames(tx, { regionId: banner.regionId }),
  )
  expect(names).toEqual({
    VILLAGE: villageTypes,
    MEMBER: { ...memberCategories, FLOATING: '外出党员' },
  })
  const empty = { subject: 'MEMBER', stars: [], rules: [], plan: {} } as never
  expect(missingIn(empty, names.MEMBER).map(({ zh }) => zh)).toContain('外出党员职责星还差 3 颗（需要 3 颗）')
})

test('one that is given no more stays where it stands and is refused for what is new', async () => {
  const member = village.members[0] as GivenPerson
  const change = (category: 'ORDINARY' | 'FLOATING' | 'COMMITTEE') =>
    as(world, east.clerk, changeCategory, {
      params: { id: member.id },
      body: { category, status: 'FULL', on: '2026-03-05' },
    })
  expect((await change('FLOATING')).status).toBe(200)
  expect((await set('MEMBER', 'FLOATING', { name: '外出党员', off: true })).status).toBe(200)
  expect(await named(east.clerk, 'FLOATING')).toMatchObject({ off: true, used: 1 })
  expect((await change('FLOATING')).status).toBe(200)
  expect((await change('COMMITTEE')).status).toBe(200)
  const refused = {
    status: 422,
    error: { code: 'categories.off', message: '“外出党员”已停用，请选择在用的类别' },
  }
  expect(await change('FLOATING')).toMatchObject(refused)
  const person = {
    name: '新来的',
    unitId: village.id,
    membership: { category: 'FLOATING' as const, status: 'FULL' as const },
    posts: [],
  }
  expect(await as(world, east.clerk, addPeople, { body: { people: [person] } })).toMatchObject(refused)
})

test('kinds of villages likewise, for villages and for schemes; one of a kind always stays in use', async () => {
  expect((await set('VILLAGE', 'BORDER', { name: '边境嘎查', off: true })).status).toBe(200)
  const refused = { error: { code: 'categories.off' } }
  const edit = (villageType: 'BORDER' | 'PASTORAL') =>
    as(world, banner.department, editUnit, {
      params: { id: village.id },
      body: { name: village.name, shortName: village.name, villageType },
    })
  expect(await edit('BORDER')).toMatchObject(refused)
  const scheme = {
    townshipId: east.id,
    subject: 'ORG' as const,
    year: 2026,
    villageType: 'BORDER' as const,
    from: { kind: 'EMPTY' as const },
  }
  expect(await as(world, east.clerk, createScheme, { body: scheme })).toMatchObject(refused)
  for (const [code, word] of Object.entries(villageTypes).filter(
    ([one]) => one !== 'BORDER' && one !== 'PASTORAL',
  ))
    expect((await set('VILLAGE', code, { name: word, off: true })).status).toBe(200)
  expect(await set('VILLAGE', 'PASTORAL', { name: '牧区', off: true })).toMatchObject({
    status: 409,
    error: { code: 'categories.last' },
  })
})
