/** what-if.rules.ts for many books: the same, in columns. A law in try-columns.test.ts holds both together. Pure. */
import {
  type BookFacts,
  type BookResults,
  compileClass,
  compilePlan,
  type EvaluateAt,
  resultsFor,
} from '../compile-plan.ts'
import type { Plan } from '../star.rules.ts'

/** What the meeting decided: a level, -1 for not rated, or that it has not decided. */
export const undecided = -2

export interface TriedColumns {
  from: BookResults
  to: BookResults
  /** -1: not rated. */
  levelFrom: Int8Array
  levelTo: Int8Array
  /** Places in `classes`. */
  classFrom: Uint8Array
  classTo: Uint8Array
}
export const triedFor = (books: number): TriedColumns => ({
  from: resultsFor(books),
  to: resultsFor(books),
  levelFrom: new Int8Array(books),
  levelTo: new Int8Array(books),
  classFrom: new Uint8Array(books),
  classTo: new Uint8Array(books),
})

/** Evaluates one book under both plans, with what was decided. */
export function compileTry(
  own: Plan,
  tried: Plan,
): (facts: BookFacts, decided: Int8Array, to: TriedColumns, at: number) => void {
  const [was, would]: EvaluateAt[] = [compilePlan(own), compilePlan(tried)]
  const [classWas, classWould] = [compileClass(own), compileClass(tried)]
  return (facts, decided, into, at) => {
    was?.(facts, into.from, at)
    would?.(facts, into.to, at)
    const computed = into.from.suggested[at] as number
    const next = into.to.suggested[at] as number
    const meeting = decided[at] as number
    const from = meeting === undecided ? computed : meeting
    const to = meeting !== undecided && computed === next ? meeting : next
    into.levelFrom[at] = from
    into.levelTo[at] = to
    into.classFrom[at] = classWas(from)
    into.classTo[at] = classWould(to)
  }
}

/** By how much the level falls or rises; not rated is below none. */
export const levelMove = (tried: TriedColumns, at: number): number =>
  (tried.levelTo[at] as number) - (tried.levelFrom[at] as number)
/** -1, 0, 1. Places of classes run from the best to the worst, none is 0. */
export function classMove({ classFrom, classTo }: TriedColumns, at: number): number {
  const rank = (place: number) => (place === 0 ? 0 : 4 - place)
  return Math.sign(rank(classTo[at] as number) - rank(classFrom[at] as number))
}
export const colourMoves = ({ from, to }: TriedColumns, at: number): boolean =>
  from.colours[at] !== to.colours[at]

/** Sorted by a number from 0 to below `end`; what is equal stays in its order. */
export function inOrder(books: Int32Array, of: (book: number) => number, end: number): Int32Array {
  const next = new Int32Array(end + 1)
  for (const book of books) next[of(book) + 1] = (next[of(book) + 1] as number) + 1
  for (let at = 1; at < next.length; at++) next[at] = (next[at] as number) + (next[at - 1] as number)
  const sorted = new Int32Array(books.length)
  for (const book of books) {
    const at = of(book)
    sorted[next[at] as number] = book
    next[at] = (next[at] as number) + 1
  }
  return sorted
}
