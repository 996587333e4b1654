import { listSchemes, type SchemeHead, schemeStates } from '../schemes.ts'
import { subjects } from '../words.ts'
import { listOf } from './list.ts'

export const effectiveOf = (row: SchemeHead): string =>
  row.effectiveQuarter === 1 ? '全年' : `第${row.effectiveQuarter}季度起`

export const schemesList = listOf<typeof listSchemes, SchemeHead>('schemes', listSchemes, {
  title: ({ year }) => `${year ? `${year}年` : ''}设星方案`,
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'title', title: '方案', width: 270 },
    { key: 'townshipName', title: '苏木镇', width: 130 },
    { key: 'year', title: '年度', width: 80, value: (row) => `${row.year}年` },
    { key: 'subject', title: '对象', width: 90, value: (row) => subjects[row.subject] },
    {
      key: 'scope',
      title: '范围',
      width: 110,
      value: (row, names) => (row.villageType ? `${names.VILLAGE[row.villageType]}嘎查村` : '全镇'),
    },
    {
      key: 'stars',
      title: '十星',
      width: 170,
      value: ({ stars }) => `共性${stars.common}、职责${stars.duty}、自选${stars.elective}选2`,
    },
    { key: 'rules', title: '细则', kind: 'number', width: 70 },
    { key: 'version', title: '版次', width: 80, value: (row) => `第${row.version}版` },
    { key: 'state', title: '状态', width: 110, value: (row) => schemeStates[row.state] },
    { key: 'effective', title: '生效', width: 110, value: effectiveOf },
    { key: 'books', title: '执行手册', kind: 'number', width: 100 },
    { key: 'publishedAt', title: '发布日期', kind: 'day', width: 130, hidden: true },
  ],
})
