/** Persons are not ranked unless the county says so. */
import { listResults } from '@xinghe/contract/results'
import { setSetting } from '@xinghe/contract/settings'
import { expect, test } from 'vitest'
import { as, type GivenTownship, givenRegion } from '../../../test/given.ts'
import { givenDeclared } from '../../../test/given-stars.ts'
import { at, givenAssessed, givenDetermined, givenPoints } from '../../../test/given-year-end.ts'
import { freshWorld } from '../../../test/world.ts'

test('in tree order by default, by level and points when the county ranks', async () => {
  const world = await freshWorld('2026-06-30T10:00:00+08:00')
  const banner = await givenRegion(world)
  const town = banner.townships[0] as GivenTownship
  await givenDeclared(world, banner, town)
  const books = (
    await world.owner(
      `select id from book where subject = 'MEMBER' and not exempt and township_id = $1 order by path, book_no`,
      [town.id],
    )
  ).map((row) => String(row.id))
  const best = books.at(-1) as string
  await givenPoints(world, town, best, [10, 10, 10])
  at(world, '2026-12-08')
  await givenAssessed(world, town)
  at(world, '2027-01-05')
  await givenDetermined(world, town, 'MEMBER')
  const order = async () =>
    (
      await as(world, banner.department, listResults, { query: { year: 2026, subject: 'MEMBER', size: 500 } })
    ).answer.rows.map((row) => row.bookId)
  expect((await order()).at(-1)).toBe(best)
  await as(world, banner.department, setSetting, {
    params: { key: 'people.ranking' },
    body: { value: true },
  })
  expect((await order())[0]).toBe(best)
})
