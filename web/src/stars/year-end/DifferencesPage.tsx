/** 差异报告: where a committee decided otherwise than the points say, and why. */

import { differencesList } from '@xinghe/contract/lists/year-end'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { listDifferences } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import { DataTable, Figure, Figures, Filters, PageHead, RowCard, StarBand } from '../../ui/index.ts'
import { WhySheet } from '../results/index.ts'
import { bothReadings, levelText } from './words.tsx'
import './year-end.css'

type Row = AnswerOf<typeof listDifferences>['rows'][number]
export default function DifferencesPage() {
  const me = useMe()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const [view, setView] = useView({ year: 0, subject: '', township: '' })
  const [why, setWhy] = useState<{ bookId: string; slot: number }>()
  const year = view.year || thisYear - 1
  const query = {
    year,
    ...(view.subject && { subject: view.subject as 'ORG' }),
    ...(view.township && { townshipId: view.township }),
  }
  const exports = useExport(differencesList, query)
  const answer = useAnswer(listDifferences, { query }, { when: thisYear > 0, keep: true })
  const townships = answer.data?.townships ?? []
  const sum = (of: 'rated' | 'up' | 'down') => townships.reduce((total, one) => total + one[of], 0)
  const change = (row: Row) => `${levelText(row.suggested)} → ${levelText(row.finalLevel)}`
  const band = (row: Row) => (
    <StarBand
      lit={row.lit}
      colours={row.colours}
      onWhy={(index) => setWhy({ bookId: row.bookId, slot: index + 1 })}
    />
  )
  const meeting = (row: Row) => (
    <To to="/stars/determination/:id" params={{ id: row.determinationId }}>
      {row.metOn ? `${formatDay(row.metOn)}会议` : '会议'}
    </To>
  )
  const columns = columnsOf(differencesList, query, {
    name: { always: true },
    band: { render: band },
    final: { render: (row) => <b className="ye-differs">{levelText(row.finalLevel)}</b> },
    levelReason: { render: (row) => <span className="ye-reason">{row.levelReason}</span> },
    meeting: { render: meeting },
  })
  return (
    <>
      <PageHead
        title="评定差异报告"
        sentence="测算星级是建议，苏木镇党委会议可以另定，但要写明理由，并在这里报旗委组织部。"
      />
      <Filters
        view={{ ...view, year }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'subject',
            label: '对象',
            options: Object.entries(subjects).map(([value, label]) => ({ value, label })),
          },
          ...(townships.length > 1 || view.township
            ? [
                {
                  key: 'township',
                  label: '苏木镇',
                  options: townships.map((one) => ({ value: one.townshipId, label: one.name })),
                },
              ]
            : []),
        ]}
      />
      <Figures>
        <Figure label="已评定" value={sum('rated')} unit="项" />
        <Figure label="高于测算" value={sum('up')} unit="项" />
        <Figure label="低于测算" value={sum('down')} unit="项" />
      </Figures>
      <DataTable
        name={`${year}评定差异`}
        answer={answer}
        columns={columns}
        rows={answer.data?.rows}
        rowKey={(row) => row.bookId}
        exports={exports}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={<b className="ye-differs">{change(row)}</b>}
            lines={[
              [
                '单位',
                [row.townshipName, row.subject === 'MEMBER' ? row.villageName : ''].filter(Boolean).join(' '),
              ],
              ['十星', band(row)],
              ['测算', bothReadings(row)],
              ['理由', row.levelReason],
              ['会议', meeting(row)],
            ]}
          />
        )}
        empty={{ title: '没有差异', hint: '各苏木镇党委评定的星级都与测算一致，或者还没有开会评定。' }}
      />
      <WhySheet star={why} onClose={() => setWhy(undefined)} />
    </>
  )
}
