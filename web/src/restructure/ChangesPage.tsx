/** 区划变更: the register, and the one way to change the tree. */
import { changesList, wentAlong } from '@xinghe/contract/lists/restructure'
import { changeSentence, listChanges } from '@xinghe/contract/restructure'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useCan } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { ActButton, DataTable, DateText, PageHead, RowCard } from '../ui/index.ts'
import { ChangeFormDrawer } from './ChangeFormDrawer.tsx'

export default function ChangesPage() {
  const can = useCan()
  const [open, setOpen] = useState(false)
  const [view, setView] = useView({ page: 1, size: 20 })
  const answer = useAnswer(listChanges, { query: { page: view.page, size: view.size } }, { keep: true })
  const exports = useExport(changesList, {})
  const columns = columnsOf(changesList, {}, { onDay: { always: true } })
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
        exports={exports}
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
              ...(wentAlong(row) ? ([['一并转移', wentAlong(row)]] as const) : []),
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
