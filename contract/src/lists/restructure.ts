/** The register of changes in the tree. */
import { type ChangeRow, changeKinds, changeSentence, listChanges } from '../restructure.ts'
import { listOf } from './list.ts'

/** What went along, in words. */
export const wentAlong = ({ figures }: Pick<ChangeRow, 'figures'>): string =>
  [
    figures.villages > 0 ? `嘎查村${figures.villages}个` : '',
    figures.members > 0 ? `党员${figures.members}名` : '',
    figures.books > 0 ? `积分册${figures.books}本` : '',
  ]
    .filter((part) => part)
    .join('、')

export const changesList = listOf<typeof listChanges, ChangeRow>('changes', listChanges, {
  title: () => '区划变更台账',
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'onDay', title: '生效日期', kind: 'day', width: 130 },
    { key: 'kind', title: '种类', width: 120, value: (row) => changeKinds[row.kind] },
    { key: 'what', title: '内容', width: 320, value: changeSentence },
    { key: 'along', title: '一并转移', width: 220, value: wentAlong },
    { key: 'docNo', title: '依据文号', width: 180 },
    { key: 'reason', title: '事由', width: 220 },
    { key: 'doneBy', title: '办理人', width: 110 },
  ],
})
