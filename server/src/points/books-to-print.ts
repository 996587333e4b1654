/** Books as they are set on paper, many at a time: one statement for each kind of thing in them, however many they are. */
import type { BookEntry } from '@xinghe/contract/points'
import { takenBy } from '@xinghe/contract/taken-by'
import { dayInShanghai, formatDay, formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, reviewGrades } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { BookData, FourQuarters, LitColour, BookEntry as PrintedEntry } from '../print/index.ts'
import { entriesOfBooks } from './book-entries.ts'
import { bookRowOf, type RawBook, selectBooks } from './book-rows.ts'
import { type BookStar, rulesOfVersions, starName, starsOfBooks, starsTold } from './book-stars.ts'
import { headCode } from './digest.ts'
import { type Ruled, resultsOfBooks, stands } from './ratings-of-books.ts'
import { summariesOfVillages } from './summaries.ts'

const colours: Record<string, LitColour> = { G: 'GOLD', S: 'SILVER', R: 'RED', N: 'PLAIN' }
const signed = (value: number) => (value > 0 ? `+${formatPoints(value)}` : formatPoints(value))
const add = (entries: readonly BookEntry[], which: (entry: BookEntry) => boolean): number =>
  entries.reduce((sum, entry) => sum + (which(entry) ? entry.counted : 0), 0)
/** 0 with nothing behind it is left empty; what cancels out to 0 is told. */
const cell = (entries: readonly BookEntry[], which: (entry: BookEntry) => boolean): string =>
  entries.some(which) ? formatPoints(add(entries, which)) : ''
/** 补记: what happened in an earlier quarter stands in the first month of the one in which it counts. */
const monthOf = (entry: BookEntry): number =>
  entry.late ? entry.quarter * 3 - 2 : Number(entry.factOn.slice(5, 7))
const twelve = Array.from({ length: 12 }, (_, index) => index + 1)
const four = [1, 2, 3, 4]

const printed = (entry: BookEntry): PrintedEntry => ({
  on: formatDay(entry.factOn),
  quarter: entry.quarter,
  star: entry.star,
  rule: entry.ruleCode,
  reason: entry.status === 'REVERSAL' ? `冲正：${entry.reason}` : entry.reason,
  ...(entry.counted >= 0
    ? { plus: formatPoints(entry.counted) }
    : { minus: formatPoints(0 - entry.counted) }),
  ...(entry.confirmedBy !== null && { signedBy: entry.confirmedBy }),
  ...(entry.status === 'REVERSAL' && { reversal: true }),
  ...(entry.reversed && {
    reversed: {
      on: formatDay(dayInShanghai(new Date(entry.reversed.at))),
      reason: entry.reversed.reason,
    },
  }),
})

type Rules = Awaited<ReturnType<typeof rulesOfVersions>> extends Map<string, infer R> ? R : never
function sheetOf(
  raw: RawBook,
  by: Actor,
  stars: readonly BookStar[],
  rules: Rules,
  entries: readonly BookEntry[],
  result: Ruled | undefined,
): BookData {
  const row = bookRowOf(raw, stars)
  const told = starsTold(row, stars, rules, entries)
  const ofQuarter = (quarter: number) => (entry: BookEntry) => entry.quarter === quarter
  const quarters = four.map((quarter) => formatPoints(add(entries, ofQuarter(quarter)))) as FourQuarters
  return {
    kind: raw.subject,
    blank: false,
    name: raw.name,
    township: raw.township_name,
    ...(raw.subject === 'MEMBER' && { branch: raw.village_name }),
    year: `${raw.year}年度`,
    bookNo: raw.book_no,
    printed: takenBy(by, by.now, '打印'),
    stars: told.map((star) => ({
      name: star.name,
      ...(star.lit && { lit: colours[star.colour] ?? 'RED' }),
      requirement: star.requirement,
      points: formatPoints(star.points),
      lightAt: formatPoints(raw.light_at),
      rules: star.rules
        .filter((rule) => rule.kind !== 'VETO')
        .map((rule) => ({
          code: rule.code,
          text: rule.content,
          points: signed(rule.cap ?? rule.amount),
          counted: formatPoints(rule.counted),
        })),
    })),
    entries: entries.map(printed),
    yearSheet: told.map((star) => ({
      star: star.name,
      requirement: star.requirement,
      months: twelve.map((month) =>
        cell(entries, (entry) => entry.slot === star.slot && monthOf(entry) === month),
      ),
      quarters: star.quarters.map(formatPoints) as FourQuarters,
      total: formatPoints(star.points),
    })),
    yearTotal: {
      months: twelve.map((month) => cell(entries, (entry) => monthOf(entry) === month)),
      quarters,
      total: formatPoints(row.total),
    },
    quarterSums: four.map((quarter, index) => ({
      plus: formatPoints(add(entries, (entry) => entry.quarter === quarter && entry.counted > 0)),
      minus: formatPoints(0 - add(entries, (entry) => entry.quarter === quarter && entry.counted < 0)),
      total: quarters[index] as string,
    })),
    ...(stands(result) && {
      result: {
        ...(result.grade && { grade: reviewGrades[result.grade] }),
        level: levelName(result.level),
        ...(result.class && { class: orgClasses[result.class] }),
      },
    }),
    ledgerCode: headCode(raw.head),
    printedAt: formatDay(by.today),
  }
}

const noQuarters: FourQuarters = ['', '', '', '']
/** The same book to be written by hand: whose it is, the stars and their rules; nothing that was counted. */
const blankOf = ({ result: _, summaries, ...data }: BookData): BookData => ({
  ...data,
  blank: true,
  stars: data.stars.map(({ lit: __, ...star }) => ({
    ...star,
    points: '',
    rules: star.rules.map((rule) => ({ ...rule, counted: '' })),
  })),
  entries: [],
  yearSheet: data.yearSheet.map((row) => ({
    ...row,
    months: twelve.map(() => ''),
    quarters: noQuarters,
    total: '',
  })),
  yearTotal: { months: twelve.map(() => ''), quarters: noQuarters, total: '' },
  quarterSums: four.map(() => ({ plus: '', minus: '', total: '' })),
  ...(summaries && { summaries }),
  ledgerCode: '',
})

export interface PrintedBook {
  id: string
  path: string
  villageId: string
  data: BookData
}

/** Books `b` under this condition that the reader may see, in the order of place and number. */
export async function booksToPrint(
  tx: ReadTx,
  by: Actor,
  condition: RawBuilder<unknown>,
  { blank = false }: { blank?: boolean } = {},
): Promise<PrintedBook[]> {
  const seen = sql`${within(by, 'books.read', 'b', { person: true })} and ${condition}`
  const { rows: raws } = await sql<RawBook>`${selectBooks(seen)} order by b.path, b.book_no`.execute(tx)
  const ids = raws.map((raw) => raw.id)
  const stars = await starsOfBooks(tx, by.regionId, ids)
  const rules = await rulesOfVersions(
    tx,
    by,
    raws.flatMap((raw) => raw.version_id ?? []),
  )
  const entries = blank
    ? new Map<string, BookEntry[]>()
    : await entriesOfBooks(tx, by, ids, (id, slot) => starName(stars.get(id), slot), { evidence: false })
  const results = blank ? new Map<string, Ruled>() : await resultsOfBooks(tx, by, ids)
  // A member reads his village's book, not what the others of it have.
  const orgs = by.post === 'MEMBER' ? [] : raws.filter((raw) => raw.subject === 'ORG')
  const summaries = await summariesOfVillages(tx, by, orgs, { blank })
  return raws.map((raw) => {
    const data = sheetOf(
      raw,
      by,
      stars.get(raw.id) ?? [],
      rules.get(raw.version_id ?? '') ?? [],
      entries.get(raw.id) ?? [],
      results.get(raw.id),
    )
    const summary = summaries.get(`${raw.village_id} ${raw.year}`)
    const whole = summary && raw.subject === 'ORG' ? { ...data, summaries: summary } : data
    return { id: raw.id, path: raw.path, villageId: raw.village_id, data: blank ? blankOf(whole) : whole }
  })
}
