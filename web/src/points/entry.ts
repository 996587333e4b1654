import type { AnswerOf } from '@xinghe/contract/route'
import type { getEntrySheet, PickRule } from '@xinghe/contract/slips'

export type Sheet = AnswerOf<typeof getEntrySheet>
export type SheetBook = Sheet['books'][number]

/** Whether the rule stands in the book's scheme, for its category and its electives; the server decides in the end. */
export const fits = ({ versionId, star }: PickRule, book: SheetBook): boolean =>
  !book.exempt &&
  versionId === book.versionId &&
  (star === null ||
    (star.kind === 'ELECTIVE'
      ? book.electives.includes(star.code)
      : !star.category || star.category === book.category))

/** Rules that fit at least one book, by star in scheme order; those of any star last. */
export function rulesByStar(sheet: Sheet): { star: string; rules: PickRule[] }[] {
  const fitting = sheet.rules.filter((rule) => sheet.books.some((book) => fits(rule, book)))
  const groups = Map.groupBy(
    fitting,
    (rule) =>
      rule.star?.name ?? (rule.kind === 'DEDUCT' ? '扣分（记入相关的星）' : '加分（可记入任何一颗星）'),
  )
  return [...groups].map(([star, rules]) => ({ star, rules }))
}
