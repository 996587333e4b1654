/**
 * Every writing route, walked by everybody with rows of anybody: nothing outside the place of whoever writes is changed,
 * no row outside it can be named with success, alone or among his own, and no refusal tells of one.
 */

import type { Route } from '@xinghe/contract/route'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { bindings } from '../src/app.ts'
import { ask, drawAsked, drawFrom } from './walk/ask.ts'
import { takeCensus } from './walk/census.ts'
import { givenWalk, today, type Walked } from './walk/given.ts'
import { leaks } from './walk/judge.ts'
import { type Change, changes, printsOf } from './walk/prints.ts'
import { holds, knownTo, type Sight, sees, sightOn } from './walk/sight.ts'
import { longer, seed, shapesOf } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
})
/** What takes people out of office, off the register or out of their session comes last, since they are still asked. */
const order = ({ path }: Route) =>
  /sign-out/.test(path)
    ? 4
    : /sessions|password/.test(path)
      ? 3
      : /(org|identity)\/(posts|people)/.test(path)
        ? 2
        : /books\//.test(path)
          ? 1
          : 0
const writes = bindings
  .map(({ route }) => route)
  .filter(({ method }) => method !== 'GET')
  .sort((one, other) => order(one) - order(other))

/** Beyond what a walk can make up: bytes of a picture, the present password, a server that keeps backups. */
const needsMore = /api\/(files|backups|identity)/
/** Written outside the subtree, and why. */
const beyond: Record<string, string> = {
  scheme_version: 'the first entry of a village locks the version of its township',
}
const allowed = (sight: Sight | null, { table, regionId, path }: Change, route: Route): boolean =>
  route.access === 'public' ||
  (sight !== null &&
    regionId === sight.regionId &&
    (path === '' || path.startsWith(sight.path) || (table in beyond && sight.path.startsWith(path))))

describe(`walk with seed ${seed}`, () => {
  test.each(writes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_, route) => {
      const census = await takeCensus(world)
      const { walkers } = walked
      const may = walkers.filter(({ sight }) => holds(sight, route.access))
      let prints = await printsOf(world)
      const statuses: Record<string, number> = {}
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (tape) => {
          const draw = drawFrom(tape)
          const one = draw(draw([true, true, true, false]) && may.length > 0 ? may : walkers)
          // What was written before may have given or taken a post.
          const sight = await sightOn(world, one.regionId, one.personId, today)
          const walker = { ...one, sight, known: sight ? await knownTo(world, sight) : new Set<string>() }
          const visible = (id: string) => {
            const row = census.rows.get(id)
            return row !== undefined && sees(sight, row)
          }
          const asked = drawAsked(route, census, draw, visible)
          const answered = await ask(world, walker.cookie, route, asked)
          const status = `${answered.status} ${answered.code ?? ''}`
          statuses[status] = (statuses[status] ?? 0) + 1
          const { named, ...sent } = asked
          const what = leaks(census, walker, route, answered, asked)
          if (answered.status === 200) {
            for (const { kind, id } of named)
              if (census.rows.has(id) && !visible(id))
                what.push(`writes about ${kind} ${id} at ${census.rows.get(id)?.path}`)
            const after = await printsOf(world)
            for (const change of changes(prints, after))
              if (!allowed(sight, change, route))
                what.push(`changes ${change.table} of ${change.regionId} at ${change.path}`)
            prints = after
          }
          expect(what, `${walker.who}, ${JSON.stringify(sent)}: ${status}`).toEqual([])
        }),
        { seed, endOnFailure: true, numRuns: 12 * longer },
      )
      if (process.env.WALK_SHOW)
        process.stderr.write(`${route.method} ${route.path} ${JSON.stringify(statuses)}\n`)
      // What was refused for its form alone, or at the door, says nothing of whose rows it named.
      if (!needsMore.test(route.path))
        expect(
          Object.keys(statuses).filter((status) => !/not_allowed|bad_input|not_signed_in/.test(status)),
          JSON.stringify(statuses),
        ).not.toEqual([])
      // Refused means that nothing at all was done.
      if (route.access !== 'public' && !Object.keys(statuses).some((status) => status.startsWith('200')))
        expect(
          changes(prints, await printsOf(world)).filter(({ path }) => path !== ''),
          JSON.stringify(statuses),
        ).toEqual([])
    },
  )
})
test('what was tried and done is written down in the county and at the place of whoever did it', async () => {
  const tried = walked.walkers.flatMap(({ sight }) => (sight ? [sight] : []))
  const rows = (await world.owner(
    'select person_id as id, region_id as "regionId", path, action from audit_entry where at >= $1',
    [world.clock.now()],
  )) as { id: string; regionId: number; path: string; action: string }[]
  expect(rows.length).toBeGreaterThan(0)
  const byPerson = new Map(tried.map((sight) => [sight.personId, sight]))
  expect(
    rows.filter(({ id, regionId, path }) => {
      const sight = byPerson.get(id)
      return (
        sight &&
        (sight.regionId !== regionId || !(path.startsWith(sight.path) || sight.path.startsWith(path)))
      )
    }),
  ).toEqual([])
})
