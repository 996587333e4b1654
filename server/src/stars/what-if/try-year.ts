/** All results of a year under other settings, read and evaluated in columns. Nothing is written. */
import type { InputOf } from '@xinghe/contract/route'
import { triedKeys, type whatIf } from '@xinghe/contract/what-if'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { type CopyColumn, copyOut, offsetsOf } from '../../platform/copy-out.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { makeRoom, readPlans, readSums, readVetoes, readWon, type YearOfBooks, yearOf } from '../read-year.ts'
import type { Facts, Plan } from '../star.rules.ts'
import { compileTry, inOrder, type TriedColumns, triedFor, undecided } from './try-columns.ts'
import { faultOf, type Tried, tryBook } from './what-if.rules.ts'

export type Settings = Omit<InputOf<typeof whatIf>, 'page' | 'size' | 'show' | 'q'>

export interface TriedYear extends TriedColumns {
  of: YearOfBooks
  settings: Settings
  /** Numbers of the books that have a result, by township in tree order; those of one in no order. */
  books: Int32Array
  /** By their numbers in `of.townships`: where it stands among them, and its name at the end of the year. */
  townships: { at: number; name: string }[]
  decided: Int8Array
  /** By the numbers in `of.plan`. */
  plans: { own: Plan; tried: Plan }[]
}
export interface TriedBook extends Tried {
  bookId: string
  name: string
  category: string | null
  village: string
  township: string
  sums: number[]
}

/** What the request names, over what the book's own scheme says. */
export function planWith(own: Plan, settings: Settings): Plan {
  const named = triedKeys.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]]))
  return { ...own, ...(Object.fromEntries(named) as Partial<Plan>) }
}

/** Ratings `r` that a what-if is about. */
const ratingsOf = (by: Actor, { year, subject, townshipId }: Settings) =>
  sql`${within(by, 'schemes.what_if', 'r')} and r.year = ${year} and r.subject = ${subject} and r.total is not null
    ${townshipId ? sql`and r.township_id = ${townshipId}` : sql``}`

const columns: CopyColumn[] = ['uuid', 'uuid', 'int', 'int', 'int']
type Five = [number, number, number, number, number]

/** Books with a rating of the year. Refuses settings that no scheme could have. */
export async function tryYear(tx: ReadTx, by: Actor, settings: Settings): Promise<TriedYear> {
  const of = yearOf(by.regionId, settings.year)
  const decided = await readRatings(tx, by, settings, of)
  if (of.ids.size > 0) await readSums(tx, of, sql`b.subject = ${settings.subject} and not b.exempt`)
  await readVetoes(tx, of)
  const own = await readPlans(tx, of)
  const plans = own.map((plan) => ({ own: plan, tried: planWith(plan, settings) }))
  const books = new Int32Array(of.ids.size)
  let count = 0
  // A rating whose book is exempt has not been read.
  for (let book = 0; book < books.length; book++) if ((of.plan[book] as number) >= 0) books[count++] = book
  const found = books.subarray(0, count)
  const used = new Set<number>()
  for (const book of found) used.add(of.plan[book] as number)
  for (const plan of used) {
    const reason = faultOf(plans[plan]?.tried as Plan)
    if (reason) throw new Refusal('what_if.settings_broken', { reason })
  }
  if (
    [...used].some((plan) =>
      [plans[plan]?.own, plans[plan]?.tried].some((one) => one?.colourMode === 'YEARS'),
    )
  )
    await readWon(tx, of, settings.subject)
  const tried = triedFor(of.ids.size)
  const evaluateAt = plans.map(({ own: mine, tried: other }) => compileTry(mine, other))
  for (const book of found) evaluateAt[of.plan[book] as number]?.(of.facts, decided, tried, book)
  const townships = await readTownships(tx, of, found)
  const placeOf = Int32Array.from(townships, ({ at }) => at)
  const ordered = inOrder(found, (book) => placeOf[of.township[book] as number] as number, placeOf.length)
  return { ...tried, decided, of, settings, books: ordered, townships, plans }
}

async function readRatings(tx: ReadTx, by: Actor, settings: Settings, of: YearOfBooks): Promise<Int8Array> {
  const [id, township, score, unqualified, level] = offsetsOf(columns) as Five
  let decided = new Int8Array(0)
  await copyOut(
    tx,
    sql`select r.book_id, r.township_id, coalesce(r.year_end_score, -1),
        coalesce(r.review_grade = 'UNQUALIFIED', false)::int,
        case when r.determination_id is null then ${undecided} else coalesce(r.final_level, -1) end
      from rating r where ${ratingsOf(by, settings)}`,
    columns,
    (view, at) => {
      const book = of.ids.add(view, at + id)
      makeRoom(of)
      if (of.plan.length > decided.length) {
        const before = decided
        decided = new Int8Array(of.plan.length)
        decided.set(before)
      }
      of.township[book] = of.townships.add(view, at + township)
      decided[book] = view.getInt32(at + level)
      of.facts.score[book] = view.getInt32(at + score)
      of.facts.vetoed[book] = view.getInt32(at + unqualified)
    },
  )
  return decided
}

/** Which of the books are called so, or lie in a village called so. */
export async function booksNamed(
  tx: ReadTx,
  by: Actor,
  { of, settings }: TriedYear,
  text: string,
): Promise<(book: number) => boolean> {
  const called = new Uint8Array(of.ids.size)
  const [id] = offsetsOf(['uuid']) as [number]
  await copyOut(
    tx,
    sql`with place as (
        select w.village_id from (select distinct r.region_id, r.village_id, r.year from rating r where ${ratingsOf(by, settings)}) w
        join ${unitOn('w.village_id', endOfYear('w.year'))} v on true where position(${text} in v.short_name) > 0
      )
      select r.book_id from rating r join book b on b.region_id = r.region_id and b.id = r.book_id
      where ${ratingsOf(by, settings)} and (position(${text} in b.name) > 0 or r.village_id in (select village_id from place))`,
    ['uuid'],
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book >= 0) called[book] = 1
    },
  )
  return (book) => called[book] === 1
}

interface Named {
  book_id: string
  name: string
  category: string | null
  village: string
  township: string
}
/** Books whole, with their places; those of one township in tree order. */
export async function booksWhole(
  tx: ReadTx,
  { of, plans, decided }: TriedYear,
  books: ArrayLike<number>,
): Promise<Map<number, TriedBook>> {
  if (books.length === 0) return new Map()
  const ids = Array.from(books, (book) => of.ids.idOf(book))
  const { rows } = await sql<Named>`
    select r.book_id, b.name, b.category, v.short_name as village, v.parent_short_name as township
    from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where r.region_id = ${of.regionId} and r.book_id = any(${ids}::uuid[])
    order by r.path, b.book_no, b.id`.execute(tx)
  return new Map(
    rows.map((row) => {
      const book = of.ids.numberOf(row.book_id)
      const { own, tried } = plans[of.plan[book] as number] as TriedYear['plans'][number]
      const facts = factsAt(of, book)
      const level = decided[book] as number
      return [
        book,
        {
          ...tryBook(own, tried, facts, level === undecided ? null : { level: level < 0 ? null : level }),
          bookId: row.book_id,
          name: row.name,
          category: row.category,
          village: row.village,
          township: row.township,
          sums: facts.sums.map((sum) => Math.max(0, sum)),
        },
      ]
    }),
  )
}

function factsAt({ facts }: YearOfBooks, book: number): Facts & { sums: number[] } {
  const score = facts.score[book] as number
  const [before, both] = [
    facts.before[book] as number,
    (facts.before[book] as number) & (facts.beforeThat[book] as number),
  ]
  return {
    sums: Array.from(facts.sums.subarray(book * 10, book * 10 + 10)),
    vetoed: facts.vetoed[book] === 1,
    yearEndScore: score < 0 ? null : score,
    yearsKept: Array.from({ length: 10 }, (_, slot) =>
      both & (512 >> slot) ? 3 : before & (512 >> slot) ? 2 : 1,
    ),
  }
}

/**
 * By way of a book of each: whoever looks after a village today does not see the township that it once belonged to, but
 * sees the village, which knows its superior of that day.
 */
async function readTownships(
  tx: ReadTx,
  of: YearOfBooks,
  books: Int32Array,
): Promise<TriedYear['townships']> {
  const first = new Int32Array(of.townships.size).fill(-1)
  for (const book of books) {
    const at = of.township[book] as number
    if ((first[at] as number) < 0) first[at] = book
  }
  const ids = Array.from(
    first.filter((book) => book >= 0),
    (book) => of.ids.idOf(book),
  )
  const { rows } = await sql<{ township_id: string; name: string }>`
    select r.township_id, v.parent_short_name as name from rating r join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where r.region_id = ${of.regionId} and r.book_id = any(${ids}::uuid[]) order by r.path, r.township_id`.execute(
    tx,
  )
  const found = Array.from(first, () => ({ at: 0, name: '' }))
  rows.forEach((row, at) => {
    found[of.townships.numberOf(row.township_id)] = { at, name: row.name }
  })
  return found
}
