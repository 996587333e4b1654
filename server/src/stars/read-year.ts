/** The books of a year in columns, with all that their evaluation stands on: a handful of statements, whatever their number. */
import { standingStates } from '@xinghe/contract/results'
import { type Subject, subjectKeys } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import { type CopyColumn, copyOut, offsetsOf } from '../platform/copy-out.ts'
import type { ReadTx } from '../platform/tx.ts'
import { UuidIndex } from '../platform/uuid-index.ts'
import { type BookFacts, factsFor } from './compile-plan.ts'
import { type Plan, planOf } from './star.rules.ts'

export interface YearOfBooks {
  regionId: number
  year: number
  /** Books by number; every column is read at it. */
  ids: UuidIndex
  facts: BookFacts
  versions: UuidIndex
  /** Number of its version × 2, and one more for a member; -1 while the book has not been read. */
  plan: Int32Array
  townships: UuidIndex
  township: Int32Array
}
export const yearOf = (regionId: number, year: number): YearOfBooks => ({
  regionId,
  year,
  ids: new UuidIndex(),
  facts: factsFor(0),
  versions: new UuidIndex(),
  plan: new Int32Array(0),
  townships: new UuidIndex(),
  township: new Int32Array(0),
})

/** Room for the book that was numbered last; doubles, so that it is seldom made. */
export function makeRoom(of: YearOfBooks): void {
  if (of.ids.size <= of.plan.length) return
  const room = Math.max(1024, of.plan.length * 2)
  const plan = new Int32Array(room).fill(-1)
  plan.set(of.plan)
  of.plan = plan
  const township = new Int32Array(room)
  township.set(of.township)
  of.township = township
  const facts = factsFor(room)
  for (const key of Object.keys(facts) as (keyof BookFacts)[]) facts[key].set(of.facts[key])
  of.facts = facts
}

const sums = Array.from({ length: 10 }, (): CopyColumn => 'int')

/** Reads the sums of books `b` under this condition; those of books that have no number yet are passed over. */
export const readSums = (tx: ReadTx, of: YearOfBooks, condition: RawBuilder<unknown>) =>
  readBooks(tx, of, condition, (view, at) => of.ids.find(view, at))

/** Reads books `b` under this condition, with their townships. */
export const readAllBooks = (tx: ReadTx, of: YearOfBooks, condition: RawBuilder<unknown>) =>
  readBooks(tx, of, condition, (view, at, township) => {
    const book = of.ids.add(view, at)
    makeRoom(of)
    of.township[book] = of.townships.add(view, township)
    return book
  })

async function readBooks(
  tx: ReadTx,
  of: YearOfBooks,
  condition: RawBuilder<unknown>,
  number: (view: DataView, at: number, township: number) => number,
): Promise<void> {
  const columns: CopyColumn[] = ['uuid', 'uuid', 'uuid', 'int', ...sums]
  const [id, township, version, member, first] = offsetsOf(columns) as [
    number,
    number,
    number,
    number,
    number,
  ]
  await copyOut(
    tx,
    sql`select b.id, b.township_id, b.version_id, (b.subject = 'MEMBER')::int, b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10
      from book b where b.region_id = ${of.regionId} and b.year = ${of.year} and b.version_id is not null and ${condition}`,
    columns,
    (view, at) => {
      const book = number(view, at + id, at + township)
      if (book < 0) return
      of.plan[book] = of.versions.add(view, at + version) * 2 + view.getInt32(at + member)
      const { sums: to } = of.facts
      for (let slot = 0; slot < 10; slot++) to[book * 10 + slot] = view.getInt32(at + first + slot * 8)
    },
  )
}

/** What beside the points decides: year-end scores, reviews that nobody passed, vetoes that stand. */
export async function readVerdicts(tx: ReadTx, of: YearOfBooks): Promise<void> {
  const columns: CopyColumn[] = ['uuid', 'int', 'int']
  const [id, score, unqualified] = offsetsOf(columns) as [number, number, number]
  await copyOut(
    tx,
    sql`select r.book_id, coalesce(r.year_end_score, -1), coalesce(r.review_grade = 'UNQUALIFIED', false)::int from rating r
      where r.region_id = ${of.regionId} and r.year = ${of.year} and (r.year_end_score is not null or r.review_grade = 'UNQUALIFIED')`,
    columns,
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book < 0) return
      of.facts.score[book] = view.getInt32(at + score)
      if (view.getInt32(at + unqualified) === 1) of.facts.vetoed[book] = 1
    },
  )
  await readVetoes(tx, of)
}
const [first] = offsetsOf(['uuid']) as [number]
export const readVetoes = (tx: ReadTx, of: YearOfBooks) =>
  copyOut(
    tx,
    sql`select o.book_id from veto o where o.region_id = ${of.regionId} and o.lifted_at is null`,
    ['uuid'],
    (view, at) => {
      const book = of.ids.find(view, at + first)
      if (book >= 0) of.facts.vetoed[book] = 1
    },
  )

/**
 * Stars won in the two years before, for colours by years (years-kept.ts). An elective is the same star only while the
 * same one was chosen.
 */
export async function readWon(tx: ReadTx, of: YearOfBooks, subject: Subject): Promise<void> {
  const columns: CopyColumn[] = ['uuid', 'int', 'int']
  const [id, back, lit] = offsetsOf(columns) as [number, number, number]
  await copyOut(
    tx,
    sql`select c.id, c.year - r.year, r.lit::bit(10)::int
        & ~(case when b.elective_a is distinct from c.elective_a then 2 else 0 end + case when b.elective_b is distinct from c.elective_b then 1 else 0 end)
      from book c
      join rating r on r.region_id = c.region_id and r.year between c.year - 2 and c.year - 1 and r.subject = c.subject
        and coalesce(r.person_id, r.village_id) = coalesce(c.person_id, c.village_id)
      join book b on b.region_id = r.region_id and b.id = r.book_id
      where c.region_id = ${of.regionId} and c.year = ${of.year} and c.subject = ${subject} and r.lit is not null
        and r.final_level is not null and r.state = any(${[...standingStates, 'EXPIRED']}::text[])`,
    columns,
    (view, at) => {
      const book = of.ids.find(view, at + id)
      if (book < 0) return
      const won = view.getInt32(at + back) === 1 ? of.facts.before : of.facts.beforeThat
      won[book] = (won[book] as number) | view.getInt32(at + lit)
    },
  )
}

/** The plans of the books, at their numbers in `plan`. */
export async function readPlans(tx: ReadTx, of: YearOfBooks): Promise<Plan[]> {
  const ids = Array.from({ length: of.versions.size }, (_, version) => of.versions.idOf(version))
  const rows = await tx
    .selectFrom('scheme_version')
    .selectAll()
    .where('region_id', '=', of.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const plans: Plan[] = []
  for (const row of rows)
    for (const subject of subjectKeys)
      plans[of.versions.numberOf(row.id) * 2 + (subject === 'MEMBER' ? 1 : 0)] = planOf(row, subject)
  return plans
}
