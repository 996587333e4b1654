/** 谁看过我的记录: who opened my book or took it out in a list, one line a day and person. */
import { listMyViewers, viewKinds } from '@xinghe/contract/record-views'
import { posts } from '@xinghe/contract/rights'
import type { AnswerOf } from '@xinghe/contract/route'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { type Column, DataTable, DateText, RowCard, Section } from '../ui/index.ts'
import './points.css'

type Row = AnswerOf<typeof listMyViewers>['rows'][number]
const size = 10
const who = (row: Row) => `${row.unitName} ${posts[row.post]}`
const what = (row: Row) => row.what.map((kind) => viewKinds[kind]).join('、')
const columns: Column<Row>[] = [
  { key: 'day', title: '日期', kind: 'day', width: 140, always: true },
  { key: 'name', title: '姓名', width: 120, always: true },
  { key: 'post', title: '单位和职务', width: 260, value: who },
  { key: 'what', title: '看了什么', width: 320, value: what },
]

export function Viewers() {
  const me = useMe()
  const [page, setPage] = useState(1)
  const answer = useAnswer(
    listMyViewers,
    { query: { page, size } },
    { keep: true, kept: () => me?.post.post === 'MEMBER' && page === 1 },
  )
  return (
    <div className="pt-viewers">
      <Section
        title="谁看过我的记录"
        sentence="工作人员打开您的手册、个人信息、积分单、佐证材料，或导出含有您的名单，都记在这里，同一人一天记一行；只有您自己能看到。"
        flush
      >
        <DataTable
          answer={answer}
          rows={answer.data?.rows}
          rowKey={(row) => `${row.day} ${row.viewerId}`}
          columns={columns}
          paging={{ page, size, total: answer.data?.total ?? 0, onPage: setPage }}
          sticky={false}
          empty={{ title: '还没有人看过' }}
          card={(row) => (
            <RowCard
              title={row.name}
              beside={<DateText value={row.day} />}
              lines={[
                ['单位职务', who(row)],
                ['看了什么', what(row)],
              ]}
            />
          )}
        />
      </Section>
    </div>
  )
}
