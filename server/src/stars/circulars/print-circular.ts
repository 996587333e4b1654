import type { printCircular as route, wordCircular as wordRoute } from '@xinghe/contract/circulars'
import type { Download } from '@xinghe/contract/download'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { type CircularData, circularDocx, circularPdf } from '../../print/index.ts'
import { circularOf } from './load.ts'
import { refuseNothing, toldBy } from './results-of.ts'
import { annexTable, annexTitle, numberOf, paragraphsOf, sumsOf } from './text.ts'

/** The same paper twice: once to be sent, once to be worked on further. */
async function dataOf(tx: ReadTx, by: Actor, id: string): Promise<CircularData> {
  const one = await circularOf(tx, by, id)
  const told = await toldBy(tx, by, one)
  refuseNothing(one, told)
  const subject = one.subject as Subject
  const on = formatDay(one.issued_on ?? by.today)
  return {
    title: one.title,
    mark: `${one.issuer}文件`,
    // A draft without a number leaves room to write it.
    number: numberOf(one) ?? `${one.doc_word ?? ''}〔${one.doc_year ?? one.year + 1}〕　号`,
    addressees: one.addressees,
    paragraphs: paragraphsOf(one.body, told.figures),
    issuer: one.issuer,
    issuedOn: on,
    ...(one.copies && { copies: one.copies }),
    office: one.office,
    printedOn: on,
    annex: {
      title: annexTitle({ year: one.year, subject }),
      table: annexTable(subject, told.rows),
      sums: sumsOf(subject, told.rows),
    },
  }
}

export async function printCircular(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const data = await dataOf(tx, by, id)
  return {
    bytes: circularPdf(data, by.now),
    mime: 'application/pdf',
    name: `${data.title}.pdf`,
    inline: true,
  }
}

export async function wordCircular(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof wordRoute>,
): Promise<Download> {
  const data = await dataOf(tx, by, id)
  return {
    bytes: await circularDocx(data),
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: `${data.title}.docx`,
  }
}
