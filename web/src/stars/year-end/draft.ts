/** What the assessment group has typed and not yet handed in. */
import type { SheetBook } from '@xinghe/contract/year-end'

export interface TypedChange {
  delta: number | null
  reason: string
}
export interface Draft {
  /** By book, by slot. */
  changes: Record<string, Record<number, TypedChange>>
  scores: Record<string, number | null>
}
export const noDraft: Draft = { changes: {}, scores: {} }

export const typedOf = (draft: Draft, bookId: string): [number, TypedChange][] =>
  Object.entries(draft.changes[bookId] ?? {})
    .map(([slot, change]): [number, TypedChange] => [Number(slot), change])
    .filter(([, change]) => change.delta || change.reason)
export const setChange = (draft: Draft, bookId: string, slot: number, change: TypedChange): Draft => ({
  ...draft,
  changes: { ...draft.changes, [bookId]: { ...draft.changes[bookId], [slot]: change } },
})
/** Points of a star as they would be. */
export const pointsWith = (draft: Draft, book: SheetBook, slot: number): number =>
  (book.stars.find((star) => star.slot === slot)?.points ?? 0) +
  (draft.changes[book.bookId]?.[slot]?.delta ?? 0)

export function faultOf(draft: Draft, books: readonly SheetBook[], weight: number): string | undefined {
  for (const book of books)
    for (const [slot, { delta, reason }] of typedOf(draft, book.bookId)) {
      const star = book.stars.find((one) => one.slot === slot)?.name ?? ''
      if (!delta) return `${book.name}的“${star}”写了理由，没有填增减分值`
      if (!reason.trim()) return `${book.name}的“${star}”有增减，请写明理由`
    }
  const missing =
    weight > 0
      ? books.find((book) => book.yearEndScore === null && (draft.scores[book.bookId] ?? null) === null)
      : undefined
  return missing ? `方案把年终得分计入总分，请给${missing.name}填写年终得分` : undefined
}

export const bodyOf = (draft: Draft, sheetId: string, note: string) => ({
  sheets: [
    {
      sheetId,
      note,
      changes: Object.keys(draft.changes).flatMap((bookId) =>
        typedOf(draft, bookId).map(([slot, change]) => ({
          bookId,
          slot,
          delta: change.delta ?? 0,
          reason: change.reason.trim(),
        })),
      ),
      scores: Object.entries(draft.scores).flatMap(([bookId, yearEndScore]) =>
        yearEndScore === null ? [] : [{ bookId, yearEndScore }],
      ),
    },
  ],
})
