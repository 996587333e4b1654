/**
 * What is outside does not even count: every page, total, badge, figure and chart says the same after all rows outside
 * one's sight are gone. Named from wide to narrow, each walker loses what lies outside his own place.
 */

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { bindings } from '../src/app.ts'
import { ask, drawAsked, drawFrom } from './walk/ask.ts'
import { givenWalk, type Walked, type Walker } from './walk/given.ts'
import { withoutForeignKeys } from './walk/prints.ts'
import { sees } from './walk/sight.ts'
import { isDrawn, longer, seed, shapesOf } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
})
/** Open to the whole county by its nature: what others do there is meant to be seen. */
const ofTheCounty =
  /api\/(public|health|backups|schemes|scheme-sources|stars\/what-if\/choices|identity\/demo-accounts)/
const routes = bindings
  .map(({ route }) => route)
  .filter(({ method, path }) => method === 'GET' && !ofTheCounty.test(path))

/** Everybody's answers to the same questions, without what differs from one asking to the next. */
async function answersOf(walker: Walker): Promise<Map<string, string>> {
  const census = walked.census
  const all = new Map<string, string>()
  // The same questions both times.
  const tapes = fc.sample(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), {
    seed,
    numRuns: routes.length * 3 * longer,
  })
  for (const route of routes)
    for (let round = 0; round < (isDrawn(route) ? 1 : 2) * longer; round++) {
      const tape = tapes.pop() as number[]
      const asked = drawAsked(route, census, drawFrom(tape), (id) => {
        const row = census.rows.get(id)
        return row !== undefined && sees(walker.sight, row)
      })
      const { status, text } = await ask(world, walker.cookie, route, asked)
      const { named, ...sent } = asked
      all.set(
        `${route.path} ${JSON.stringify(sent)}`,
        `${status} ${text.replace(/"traceId":"\w+"|，编号\w+/g, '')}`,
      )
    }
  return all
}
/** Takes away, behind the app's back, every row that the walker does not see; the county's own rows stay. */
async function takeAwayOutside({ sight, known }: Walker): Promise<number> {
  if (!sight) throw new Error('he sees nothing')
  const tables = await world.owner(
    `select c.relname as table, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id') as owner
     from pg_class c where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r'
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'path') order by 1`,
  )
  let gone = 0
  const stays = ['notice', 'notice_line', 'scheme', 'scheme_version', 'scheme_star', 'scheme_rule']
  for (const { table, owner } of tables as { table: string; owner: string | null }[]) {
    if (stays.includes(table)) continue
    const above = ['unit', 'determination'].includes(table) ? `or starts_with($2, path)` : ''
    const names = table === 'person' ? 'or id = any($3)' : 'and $3::uuid[] is not null'
    const personal =
      sight.post === 'MEMBER' && owner && !['audit_entry', 'post_holding', 'work_item'].includes(table)
        ? `and (${owner} is null or ${owner} = '${sight.personId}')`
        : ''
    const rows = await world.owner(
      `with gone as (delete from ${table} where region_id <> $1 or not (starts_with(path, $2) ${personal} ${above} ${names}) returning 1) select count(*)::int as n from gone`,
      [sight.regionId, sight.path, [...known, sight.personId]],
    )
    gone += rows[0]?.n as number
  }
  return gone
}

test(`what is gone outside is missed by nobody inside (seed ${seed})`, async () => {
  const [county] = walked.counties
  const first = county?.townships[0]
  const find = (person: { id: string } | undefined) =>
    walked.walkers.find(({ personId }) => personId === person?.id) as Walker
  await withoutForeignKeys(world)
  for (const person of [
    county?.department,
    first?.clerk,
    first?.villages[0]?.secretary,
    first?.villages[0]?.members[0],
  ]) {
    const walker = find(person)
    const before = await answersOf(walker)
    // What nobody was shown proves nothing.
    expect(
      [...before.values()].filter((answer) => answer.startsWith('200')).length,
      walker.who,
    ).toBeGreaterThan(25)
    const gone = await takeAwayOutside(walker)
    expect(gone, walker.who).toBeGreaterThan(0)
    const after = await answersOf(walker)
    const differing = [...before].filter(([question, answer]) => after.get(question) !== answer)
    expect(
      differing.map(([question, answer]) => ({ question, answer, after: after.get(question) })),
      walker.who,
    ).toEqual([])
  }
}, 600_000)
