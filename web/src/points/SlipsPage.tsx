/** Slips that I entered, that came back to me, or all of my area. */

import { useNavigate } from '@tanstack/react-router'
import { slipsList } from '@xinghe/contract/lists/points'
import { listSlips, type SlipState, type SlipView, slipStates } from '@xinghe/contract/slips'
import { useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { ActButton, DataTable, Filters, PageHead, RowCard, useSheet } from '../ui/index.ts'
import { SlipSheet } from './SlipSheet.tsx'
import { namesOf, SlipTag, signed, sumOf } from './words.tsx'

const columns = columnsOf(
  slipsList,
  {},
  {
    names: { always: true },
    state: { render: (row) => <SlipTag state={row.state} /> },
  },
)

export default function SlipsPage() {
  const me = useMe()
  const can = useCan()
  const navigate = useNavigate()
  const [view, setView] = useView({
    view: '',
    year: 0,
    quarter: 0,
    state: '',
    search: '',
    open: '',
    page: 1,
    size: 50,
  })
  const year = view.year || Number(me?.today.slice(0, 4) ?? 0)
  const shown = (view.view || 'all') as SlipView
  const query = {
    view: shown,
    year,
    ...(view.quarter > 0 && { quarter: view.quarter }),
    ...(view.state && { state: view.state as SlipState }),
    ...(view.search && { search: view.search }),
  }
  const exports = useExport(slipsList, query as never)
  const answer = useAnswer(
    listSlips,
    { query: { ...query, page: view.page, size: view.size } },
    { when: me !== undefined, keep: true },
  )
  const sheet = useSheet(answer.data?.rows, (row) => row.id)
  const returned = answer.data?.counts.returned ?? 0
  return (
    <>
      <PageHead
        title="申报单"
        sentence="登记的每一件事在哪一步、谁办理、为什么退回，都在这里。"
        acts={
          can('slips.enter') ? (
            <ActButton main act={() => void navigate({ href: '/points/enter' } as never)}>
              登记积分
            </ActButton>
          ) : null
        }
      />
      <Filters
        view={{ ...view, year }}
        onView={setView}
        items={[
          {
            key: 'view',
            label: '范围',
            kind: 'pick',
            options: [
              { value: '', label: '全部' },
              { value: 'mine', label: '我登记的' },
              { value: 'returned', label: returned ? `退回给我 ${returned}` : '退回给我' },
            ],
          },
          {
            key: 'quarter',
            label: '季度',
            options: [1, 2, 3, 4].map((one) => ({ value: one, label: `第${one}季度` })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(slipStates).map(([value, label]) => ({ value, label })),
          },
          { key: 'search', label: '姓名或事由', kind: 'search' },
        ]}
      />
      <DataTable
        name={`${year}年积分申报单`}
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        sheet={sheet}
        exports={exports}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page: number, size: number) => setView({ page, size }),
        }}
        empty={{ title: '没有申报单', hint: '登记的积分在这里可以看到办理到哪一步。' }}
        card={(row) => (
          <RowCard
            title={namesOf(row)}
            beside={<SlipTag state={row.state} />}
            lines={[
              ['事由', row.reason],
              ['分值', `${signed(sumOf(row))} 分`],
              ...(row.state === 'RETURNED' && row.returnReason
                ? [['退回原因', row.returnReason] as const]
                : []),
            ]}
          />
        )}
      />
      <SlipSheet
        id={sheet.row?.id ?? (view.open || undefined)}
        onClose={sheet.close}
        step={sheet.side.step}
      />
    </>
  )
}
