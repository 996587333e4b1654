/** The figures of a what-if, added up from its columns; and which of its books move, in the order of the list. Pure. */
import type { AnswerIn } from '@xinghe/contract/route'
import type { WhatIfShow, whatIf } from '@xinghe/contract/what-if'
import type { Plan } from '../star.rules.ts'
import { classMove, colourMoves, inOrder, levelMove } from './try-columns.ts'
import type { TriedYear } from './try-year.ts'

/** What a book is counted and listed under; a book may rise by a level and in class at once. */
export const shows: Record<WhatIfShow, (year: TriedYear, book: number) => boolean> = {
  DOWN: (year, book) => levelMove(year, book) < 0,
  UP: (year, book) => levelMove(year, book) > 0,
  CLASS_DOWN: (year, book) => classMove(year, book) < 0,
  CLASS_UP: (year, book) => classMove(year, book) > 0,
  COLOUR: (year, book) =>
    levelMove(year, book) === 0 && classMove(year, book) === 0 && colourMoves(year, book),
}
const moves = (year: TriedYear, book: number): boolean =>
  colourMoves(year, book) || levelMove(year, book) !== 0 || classMove(year, book) !== 0

/** What is counted of a township. */
const counts = ['total', 'up', 'down', 'classUp', 'classDown', 'colour', 'oneFrom', 'oneTo'] as const
type Counted = Record<(typeof counts)[number], number>

function countedByTownship(year: TriedYear): Int32Array {
  const found = new Int32Array(year.of.townships.size * counts.length)
  const { DOWN, UP, CLASS_DOWN, CLASS_UP, COLOUR } = shows
  for (const book of year.books) {
    const at = (year.of.township[book] as number) * counts.length
    const add = (count: number, met: boolean) => {
      if (met) found[at + count] = (found[at + count] as number) + 1
    }
    add(0, true)
    add(1, UP(year, book))
    add(2, DOWN(year, book))
    add(3, CLASS_UP(year, book))
    add(4, CLASS_DOWN(year, book))
    add(5, COLOUR(year, book))
    add(6, year.classFrom[book] === 1)
    add(7, year.classTo[book] === 1)
  }
  return found
}
const countedAt = (found: Int32Array, township: number): Counted =>
  Object.fromEntries(
    counts.map((count, at) => [count, found[township * counts.length + at] as number]),
  ) as Counted

/** How many books stand at each value of a column, before and after. */
function tally(books: Int32Array, from: Int8Array | Uint8Array, to: Int8Array | Uint8Array, above: number) {
  const found = { from: new Int32Array(16), to: new Int32Array(16) }
  for (const book of books) {
    const [a, b] = [(from[book] as number) + above, (to[book] as number) + above]
    found.from[a] = (found.from[a] as number) + 1
    found.to[b] = (found.to[b] as number) + 1
  }
  return (value: number) => ({
    from: found.from[value + above] as number,
    to: found.to[value + above] as number,
  })
}
/** Stars by their marks, of all books. */
function coloursOf(books: Int32Array, colours: Uint32Array): Int32Array {
  const found = new Int32Array(8)
  for (const book of books)
    for (let packed = colours[book] as number; packed > 0; packed >>>= 3)
      found[packed & 7] = (found[packed & 7] as number) + 1
  return found
}

function plansOf({ of, plans, books }: TriedYear) {
  const by = new Map<number, number>()
  for (const book of books) {
    const plan = of.plan[book] as number
    by.set(plan, (by.get(plan) ?? 0) + 1)
  }
  const same = new Map<string, { plan: Omit<Plan, 'subject'>; books: number }>()
  for (const [at, count] of by) {
    const { subject: _, ...plan } = (plans[at] as TriedYear['plans'][number]).own
    const key = JSON.stringify(plan)
    same.set(key, { plan, books: (same.get(key)?.books ?? 0) + count })
  }
  return [...same.values()].sort((a, b) => b.books - a.books)
}

type Figures = Pick<
  AnswerIn<typeof whatIf>,
  'figures' | 'byLevel' | 'byClass' | 'byColour' | 'byTownship' | 'plans'
>
export function figuresOf(year: TriedYear): Figures {
  const byTownship = countedByTownship(year)
  const all = Object.fromEntries(counts.map((count) => [count, 0])) as Counted
  const townships: Figures['byTownship'] = []
  year.townships.forEach(({ at, name }, number) => {
    const own = countedAt(byTownship, number)
    for (const count of counts) all[count] += own[count]
    if (own.total > 0) townships[at] = { townshipId: year.of.townships.idOf(number), name, ...own }
  })
  const levels = tally(year.books, year.levelFrom, year.levelTo, 1)
  const classes = tally(year.books, year.classFrom, year.classTo, 0)
  const [was, would] = [coloursOf(year.books, year.from.colours), coloursOf(year.books, year.to.colours)]
  const { oneFrom: _, oneTo: __, ...figures } = all
  return {
    figures,
    byLevel: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, null]
      .map((level) => ({ level, ...levels(level ?? -1) }))
      .filter(({ from, to }) => from > 0 || to > 0),
    byClass: (['I', 'II', 'III'] as const).map((one, at) => ({ class: one, ...classes(at + 1) })),
    byColour: (['G', 'S', 'R'] as const).map((colour, at) => ({
      colour,
      from: was[4 - at] as number,
      to: would[4 - at] as number,
    })),
    byTownship: townships,
    plans: plansOf(year),
  }
}

/** By the filters: organisations that fall furthest first, persons in tree order (no ranking of persons). */
export function movers(
  year: TriedYear,
  show: WhatIfShow | undefined,
  called: (book: number) => boolean = () => true,
): Int32Array {
  const found = year.books.filter(
    (book) => moves(year, book) && (!show || shows[show](year, book)) && called(book),
  )
  if (year.settings.subject !== 'ORG') return found
  return inOrder(found, (book) => fallOf(year, book), 128)
}
/** Class first, then the level; small is first. */
export const fallOf = (year: TriedYear, book: number): number =>
  year.settings.subject === 'ORG' ? (classMove(year, book) + 1) * 32 + levelMove(year, book) + 11 : 0
