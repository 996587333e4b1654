/** 区划变更: the register, and the one way to change the tree. */
import { type ChangeRow, changeKinds, changeSentence, listChanges } from '@xinghe/contract/restructure'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { useCan } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { ActButton, type Column, DataTable, DateText, PageHead, RowCard } from '../ui/index.ts'
import { ChangeFormDrawer } from './ChangeFormDrawer.tsx'

const along = ({ figures }: ChangeRow) =>
  [
    figures.villages > 0 ? `嘎查村${figures.villages}个` : '',
    figures.members > 0 ? `党员${figures.members}名` : '',
    figures.books > 0 ? `积分册${figures.books}本` : '',
  ]
    .filter((part) => part)
    .join('、')

const columns: Column<ChangeRow>[] = [
  {
    key: 'onDay',
    title: '生效日期',
    width: 130,
    always: true,
    render: (row) => <DateText value={row.onDay} />,
  },
  { key: 'kind', title: '种类', width: 120, value: (row) => changeKinds[row.kind] },
  { key: 'what', title: '内容', width: 320, value: changeSentence },
  { key: 'along', title: '一并转移', width: 220, value: along },
  { key: 'docNo', title: '依据文号', width: 180 },
  { key: 'reason', title: '事由', width: 220 },
  { key: 'doneBy', title: '办理人', width: 110 },
]

export default function ChangesPage() {
  const can = useCan()
  const [open, setOpen] = useState(false)
  const [view, setView] = useView({ page: 1, size: 20 })
  const answer = useAnswer(listChanges, { query: { page: view.page, size: view.size } }, { keep: true })
  return (
    <>
      <PageHead
        title="区划变更"
        sentence="嘎查村、苏木镇的合并、分设、划转和更名。变更后的记录归现单位查看，以往年度仍按当时的名称显示。"
        acts={
          can('org.restructure') ? (
            <ActButton main act={() => setOpen(true)}>
              办理区划变更
            </ActButton>
          ) : null
        }
      />
      <DataTable
        name="区划变更"
        exports
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={changeSentence(row)}
            lines={[
              ['生效日期', <DateText key="day" value={row.onDay} />],
              ['依据文号', row.docNo],
              ...(along(row) ? ([['一并转移', along(row)]] as const) : []),
              ['事由', row.reason],
            ]}
          />
        )}
        empty={{ title: '没有办理过区划变更' }}
      />
      <ChangeFormDrawer open={open} onClose={() => setOpen(false)} />
    </>
  )
}
