/** The same walk without row-level security: `within` and `permit` alone must hold, but for what is named here. */
import { beforeAll, describe } from 'vitest'
import { givenWalk, type Walked } from './walk/given.ts'
import { seed, shapesOf, walkEach } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
  for (const { relname } of await world.owner(
    `select relname from pg_class c where relnamespace = 'xinghe'::regnamespace and exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
  ))
    await world.owner(`alter table ${relname} disable row level security`)
})
const timeline = {
  tables: ['audit_entry'],
  why: 'a record of the county or township carries its timeline, whose rows stand where the record stands',
}
const township = {
  tables: [
    'unit',
    'person',
    'determination',
    'audit_entry',
    'rating',
    'book',
    'year_end_sheet',
    'objection',
    'notice',
  ],
  why: 'a page about the whole township, which its villages see as well, each with its own rows',
}
const history = {
  tables: ['membership', 'post_holding', 'unit', 'audit_entry'],
  why: 'of one he sees himself, where else he was and what was done there',
}
/** What row-level security alone keeps within the county, and why. */
const onlyTheSecond: Record<string, { tables: readonly string[]; why: string }> = {
  'GET /api/notices/:id': timeline,
  'GET /api/schemes/:id': timeline,
  'GET /api/org/people/:id': history,
  'GET /api/year-end/townships/:townshipId': township,
  'GET /api/year-end/determinations/:id': township,
  'GET /api/year-end/determinations/:id/minutes': township,
}
describe(`walk behind the first wall with seed ${seed}`, () => {
  walkEach(() => walked, onlyTheSecond)
})
