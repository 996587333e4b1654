/** Sheets to be filled by hand and typed in again. */
import { paperKinds } from '../paper-lines.ts'
import { listPaperSheets, type PaperRow, paperStates } from '../papers.ts'
import { listOf } from './list.ts'

export const paperName = ({ kind, subject }: Pick<PaperRow, 'kind'> & { subject: string }): string =>
  kind === 'SCORE' ? `${subject === 'ORG' ? '党组织' : '党员'}年终考核打分表` : paperKinds[kind]
export const paperPeriod = ({ year, quarter }: Pick<PaperRow, 'year' | 'quarter'>): string =>
  quarter === null ? `${year}年度` : `${year}年第${quarter}季度`
/** Whose it is: a book's, else the village's. */
export const paperOf = (row: Pick<PaperRow, 'bookName' | 'villageName'>): string =>
  row.bookName ?? row.villageName
export const typists = ({ keyers }: Pick<PaperRow, 'keyers'>): string =>
  keyers.map(({ name, done }) => (done ? name : `${name}（未录完）`)).join('、')

export const papersList = listOf<typeof listPaperSheets, PaperRow>('papers', listPaperSheets, {
  title: () => '纸质表台账',
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'code', title: '编号', width: 130 },
    { key: 'kind', title: '表', width: 160, value: paperName },
    { key: 'whose', title: '对象', width: 150, value: paperOf },
    { key: 'villageName', title: '嘎查村', width: 130 },
    { key: 'period', title: '时段', width: 130, value: paperPeriod },
    { key: 'state', title: '状态', width: 130, value: (row) => paperStates[row.state] },
    { key: 'keyers', title: '录入人', width: 170, value: typists },
    { key: 'printedAt', title: '打印日期', kind: 'day', width: 130 },
    { key: 'printedBy', title: '打印人', width: 100, hidden: true },
    { key: 'postedBy', title: '入账人', width: 100, hidden: true },
  ],
})
