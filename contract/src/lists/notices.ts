/** Notices and what is objected to them. */
import {
  listNotices,
  listObjections,
  type NoticeHead,
  noticeKinds,
  noticeStates,
  type ObjectionRow,
  objectionStates,
} from '../notices.ts'
import { lightWords, listOf } from './list.ts'

export const noticesList = listOf<typeof listNotices, NoticeHead>('notices', listNotices, {
  title: ({ year }) => `${year ? `${year}年` : ''}公示`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'title', title: '标题', width: 400 },
    { key: 'unitName', title: '单位', width: 120 },
    { key: 'state', title: '状态', width: 100, value: (row) => noticeStates[row.state] },
    {
      key: 'daysLeft',
      title: '公示期剩余',
      width: 140,
      value: (row) =>
        row.state !== 'PUBLISHED' || row.daysLeft === null
          ? null
          : row.light === 'RED'
            ? '已期满，待结束'
            : row.daysLeft === 0
              ? '今天到期'
              : `还有${row.daysLeft}个工作日`,
    },
    { key: 'endsOn', title: '期满', kind: 'day', width: 120 },
    {
      key: 'objections',
      title: '异议',
      width: 130,
      value: (row) =>
        row.objections === 0
          ? '无'
          : row.openObjections > 0
            ? `${row.openObjections}件未答复`
            : `${row.objections}件，都已答复`,
    },
    { key: 'number', title: '编号', width: 160 },
    { key: 'kind', title: '种类', width: 140, value: (row) => noticeKinds[row.kind], hidden: true },
    { key: 'startsOn', title: '开始', kind: 'day', width: 130, hidden: true },
    { key: 'publishedBy', title: '发布人', width: 110, hidden: true },
  ],
})

export const objectionsList = listOf<typeof listObjections, ObjectionRow>('objections', listObjections, {
  title: ({ year }) => `${year ? `${year}年` : ''}异议`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    {
      key: 'dueOn',
      title: '答复期限',
      width: 250,
      value: (row) => (row.light ? lightWords(row) : '已答复'),
    },
    { key: 'state', title: '状态', width: 130, value: (row) => objectionStates[row.state] },
    { key: 'about', title: '对谁', width: 150, value: (row) => row.about ?? '整份公示' },
    { key: 'content', title: '异议内容', width: 320 },
    { key: 'noticeNumber', title: '公示编号', width: 160 },
    { key: 'noticeTitle', title: '公示', width: 300, hidden: true },
    { key: 'unitName', title: '公示单位', width: 130, hidden: true },
    { key: 'raisedAt', title: '提出', kind: 'day', width: 130 },
    { key: 'objectorName', title: '反映人', width: 110, value: (row) => row.objectorName ?? '保密' },
  ],
})
