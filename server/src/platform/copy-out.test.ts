import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { givenRegion } from '../../test/given.ts'
import { asksBareTables } from '../../test/query-lint.ts'
import { freshWorld } from '../../test/world.ts'
import { copyOut, lengthAt, offsetsOf, textAt } from './copy-out.ts'
import { readTx, subtree, wholeRegion } from './tx.ts'
import { UuidIndex } from './uuid-index.ts'

// Row-level security alone is asked what may be seen.
asksBareTables()
const world = await freshWorld()
const region = await givenRegion(world, { townships: 2, villages: 3, members: 4 })
const read = <T>(
  work: (tx: Parameters<Parameters<typeof readTx<T>>[2]>[0]) => Promise<T>,
  scope = wholeRegion(1),
) => readTx(world.db, scope, work)

test('numbers, identifiers and texts come as they stand, whatever their length and however many blocks they fill', async () => {
  const [id, number, texts] = offsetsOf(['uuid', 'int', 'text', 'text']) as [number, number, number]
  const ids = new UuidIndex()
  const found: [number, string, string][] = []
  const rows = await read((tx) =>
    copyOut(
      tx,
      sql`select md5(n::text)::uuid, n * -3, repeat('星', n % 700), ${"it's \\ '"}::text || n from generate_series(1, 3000) n where n <> ${7} and n <> all(${[8, 9]})`,
      ['uuid', 'int', 'text', 'text'],
      (view, at) => {
        ids.add(view, at + id)
        const next = at + texts + lengthAt(view, at + texts) + 4
        found.push([view.getInt32(at + number), textAt(view, at + texts), textAt(view, next)])
      },
    ),
  )
  expect(rows).toBe(2997)
  const numbers = Array.from({ length: 3000 }, (_, at) => at + 1).filter((n) => n < 7 || n > 9)
  expect(found).toEqual(numbers.map((n) => [n * -3, '星'.repeat(n % 700), `it's \\ '${n}`]))
  const [third] = await world.owner(`select md5('3')::uuid as id`)
  expect([ids.size, ids.idOf(2), ids.numberOf(String(third?.id))]).toEqual([2997, third?.id, 2])
})

test('nothing comes of nothing, and the transaction goes on', () =>
  read(async (tx) => {
    expect(await copyOut(tx, sql`select 1 where false`, ['int'], () => {})).toBe(0)
    expect(await copyOut(tx, sql`select 1`, ['int'], () => {})).toBe(1)
  }))

test('an error of the database, of whoever reads, and another shape than announced are told; the connection serves on', async () => {
  const many = sql`select n from generate_series(1, 200000) n`
  await expect(
    read((tx) => copyOut(tx, sql`select 1 / (n - 5000) from generate_series(1, 9000) n`, ['int'], () => {})),
  ).rejects.toThrow('division by zero')
  await expect(
    read((tx) =>
      copyOut(tx, many, ['int'], () => {
        throw new Error('enough')
      }),
    ),
  ).rejects.toThrow('enough')
  await expect(read((tx) => copyOut(tx, many, ['int', 'int'], () => {}))).rejects.toThrow('not the columns')
  await expect(read((tx) => copyOut(tx, sql`select null::int`, ['int'], () => {}))).rejects.toThrow(
    'not the columns',
  )
  for (let at = 0; at < 20; at++)
    expect(await read((tx) => copyOut(tx, many, ['int'], () => {}))).toBe(200_000)
})

test('row-level security holds as in any other query', async () => {
  const [east] = region.townships
  const [counted] = await world.owner(
    `select count(*)::int as n from person where path >= $1 and path < $1 || '~'`,
    [east?.path],
  )
  const everybody = sql`select p.id from person p`
  const seen = await read((tx) => copyOut(tx, everybody, ['uuid'], () => {}), {
    regionId: 1,
    ...subtree(east?.path as string),
    personId: null,
  })
  expect(seen).toBe(counted?.n)
  expect(seen).toBeLessThan(await read((tx) => copyOut(tx, everybody, ['uuid'], () => {})))
})
