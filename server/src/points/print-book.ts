import type { Download } from '@xinghe/contract/download'
import type { Book, printBook as route } from '@xinghe/contract/points'
import type { InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { dayInShanghai, formatDay, formatPoints } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type BookData, bookPdf, type LitColour } from '../print/index.ts'
import { getBook } from './get-book.ts'

const colours: Record<string, LitColour | 'PLAIN'> = { G: 'GOLD', S: 'SILVER', R: 'RED', N: 'PLAIN' }
const signed = (value: number) => (value > 0 ? `+${formatPoints(value)}` : formatPoints(value))

function sheetOf(book: Book, by: Actor): BookData {
  const quarters = (points: readonly number[]) => points.map(formatPoints) as [string, string, string, string]
  return {
    kind: book.subject,
    name: book.name,
    township: book.townshipName,
    ...(book.subject === 'MEMBER' && { branch: book.villageName }),
    year: `${book.year}年度`,
    bookNo: book.bookNo,
    printed: takenBy(by, by.now, '打印'),
    stars: book.stars.map((star) => ({
      name: star.name,
      ...(star.lit && { lit: (colours[star.colour] ?? 'RED') as never }),
      requirement: star.requirement,
      points: formatPoints(star.points),
      lightAt: formatPoints(book.lightAt),
      rules: star.rules.map((rule) => ({
        code: rule.code,
        text: rule.content,
        points: signed(rule.cap ?? rule.amount),
        counted: formatPoints(rule.counted),
      })),
    })),
    entries: book.entryRows
      .filter((entry) => entry.status !== 'REVERSAL')
      .map((entry) => ({
        on: formatDay(entry.factOn),
        star: entry.star,
        reason: entry.reason,
        ...(entry.counted >= 0
          ? { plus: formatPoints(entry.counted) }
          : { minus: formatPoints(0 - entry.counted) }),
        ...(entry.confirmedBy !== null && { signedBy: entry.confirmedBy }),
        ...(entry.reversed && {
          reversed: {
            on: formatDay(dayInShanghai(new Date(entry.reversed.at))),
            reason: entry.reversed.reason,
          },
        }),
      })),
    yearSheet: book.stars.map((star) => ({
      star: star.name,
      quarters: quarters(star.quarters),
      total: formatPoints(star.points),
    })),
    yearTotal: {
      quarters: quarters(book.quarters.map((quarter) => quarter.points)),
      total: formatPoints(book.total),
    },
    ledgerCode: book.headCode,
    printedAt: formatDay(by.today),
  }
}

/** The book on paper, as it stands now. */
export async function printBook(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const book = await getBook(tx, by, input)
  return {
    bytes: bookPdf(sheetOf(book, by), by.now),
    mime: 'application/pdf',
    name: `${book.year}年度积分手册-${book.name}.pdf`,
    inline: true,
  }
}
