/**
 * What runs by night: a job at work for one county leaves the other as it was, and what it makes stands at, and goes to,
 * the units above what it is about. Run twice it does nothing more.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { JobTable } from '../src/platform/jobs.ts'
import { givenWalk } from './walk/given.ts'
import { changes, printsOf, withoutForeignKeys } from './walk/prints.ts'
import { seed, shapesOf } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
/** Backups, and sheets that lie sealed beside the database, are of the whole machine and know no county. */
const known = ['backups', 'imports']
/** The jobs that the server starts, read from where it starts them: none is forgotten. */
const main = readFileSync(new URL('../src/main.ts', import.meta.url), 'utf8')
const capabilities = [...main.matchAll(/\.\.\.(\w+)\.jobs/g)].map(([, name]) => name as string)
const tables = await Promise.all(
  capabilities
    .filter((name) => !known.includes(name))
    .map(async (name) => ((await import(`../src/${name}/index.ts`)) as { jobs: JobTable }).jobs),
)
const jobs: JobTable = Object.assign({}, ...tables)

beforeAll(async () => {
  await givenWalk(world, shapesOf(seed))
  await withoutForeignKeys(world)
  // Matters long overdue, quarters not closed and revisions whose quarter has come, in both counties.
  world.clock.set('2027-05-10T00:10:00+08:00')
  await world.owner(`update work_item set due_on = '2027-01-20' where person_id is null`)
  await world.owner(`update quarter set state = 'OPEN' where quarter = 4`)
  await world.owner(`delete from work_item where subject_kind = 'quarter'`)
  await world.owner('update scheme set year = 2027')
  await world.owner(
    `insert into setting (region_id, key, value, changed_by, changed_at) select id, 'year_end.preview_nightly', 'true', '', now() from region`,
  )
  // What PostgreSQL makes itself is not written.
  const columns = (
    await world.owner(
      `select quote_ident(column_name) as name from information_schema.columns
       where table_schema = 'xinghe' and table_name = 'scheme_version' and is_generated = 'NEVER' order by ordinal_position`,
    )
  ).map(({ name }) => name)
  await world.owner(
    `insert into scheme_version (${columns}) select ${columns.map((name) => `made.${name}`)} from scheme_version v
     cross join lateral jsonb_populate_record(v, jsonb_build_object(
       'id', gen_random_uuid(), 'version', v.version + 1, 'state', 'PUBLISHED', 'effective_quarter', 1)) as made`,
  )
})
/** With every other county's row out of the table that the jobs go through. */
const onlyFor = async (regionId: number, job: string) => {
  const others = await world.owner('delete from region where id <> $1 returning *', [regionId])
  await jobs[job]?.({ db: world.db, now: world.clock.now() }, {})
  for (const { id, kind, name, code, created_at } of others)
    await world.owner('insert into region values ($1, $2, $3, $4, $5)', [id, kind, name, code, created_at])
}

test.each(Object.keys(jobs))('%s', async (job) => {
  for (const regionId of [1, 2]) {
    const before = await printsOf(world, true)
    await onlyFor(regionId, job)
    const changed = changes(before, await printsOf(world, true))
    expect(changed.filter((change) => change.regionId !== regionId)).toEqual([])
    // Only a region far larger than these is rolled up; that it then is, roll-up.test.ts holds.
    if (job !== 'roll_up_hourly') expect(changed.length).toBeGreaterThan(0)
  }
  const once = await printsOf(world, true)
  await jobs[job]?.({ db: world.db, now: world.clock.now() }, {})
  expect(changes(once, await printsOf(world, true))).toEqual([])
})
test('every job is walked', () => {
  expect(Object.keys(jobs)).toEqual(
    expect.arrayContaining(['quarters_nightly', 'schemes_nightly', 'work_nightly']),
  )
})
test('what the night made goes to units above what it is about, and to people of the same county', async () => {
  const [row] = await world.owner(
    'select count(*)::int as n from work_item where escalated_unit_id is not null',
  )
  expect(row?.n).toBeGreaterThan(0)
  const astray = await world.owner(
    `select w.kind, w.path, u.path as unit, e.path as above from work_item w
     left join unit u on u.region_id = w.region_id and u.id = w.unit_id
     left join unit e on e.region_id = w.region_id and e.id = w.escalated_unit_id
     left join person p on p.region_id = w.region_id and p.id = w.person_id
     where u.id is null or not starts_with(w.path, u.path) or (w.escalated_unit_id is not null and (e.id is null or not starts_with(u.path, e.path)))
       or (w.person_id is not null and p.id is null)`,
  )
  expect(astray).toEqual([])
})
