import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { whatIf as route, WhatIfRow } from '@xinghe/contract/what-if'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { starsOfBooks } from '../../points/index.ts'
import { figuresOf, moves, shows } from './figures.ts'
import { reasonsOf } from './reasons.ts'
import { type TriedBook, tryYear } from './try-year.ts'

type Filters = Pick<InputOf<typeof route>, 'show' | 'q'>

/** Those that move, by the filters: organisations that fall furthest first, persons in tree order (no ranking of persons). */
export function movers(books: readonly TriedBook[], subject: string, { show, q }: Filters): TriedBook[] {
  const found = books.filter(
    (book) =>
      moves(book) &&
      (!show || shows[show](book)) &&
      (!q || book.name.includes(q) || book.village.includes(q)),
  )
  const fall = ({ from, to }: TriedBook) => (to.level ?? -1) - (from.level ?? -1)
  return subject === 'ORG' ? found.sort((a, b) => a.class - b.class || fall(a) - fall(b)) : found
}

/** The movers with their reasons; one statement for the names of their stars. */
export async function withReasons(
  tx: ReadTx,
  by: Actor,
  books: readonly TriedBook[],
): Promise<(WhatIfRow & { tried: TriedBook })[]> {
  if (books.length === 0) return []
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

/** Who would rise and fall under other settings. Nothing is saved. */
export async function whatIf(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const books = await tryYear(tx, by, input)
  const found = movers(books, input.subject, input)
  const page = found.slice((input.page - 1) * input.size, input.page * input.size)
  return {
    ...figuresOf(books),
    total: found.length,
    rows: (await withReasons(tx, by, page)).map(({ tried: _, ...row }) => row),
  }
}
