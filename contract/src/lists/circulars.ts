/** Circulars of results. */
import { type CircularRow, circularStates, listCirculars } from '../circulars.ts'
import { subjects } from '../words.ts'
import { listOf } from './list.ts'

export const circularsList = listOf<typeof listCirculars, CircularRow>('circulars', listCirculars, {
  title: () => '结果通报台账',
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'title', title: '标题', width: 340 },
    { key: 'number', title: '发文字号', width: 170 },
    { key: 'issuer', title: '发文机关', width: 220 },
    { key: 'subject', title: '对象', width: 80, value: (row) => subjects[row.subject] },
    { key: 'state', title: '状态', width: 100, value: (row) => circularStates[row.state] },
    { key: 'issuedOn', title: '成文日期', kind: 'day', width: 130 },
    { key: 'madeBy', title: '起草人', width: 100 },
  ],
})
