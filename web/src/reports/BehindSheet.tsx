/** The rows behind a figure, beside the chart, where no page of its own lists them. */
import { overviewList, starWinnersList, yearEntriesList } from '@xinghe/contract/lists/reports'
import { getTownshipOverview } from '@xinghe/contract/overview'
import { stepKeys, steps } from '@xinghe/contract/words'
import { listStarWinners, listYearEntries } from '@xinghe/contract/year-charts'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { To } from '../app/To.tsx'
import { DataTable, DateText, Points, RowCard, SideSheet } from '../ui/index.ts'
import type { Area, Behind } from './area.ts'
import { ribbon } from './StepTable.tsx'
import { stepStates } from './WorkCharts.tsx'

interface Props {
  area: Area
  behind: Behind | undefined
  onClose: () => void
}
const size = 50
const book = (row: { bookId: string; name: string }) => (
  <To to="/points/books/:id" params={{ id: row.bookId }}>
    {row.name}
  </To>
)

function titleOf(area: Area, behind: Behind): [title: string, sentence: string] {
  const whom = area.subject === 'ORG' ? '党组织' : '党员'
  switch (behind.of) {
    case 'star':
      return [
        `${behind.star} · ${behind.won === 'yes' ? '获得' : '未获得'}`,
        `${area.year}年度${whom}，按单位排列`,
      ]
    case 'month':
      return [`${area.year}年${behind.month}月积分`, `${whom}，含冲正，后发生的在前`]
    case 'evidence':
      return [
        `${behind.name} · ${behind.without === 'needed' ? '规则要求而没有佐证' : '没有佐证'}`,
        `${area.year}年${whom}积分，后发生的在前`,
      ]
    case 'step':
      return [
        `${steps[stepKeys[behind.step] ?? 'SET']} · ${stepStates.find((one) => one.state === behind.state)?.name}`,
        `${area.year}年度的嘎查村`,
      ]
  }
}

export function BehindSheet({ area, behind, onClose }: Props) {
  const [title, sentence] = behind ? titleOf(area, behind) : ['', '']
  return (
    <SideSheet open={behind !== undefined} onClose={onClose} title={title} sentence={sentence} width={760}>
      {behind ? <Rows key={JSON.stringify(behind)} area={area} behind={behind} /> : null}
    </SideSheet>
  )
}

function Rows({ area, behind }: { area: Area; behind: Behind }) {
  if (behind.of === 'star') return <StarRows area={area} behind={behind} />
  if (behind.of === 'step') return <StepRows area={area} behind={behind} />
  return <EntryRows area={area} behind={behind} />
}

function StarRows({ area, behind }: { area: Area; behind: Behind & { of: 'star' } }) {
  const [page, setPage] = useState(1)
  const { kind, star, won } = behind
  const { unitId, year, subject } = area
  const asked = { unitId, year, subject, kind, star, won } as never
  const exports = useExport(starWinnersList, asked)
  const answer = useAnswer(
    listStarWinners,
    { query: { unitId, year, subject, kind, star, won, page, size } },
    { keep: true },
  )
  const why = (row: { bookId: string; slot: number }) => (
    <To to="/stars/why/:bookId/:slot" params={{ bookId: row.bookId, slot: String(row.slot) }}>
      看依据
    </To>
  )
  return (
    <DataTable
      answer={answer}
      rows={answer.data?.rows}
      rowKey={(row) => row.bookId}
      sticky={false}
      paging={{ page, size, total: answer.data?.total ?? 0, onPage: setPage }}
      exports={exports}
      columns={[
        ...columnsOf(starWinnersList, asked, { name: { always: true, render: book } }),
        { key: 'why', title: '依据', width: 80, render: why, value: () => '' },
      ]}
      card={(row) => (
        <RowCard
          title={book(row)}
          beside={why(row)}
          lines={[
            ['所在', `${row.townshipName}${subject === 'MEMBER' ? row.villageName : ''}`],
            ['积分', <Points key="points" value={row.points} unit />],
          ]}
        />
      )}
    />
  )
}

function EntryRows({ area, behind }: { area: Area; behind: Behind & { of: 'month' | 'evidence' } }) {
  const [page, setPage] = useState(1)
  const { year, subject } = area
  const which =
    behind.of === 'month'
      ? { unitId: area.unitId, month: behind.month }
      : { unitId: behind.unitId, without: behind.without }
  const asked = { ...which, year, subject } as never
  const exports = useExport(yearEntriesList, asked)
  const answer = useAnswer(
    listYearEntries,
    { query: { ...which, year, subject, page, size } },
    { keep: true },
  )
  return (
    <DataTable
      answer={answer}
      rows={answer.data?.rows}
      rowKey={(row) => row.id}
      sticky={false}
      paging={{ page, size, total: answer.data?.total ?? 0, onPage: setPage }}
      exports={exports}
      columns={columnsOf(yearEntriesList, asked, {
        name: { always: true, render: book },
        // The rows seen are a page of them.
        counted: { sum: false },
      })}
      card={(row) => (
        <RowCard
          title={book(row)}
          beside={<Points value={row.counted} sign unit />}
          lines={[
            ['事由', row.reason],
            ['所在', row.villageName],
            ['日期', <DateText key="on" value={row.factOn} />],
          ]}
        />
      )}
    />
  )
}

function StepRows({ area, behind }: { area: Area; behind: Behind & { of: 'step' } }) {
  const query = { unitId: behind.unitId, year: area.year, villages: 'yes' as const }
  const answer = useAnswer(getTownshipOverview, { query })
  const step = stepKeys[behind.step] ?? 'SET'
  const exports = useExport(overviewList, { ...query, step, state: behind.state } as never)
  const village = (row: { unitId: string; name: string }) => (
    <To to="/reports/overview" view={{ unitId: row.unitId, year: area.year }}>
      {row.name}
    </To>
  )
  const rows = answer.data?.rows.filter((row) => row.steps[behind.step]?.state === behind.state)
  return (
    <DataTable
      answer={answer}
      rows={rows}
      rowKey={(row) => row.unitId}
      sticky={false}
      exports={exports}
      columns={[
        { key: 'townshipName', title: '苏木镇', width: 130 },
        { key: 'name', title: '嘎查村', always: true, width: 140, render: village },
        { key: 'steps', title: '五道程序', render: (row) => ribbon(row, 'cell'), value: () => '' },
      ]}
      card={(row) => (
        <RowCard title={village(row)} beside={row.townshipName} lines={[['程序', ribbon(row, 'cell')]]} />
      )}
    />
  )
}
