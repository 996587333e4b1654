/** Schemes of my area: where each stands, and beginning a new one. */

import { useNavigate } from '@tanstack/react-router'
import { schemesList } from '@xinghe/contract/lists/schemes'
import { listSchemes, type SchemeHead, schemeStates } from '@xinghe/contract/schemes'
import { subjects } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { pathTo } from '../../app/paths.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  Filters,
  PageHead,
  RowCard,
  StarBand,
} from '../../ui/index.ts'
import './design.css'
import { NewScheme } from './NewScheme.tsx'
import { SchemeTag } from './states.tsx'

const bandOf = ({ stars }: SchemeHead) =>
  [
    [stars.common, 5],
    [stars.duty, 3],
    [stars.elective, 2],
  ]
    .map(([have = 0, need = 0]) => 'R'.repeat(Math.min(have, need)).padEnd(need, '-'))
    .join('')

export default function SchemesPage() {
  const me = useMe()
  const navigate = useNavigate()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const [view, setView] = useView({ year: 0, subject: '', state: '' })
  const [making, setMaking] = useState(false)
  const query = {
    ...(view.year && { year: view.year }),
    ...(view.subject && { subject: view.subject as 'ORG' }),
    ...(view.state && { state: view.state as 'DRAFT' }),
  }
  const exports = useExport(schemesList, query)
  const list = useAnswer(listSchemes, { query }, { keep: true })
  const open = (id: string) => void navigate({ to: pathTo('/stars/schemes/:id', { id }) as never })
  const rows = list.data?.rows
  const band = (row: SchemeHead) => <StarBand stars={bandOf(row)} />
  const many = new Set(rows?.map((row) => row.townshipId)).size > 1
  const left = new Set([
    ...(many ? [] : ['townshipName']),
    ...(rows?.some((row) => row.villageType) ? [] : ['scope']),
  ])
  const columns: Column<SchemeHead>[] = [
    ...columnsOf(schemesList, query, {
      title: { always: true },
      stars: { render: band },
      state: { render: (row) => <SchemeTag state={row.state} /> },
    }).filter(({ key }) => !left.has(key)),
    {
      key: 'compare',
      title: '对比',
      width: 72,
      fixed: 'end',
      sort: false,
      value: () => '',
      render: (row) => (
        <To to="/stars/schemes/:id/comparison" params={{ id: row.id }}>
          对比
        </To>
      ),
    },
  ]
  return (
    <>
      <PageHead
        title="设星方案"
        sentence="每个苏木镇每年为党组织和党员各定一套“5+3+2”十颗星和评分细则，报组织部审核后发布。"
        acts={
          list.data?.canCreate ? (
            <ActButton main act={() => setMaking(true)}>
              起草方案
            </ActButton>
          ) : null
        }
      />
      <Filters
        view={view}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            options: [thisYear + 1, thisYear, thisYear - 1].map((value) => ({ value, label: `${value}年` })),
          },
          {
            key: 'subject',
            label: '对象',
            options: Object.entries(subjects).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(schemeStates).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <DataTable
        name="设星方案"
        exports={exports}
        answer={list}
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => open(row.id)}
        card={(row) => (
          <RowCard
            title={row.title}
            beside={<SchemeTag state={row.state} />}
            lines={[
              ['所属', `${row.townshipName} ${row.year}年 第${row.version}版`],
              ['十星', band(row)],
              ['发布', <DateText key="on" value={row.publishedAt} />],
            ]}
          />
        )}
        empty={{
          title: '还没有设星方案',
          hint: list.data?.canCreate
            ? '可以从内置范例开始，十颗星和细则已经备好'
            : '苏木镇起草并发布后在这里可以看到',
        }}
      />
      {me ? (
        <NewScheme
          open={making}
          onClose={() => setMaking(false)}
          townshipId={me.post.unitId}
          year={thisYear}
          onMade={open}
        />
      ) : null}
    </>
  )
}
