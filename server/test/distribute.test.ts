/**
 * Spreading the schema, without a cluster: the commands in their order, and what they leave, given to functions that stand
 * in for those of Citus (cluster-stand-in.sql). They cut each table into partitions by region_id, so PostgreSQL itself
 * refuses a key that lacks it; then the acts go on over what was cut. What Citus does is tried on a Citus before a release.
 */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf } from '../src/platform/constraints.ts'
import { commandsFor, distribute, type Found, lookAt, targetsFirst } from '../src/platform/distribute.ts'
import { placeOf, places } from '../src/platform/distribution.ts'
import { migrate } from '../src/platform/migrate.ts'
import { verifyEverything } from '../src/verify.ts'
import { givenRegion } from './given.ts'
import { givenWholeYear } from './given-whole-year.ts'
import { testRole } from './global-setup.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
const client = new pg.Client({ connectionString: world.ownerUrl })
let before: Found
let commands: string[]
beforeAll(async () => {
  await client.connect()
  before = await lookAt(client, testRole.appRole)
  commands = commandsFor(before, 8)
})
afterAll(() => client.end())

const at = (pattern: RegExp) => commands.findIndex((command) => pattern.test(command))
const all = (pattern: RegExp) => commands.filter((command) => pattern.test(command))
const keyNames = (keys: Found['keys']) =>
  keys.map(({ table, name, definition }) => `${table} ${name} ${definition}`)

test('every table of the schema is named, and every one that is spread stands in the commands once', () => {
  expect(Object.keys(places).sort()).toEqual([...before.tables].sort())
  for (const table of before.tables) {
    const place = placeOf(table)
    const named = all(new RegExp(`^select create_\\w+_table\\('xinghe\\."${table}"'`))
    expect([table, named.length]).toEqual([table, place === 'LOCAL' ? 0 : 1])
    expect(named.join()).toContain(
      place === 'REFERENCE' ? 'create_reference_table' : place === 'LOCAL' ? '' : 'create_distributed_table',
    )
  }
  expect(() => commandsFor({ ...before, tables: [...before.tables, 'forgotten'] }, 8)).toThrow(/forgotten/)
})
test('what is referred to comes before what refers to it; keys go first and come back last', () => {
  const place = (table: string) => at(new RegExp(`^select create_\\w+_table\\('xinghe\\."${table}"'`))
  expect(before.keys.length).toBeGreaterThan(50)
  for (const { table, target } of before.keys)
    if (table !== target) expect([table, target, place(target) < place(table)]).toEqual([table, target, true])
  const [reference] = [at(/create_reference_table/)]
  const lastSpread = commands.findLastIndex((command) => command.includes('create_distributed_table'))
  const drops = all(/ drop constraint /)
  expect(drops.length).toBe(before.keys.length)
  expect(commands.findLastIndex((command) => command.includes(' drop constraint '))).toBeLessThan(reference)
  expect(at(/^insert into xinghe_distribution/)).toBeLessThan(at(/ drop constraint /))
  expect(at(/ not valid$/)).toBeGreaterThan(lastSpread)
  expect(all(/ not valid$/).length).toBe(before.keys.length)
  expect(all(/ validate constraint /).length).toBe(before.keys.length)
  expect(() =>
    targetsFirst(
      ['a', 'b'],
      [
        { table: 'a', name: '1', target: 'b', definition: '' },
        { table: 'b', name: '2', target: 'a', definition: '' },
      ],
    ),
  ).toThrow(/circle/)
})
test('each is one command', () => {
  for (const command of commands) expect(command.replace(/'[^']*'/g, '')).not.toContain(';')
})

test('interrupted anywhere it goes on; at the end every key stands as it stood, proven', async () => {
  await client.query(readFileSync(new URL('cluster-stand-in.sql', import.meta.url), 'utf8'))
  await client.query('set search_path = pg_catalog, public')
  // Some commands, then as after a crash: looked at anew. Steps of a prime, so that it stops in every phase.
  const stops = new Set<string>()
  for (let round = 0; ; round++) {
    const found = await lookAt(client, testRole.appRole)
    const rest = commandsFor(found, 8)
    if (rest.length === 0) break
    expect(round).toBeLessThan(100)
    const some = rest.slice(0, 23)
    await distribute(client, some, () => {})
    stops.add((some.at(-1) as string).split(' ').slice(0, 2).join(' '))
  }
  expect(stops.size).toBeGreaterThan(1)
  const after = await lookAt(client, testRole.appRole)
  expect(keyNames(after.keys)).toEqual(keyNames(before.keys))
  expect(after).toMatchObject({ unproven: [], kept: [] })
  expect([...after.spread].sort()).toEqual(before.tables.filter((table) => placeOf(table) !== 'LOCAL').sort())
  const [left] = await world.owner(`select to_regnamespace('xinghe_distribution') as left`)
  expect(left?.left).toBeNull()
  const cut = await world.owner(
    `select relname from pg_class where relnamespace = 'xinghe'::regnamespace and relkind = 'p'`,
  )
  expect(cut.length).toBe(Object.values(places).filter((place) => place === 'TENANT').length + 1)
})
test('a table that an update brings is spread too, and is tied to the others again', async () => {
  await client.query(
    'create table xinghe.brought (region_id int, id uuid, unit_id uuid, primary key (region_id, id), constraint brought__unit foreign key (region_id, unit_id) references xinghe.unit (region_id, id))',
  )
  const found = await lookAt(client, testRole.appRole)
  expect(() => commandsFor(found, 8)).toThrow(/brought/)
  Object.assign(places, { brought: 'TENANT' })
  const more = commandsFor(found, 8)
  expect(more.filter((command) => command.includes('create_'))).toEqual([
    `select create_distributed_table('xinghe."brought"', 'region_id', colocate_with => 'xinghe."unit"')`,
  ])
  await distribute(client, more, () => {})
  expect(commandsFor(await lookAt(client, testRole.appRole), 8)).toEqual([])
  await client.query('drop table xinghe.brought')
  delete (places as Record<string, unknown>).brought
})
test('the acts of a year go on over what was cut, every row in the part of its county, and all adds up', async () => {
  await migrate({ ownerUrl: world.ownerUrl, ...testRole })
  const banner = await givenRegion(world, { members: 5 })
  await givenWholeYear(world, banner)
  const { findings } = await verifyEverything(world.db)
  expect(findings).toEqual([])
  const [entries] = await world.owner(
    'select count(*)::int as rows, count(distinct tableoid)::int as parts from points_entry',
  )
  expect(entries?.rows).toBeGreaterThan(5)
  expect(entries?.parts).toBe(1)
})
test('a key that lacks region_id is refused by PostgreSQL', async () => {
  await expect(client.query('create unique index on xinghe.unit (name)')).rejects.toThrow(/partition/)
})
test('a refusal is known by the name in its message where the server gives no other', () => {
  const message = 'duplicate key value violates unique constraint "person__id_number_102172"'
  expect(refusalOf({ code: '23505', message })?.code).toBe('personal.id_number_taken')
  expect(refusalOf({ code: '23505', message: '' })?.code).toBe('common.duplicate')
})
