import { exampleScheme } from '@xinghe/contract/example-schemes'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { act, type GivenRegion, type GivenTownship, givenRegion } from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { markPermitted, readTx, wholeRegion } from '../platform/tx.ts'
import { approveScheme, createScheme, publishScheme, submitScheme } from '../stars/index.ts'
import { type NewEntry, post, reverse, starSums } from './ledger.ts'
import { verifyLedger } from './verify.ts'

let world: World
let banner: GivenRegion
let town: GivenTownship
let bookId: string
let versionId: string
const rules = exampleScheme('MEMBER', 'PASTORAL').rules.filter((rule) => rule.kind !== 'VETO')

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  town = banner.townships[0] as GivenTownship
  const { id } = await act(world, town.clerk, (tx, by) =>
    createScheme(tx, by, {
      townshipId: town.id,
      subject: 'MEMBER',
      year: 2026,
      villageType: null,
      from: { kind: 'EXAMPLE', villageType: 'PASTORAL' },
    }),
  )
  await act(world, town.clerk, (tx, by) => submitScheme(tx, by, { id }))
  await act(world, banner.department, (tx, by) => approveScheme(tx, by, { id, note: null }))
  await act(world, town.clerk, (tx, by) => publishScheme(tx, by, { id }))
  versionId = id
})

/** A fresh member's book for each try: the ledger remembers everything. */
async function freshBook(): Promise<string> {
  const [row] = await world.owner(
    `insert into book (region_id, id, year, subject, township_id, village_id, person_id, path, book_no, name, category, version_id, lights_at, opened_on)
     select region_id, $1, 2026, 'MEMBER', township_id, village_id, $2, path, $3, name, category, $4, (select lights_at from scheme_version where id = $4), opened_on from book where subject = 'MEMBER' and category = 'ORDINARY' limit 1 returning id`,
    [newId(), newId(), `T-${newId().slice(-12)}`, versionId],
  )
  return row?.id as string
}
const entry = (of: { rule: number; slot: number; month: number; times: number }): NewEntry => {
  const rule = rules[of.rule % rules.length] as (typeof rules)[number]
  return {
    bookId,
    slot: of.slot,
    versionId,
    ruleCode: rule.code,
    kind: rule.kind as 'BASE',
    claimed: (rule.kind === 'DEDUCT' ? -1 : 1) * rule.amount * of.times,
    factOn: `2026-${String(of.month).padStart(2, '0')}-08`,
    quarter: Math.ceil(of.month / 3),
    sourceKind: 'SLIP_LINE',
    sourceId: newId(),
    reason: '测试',
    enteredBy: town.clerk.id,
    enteredByName: town.clerk.name,
    confirmedByName: null,
    checkedByName: null,
  }
}
const claim = fc.record({
  rule: fc.nat(60),
  slot: fc.integer({ min: 1, max: 10 }),
  month: fc.integer({ min: 1, max: 12 }),
  times: fc.integer({ min: 1, max: 4 }),
})
const sums = async () => {
  const [row] = await world.owner('select * from book where id = $1', [bookId])
  return starSums(row as never)
}
const posts = (list: NewEntry[]) =>
  act(world, town.clerk, async (tx, by) => {
    markPermitted(tx)
    return post(tx, by, list)
  })
const reverses = (entryIds: string[]) =>
  act(world, town.clerk, async (tx, by) => {
    markPermitted(tx)
    return reverse(tx, by, { entryIds, reason: '录入有误' })
  })
const findings = () =>
  readTx(world.db, wholeRegion(1), (tx) => verifyLedger(tx, 1)).then((found) =>
    found.findings.filter((one) => one.bookId === bookId),
  )

test('reversing everything, in any order, comes back to zero and the ledger still adds up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(claim, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (claims, noise) => {
        bookId = await freshBook()
        const posted = await posts(claims.map(entry))
        const order = posted
          .map((one) => ({ id: one.id, key: noise.next().value as number }))
          .sort((a, b) => a.key - b.key)
        for (const { id } of order) await reverses([id])
        expect(await sums()).toEqual(new Array(10).fill(0))
        expect(await findings()).toEqual([])
      },
    ),
    { numRuns: 12 },
  )
})

test('after a reversal the sums are what they would be had the entry never stood', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(claim, { minLength: 2, maxLength: 14 }), fc.nat(), async (claims, which) => {
      const left = claims.filter((_, index) => index !== which % claims.length)
      bookId = await freshBook()
      await posts(left.map(entry))
      const expected = await sums()
      bookId = await freshBook()
      const posted = await posts(claims.map(entry))
      await reverses([posted[which % claims.length]?.id as string])
      expect(await sums()).toEqual(expected)
      expect(await findings()).toEqual([])
    }),
    { numRuns: 12 },
  )
})

test('a source posts once, and an entry is reversed once', async () => {
  bookId = await freshBook()
  const one = entry({ rule: 0, slot: 1, month: 3, times: 1 })
  const [posted] = await posts([one])
  await expect(posts([one])).rejects.toMatchObject({ code: '23505' })
  await reverses([posted?.id as string])
  await expect(reverses([posted?.id as string])).rejects.toMatchObject({ code: 'common.changed_meanwhile' })
  expect(await sums()).toEqual(new Array(10).fill(0))
})

test('the first entry freezes the version', async () => {
  const [row] = await world.owner('select state from scheme_version where id = $1', [versionId])
  expect(row?.state).toBe('LOCKED')
})

test('the app cannot change or delete an entry; whoever does it behind its back is found', async () => {
  bookId = await freshBook()
  await posts([
    entry({ rule: 0, slot: 1, month: 3, times: 1 }),
    entry({ rule: 1, slot: 1, month: 4, times: 1 }),
  ])
  const { sql } = await import('kysely')
  await expect(
    act(world, town.clerk, async (tx) => {
      markPermitted(tx)
      await sql`update points_entry set counted = 900 where region_id = ${banner.regionId} and book_id = ${bookId}`.execute(
        tx,
      )
    }),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    act(world, town.clerk, async (tx) => {
      markPermitted(tx)
      await sql`delete from points_entry where region_id = ${banner.regionId} and book_id = ${bookId}`.execute(
        tx,
      )
    }),
  ).rejects.toMatchObject({ code: '42501' })
  expect(await findings()).toEqual([])
  await world.owner('update points_entry set counted = counted + 100 where book_id = $1 and seq = 1', [
    bookId,
  ])
  expect((await findings()).map((one) => one.what)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('entry 1 was changed'),
      expect.stringContaining('star 1'),
    ]),
  )
  await world.owner('update points_entry set counted = counted - 100 where book_id = $1 and seq = 1', [
    bookId,
  ])
  expect(await findings()).toEqual([])
  await world.owner('delete from points_entry where book_id = $1 and seq = 2', [bookId])
  expect((await findings()).map((one) => one.what)).toEqual(
    expect.arrayContaining([expect.stringContaining('the book counts 2 entries, the ledger holds 1')]),
  )
})
