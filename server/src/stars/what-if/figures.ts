/** The figures of a what-if, added up from its books. Pure. */
import type { AnswerIn } from '@xinghe/contract/route'
import type { WhatIfShow, whatIf } from '@xinghe/contract/what-if'
import type { Plan } from '../star.rules.ts'
import type { TriedBook } from './try-year.ts'

/** What a book is counted and listed under; a book may rise by a level and in class at once. */
export const shows: Record<WhatIfShow, (book: TriedBook) => boolean> = {
  DOWN: (book) => book.level < 0,
  UP: (book) => book.level > 0,
  CLASS_DOWN: (book) => book.class < 0,
  CLASS_UP: (book) => book.class > 0,
  COLOUR: (book) => book.level === 0 && book.class === 0 && book.colour,
}
export const moves = (book: TriedBook): boolean => book.level !== 0 || book.class !== 0 || book.colour

const counted = (books: readonly TriedBook[]) => {
  const count = (show: WhatIfShow) => books.filter(shows[show]).length
  return {
    total: books.length,
    up: count('UP'),
    down: count('DOWN'),
    classUp: count('CLASS_UP'),
    classDown: count('CLASS_DOWN'),
    colour: count('COLOUR'),
  }
}

type Figures = Pick<
  AnswerIn<typeof whatIf>,
  'figures' | 'byLevel' | 'byClass' | 'byColour' | 'byTownship' | 'plans'
>
export function figuresOf(books: readonly TriedBook[]): Figures {
  const both = (test: (side: TriedBook['from']) => boolean, of: readonly TriedBook[] = books) => ({
    from: of.filter((book) => test(book.from)).length,
    to: of.filter((book) => test(book.to)).length,
  })
  const stars = (side: TriedBook['from'], colour: string) =>
    [...side.found.colours].filter((mark) => mark === colour).length
  const sum = (of: (book: TriedBook) => number) => books.reduce((total, book) => total + of(book), 0)
  const plans = new Map<string, { plan: Omit<Plan, 'subject'>; books: number }>()
  for (const { from } of books) {
    const { subject: _, ...plan } = from.plan
    const key = JSON.stringify(plan)
    plans.set(key, { plan, books: (plans.get(key)?.books ?? 0) + 1 })
  }
  return {
    figures: counted(books),
    byLevel: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, null]
      .map((level) => ({ level, ...both((side) => side.level === level) }))
      .filter(({ from, to }) => from > 0 || to > 0),
    byClass: (['I', 'II', 'III'] as const).map((one) => ({
      class: one,
      ...both((side) => side.class === one),
    })),
    byColour: (['G', 'S', 'R'] as const).map((colour) => ({
      colour,
      from: sum((book) => stars(book.from, colour)),
      to: sum((book) => stars(book.to, colour)),
    })),
    byTownship: [...Map.groupBy(books, (book) => book.townshipId)].map(([townshipId, own]) => {
      const one = both((side) => side.class === 'I', own)
      return {
        townshipId,
        name: own[0]?.township as string,
        ...counted(own),
        oneFrom: one.from,
        oneTo: one.to,
      }
    }),
    plans: [...plans.values()].sort((a, b) => b.books - a.books),
  }
}
