/** 授星挂牌, 结果使用, 摘星降星. */
import {
  fundSources,
  listPlaques,
  listUses,
  type PlaqueRow,
  plaqueKinds,
  plaqueStates,
  useKinds,
} from '../award.ts'
import { listRemovals, type RemovalRow, removalBases, removalStates } from '../removals.ts'
import type { AnswerOf } from '../route.ts'
import { levelName, subjects } from '../words.ts'
import { listOf, starsText } from './list.ts'

export const plaquesList = listOf<typeof listPlaques, PlaqueRow>('plaques', listPlaques, {
  title: ({ year }) => `${year ? `${year}年度` : ''}牌匾台账`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'subjectName', title: '对象', width: 200 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'kind', title: '种类', width: 110, value: (row) => plaqueKinds[row.kind] },
    { key: 'stars', title: '十星', width: 200, value: (row) => starsText(row.lit, row.colours) },
    { key: 'level', title: '星级', width: 90, value: (row) => levelName(row.level) },
    { key: 'serial', title: '编号', width: 130 },
    { key: 'state', title: '状态', width: 110, value: (row) => plaqueStates[row.state] },
    { key: 'hungOn', title: '挂牌日期', kind: 'day', width: 130 },
    { key: 'costFen', title: '费用（元）', kind: 'money', width: 100, sum: true },
    {
      key: 'fundSource',
      title: '经费来源',
      width: 110,
      hidden: true,
      value: (row) => fundSources[row.fundSource],
    },
  ],
})

type Use = AnswerOf<typeof listUses>['rows'][number]
export const usesList = listOf<typeof listUses, Use>('uses', listUses, {
  title: ({ year }) => `${year ? `${year}年度` : ''}星级评定结果使用台账`,
  note: '本表只作登记和核算依据，不自动发放，发放按财务制度另行办理',
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'name', title: '对象', width: 200 },
    { key: 'subject', title: '类型', width: 80, value: (row) => subjects[row.subject] },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'level', title: '星级', width: 90, value: (row) => levelName(row.level) },
    { key: 'kind', title: '使用方式', width: 100, value: (row) => useKinds[row.kind] },
    { key: 'basisDoc', title: '决定文件', width: 220 },
    { key: 'decidedOn', title: '决定日期', kind: 'day', width: 130 },
    { key: 'amountFen', title: '金额（元）', kind: 'money', width: 100, sum: true },
    { key: 'partnerName', title: '帮带对象', width: 160 },
    { key: 'note', title: '备注', width: 160, hidden: true },
  ],
})

/** '八星级 → 七星' */
export const changeOf = (row: RemovalRow): string => `${levelName(row.fromLevel)} → ${levelName(row.toLevel)}`
export const removalsList = listOf<typeof listRemovals, RemovalRow>('removals', listRemovals, {
  title: ({ year }) => `${year ? `${year}年度` : ''}摘星降星`,
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'name', title: '对象', width: 200 },
    { key: 'subject', title: '类型', width: 80, value: (row) => subjects[row.subject] },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'change', title: '星级', width: 160, value: changeOf },
    { key: 'basis', title: '情形', width: 200, value: (row) => removalBases[row.basis] },
    { key: 'state', title: '进展', width: 130, value: (row) => removalStates[row.state] },
    { key: 'proposedOn', title: '提出日期', kind: 'day', width: 130 },
    { key: 'docNo', title: '党委文号', width: 140 },
    { key: 'effectiveOn', title: '生效日期', kind: 'day', width: 130 },
  ],
})
