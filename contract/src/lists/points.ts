/** Books, slips and quarters. */
import { type BookRow, listBooks } from '../points.ts'
import { listQuarters, quarterStates } from '../quarters.ts'
import type { AnswerOf } from '../route.ts'
import { listSlips, type SlipRow, slipStates, slipViews } from '../slips.ts'
import { levelName, orgClasses } from '../words.ts'
import { listOf, starsText } from './list.ts'

export const movedWords = { TRANSFER: '已转出', MERGE: '已并入他册' } as const
const levelOf = (row: BookRow): string =>
  row.moved
    ? movedWords[row.moved]
    : row.exempt
      ? '免评'
      : row.vetoed
        ? '一票否决'
        : `${levelName(row.suggested)}${row.class ? ` ${orgClasses[row.class]}` : ''}`

export const booksList = listOf<typeof listBooks, BookRow>('books', listBooks, {
  title: ({ year, subject }) => `${year}年${subject === 'ORG' ? '党组织' : '党员'}积分手册`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: (row) => ({ bookId: row.id }),
  columns: ({ subject }) => [
    {
      key: 'name',
      title: subject === 'ORG' ? '党组织' : '姓名',
      width: subject === 'ORG' ? 210 : 130,
    },
    {
      key: 'category',
      title: '类别',
      width: 120,
      when: subject === 'MEMBER',
      value: (row, names) => (row.category ? names.MEMBER[row.category] : null),
    },
    { key: 'villageName', title: '嘎查村', width: 140 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    {
      key: 'stars',
      title: '十星',
      width: 260,
      value: (row) => (row.hasScheme ? starsText(row.lit, row.colours) : '方案未发布'),
    },
    { key: 'total', title: '积分', kind: 'points', width: 90 },
    { key: 'level', title: '按目前积分', width: 130, value: levelOf },
    { key: 'bookNo', title: '编号', width: 170, hidden: true },
  ],
})

/** '王春山' · '王春山、李云等5人' */
export function namesOf(slip: Pick<SlipRow, 'lines' | 'subject'>): string {
  // Several lines may stand in one book, and two people may have one name.
  const names = [...new Map(slip.lines.map((line) => [line.bookId, line.bookName])).values()]
  const unit = slip.subject === 'ORG' ? '个' : '人'
  return names.length <= 2 ? names.join('、') : `${names.slice(0, 2).join('、')}等${names.length}${unit}`
}
export const sumOf = (slip: Pick<SlipRow, 'lines'>): number =>
  slip.lines.reduce((sum, line) => sum + (line.struck ? 0 : line.amount), 0)

export const slipsList = listOf<typeof listSlips, SlipRow>('slips', listSlips, {
  title: ({ view, year, quarter }) =>
    `${year ? `${year}年` : ''}${quarter ? `第${quarter}季度` : ''}积分申报单${view === 'all' ? '' : `（${slipViews[view]}）`}`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'factOn', title: '发生日期', kind: 'day', width: 130 },
    { key: 'names', title: '对象', width: 170, value: namesOf },
    { key: 'reason', title: '事由', width: 210 },
    { key: 'villageName', title: '嘎查村', width: 120 },
    { key: 'sum', title: '分值', kind: 'points', width: 80, value: sumOf },
    {
      key: 'quarter',
      title: '季度',
      width: 100,
      value: (row) => `第${row.quarter}季度${row.late ? '补记' : ''}`,
    },
    { key: 'enteredBy', title: '登记人', width: 90 },
    { key: 'evidence', title: '佐证', kind: 'number', width: 70, value: (row) => row.evidence.length },
    { key: 'state', title: '状态', width: 150, value: (row) => slipStates[row.state] },
  ],
})

type Village = AnswerOf<typeof listQuarters>['villages'][number]
export const quartersList = listOf<typeof listQuarters, Village>('quarters', listQuarters, {
  title: ({ year }) => `${year}年季度结账`,
  rows: (answer) => answer.villages,
  columns: () => [
    { key: 'villageName', title: '嘎查村', width: 150 },
    { key: 'townshipName', title: '苏木镇', width: 130 },
    ...[1, 2, 3, 4].map((quarter) => ({
      key: `quarter${quarter}`,
      title: `${'一二三四'[quarter - 1]}季度`,
      width: 150,
      value: (row: Village) => {
        const cell = row.quarters.find((one) => one.quarter === quarter)
        if (!cell) return null
        return `${quarterStates[cell.state]}${cell.waiting ? `，待办${cell.waiting}张` : ''}，入账${cell.entries}笔`
      },
    })),
  ],
})
