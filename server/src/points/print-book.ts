import type { Download } from '@xinghe/contract/download'
import type { printBook as route } from '@xinghe/contract/points'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { bookPdf } from '../print/index.ts'
import { booksToPrint } from './books-to-print.ts'

/** The book on paper, as it stands now; blank: to be written by hand, with nobody's points in it. */
export async function printBook(
  tx: ReadTx,
  by: Actor,
  { id, fill }: InputOf<typeof route>,
): Promise<Download> {
  const blank = fill === 'BLANK'
  const [book] = await booksToPrint(tx, by, sql`b.id = ${id}`, { blank })
  if (!book) throw new Refusal('common.not_found')
  const { data } = book
  return {
    bytes: bookPdf(data, by.now),
    mime: 'application/pdf',
    name: `${data.year}积分手册-${data.name}${blank ? '（空白）' : ''}.pdf`,
    inline: true,
  }
}
