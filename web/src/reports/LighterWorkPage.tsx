/** 减负自查: demand by demand how the work is kept light, and what each village was asked for. */

import { getLighterWork, type LighterRule, printLighterWork } from '@xinghe/contract/lighter-work'
import { lighterWorkList } from '@xinghe/contract/lists/reports'
import { urlOf, useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import {
  type Column,
  DataTable,
  Filters,
  PageHead,
  PrintButton,
  RowCard,
  Section,
  StateTag,
} from '../ui/index.ts'

const tag = ({ kept }: LighterRule) =>
  kept === null ? (
    <StateTag tone="idle">看数据</StateTag>
  ) : kept ? (
    <StateTag tone="done">已做到</StateTag>
  ) : (
    <StateTag tone="soon">需改进</StateTag>
  )

export default function LighterWorkPage() {
  const me = useMe()
  const [view, setView] = useView({ year: 0, quarter: 0 })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const query = { ...(view.year && { year: view.year }), ...(view.quarter && { quarter: view.quarter }) }
  const answer = useAnswer(getLighterWork, { query }, { when: me !== undefined, keep: true })
  const exports = useExport(lighterWorkList, query)
  const { year = thisYear, quarter = 1 } = answer.data ?? {}
  const ruleColumns: Column<LighterRule>[] = [
    { key: 'demand', title: '要求', always: true, width: 240 },
    { key: 'how', title: '怎样做到', width: 520 },
    { key: 'kept', title: '自查', width: 110, render: tag, value: ({ kept }) => String(kept) },
  ]
  const columns = columnsOf(lighterWorkList, query, {
    name: { always: true },
    facts: { help: '嘎查村登记的申报单、报星表、年终自评和测评，一件算一件。' },
    twice: { help: '被退回重做的，和同一天同一事重复登记的。' },
  })
  return (
    <>
      <PageHead
        title="减负自查"
        sentence="逐条说明怎样不给基层添负担，并数一数每个嘎查村这个季度填了几件、重报几件。"
        acts={
          <PrintButton href={urlOf(printLighterWork, { query: { year, quarter } })}>打印自查表</PrintButton>
        }
      />
      <Filters
        view={{ year, quarter }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'quarter',
            label: '季度',
            kind: 'pick',
            options: [1, 2, 3, 4].map((value) => ({ value, label: `第${value}季度` })),
          },
        ]}
      />
      <Section title="逐条自查" flush>
        <DataTable
          name="减负自查"
          answer={answer}
          rows={answer.data?.rules}
          rowKey={(rule) => rule.demand}
          columns={ruleColumns}
          paging={false}
          sticky={false}
          card={(rule) => <RowCard title={rule.demand} beside={tag(rule)} lines={[['怎样做到', rule.how]]} />}
        />
      </Section>
      <Section title="各嘎查村填报" sentence="退回和重复登记越少，基层越轻松。" flush>
        <DataTable
          name={`${year}年第${quarter}季度填报件数`}
          exports={exports}
          answer={answer}
          rows={answer.data?.villages}
          rowKey={(row) => row.unitId}
          columns={columns}
          paging={false}
          sticky={false}
          card={(row) => (
            <RowCard
              title={row.name}
              beside={`${row.facts} 件`}
              lines={[
                ['苏木镇', row.townshipName],
                ['重报', `${row.twice} 件`],
              ]}
            />
          )}
        />
      </Section>
    </>
  )
}
