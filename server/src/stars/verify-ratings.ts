import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadTx } from '../platform/tx.ts'
import type { Finding } from '../points/index.ts'
import {
  type BookResults,
  classes,
  coloursOf,
  compileClass,
  compilePlan,
  levelOf,
  litOf,
  resultAt,
  resultsFor,
} from './compile-plan.ts'
import { evaluateInSql } from './evaluate-in-sql.ts'
import { flags, readBookNumbers, readEntries, readStored, type StoredResults } from './read-stored.ts'
import { readPlans, readVetoes, readWon, type YearOfBooks, yearOf } from './read-year.ts'
import type { Plan } from './star.rules.ts'

export interface VerifiedYear {
  ratings: number
  findings: Finding[]
  /** Of all results of the year: made again from the entries, and as they are stored. */
  digest: { again: string; stored: string }
}

/**
 * Repeats the evaluation of a year from the ledger's entries, and once more by SQL from the books, and compares both
 * with the ratings stored and with what the notices said. Also between one year's end and the next: it only reads.
 */
export async function verifyRatings(tx: ReadTx, regionId: number, year: number): Promise<VerifiedYear> {
  const again = await evaluateAgain(tx, regionId, year)
  const differ = await differFromSql(tx, again)
  return compare(tx, again, differ)
}

/** The same without the second evaluation by SQL. */
export const auditYear = async (tx: ReadTx, regionId: number, year: number): Promise<VerifiedYear> =>
  compare(tx, await evaluateAgain(tx, regionId, year), new Map())

interface Again {
  of: YearOfBooks
  plans: Plan[]
  results: BookResults
  stored: StoredResults
}
async function evaluateAgain(tx: ReadTx, regionId: number, year: number): Promise<Again> {
  const of = yearOf(regionId, year)
  const stored = await readStored(tx, of, await readBookNumbers(tx, of))
  await readVetoes(tx, of)
  const plans = await readPlans(tx, of)
  for (const subject of ['ORG', 'MEMBER'] as const)
    if (plans.some((plan) => plan.subject === subject && plan.colourMode === 'YEARS'))
      await readWon(tx, of, subject)
  await readEntries(tx, of)
  const results = resultsFor(of.ids.size)
  const evaluateAt = plans.map(compilePlan)
  for (let book = 0; book < of.ids.size; book++)
    evaluateAt[of.plan[book] as number]?.(of.facts, results, book)
  return { of, plans, results, stored }
}

/** Books a statement, so that memory does not grow with the region. */
const batch = 5000
/** What SQL finds otherwise, by the numbers of the books. */
async function differFromSql(tx: ReadTx, { of, plans, results }: Again): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  for (let from = 0; from < of.ids.size; from += batch) {
    const ids = Array.from({ length: Math.min(batch, of.ids.size - from) }, (_, at) => of.ids.idOf(from + at))
    const bySql = new Map(
      (await evaluateInSql(tx, of.regionId, of.year, ids)).map((row) => [row.book_id, row]),
    )
    ids.forEach((id, at) => {
      const plan = plans[of.plan[from + at] as number] as Plan
      if (plan.colourMode === 'YEARS') return
      const pure = resultAt(plan, of.facts, results, from + at)
      const other = bySql.get(id)
      if (
        other?.total !== pure.total ||
        other.lit !== pure.lit ||
        other.colours !== pure.colours ||
        other.suggested !== pure.suggested ||
        other.class !== pure.class
      )
        found.set(from + at, `rules and SQL disagree: ${JSON.stringify(pure)} / ${JSON.stringify(other)}`)
    })
  }
  return found
}

type Result = Record<
  'total' | 'lit' | 'colours' | 'suggested' | 'floor' | 'final' | 'class',
  string | number | null
>

async function compare(
  tx: ReadTx,
  { of, plans, results, stored }: Again,
  differ: ReadonlyMap<number, string>,
): Promise<VerifiedYear> {
  const digests = { again: linesDigest(), stored: linesDigest() }
  const classAt = plans.map(compileClass)
  const wrong: { book: number; what: string; named: boolean }[] = []
  let ratings = 0
  for (let book = 0; book < of.ids.size; book++) {
    const report = (what: string, named = false) => wrong.push({ book, what, named })
    const otherwise = differ.get(book)
    if (otherwise) report(otherwise)
    const flag = stored.flags[book] as number
    if (!(flag & flags.result)) continue
    ratings++
    const decided = (flag & flags.decided) !== 0
    const noticed = stored.noticed[book] as number
    const level =
      noticed !== -2
        ? noticed
        : decided
          ? (stored.final[book] as number)
          : (results.suggested[book] as number)
    const plan = of.plan[book] as number
    const class_ = classAt[plan]?.(level) as number
    const final = decided ? level : -1
    const should = (): Result => ({
      total: results.total[book] as number,
      lit: litOf(results.lit[book] as number),
      colours: coloursOf(results.colours[book] as number),
      suggested: levelOf(results.suggested[book] as number),
      floor: results.floorLevel[book] as number,
      final: levelOf(final),
      class: classes[class_] as string | null,
    })
    const again = lineOf(stored.bookNo[book] as string, plan, should())
    digests.again.add(again)
    if (
      stored.total[book] === results.total[book] &&
      stored.lit[book] === results.lit[book] &&
      stored.colours[book] === results.colours[book] &&
      stored.suggested[book] === results.suggested[book] &&
      stored.floor[book] === results.floorLevel[book] &&
      stored.final[book] === final &&
      stored.class[book] === class_ &&
      !stored.odd.has(book)
    )
      digests.stored.add(again)
    else {
      const does = storedAt(stored, book)
      digests.stored.add(lineOf(stored.bookNo[book] as string, plan, does))
      const expected = should()
      const off = (Object.keys(does) as (keyof Result)[]).filter((key) => expected[key] !== does[key])
      report(
        off
          .map((key) => `${key} is stored as ${does[key]}, evaluated again it is ${expected[key]}`)
          .join('; '),
        true,
      )
    }
    if (decided && stored.final[book] !== stored.suggested[book] && !(flag & flags.reason))
      report('a level other than the computed one has no reason')
    if (flag & flags.confirmed && !(flag & flags.noticeClosed)) report('confirmed without a closed notice')
  }
  return {
    ratings,
    findings: await named(tx, of, stored, wrong),
    digest: { again: digests.again.end(), stored: digests.stored.end() },
  }
}

const storedAt = (stored: StoredResults, book: number): Result => ({
  total: orNull(stored.total[book] as number),
  lit: stored.odd.get(book)?.lit ?? litOf(stored.lit[book] as number),
  colours: stored.odd.get(book)?.colours ?? coloursOf(stored.colours[book] as number),
  suggested: levelOf(stored.suggested[book] as number),
  floor: orNull(stored.floor[book] as number),
  final: levelOf(stored.final[book] as number),
  class: stored.class[book] === -1 ? '?' : (classes[stored.class[book] as number] as string | null),
})
const orNull = (value: number): number | null => (value < 0 ? null : value)

/** One line a result, of what a result is. The same results give the same bytes. */
const lineOf = (bookNo: string, plan: number, is: Result): string =>
  `${bookNo}|${plan & 1 ? 'MEMBER' : 'ORG'}|${is.total ?? ''}|${is.lit}|${is.colours}|${is.suggested ?? ''}|${is.floor ?? ''}|${is.final ?? ''}|${is.class ?? ''}`

/** Lines as if joined, without their being kept. */
function linesDigest() {
  const hash = createHash('sha256')
  let waiting = ''
  let first = true
  return {
    add(line: string) {
      waiting += first ? line : `\n${line}`
      first = false
      if (waiting.length > 65_536) {
        hash.update(waiting)
        waiting = ''
      }
    },
    end: () => hash.update(waiting).digest('hex').slice(0, 16),
  }
}

async function named(
  tx: ReadTx,
  of: YearOfBooks,
  { bookNo }: StoredResults,
  wrong: readonly { book: number; what: string; named: boolean }[],
): Promise<Finding[]> {
  if (wrong.length === 0) return []
  const ids = [...new Set(wrong.map(({ book }) => of.ids.idOf(book)))]
  const rows = await tx
    .selectFrom('book')
    .select(['id', 'name'])
    .where('region_id', '=', of.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return wrong.map(({ book, what, named: withName }) => {
    const bookId = of.ids.idOf(book)
    return {
      bookId,
      bookNo: bookNo[book] as string,
      what: withName ? `${names.get(bookId)} ${of.year}: ${what}` : what,
    }
  })
}
