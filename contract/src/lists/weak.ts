/** 软弱涣散: the register, and what the program itself shows today. */
import type { AnswerOf } from '../route.ts'
import { listSignals, listWeak, type WeakRow, weakStates } from '../weak.ts'
import { listOf } from './list.ts'

export const weakList = listOf<typeof listWeak, WeakRow>('weak', listWeak, {
  title: ({ listedYear }) => `${listedYear ? `${listedYear}年` : ''}软弱涣散基层党组织整顿台账`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'orgName', title: '党组织', width: 180 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'state', title: '现状', width: 170, value: (row) => weakStates[row.state] },
    { key: 'listedOn', title: '列入日期', kind: 'day', width: 130 },
    { key: 'story', title: '经过', width: 460 },
    { key: 'dueOn', title: '本环节期限', kind: 'day', width: 130 },
    { key: 'reasons', title: '疑似原因', width: 280, hidden: true, value: (row) => row.reasons.join('；') },
    { key: 'countyLeader', title: '联系旗县领导', width: 120, hidden: true },
    { key: 'firstSecretary', title: '第一书记', width: 110, hidden: true },
    { key: 'pairedUnit', title: '结对帮扶单位', width: 150, hidden: true },
    { key: 'deadline', title: '整顿期限', kind: 'day', width: 130, hidden: true },
    { key: 'reported', title: '已报进展（月）', kind: 'number', width: 110, hidden: true },
    { key: 'lastScore', title: '最近验收得分', kind: 'number', width: 110, hidden: true },
    { key: 'removedOn', title: '销号日期', kind: 'day', width: 130, hidden: true },
  ],
})

type Signal = AnswerOf<typeof listSignals>['rows'][number]
export const signalsList = listOf<typeof listSignals, Signal>('weak-signals', listSignals, {
  title: () => '疑似软弱涣散线索',
  note: '由系统数据算出的线索，须到现场核实，由旗委研究决定',
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'orgName', title: '党组织', width: 180 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    {
      key: 'reasons',
      title: '达到的标准',
      width: 420,
      value: (row) => row.reasons.map(({ text }) => text).join('；'),
    },
    {
      key: 'openCaseId',
      title: '是否列入',
      width: 140,
      value: (row) =>
        row.openCaseId
          ? '已在台账'
          : row.dismissedOn
            ? `${row.dismissedOn.slice(0, 4)}年曾不予列入`
            : '未列为疑似',
    },
  ],
})
