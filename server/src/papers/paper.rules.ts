/** What the lines of a sheet become. Pure. */
import type { ReadLine } from '@xinghe/contract/paper-lines'

export interface PaperSlip {
  factOn: string
  reason: string
  lines: { bookId: string; ruleCode: string; slot: number | undefined; amount: number; ordinal: number }[]
}
/**
 * One fact is one slip (decisions/0006): lines of one day, reason and rule become one slip with a line for each book;
 * of one book's page each line is a slip of its own.
 */
export function slipsFrom(lines: readonly ReadLine[]): PaperSlip[] {
  const facts = Map.groupBy(lines, (line) => JSON.stringify([line.on, line.reason, line.ruleCode]))
  return [...facts.values()].map((own) => ({
    factOn: own[0]?.on as string,
    reason: own[0]?.reason as string,
    lines: own.flatMap((line) =>
      line.bookIds.map((bookId) => ({
        bookId,
        ruleCode: line.ruleCode,
        slot: line.slot,
        amount: line.amount,
        ordinal: 1,
      })),
    ),
  }))
}
