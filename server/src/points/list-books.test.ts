/** The order of books: by points only where nobody is ranked by it or the county ranks; pages that make up the whole. */
import { listBooks } from '@xinghe/contract/points'
import { setSetting } from '@xinghe/contract/settings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { as, type GivenPerson, type GivenTownship, givenRegion } from '../../test/given.ts'
import { givenDeclared } from '../../test/given-stars.ts'
import { freshWorld } from '../../test/world.ts'

const world = await freshWorld('2026-06-30T10:00:00+08:00')
const banner = await givenRegion(world, { members: 4 })
const towns = banner.townships as [GivenTownship, GivenTownship]
for (const town of towns) await givenDeclared(world, banner, town)
const rank = (value: boolean) =>
  as(world, banner.department, setSetting, { params: { key: 'people.ranking' }, body: { value } })

type Sort = 'PLACE' | 'POINTS'
const asked = { year: 2026, size: 7 }
/** Page after page until one is empty. */
async function allPages(who: GivenPerson, query: { subject?: 'ORG'; sort?: Sort; lit?: number }) {
  const pages = []
  for (let page = 1; ; page++) {
    const { answer } = await as(world, who, listBooks, { query: { ...asked, ...query, page } })
    if (answer.rows.length === 0) return { rows: pages.flat(), last: answer }
    pages.push(answer.rows)
  }
}
interface Kept {
  id: string
  path: string
  book_no: string
  person_id: string | null
  points: number
  stars_lit: number
}
const kept = async (from: string, subject: string) =>
  (await world.owner(
    `select id, path, book_no, person_id, points, stars_lit from book where year = 2026 and subject = $2 and path >= $1 and path < $1 || '~'`,
    [from, subject],
  )) as unknown as Kept[]
const byPlace = (a: Kept, b: Kept) =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : a.book_no < b.book_no ? -1 : 1
const byPoints = (a: Kept, b: Kept) => b.points - a.points || byPlace(a, b)
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id)

test('pages make up the whole, in order, with ties by place, for everybody his own part', async () => {
  const books = await kept(banner.root.path, 'MEMBER')
  const orgs = await kept(banner.root.path, 'ORG')
  const readers: [GivenPerson, string][] = [
    [banner.department, banner.root.path],
    [towns[0].secretary, towns[0].path],
    [towns[1].villages[0]?.clerk as GivenPerson, towns[1].villages[0]?.path as string],
  ]
  await fc.assert(
    fc.asyncProperty(
      // Few values, so that many are level with each other.
      fc.array(fc.array(fc.constantFrom(-200, 0, 900, 1000), { minLength: 10, maxLength: 10 }), {
        minLength: books.length + orgs.length,
        maxLength: books.length + orgs.length,
      }),
      fc.boolean(),
      async (sums, ranked) => {
        await rank(ranked)
        await world.owner(
          `update book set s1 = n.s[1], s2 = n.s[2], s3 = n.s[3], s4 = n.s[4], s5 = n.s[5], s6 = n.s[6], s7 = n.s[7], s8 = n.s[8], s9 = n.s[9], s10 = n.s[10]
           from (select x.id, array(select jsonb_array_elements_text(x.s)::int) as s from jsonb_to_recordset($1::jsonb) as x (id uuid, s jsonb)) n where book.id = n.id`,
          [
            JSON.stringify(
              [...books, ...orgs].map((book, index) => ({ id: book.id, s: sums[index] as number[] })),
            ),
          ],
        )
        for (const [who, path] of readers) {
          const own = await kept(path, 'MEMBER')
          const placed = await allPages(who, {})
          expect(ids(placed.rows)).toEqual(ids(own.toSorted(byPlace)))
          const sorted = await allPages(who, { sort: 'POINTS' })
          expect(ids(sorted.rows)).toEqual(ids(own.toSorted(ranked ? byPoints : byPlace)))
          expect(sorted.last.orders).toEqual(ranked ? ['PLACE', 'POINTS'] : ['PLACE'])
          // What the rows tell is evaluated; what they are sorted, filtered and counted by is kept.
          for (const row of sorted.rows) {
            const one = own.find((book) => book.id === row.id) as Kept
            expect([row.total, row.litCount]).toEqual([one.points, one.stars_lit])
          }
          const shining = Math.max(...own.map((book) => book.stars_lit))
          const lit = await allPages(who, { sort: 'POINTS', lit: shining })
          expect(ids(lit.rows)).toEqual(ids(sorted.rows.filter((row) => row.litCount === shining)))
          expect(lit.last.byLit).toEqual(sorted.last.byLit)
          expect(lit.last.total).toBe(lit.rows.length)
        }
        // Organisations are no persons.
        const all = await kept(banner.root.path, 'ORG')
        expect(ids((await allPages(banner.department, { subject: 'ORG', sort: 'POINTS' })).rows)).toEqual(
          ids(all.toSorted(byPoints)),
        )
        const member = towns[0].villages[0]?.members[0] as GivenPerson
        const own = await allPages(member, { sort: 'POINTS' })
        expect(ids(own.rows)).toEqual(ids(books.filter((book) => book.person_id === member.id)))
        expect(own.last.byLit.reduce((sum, one) => sum + one, 0)).toBe(1)
      },
    ),
    { numRuns: 8 },
  )
}, 120_000)

test('no book lights its stars otherwise than its version', async () => {
  const version = 'where version_id is not null'
  await expect(world.owner(`update book set lights_at = lights_at + 1 ${version}`)).rejects.toThrow(
    'book__version',
  )
  await expect(world.owner(`update book set lights_at = null ${version}`)).rejects.toThrow('book__lights_at')
  // Nor does a version change under its books: what lights a star is frozen once a book stands under it.
  await expect(world.owner('update scheme_version set light_at = 900')).rejects.toThrow('book__version')
})
