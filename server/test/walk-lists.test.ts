/**
 * Nothing missing and nothing more: what each list, search, badge, export and figure shows to each walker is exactly what
 * the bare tables hold inside his place.
 */

import { beforeAll, describe, expect, test } from 'vitest'
import { bindings } from '../src/app.ts'
import { ask } from './walk/ask.ts'
import { marksIn } from './walk/census.ts'
import { givenWalk, today, type Walked, type Walker } from './walk/given.ts'
import { holds } from './walk/sight.ts'
import { seed, shapesOf } from './walk/walk.ts'
import { freshWorld } from './world.ts'

const world = await freshWorld()
let walked: Walked
beforeAll(async () => {
  walked = await givenWalk(world, shapesOf(seed))
})
type Found = Record<string, unknown>
const routeOf = (path: string) => {
  const route = bindings.find((one) => one.route.method === 'GET' && one.route.path === path)?.route
  if (!route) throw new Error(`no route ${path}`)
  return route
}
const inside = `t.region_id = $1 and starts_with(t.path, $2)`
/** For a member what is his own or nobody's; $3 is the person, $4 whether he is a member. */
const personal = `${inside} and (not $4 or t.person_id is null or t.person_id = $3)`

interface List {
  path: string
  query?: Found
  /** Ids that the bare tables hold, in the words of the procedures. */
  held: string
  paged: boolean
  id?: string
}
const lists: List[] = [
  {
    path: '/api/org/units',
    held: `select t.id from unit t where ${inside} and last_on is null`,
    paged: false,
  },
  {
    path: '/api/org/people',
    held: `select t.id from person t where ${inside} and (not $4 or t.id = $3)`,
    paged: true,
  },
  ...['ORG', 'MEMBER'].flatMap((subject): List[] => [
    {
      path: '/api/books',
      query: { year: 2026, subject },
      held: `select t.id from book t where ${personal} and year = 2026 and subject = '${subject}'`,
      paged: true,
    },
    {
      path: '/api/stars/results',
      query: { year: 2026, subject },
      held: `select t.book_id as id from rating t where ${personal} and year = 2026 and subject = '${subject}'`,
      paged: true,
      id: 'bookId',
    },
  ]),
  {
    path: '/api/slips',
    query: { view: 'all' },
    held: `select t.id from slip t where ${personal} and (state <> 'DRAFT' or entered_by = $3)
      and (not $4 or entered_by = $3 or subject = 'ORG' or exists (select 1 from slip_line l where l.slip_id = t.id and l.person_id = $3))`,
    paged: true,
  },
  {
    path: '/api/notices',
    held: `select t.id from notice t where t.region_id = $1 and (starts_with(t.path, $2) or starts_with($2, t.path))`,
    paged: true,
  },
  { path: '/api/objections', held: `select t.id from objection t where ${inside}`, paged: true },
  { path: '/api/stars/plaques', held: `select t.id from plaque t where ${inside}`, paged: true },
  { path: '/api/stars/uses', held: `select t.id from star_use t where ${inside}`, paged: false },
  { path: '/api/stars/removals', held: `select t.id from star_removal t where ${inside}`, paged: false },
  ...(['ORG', 'MEMBER'] as const).map((subject) => ({
    path: '/api/stars/results/past',
    query: { year: 2025, subject },
    held: `select t.id from past_result t where ${personal} and year = 2025 and subject = '${subject}'`,
    paged: true,
  })),
  {
    path: '/api/declarations',
    query: { year: 2026 },
    held: `select t.id from declaration_sheet t where ${inside} and year = 2026`,
    paged: false,
  },
  {
    path: '/api/exemptions',
    query: { year: 2026 },
    held: `select t.id from exemption t where ${personal}`,
    paged: false,
  },
  { path: '/api/weak', held: `select t.id from weak_case t where ${inside}`, paged: true },
  {
    path: '/api/work',
    query: { scope: 'area' },
    held: `select t.id from work_item t join unit u on u.region_id = t.region_id and u.id = t.unit_id
      where ${inside} and starts_with(u.path, $2) and not $4`,
    paged: true,
  },
]
const held = async (text: string, { sight, personId }: Walker): Promise<string[]> => {
  // Every list names all four, whether it needs them or not.
  const all = `select id from (${text}) held where $3::uuid is not null and $4::bool is not null order by id`
  const rows = await world.owner(all, [sight?.regionId, sight?.path, personId, sight?.post === 'MEMBER'])
  return rows.map((row) => row.id as string)
}
/** All pages, small ones, and the total that the list itself says. */
async function shown(walker: Walker, { path, query, paged, id = 'id' }: List) {
  const route = routeOf(path)
  const ids: string[] = []
  let total: number | undefined
  for (let page = 1; ; page++) {
    const { status, answer, text } = await ask(world, walker.cookie, route, {
      params: {},
      query: { ...query, ...(paged && { page, size: 10 }) },
    })
    expect(status, `${walker.who}: ${text.slice(0, 200)}`).toBe(200)
    const rows = (Array.isArray(answer) ? answer : (answer as { rows: Found[] }).rows) as Found[]
    // A page past the end knows of no total.
    if (page === 1) total = (answer as { total?: number }).total
    ids.push(...rows.map((row) => String(row[id])))
    if (!paged || rows.length < 10) return { ids, total }
  }
}

describe(`lists (seed ${seed})`, () => {
  test.each(lists.map((list) => [`${list.path} ${JSON.stringify(list.query ?? {})}`, list] as const))(
    '%s',
    async (_, list) => {
      let seen = 0
      for (const walker of walked.walkers.filter(({ sight }) => holds(sight, routeOf(list.path).access))) {
        // A member has no area: he finds what waits for him.
        if (list.path === '/api/work' && walker.sight?.post === 'MEMBER') continue
        const expected = await held(list.held, walker)
        const { ids, total } = await shown(walker, list)
        expect([...ids].sort(), walker.who).toEqual(expected)
        if (total !== undefined) expect(total, walker.who).toBe(expected.length)
        seen += expected.length
      }
      expect(seen).toBeGreaterThan(0)
    },
  )
  test('a search finds what is inside by any word of it, and nothing that is outside', async () => {
    const people = await world.owner('select id, region_id, path, name from person order by region_id, id')
    for (const [index, walker] of walked.walkers.entries()) {
      if (!holds(walker.sight, 'people.read') || walker.sight?.post === 'MEMBER') continue
      for (const person of people.filter((_, at) => at % 5 === index % 5)) {
        const [mark] = marksIn(person.name as string)
        const near =
          person.region_id === walker.sight?.regionId &&
          (person.path as string).startsWith(walker.sight?.path as string)
        const { answer } = await ask(world, walker.cookie, routeOf('/api/org/people'), {
          params: {},
          query: { q: mark },
        })
        expect(
          (answer as { rows: Found[] }).rows.map(({ id }) => id),
          walker.who,
        ).toEqual(near ? [person.id] : [])
      }
    }
  })
  test('the badge counts what waits for him', async () => {
    for (const walker of walked.walkers) {
      if (!walker.sight) continue
      const { answer } = await ask(world, walker.cookie, routeOf('/api/identity/me'), { params: {} })
      const [row] = await world.owner(
        `select count(*)::int as n from work_item t join unit u on u.region_id = t.region_id and u.id = t.unit_id
         where t.region_id = $1 and (u.path = $2 and t.post = $3 and (t.person_id is null or t.person_id = $4) or t.handover_person_id = $4)
           and starts_with(t.path, $2)`,
        [walker.regionId, walker.sight.path, walker.sight.post, walker.personId],
      )
      expect((answer as { queue: number }).queue, walker.who).toBe(row?.n)
    }
  })
  test('the figures of an area are those of its rows', async () => {
    for (const walker of walked.walkers.filter(({ sight }) => holds(sight, 'area.read'))) {
      const { answer } = await ask(world, walker.cookie, routeOf('/api/reports/township-overview'), {
        params: {},
        query: { year: 2026 },
      })
      const place = [walker.sight?.regionId, walker.sight?.path]
      const count = async (text: string, values: unknown[] = place) => (await world.owner(text, values))[0]?.n
      const { total } = answer as { total: Found }
      expect(total, walker.who).toMatchObject({
        villages: await count(
          `select count(*)::int as n from unit t where ${inside} and kind in ('VILLAGE', 'COMMUNITY') and last_on is null`,
        ),
        members: await count(
          `select count(*)::int as n from membership t where ${inside} and first_on <= $3 and coalesce(last_on, 'infinity') >= $3`,
          [...place, today],
        ),
      })
    }
  })
  test.each([
    [
      '/api/exports/results',
      { year: 2026, subject: 'MEMBER' },
      `select b.name from rating t join book b on b.region_id = t.region_id and b.id = t.book_id where ${inside} and t.year = 2026 and t.subject = 'MEMBER'`,
    ],
    [
      '/api/exports/uses',
      {},
      `select b.name from star_use t join book b on b.region_id = t.region_id and b.id = t.book_id where ${inside}`,
    ],
    ['/api/exports/people', {}, `select t.name from person t where ${inside}`],
    [
      '/api/exports/books',
      { year: 2026, subject: 'MEMBER' },
      `select t.name from book t where ${inside} and t.year = 2026 and t.subject = 'MEMBER'`,
    ],
    ['/api/exports/weak', {}, `select t.org_name as name from weak_case t where ${inside}`],
  ] as const)('%s', async (path, query, text) => {
    for (const walker of walked.walkers.filter(({ sight }) => holds(sight, 'exports.make'))) {
      const { status, text: cells } = await ask(world, walker.cookie, routeOf(path), { params: {}, query })
      expect(status).toBe(200)
      const rows = await world.owner(text, [walker.sight?.regionId, walker.sight?.path])
      // The last mark of a name is that of the row itself.
      const own = [...new Set(rows.map(({ name }) => marksIn(name as string).at(-1) as string))].sort()
      const table = /T\d+/.exec(own[0] ?? 'T-')?.[0]
      // Who took it stands in the head and the foot, also when his own record lies elsewhere.
      const inRows = cells.split('\n').filter((cell) => !/填报人：|导出，编号/.test(cell))
      expect(
        marksIn(inRows.join('\n'))
          .filter((mark) => /T\d+/.exec(mark)?.[0] === table)
          .sort(),
        walker.who,
      ).toEqual(own)
    }
  })
})
