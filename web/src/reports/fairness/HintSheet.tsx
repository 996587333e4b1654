/** The rows behind a hint, beside the page. */

import {
  listBonusEntries,
  listBurstEntries,
  listHintSlips,
  type PhotographUse,
} from '@xinghe/contract/fairness'
import { bonusEntriesList, burstEntriesList, hintSlipsList } from '@xinghe/contract/lists/fairness'
import { slipStates } from '@xinghe/contract/slips'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { To } from '../../app/To.tsx'
import { DataTable, DateText, Facts, RowCard, SideSheet } from '../../ui/index.ts'
import { BehindSheet } from '../BehindSheet.tsx'
import { HintEntries } from './HintEntries.tsx'
import { type Hint, quarterName } from './hint.ts'
import { Picture } from './Picture.tsx'

interface Props {
  year: number
  hint: Hint | undefined
  onClose: () => void
}
const size = 50
const doubt = '提示，供查看，不作为结论'

function titleOf(hint: Exclude<Hint, { of: 'star' }>, year: number): string {
  switch (hint.of) {
    case 'slips':
      return `${hint.name} · ${hint.which === 'refused' ? '不予认定' : '退回过'}的申报单`
    case 'rule':
      return `${hint.row.name} · ${hint.row.rule}`
    case 'burst':
      return `${hint.row.name} · ${year}年${quarterName(hint.row.quarter)}结账前${hint.days}天入账`
    case 'photographs':
      return '看上去相同的照片'
  }
}

export function HintSheet({ year, hint, onClose }: Props) {
  if (hint?.of === 'star') {
    const { unitId, subject, kind, star, won, rated } = hint.row
    return (
      <BehindSheet
        area={{ unitId, townshipId: unitId, year, subject }}
        behind={{ of: 'star', kind, star, won: won * 2 > rated ? 'yes' : 'no' }}
        onClose={onClose}
      />
    )
  }
  return (
    <SideSheet
      open={hint !== undefined}
      onClose={onClose}
      title={hint ? titleOf(hint, year) : ''}
      sentence={doubt}
      width={820}
    >
      {hint?.of === 'slips' ? (
        <SlipRows key={`${hint.unitId} ${hint.which}`} year={year} hint={hint} />
      ) : null}
      {hint?.of === 'rule' ? <RuleRows year={year} hint={hint} /> : null}
      {hint?.of === 'burst' ? <BurstRows year={year} hint={hint} /> : null}
      {hint?.of === 'photographs' ? (
        <div className="fair-pair">
          <Use title="先用于" use={hint.pair.first} />
          <Use title="又用于" use={hint.pair.again} />
        </div>
      ) : null}
    </SideSheet>
  )
}

const slipLink = (slipId: string, text: string) => (
  <To to="/points/slips" view={{ open: slipId }}>
    {text}
  </To>
)
const Use = ({ title, use }: { title: string; use: PhotographUse }) => (
  <section>
    <h3>{title}</h3>
    <Picture use={use} />
    <Facts
      columns={1}
      items={[
        { label: '事由', value: use.reason },
        { label: '嘎查村', value: `${use.townshipName} · ${use.villageName}` },
        { label: '发生日期', value: <DateText value={use.factOn} /> },
        { label: '登记', value: <DateText value={use.enteredAt} time /> },
      ]}
    />
    {slipLink(use.slipId, '打开申报单')}
  </section>
)

function RuleRows({ year, hint: { row } }: { year: number; hint: Hint & { of: 'rule' } }) {
  const [page, setPage] = useState(1)
  const { unitId, subject, rule } = row
  const answer = useAnswer(
    listBonusEntries,
    { query: { unitId, year, subject, rule, page, size } },
    { keep: true },
  )
  const exports = useExport(bonusEntriesList, { unitId, year, subject, rule } as never)
  return <HintEntries answer={answer} page={page} size={size} onPage={setPage} exports={exports} />
}
function BurstRows({ year, hint: { row } }: { year: number; hint: Hint & { of: 'burst' } }) {
  const [page, setPage] = useState(1)
  const { unitId, quarter } = row
  const answer = useAnswer(listBurstEntries, { query: { unitId, year, quarter, page, size } }, { keep: true })
  const exports = useExport(burstEntriesList, { unitId, year, quarter } as never)
  return <HintEntries answer={answer} page={page} size={size} onPage={setPage} exports={exports} />
}

function SlipRows({ year, hint: { unitId, which } }: { year: number; hint: Hint & { of: 'slips' } }) {
  const [page, setPage] = useState(1)
  const exports = useExport(hintSlipsList, { unitId, year, which } as never)
  const answer = useAnswer(listHintSlips, { query: { unitId, year, which, page, size } }, { keep: true })
  return (
    <DataTable
      answer={answer}
      rows={answer.data?.rows}
      rowKey={(row) => row.slipId}
      sticky={false}
      paging={{ page, size, total: answer.data?.total ?? 0, onPage: setPage }}
      exports={exports}
      columns={columnsOf(
        hintSlipsList,
        {},
        {
          reason: { always: true, render: (row) => slipLink(row.slipId, row.reason) },
        },
      )}
      empty={{ title: '没有这样的申报单' }}
      card={(row) => (
        <RowCard
          title={slipLink(row.slipId, row.reason)}
          beside={slipStates[row.state]}
          lines={[
            ['原因', row.said ?? '—'],
            ['嘎查村', row.villageName],
          ]}
        />
      )}
    />
  )
}
