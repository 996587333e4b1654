import { getMe } from '@xinghe/contract/identity'
import { listUnits } from '@xinghe/contract/org'
import { beforeAll, expect, test } from 'vitest'
import { as, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld, send, type World } from '../../test/world.ts'

let world: World
let banner: GivenRegion
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
})

test('nobody gets in without a session, and a person sees his own posts', async () => {
  expect(await send(world, '', getMe)).toMatchObject({ status: 401, error: { code: 'common.not_signed_in' } })
  const clerk = banner.townships[0]?.clerk
  if (!clerk) throw new Error('no clerk')
  const me = await as(world, clerk, getMe)
  expect(me).toMatchObject({
    status: 200,
    answer: { person: { name: clerk.name }, post: { post: 'TOWNSHIP_CLERK' } },
  })
})

test('a township sees its own subtree only', async () => {
  const [east, west] = banner.townships
  if (!east || !west) throw new Error('two townships')
  const units = await as(world, east.clerk, listUnits)
  expect(units.answer.map((unit) => unit.id).sort()).toEqual(
    [east.id, ...east.villages.map((village) => village.id)].sort(),
  )
})
