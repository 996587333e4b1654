import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { whatIf as route, WhatIfRow } from '@xinghe/contract/what-if'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { starsOfBooks } from '../../points/index.ts'
import { fallOf, figuresOf, movers } from './figures.ts'
import { reasonsOf } from './reasons.ts'
import { booksNamed, booksWhole, type TriedBook, type TriedYear, tryYear } from './try-year.ts'

/**
 * Some of the movers with their places and reasons. The columns know the order down to the township; within one the
 * database orders, so the townships at both ends are taken whole.
 */
export async function withReasons(
  tx: ReadTx,
  by: Actor,
  year: TriedYear,
  list: Int32Array,
  { from, to }: { from: number; to: number },
): Promise<(WhatIfRow & { tried: TriedBook })[]> {
  const end = Math.min(to, list.length)
  if (from >= end) return []
  const townshipOf = (book: number) => year.of.township[book] as number
  const placeOf = (book: number) => (year.townships[townshipOf(book)] as { at: number }).at
  const together = (a: number, b: number) => {
    const [one, other] = [list[a] as number, list[b] as number]
    return townshipOf(one) === townshipOf(other) && fallOf(year, one) === fallOf(year, other)
  }
  let [first, last] = [from, end]
  while (first > 0 && together(first - 1, from)) first--
  while (last < list.length && together(last, end - 1)) last++
  const whole = await booksWhole(tx, year, list.subarray(first, last))
  const books = [...whole]
    .sort(([a], [b]) => fallOf(year, a) - fallOf(year, b) || placeOf(a) - placeOf(b))
    .slice(from - first, end - first)
    .map(([, book]) => book)
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    books.map((book) => book.bookId),
  )
  return books.map((book) => {
    const names: string[] = []
    for (const star of stars.get(book.bookId) ?? []) names[star.slot - 1] = star.name
    const side = ({ level, class: rank, found }: TriedBook['from']) => ({
      level,
      class: rank,
      colours: found.colours,
      total: found.total,
    })
    return {
      tried: book,
      bookId: book.bookId,
      name: book.name,
      villageName: book.village,
      townshipName: book.township,
      category: book.category,
      from: side(book.from),
      to: side(book.to),
      starNames: Array.from(names, (name) => name ?? ''),
      points: book.sums,
      lightAt: book.to.plan.lightAt,
      reasons: reasonsOf(book, book.sums, names),
    }
  })
}

/** The year under other settings, its figures, and those that move by the filters. */
export async function tried(
  tx: ReadTx,
  by: Actor,
  { show, q, ...settings }: Omit<InputOf<typeof route>, 'page' | 'size'>,
) {
  const year = await tryYear(tx, by, settings)
  return {
    year,
    figures: figuresOf(year),
    list: movers(year, show, q ? await booksNamed(tx, by, year, q) : undefined),
  }
}

/** Who would rise and fall under other settings. Nothing is saved. */
export async function whatIf(
  tx: ReadTx,
  by: Actor,
  { page, size, ...input }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { year, figures, list } = await tried(tx, by, input)
  const rows = await withReasons(tx, by, year, list, { from: (page - 1) * size, to: page * size })
  return { ...figures, total: list.length, rows: rows.map(({ tried: _, ...row }) => row) }
}
