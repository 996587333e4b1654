/**
 * The same walk with the first wall taken down: `within` lets everything through, `permit` asks for no place, a member
 * is no longer held to his own. Only the posts' rights and row-level security are left, and nothing may leak.
 */
import { type Action, holds } from '@xinghe/contract/rights'
import { sql } from 'kysely'
import { beforeAll, describe, vi } from 'vitest'
import type { Actor } from '../src/platform/actor.ts'
import { asksBareTables } from './query-lint.ts'
import { givenWalk, type Walked } from './walk/given.ts'
import { seed, shapesOf, walkEach } from './walk/walk.ts'
import { freshWorld } from './world.ts'

// Without `within` the lists do not name their county: that is what this walk is about.
asksBareTables()
const down = vi.hoisted(() => ({ within: false }))
vi.mock('../src/platform/permit.ts', async (original) => {
  const real = await original<typeof import('../src/platform/permit.ts')>()
  const everywhere = (by: Actor, path: string) => (down.within ? by.path : path)
  return {
    permit: (tx: object, by: Actor, action: Action, path: string) =>
      real.permit(tx, by, action, everywhere(by, path)),
    permitAll: (tx: object, by: Actor, action: Action, paths: readonly string[]) =>
      real.permitAll(
        tx,
        by,
        action,
        paths.map((path) => everywhere(by, path)),
      ),
    permitOwn: (by: Actor, personId: string | null) =>
      down.within ? undefined : real.permitOwn(by, personId),
    may: (by: Actor, action: Action, path = by.path) => real.may(by, action, everywhere(by, path)),
    within: (...given: Parameters<typeof real.within>) =>
      down.within
        ? holds(given[0].post, given[1])
          ? sql<boolean>`true`
          : sql<boolean>`false`
        : real.within(...given),
  }
})

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
  down.within = true
})
describe(`walk behind the second wall with seed ${seed}`, () => {
  walkEach(() => walked, {
    'GET /api/stars/what-if/choices': {
      tables: ['unit'],
      why: 'schemes are open to the whole county, so the list of those one may try is kept by the first wall alone',
    },
  })
})
