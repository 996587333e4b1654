import { posts } from '../rights.ts'
import { listWork, type WorkRow, workKinds } from '../work.ts'
import { lightWords, listOf } from './list.ts'

/** Who has it: the post at its unit, or one person by name. */
export const ownerOf = (row: WorkRow): string => `${row.unitName} ${row.personName ?? posts[row.post]}`

export const workList = listOf<typeof listWork, WorkRow>('work', listWork, {
  title: ({ scope }) => (scope === 'area' ? '辖区待办' : '我的待办'),
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  columns: () => [
    { key: 'dueOn', title: '期限', width: 230, value: (row) => lightWords(row) },
    { key: 'kind', title: '事项', width: 140, value: (row) => workKinds[row.kind].label },
    { key: 'title', title: '内容', width: 320 },
    { key: 'owner', title: '在谁手中', width: 220, value: ownerOf },
    { key: 'since', title: '到达', kind: 'day', width: 130 },
  ],
})
