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

test('a post that is over is over at once, for a session that goes on too', async () => {
  const secretary = banner.townships[1]?.secretary
  if (!secretary) throw new Error('no secretary')
  expect((await as(world, secretary, getMe)).status).toBe(200)
  await world.owner(
    "update post_holding set first_on = '2026-01-01', last_on = '2026-03-04' where person_id = $1",
    [secretary.id],
  )
  expect((await as(world, secretary, listUnits)).answer).not.toHaveProperty('0.id')
  expect((await as(world, secretary, getMe)).answer?.post?.post).not.toBe('TOWNSHIP_SECRETARY')
})
