/** 公平性提示: hints where to look, a verdict on nobody. */
import {
  type Fairness,
  getFairness,
  listBonusEntries,
  listBurstEntries,
  listHintSlips,
  listSamePhotographs,
  type Measure,
  measureKeys,
  measures,
  type PhotographUse,
} from '../fairness.ts'
import type { AnswerOf } from '../route.ts'
import { slipStates } from '../slips.ts'
import { formatDay, formatInstant, formatPoints } from '../values.ts'
import { type ListColumn, listOf } from './list.ts'

const note = '提示，供查看，不作为结论'

/** '12.5%', '8.3 分' */
export const measureText = (measure: Measure, value: number | null): string =>
  value === null
    ? '—'
    : measure === 'passed' || measure === 'returned'
      ? `${value}%`
      : `${formatPoints(Math.round(value))} 分`
type Place = Fairness['places'][number]
const measured = (row: Place, measure: Measure): string => {
  const far = row.far.find((one) => one.measure === measure)
  return `${measureText(measure, row.values[measure])}${far ? (far.side === 'above' ? '（偏高）' : '（偏低）') : ''}`
}
export const checkersList = listOf<typeof getFairness, Place>('fairness', getFairness, {
  title: ({ year }) => `${year}年认定尺度`,
  note,
  rows: (answer) => answer.places,
  columns: () => [
    { key: 'name', title: '单位', width: 160 },
    { key: 'handedIn', title: '提交申报单', kind: 'number', width: 110, sum: true },
    ...measureKeys.map((measure) => ({
      key: measure,
      title: measures[measure],
      width: 180,
      value: (row: Place) => measured(row, measure),
    })),
  ],
})

type Entry = AnswerOf<typeof listBurstEntries>['rows'][number]
const entryColumns = (): ListColumn<Entry>[] => [
  { key: 'villageName', title: '嘎查村', width: 120 },
  { key: 'name', title: '对象', width: 150 },
  { key: 'factOn', title: '发生', kind: 'day', width: 120 },
  { key: 'postedAt', title: '入账', width: 170, value: (row) => formatInstant(row.postedAt) },
  { key: 'reason', title: '事由', width: 180 },
  { key: 'counted', title: '计入', kind: 'points', width: 80 },
  { key: 'checkedBy', title: '核查', width: 90 },
]
const entries = {
  note,
  rows: (answer: AnswerOf<typeof listBurstEntries>) => answer.rows,
  total: (answer: AnswerOf<typeof listBurstEntries>) => answer.total,
  about: (row: Entry) => ({ bookId: row.bookId }),
  columns: entryColumns,
}
export const bonusEntriesList = listOf<typeof listBonusEntries, Entry>('bonus-entries', listBonusEntries, {
  title: ({ year }) => `${year}年加分细则使用明细`,
  ...entries,
})
export const burstEntriesList = listOf<typeof listBurstEntries, Entry>('burst-entries', listBurstEntries, {
  title: ({ year, quarter }) => `${year}年第${quarter}季度结账前入账明细`,
  ...entries,
})

type HintSlip = AnswerOf<typeof listHintSlips>['rows'][number]
export const hintSlipsList = listOf<typeof listHintSlips, HintSlip>('hint-slips', listHintSlips, {
  title: ({ year, which }) => `${year}年${which === 'refused' ? '不予认定' : '退回过'}的申报单`,
  note,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'factOn', title: '日期', kind: 'day', width: 130 },
    { key: 'villageName', title: '嘎查村', width: 120 },
    { key: 'reason', title: '事由', width: 180 },
    { key: 'said', title: '退回或不予认定的原因', width: 220 },
    { key: 'state', title: '现在', width: 130, value: (row) => slipStates[row.state] },
  ],
})

type Pair = AnswerOf<typeof listSamePhotographs>['rows'][number]
/** Where, when and for what a photograph was used. */
export const usedFor = (use: PhotographUse): string =>
  `${use.townshipName} ${use.villageName}，${formatDay(use.factOn)}，${use.reason}`
export const photographsList = listOf<typeof listSamePhotographs, Pair>(
  'same-photographs',
  listSamePhotographs,
  {
    title: ({ year }) => `${year}年照片看上去相同的申报单`,
    note,
    rows: (answer) => answer.rows,
    total: (answer) => answer.total,
    columns: () => [
      { key: 'first', title: '先用于', width: 300, value: ({ first }) => usedFor(first) },
      { key: 'again', title: '又用于', width: 300, value: ({ again }) => usedFor(again) },
      { key: 'apart', title: '不同', width: 90, value: ({ apart }) => `${apart} 处` },
    ],
  },
)
