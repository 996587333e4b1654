/** 差异报告: where a committee decided otherwise than the points say, and why. */

import type { AnswerOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { listDifferences } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import {
  type Column,
  DataTable,
  Figure,
  Figures,
  Filters,
  PageHead,
  RowCard,
  StarBand,
} from '../../ui/index.ts'
import { WhySheet } from '../results/index.ts'
import { bothReadings, classText, levelText } from './words.tsx'
import './year-end.css'

type Row = AnswerOf<typeof listDifferences>['rows'][number]
export default function DifferencesPage() {
  const me = useMe()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const [view, setView] = useView({ year: 0, subject: '', township: '' })
  const [why, setWhy] = useState<{ bookId: string; slot: number }>()
  const year = view.year || thisYear - 1
  const answer = useAnswer(
    listDifferences,
    {
      query: {
        year,
        ...(view.subject && { subject: view.subject as 'ORG' }),
        ...(view.township && { townshipId: view.township }),
      },
    },
    { when: thisYear > 0, keep: true },
  )
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
  const columns: Column<Row>[] = [
    { key: 'townshipName', title: '苏木镇', width: 120 },
    {
      key: 'name',
      title: '对象',
      always: true,
      width: 160,
      value: (row) => (row.subject === 'ORG' ? row.name : `${row.name}（${row.villageName}）`),
    },
    { key: 'subject', title: '类型', width: 75, value: (row) => subjects[row.subject] },
    { key: 'band', title: '十星', width: 180, render: band },
    { key: 'total', title: '总积分', kind: 'points', width: 80 },
    { key: 'suggested', title: '测算星级', width: 90, value: (row) => levelText(row.suggested) },
    {
      key: 'final',
      title: '评定星级',
      width: 90,
      value: (row) => levelText(row.finalLevel),
      render: (row) => <b className="ye-differs">{levelText(row.finalLevel)}</b>,
    },
    { key: 'class', title: '类别', width: 70, value: (row) => classText(row.class), hidden: true },
    {
      key: 'levelReason',
      title: '理由',
      width: 230,
      render: (row) => <span className="ye-reason">{row.levelReason}</span>,
    },
    {
      key: 'meeting',
      title: '会议',
      width: 150,
      render: meeting,
      value: (row) => (row.metOn ? formatDay(row.metOn) : null),
    },
  ]
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
        exports
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
