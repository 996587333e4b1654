/** Books as the screens show them: ten stars by slot, evaluated as of now. */
import type { BookRow } from '@xinghe/contract/points'
import type { MemberCategory, Subject } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { evaluate, planOf } from '../stars/star.rules.ts'
import { type BookStar, starsOfBooks } from './book-stars.ts'

export interface RawBook {
  id: string
  year: number
  subject: Subject
  book_no: string
  name: string
  category: MemberCategory | null
  village_id: string
  village_name: string
  township_id: string
  township_name: string
  person_id: string | null
  path: string
  exempt: boolean
  moved_kind: 'TRANSFER' | 'MERGE' | null
  moved_to: string | null
  moved_on: string | null
  moved_reason: string | null
  vetoed: boolean
  version_id: string | null
  head: string
  opened_on: string
  sums: number[]
  title: string | null
  version: number | null
  conversion: string
  light_at: number
  colour_mode: string
  red_at: number
  silver_at: number
  gold_at: number
  class_one_at: number
  class_two_at: number
  year_end_weight: number
  year_end_score: number | null
}
/** Books `b` with version `v`, units and veto, under these conditions. */
export const selectBooks = (condition: RawBuilder<unknown>) => sql<RawBook>`
  select b.id, b.year, b.subject, b.book_no, b.name, b.category, b.village_id, u.short_name as village_name, b.township_id, u.parent_short_name as township_name,
    b.person_id, b.path, b.exempt, b.moved_kind, b.moved_to, b.moved_on, b.moved_reason, b.version_id, b.head, b.opened_on,
    array[b.s1, b.s2, b.s3, b.s4, b.s5, b.s6, b.s7, b.s8, b.s9, b.s10] as sums,
    exists (select 1 from veto o where o.region_id = b.region_id and o.book_id = b.id and o.lifted_at is null) as vetoed,
    v.title, v.version, coalesce(v.conversion, 'PER_STAR') as conversion, coalesce(v.light_at, 1000) as light_at, coalesce(v.colour_mode, 'NONE') as colour_mode,
    coalesce(v.red_at, 0) as red_at, coalesce(v.silver_at, 0) as silver_at, coalesce(v.gold_at, 0) as gold_at, coalesce(v.class_one_at, 11) as class_one_at,
    coalesce(v.class_two_at, 11) as class_two_at, coalesce(v.year_end_weight, 0) as year_end_weight, null::int as year_end_score
  from book b
  join ${unitOn('b.village_id', endOfYear('b.year'))} u on true
  left join scheme_version v on v.region_id = b.region_id and v.id = b.version_id
  where ${condition}`

export const evaluateBook = (book: RawBook) =>
  evaluate(planOf(book, book.subject), { sums: book.sums, vetoed: book.vetoed })

export function bookRowOf(book: RawBook, stars: readonly BookStar[]): BookRow {
  const result = evaluateBook(book)
  return {
    id: book.id,
    year: book.year,
    subject: book.subject,
    bookNo: book.book_no,
    name: book.name,
    category: book.category,
    villageId: book.village_id,
    villageName: book.village_name,
    townshipName: book.township_name,
    exempt: book.exempt,
    moved: book.moved_kind,
    vetoed: book.vetoed,
    hasScheme: book.version_id !== null,
    total: result.total as never,
    lit: result.lit,
    colours: result.colours,
    lightAt: book.light_at as never,
    litCount: [...result.lit].filter((one) => one === '1').length,
    suggested: book.exempt ? null : result.suggested,
    class: result.class,
    stars: stars.map((star) => ({
      slot: star.slot,
      kind: star.kind,
      name: star.name,
      points: (book.sums[star.slot - 1] ?? 0) as never,
      missing: (result.missing[star.slot - 1] ?? 0) as never,
    })),
  }
}
export async function bookRowsOf(tx: ReadTx, by: Actor, books: readonly RawBook[]): Promise<BookRow[]> {
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    books.map((book) => book.id),
  )
  return books.map((book) => bookRowOf(book, stars.get(book.id) ?? []))
}
