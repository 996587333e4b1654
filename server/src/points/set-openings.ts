/** 期初积分: what each star of a paper book stood at on the day the county began here. One entry a star, which no cap cuts. */
import { openingCode } from '@xinghe/contract/points'
import { formatDay, formatPoints, quarterOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { starsOfBooks } from './book-stars.ts'
import { capsOf, lockBooks, post, reverse } from './ledger.ts'
import { booksFor, type FactBook, openQuartersFor } from './slip-facts.ts'
import { fromOutside, isOpening } from './standing-imports.ts'

export interface OpeningOf {
  bookId: string
  /** As of the evening of this day. */
  on: string
  /** Hundredths by slot 1–10; null: nothing is said of the star. */
  stars: readonly (number | null)[]
}
export interface OpeningChange {
  slot: number
  star: string
  to: number
  /** The opening that stands now and is taken back. */
  from?: { id: string; claimed: number; factOn: string; stands: boolean } | undefined
}
export type JudgedOpening =
  | { is: 'NEW' | 'CHANGE'; book: FactBook; on: string; changes: OpeningChange[] }
  | { is: 'THERE' }
  | { is: 'REFUSED'; refusals: { slot: number | null; refusal: Refusal }[] }

/** How many entries that are no openings stand in these books, by star and day. */
async function entriesBefore(tx: ReadTx, by: Actor, bookIds: readonly string[]) {
  const { rows } = await sql<{ book_id: string; slot: number; fact_on: string; count: number }>`
    select e.book_id, e.slot, e.fact_on, count(*)::int as count from points_entry e
    where e.region_id = ${by.regionId} and e.book_id = any(${bookIds}::uuid[]) and e.kind <> 'ADJUST'
      and e.source_kind not in ('REVERSAL', 'RECOUNT') and not exists (
        select 1 from points_entry x where x.region_id = e.region_id and x.book_id = e.book_id and x.source_kind = 'REVERSAL' and x.source_id = e.id)
    group by 1, 2, 3`.execute(tx)
  const of = Map.groupBy(rows, (row) => `${row.book_id} ${row.slot}`)
  return (bookId: string, slot: number, on: string): number =>
    (of.get(`${bookId} ${slot}`) ?? []).reduce((sum, row) => sum + (row.fact_on <= on ? row.count : 0), 0)
}

/** What would become of these openings, in their order. */
export async function judgeOpenings(
  tx: ReadTx,
  by: Actor,
  openings: readonly OpeningOf[],
  { hold }: { hold: boolean },
): Promise<JudgedOpening[]> {
  if (openings.length === 0) return []
  const ids = [...new Set(openings.map((one) => one.bookId))]
  const books = await booksFor(tx, by, ids)
  const versions = [...books.values()].flatMap((book) => book.versionId ?? [])
  const caps = await capsOf(tx, by.regionId, versions)
  const stars = await starsOfBooks(tx, by.regionId, ids)
  const outside = await fromOutside(tx, by, ids)
  const countBefore = await entriesBefore(tx, by, ids)
  const quarterAt = await openQuartersFor(tx, by, [...books.values()], hold)

  return openings.map(({ bookId, on, stars: amounts }): JudgedOpening => {
    const book = books.get(bookId) as FactBook
    const { name, year } = book
    const refusals: { slot: number | null; refusal: Refusal }[] = []
    const refuse = (slot: number | null, ...why: ConstructorParameters<typeof Refusal>) =>
      void refusals.push({ slot, refusal: new Refusal(...why) })
    const known = (outside.get(bookId) ?? []).filter(isOpening)
    const open = (day: string) => quarterAt(book, day)?.late === false

    const changes = amounts.flatMap((to, index): OpeningChange[] => {
      if (to === null) return []
      const slot = index + 1
      // The last one said, also when somebody took it back by hand: the same sheet does not put it there again.
      const last = known.findLast((one) => one.slot === slot)
      if (last ? last.claimed === to && last.factOn === on : to === 0) return []
      const star = (stars.get(bookId) ?? []).find((one) => one.slot === slot)
      return [
        {
          slot,
          star: star?.name ?? `第${slot}颗星`,
          to,
          ...(last && {
            from: { id: last.id, claimed: last.claimed, factOn: last.factOn, stands: !last.reversed },
          }),
        },
      ]
    })
    if (amounts.every((amount) => amount === null)) refuse(null, 'openings.nothing')
    else if (changes.length === 0) return { is: 'THERE' }

    if (book.moved) refuse(null, 'entries.book_moved', { name })
    else if (!book.versionId) refuse(null, 'slips.no_scheme', { name })
    else if (book.exempt) refuse(null, 'slips.exempt', { name })
    else if (book.personId === by.personId) refuse(null, 'common.own_matter')
    else if (on > by.today) refuse(null, 'slips.future_day')
    else if (Number(on.slice(0, 4)) !== year) refuse(null, 'slips.other_year', { year })
    else
      for (const { slot, star, to, from } of changes) {
        const of = (stars.get(bookId) ?? []).find((one) => one.slot === slot)
        const most = (of?.fullPoints ?? 0) + caps.bonusCapOf(book.versionId)
        const before = from ? 0 : countBefore(bookId, slot, on)
        const closed = [on, ...(from ? [from.factOn] : [])].find((day) => !open(day))
        if (!of && slot > 8) refuse(slot, 'slips.elective_not_chosen', { name, star })
        else if (!of) refuse(slot, 'openings.no_star', { name, slot })
        else if (to < 0 || to > most)
          refuse(slot, 'openings.out_of_bounds', { star, most: formatPoints(most) })
        else if (closed)
          refuse(null, 'openings.quarter_closed', { year, quarter: quarterOf(closed as never) })
        else if (before > 0)
          refuse(slot, 'openings.entries_before', { star, day: formatDay(on), count: before })
      }
    if (refusals.length > 0) return { is: 'REFUSED', refusals }
    return { is: changes.some((one) => one.from) ? 'CHANGE' : 'NEW', book, on, changes }
  })
}

/** '班子建设星由12分改为15分'; a day that changes is said too. */
export const changeWords = ({ star, to, from }: OpeningChange, on: string): string =>
  from
    ? `${star}由${formatPoints(from.claimed)}分改为${formatPoints(to)}分${from.factOn === on ? '' : `（原截至${formatDay(from.factOn)}）`}`
    : `${star}${formatPoints(to)}分`

/** Posts openings that are not there, takes back those that read otherwise and posts them anew. Returns how many stars. */
export async function setOpenings(tx: Tx, by: Actor, openings: readonly OpeningOf[]): Promise<number> {
  const locked = await lockBooks(tx, by, [...new Set(openings.map((one) => one.bookId))])
  permitAll(
    tx,
    by,
    'imports.make',
    locked.map((book) => book.path),
  )
  const todo = (await judgeOpenings(tx, by, openings, { hold: true })).flatMap((one) => {
    if (one.is === 'REFUSED') throw one.refusals[0]?.refusal
    return one.is === 'THERE' ? [] : [one]
  })
  const stars = todo.flatMap(({ book, on, changes }) => changes.map((change) => ({ book, on, change })))
  const back = stars.flatMap(({ change: { from } }) => (from?.stands ? [from.id] : []))
  if (back.length > 0) await reverse(tx, by, { entryIds: back, reason: '期初积分重新导入' })
  await post(
    tx,
    by,
    stars.map(({ book, on, change: { slot, to, from } }) => ({
      bookId: book.id,
      slot,
      versionId: book.versionId as string,
      ruleCode: openingCode,
      kind: 'ADJUST',
      claimed: to,
      factOn: on,
      quarter: quarterOf(on as never),
      sourceKind: 'OPENING',
      sourceId: newId(),
      reason: `截至${formatDay(on)}的期初积分${from ? `（由${formatPoints(from.claimed)}分改为${formatPoints(to)}分）` : ''}`,
      enteredBy: by.personId,
      enteredByName: by.name,
      confirmedByName: null,
      checkedByName: null,
    })),
  )
  await audit(
    tx,
    by,
    'openings.set',
    todo.map(({ book, on, changes }) => ({
      path: book.path,
      subjectKind: 'book',
      subjectId: book.id,
      note: `期初积分（截至${formatDay(on)}）：${changes.map((change) => changeWords(change, on)).join('，')}`,
    })),
  )
  return stars.length
}
