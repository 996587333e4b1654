/** The second wall alone: plain `select *` without any `within` shows a scope's rows and no others. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { markPermitted, readTx, subtree, systemTx, writeTx } from '../src/platform/tx.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
for (const id of [1, 2]) await world.owner(`insert into region values ($1, 'BANNER', 'x', 'x', now())`, [id])

/** Two counties, three townships each, three villages each. */
const paths = ['0001', '0002'].flatMap((root) => [
  root,
  ...[1, 2, 3].flatMap((town) => [
    `${root}000${town}`,
    ...[1, 2, 3].map((village) => `${root}000${town}000${village}`),
  ]),
])
const people = new Map(paths.map((path) => [path, newId()]))
for (const path of paths) {
  const region = Number(path.slice(0, 4))
  await world.owner(
    `insert into unit (region_id, id, kind, name, short_name, path, seq, first_on) values ($1, $2, 'VILLAGE', $3, $3, $3, 1, '2026-01-01')`,
    [region, newId(), path],
  )
  await world.owner(
    `insert into file (region_id, id, path, person_id, sha256, name, mime, size_bytes, created_by, created_by_name, created_at) values ($1, $2, $3, $4, 'x', 'x', 'x', 1, $2, 'x', now())`,
    [region, newId(), path, people.get(path)],
  )
  await world.owner(
    `insert into slip (region_id, id, township_id, village_id, path, year, quarter, subject, fact_on, reason, state, checker, confirmer, entered_post, entered_by, entered_by_name, entered_at)
    select $1, $2, id, id, $3, 2026, 1, 'ORG', '2026-01-01', 'x', 'DRAFT', 'BRANCH', 'VILLAGE_SECRETARY', 'VILLAGE_CLERK', $2, 'x', now() from unit where path = $3`,
    [region, newId(), path],
  )
}
const anyPath = fc.constantFrom(...paths)
const seen = (
  table: 'unit' | 'file' | 'slip',
  scope: string,
  personId: string | null,
  region = Number(scope.slice(0, 4)),
) =>
  readTx(world.db, { regionId: region, ...subtree(scope), personId }, async (tx) =>
    (await sql<{ path: string }>`select path from ${sql.table(table)} order by path`.execute(tx)).rows.map(
      (row) => row.path,
    ),
  )

test('a subtree sees its own rows, names of the units above it, and nothing beside', async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, async (scope) => {
      const below = paths.filter((path) => path.startsWith(scope))
      expect(await seen('slip', scope, null)).toEqual(below)
      expect(await seen('file', scope, null)).toEqual(below)
      expect(await seen('unit', scope, null)).toEqual(
        paths.filter((path) => path.startsWith(scope) || scope.startsWith(path)),
      )
    }),
    { numRuns: 30 },
  )
})
test('a member sees of personal rows his own only', async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, anyPath, async (scope, who) => {
      expect(await seen('file', scope, people.get(who) as string)).toEqual(who.startsWith(scope) ? [who] : [])
    }),
    { numRuns: 30 },
  )
})
test('a region that is not the path’s own shows nothing', async () => {
  expect(await seen('slip', '0001', null, 2)).toEqual([])
})
test('without a scope nothing shows and nothing is written', async () => {
  expect((await sql`select * from slip`.execute(world.db)).rows).toEqual([])
  await expect(
    sql`insert into evidence values (1, 'x', ${newId()}, ${newId()}, '0001')`.execute(world.db),
  ).rejects.toMatchObject({ code: '42501' })
})
test('a write outside the scope is refused, and one that nobody permitted does not commit', async () => {
  const scope = { regionId: 1, ...subtree('00010001'), personId: null }
  const move = (to: string) =>
    writeTx(world.db, scope, async (tx) => {
      markPermitted(tx)
      await sql`update slip set path = ${to} where path = '000100010001'`.execute(tx)
    })
  await expect(move('000100020001')).rejects.toMatchObject({ code: '42501' })
  await expect(
    writeTx(world.db, scope, (tx) => sql`update slip set reason = 'y'`.execute(tx)),
  ).rejects.toThrow('without permit')
  expect(await world.owner(`select 1 from slip where reason = 'y'`)).toEqual([])
})
test('a serialization failure is tried again', async () => {
  let tries = 0
  await systemTx(world.db, 1, async () => {
    if (++tries < 3) throw Object.assign(new Error('again'), { code: '40001' })
  })
  expect(tries).toBe(3)
})
