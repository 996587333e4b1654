/** What reports show in tables: the five procedures, lighter work, and the rows behind a figure. */

import { z } from 'zod'
import { getLighterWork } from '../lighter-work.ts'
import { getTownshipOverview, type OverviewRow, stepStates } from '../overview.ts'
import type { AnswerOf } from '../route.ts'
import { levelName, orgClasses, stepKeys, steps } from '../words.ts'
import { listStarWinners, listYearEntries } from '../year-charts.ts'
import { listOf, starsText } from './list.ts'

/** As the ribbon's legend has them. */
const stepWords = { done: '已完成', now: '进行中', late: '已逾期', todo: '未开始' } as const
const isVillage = (row: OverviewRow) => row.kind === 'VILLAGE' || row.kind === 'COMMUNITY'
function lastYearOf(row: OverviewRow): string {
  if (!isVillage(row)) {
    const { I, II, III, tenStar } = row.lastYearClasses
    return I + II + III === 0 ? '' : `一类${I}（十星${tenStar}）、二类${II}、三类${III}`
  }
  const { lastYear } = row
  if (!lastYear) return '没有结果'
  return [
    starsText(lastYear.lit, lastYear.colours),
    levelName(lastYear.level),
    lastYear.class ? orgClasses[lastYear.class] : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Villages that stand so in one of the five procedures: what lies behind a part of the chart. */
const behind = { step: z.enum(stepKeys).optional(), state: z.enum(stepStates).optional() }
export const overviewList = listOf<typeof getTownshipOverview, OverviewRow, typeof behind>(
  'overview',
  getTownshipOverview,
  {
    also: behind,
    title: ({ year }) => `${year ? `${year}年` : ''}五道程序进展`,
    rows: (answer, { step, state }) =>
      step
        ? answer.rows.filter((row) => row.steps.some((one) => one.step === step && one.state === state))
        : answer.rows,
    columns: ({ villages }) => [
      { key: 'name', title: '单位', width: 150 },
      { key: 'townshipName', title: '上级', width: 130, when: villages === 'yes' },
      {
        key: 'steps',
        title: '五道程序',
        width: 330,
        value: (row) => row.steps.map((one) => `${steps[one.step]}${stepWords[one.state]}`).join('、'),
      },
      { key: 'villages', title: '嘎查村', kind: 'number', width: 90, sum: true },
      { key: 'members', title: '党员', kind: 'number', width: 90, sum: true },
      { key: 'entries', title: '本季度积分', kind: 'number', width: 120, sum: true },
      { key: 'waiting', title: '在办', kind: 'number', width: 80, sum: true },
      { key: 'overdue', title: '超期', kind: 'number', width: 80, sum: true },
      { key: 'lastYear', title: '上年结果', width: 280, value: lastYearOf },
    ],
  },
)

type Village = AnswerOf<typeof getLighterWork>['villages'][number]
export const lighterWorkList = listOf<typeof getLighterWork, Village>('lighter-work', getLighterWork, {
  title: ({ year, quarter }) => `${year ? `${year}年` : ''}${quarter ? `第${quarter}季度` : ''}填报件数`,
  rows: (answer) => answer.villages,
  columns: () => [
    { key: 'townshipName', title: '苏木镇', width: 140 },
    { key: 'name', title: '嘎查村', width: 160 },
    { key: 'members', title: '党员', kind: 'number', width: 90, sum: true },
    { key: 'facts', title: '填报件数', kind: 'number', width: 110, sum: true },
    { key: 'twice', title: '重报', kind: 'number', width: 90, sum: true },
  ],
})

type Winner = AnswerOf<typeof listStarWinners>['rows'][number]
export const starWinnersList = listOf<typeof listStarWinners, Winner>('star-winners', listStarWinners, {
  title: ({ year, star, won }) => `${year}年度${star}${won === 'yes' ? '获得' : '未获得'}名单`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: (row) => ({ bookId: row.bookId }),
  columns: ({ subject }) => [
    { key: 'townshipName', title: '苏木镇', width: 130 },
    { key: 'villageName', title: '嘎查村', width: 130, when: subject === 'MEMBER' },
    { key: 'name', title: subject === 'ORG' ? '党组织' : '姓名', width: 200 },
    { key: 'points', title: '这颗星积分', kind: 'points', width: 110 },
  ],
})

type Entry = AnswerOf<typeof listYearEntries>['rows'][number]
export const yearEntriesList = listOf<typeof listYearEntries, Entry>('year-entries', listYearEntries, {
  title: ({ year, month, without }) =>
    `${year}年${month ? `${month}月` : ''}积分${without === 'needed' ? '（规则要求而没有佐证）' : without ? '（没有佐证）' : ''}`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: (row) => ({ bookId: row.bookId }),
  columns: ({ subject }) => [
    { key: 'factOn', title: '日期', kind: 'day', width: 130 },
    { key: 'villageName', title: '嘎查村', width: 120 },
    { key: 'name', title: subject === 'ORG' ? '党组织' : '姓名', width: 150 },
    { key: 'reason', title: '事由', width: 220 },
    { key: 'counted', title: '计入', kind: 'points', width: 80, sum: true },
  ],
})
