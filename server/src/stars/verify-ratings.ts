import { createHash } from 'node:crypto'
import type { ReadTx } from '../platform/tx.ts'
import type { Finding } from '../points/index.ts'
import { evaluateInSql } from './evaluate-in-sql.ts'
import { ratingsToVerify, type Verified } from './ratings-to-verify.ts'
import { classOf, evaluate, planOf } from './star.rules.ts'
import { yearsKept } from './year-end/years-kept.ts'

/** One line a result, of what a result is. The same results give the same bytes. */
const lineOf = (book: Verified, is: Record<string, string | number | null>): string =>
  [book.book_no, book.subject, is.total, is.lit, is.colours, is.suggested, is.floor, is.final, is.class].join(
    '|',
  )
const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)

/** A result that was confirmed is what its public notice said; a later downgrade is a decision of its own. */
const noticed = (book: Verified): boolean =>
  book.notice_line !== null && ['CONFIRMED', 'AWARDED', 'IN_FORCE'].includes(book.state ?? '')

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
  const books = await ratingsToVerify(tx, regionId, year)
  const bySql = new Map((await evaluateInSql(tx, regionId, year)).map((row) => [row.book_id, row]))
  const kept = new Map<string, number[]>()
  for (const own of Map.groupBy(books, (book) => book.subject).values())
    for (const [id, years] of await yearsKept(tx, { regionId }, own)) kept.set(id, years)
  const findings: Finding[] = []
  const again: string[] = []
  const stored: string[] = []
  for (const book of books) {
    const report = (what: string) => findings.push({ bookId: book.book_id, bookNo: book.book_no, what })
    const plan = planOf(book, book.subject)
    const pure = evaluate(plan, {
      sums: book.sums,
      vetoed: book.vetoed || book.review_grade === 'UNQUALIFIED',
      yearEndScore: book.year_end_score,
      ...(kept.has(book.book_id) && { yearsKept: kept.get(book.book_id) as number[] }),
    })
    const other = bySql.get(book.book_id)
    if (
      book.colour_mode !== 'YEARS' &&
      (other?.total !== pure.total ||
        other.lit !== pure.lit ||
        other.colours !== pure.colours ||
        other.suggested !== pure.suggested ||
        other.class !== pure.class)
    )
      report(`rules and SQL disagree: ${JSON.stringify(pure)} / ${JSON.stringify(other)}`)
    if (book.lit === null) continue
    const decided = book.determination_id !== null
    const level = noticed(book)
      ? (book.notice_line?.level ?? null)
      : decided
        ? book.final_level
        : pure.suggested
    const should = {
      total: pure.total,
      lit: pure.lit,
      colours: pure.colours,
      suggested: pure.suggested,
      floor: pure.floorLevel,
      final: decided ? level : null,
      class: classOf(plan, level),
    }
    const does = {
      total: book.total,
      lit: book.lit,
      colours: book.colours,
      suggested: book.suggested_level,
      floor: book.floor_level,
      final: book.final_level,
      class: book.class,
    }
    again.push(lineOf(book, should))
    stored.push(lineOf(book, does))
    const wrong = (Object.keys(should) as (keyof typeof should)[]).filter((key) => should[key] !== does[key])
    if (wrong.length > 0)
      report(
        `${book.name} ${year}: ${wrong.map((key) => `${key} is stored as ${does[key]}, evaluated again it is ${should[key]}`).join('; ')}`,
      )
    if (decided && book.final_level !== book.suggested_level && !book.level_reason)
      report('a level other than the computed one has no reason')
    if (book.confirmed_at && !(book.notice_id && book.notice_closed_on))
      report('confirmed without a closed notice')
  }
  return { ratings: stored.length, findings, digest: { again: digestOf(again), stored: digestOf(stored) } }
}
