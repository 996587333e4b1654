import type { Download } from '@xinghe/contract/download'
import type { printEmptyBook as route } from '@xinghe/contract/prints'
import type { InputOf } from '@xinghe/contract/route'
import { type Subject, subjects } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type BookData, bookPdf, type FourQuarters, type SummaryData } from '../print/index.ts'

const none: FourQuarters = ['', '', '', '']
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const summary = (kind: SummaryData['kind'], title: string): SummaryData => ({
  kind,
  title,
  blank: true,
  village: '',
  township: '',
  rows: [],
  sums: { year: '' },
  printed: '',
})

/** Nobody's book: lines only. */
export const emptyBook = (subject: Subject): BookData => ({
  kind: subject,
  blank: true,
  name: '',
  township: '',
  branch: '',
  year: '20　　年度',
  bookNo: '',
  stars: times(10, {
    name: '',
    requirement: '',
    points: '',
    lightAt: '10',
    rules: times(3, { code: '', text: '', points: '', counted: '' }),
  }),
  entries: [],
  yearSheet: times(10, { star: '', requirement: '', months: times(12, ''), quarters: none, total: '' }),
  yearTotal: { months: times(12, ''), quarters: none, total: '' },
  quarterSums: times(4, { plus: '', minus: '', total: '' }),
  ...(subject === 'ORG' && {
    summaries: [
      ...['一', '二', '三', '四'].map((numeral) => summary('QUARTER', `第${numeral}季度积分汇总一览表`)),
      summary('YEAR', '年度积分汇总表'),
    ],
  }),
  printed: '',
  ledgerCode: '',
  printedAt: '',
})

/** For the printing shop, before anybody's book is opened. */
export async function printEmptyBook(
  _tx: ReadTx,
  by: Actor,
  { subject }: InputOf<typeof route>,
): Promise<Download> {
  return {
    bytes: bookPdf(emptyBook(subject), by.now),
    mime: 'application/pdf',
    name: `积分手册（${subjects[subject]}，空白）.pdf`,
    inline: true,
  }
}
