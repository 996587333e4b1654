/** Who would rise and fall, and why. */
import { type WhatIfRow, whatIfShows } from '@xinghe/contract/what-if'
import { levelName, type MemberCategory, orgClasses, type Subject } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import { memberCategories } from '../../app/categories.ts'
import { type Column, DataTable, Filters, RowCard, StarBand } from '../../ui/index.ts'

export interface MoversProps {
  subject: Subject
  rows: readonly WhatIfRow[] | undefined
  total: number
  answer: Parameters<typeof DataTable<WhatIfRow>>[0]['answer']
  view: { show: string; q: string; page: number; size: number }
  onView: (patch: Partial<MoversProps['view']>) => void
  onExport: () => void
}

const bandOf = (row: WhatIfRow, side: 'from' | 'to') => (
  <StarBand
    size={12}
    stars={row[side].colours.replaceAll('N', '1')}
    facts={Array.from({ length: 10 }, (_, at) => ({
      name: row.starNames[at] || '本类别不设此星',
      points: row.points[at],
      ...(side === 'to' ? { lightAt: row.lightAt } : {}),
    }))}
  />
)
const moves = (from: string, to: string): ReactNode =>
  from === to ? (
    to
  ) : (
    <span className="what-if-move">
      {from} → <b>{to}</b>
    </span>
  )
const levels = (row: WhatIfRow) => moves(levelName(row.from.level), levelName(row.to.level))
const className = (value: WhatIfRow['from']['class']) => (value ? orgClasses[value] : '')
const classes = (row: WhatIfRow) => moves(className(row.from.class), className(row.to.class))
const bands = (row: WhatIfRow) => (
  <div className="what-if-bands">
    {row.from.colours === row.to.colours ? null : bandOf(row, 'from')}
    {bandOf(row, 'to')}
  </div>
)
const reasons = (row: WhatIfRow) => (
  <ul className="what-if-reasons">
    {row.reasons.slice(0, 4).map((reason) => (
      <li key={reason}>{reason}</li>
    ))}
    {row.reasons.length > 4 ? (
      <li>
        <details>
          <summary>还有 {row.reasons.length - 4} 条</summary>
          {row.reasons.slice(4).map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
        </details>
      </li>
    ) : null}
  </ul>
)

export function Movers({ subject, rows, total, answer, view, onView, onExport }: MoversProps) {
  const org = subject === 'ORG'
  const columns: Column<WhatIfRow>[] = [
    { key: 'name', title: org ? '党组织' : '姓名', always: true, width: 190 },
    { key: 'townshipName', title: '苏木镇', width: 110 },
    ...(org
      ? []
      : [
          { key: 'villageName', title: '嘎查村', width: 120 },
          {
            key: 'category',
            title: '类别',
            width: 100,
            hidden: true,
            value: (row: WhatIfRow) => memberCategories[row.category as MemberCategory] ?? '',
          },
        ]),
    { key: 'level', title: '星级', width: 150, render: levels, value: (row) => row.to.level, sort: false },
    ...(org
      ? [
          {
            key: 'class',
            title: '类别',
            width: 120,
            render: classes,
            value: (row: WhatIfRow) => row.to.class,
            sort: false,
          },
        ]
      : []),
    {
      key: 'stars',
      title: '现在 / 试算',
      width: 190,
      render: bands,
      value: (row) => row.to.colours,
      sort: false,
    },
    { key: 'reasons', title: '原因', render: reasons, value: (row) => row.reasons.join('；'), sort: false },
  ]
  return (
    <>
      <Filters
        view={view}
        onView={(patch) => onView({ ...patch, page: 1 })}
        items={[
          {
            key: 'show',
            label: '变动',
            all: '全部变动',
            options: Object.entries(whatIfShows)
              .filter(([key]) => org || !key.startsWith('CLASS'))
              .map(([value, label]) => ({ value, label })),
          },
          { key: 'q', label: org ? '党组织或嘎查村' : '姓名或嘎查村', kind: 'search' },
        ]}
      />
      <DataTable
        name="试算变动清单"
        answer={answer}
        rows={rows}
        rowKey={(row) => row.bookId}
        columns={columns}
        exports={onExport}
        paging={{
          page: view.page,
          size: view.size,
          total,
          onPage: (page, size) => onView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={levels(row)}
            lines={[
              ['所在', `${row.townshipName}${org ? '' : row.villageName}`],
              ...(org ? [['类别', classes(row)] as const] : []),
              ['十星', bands(row)],
              ['原因', reasons(row)],
            ]}
          />
        )}
        empty={{ title: '没有变动', hint: '这组设置不改变任何一方的星级、类别和颜色。' }}
      />
    </>
  )
}
