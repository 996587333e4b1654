/**
 * Every route, walked by everybody in random small worlds: no answer, whatever is asked, shows a row, a name or a word
 * of a place or person that the bare tables do not give to whoever asks. WALK_SEED walks other worlds, WALK_RUNS walks longer.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { givenWalk, type Walked } from './walk/given.ts'
import { seed, shapesOf, walkEach } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
})
describe(`walk with seed ${seed}`, () => {
  walkEach(() => walked)
})
test('the world is worth the walk', () => {
  expect(walked.walkers.filter(({ sight }) => sight === null).length).toBeGreaterThan(0)
  expect(walked.census.rows.size).toBeGreaterThan(300)
})
