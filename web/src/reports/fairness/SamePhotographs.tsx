import { listSamePhotographs, type PhotographUse } from '@xinghe/contract/fairness'
import { photographsList, usedFor as said } from '@xinghe/contract/lists/fairness'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { Button, type Column, DataTable, RowCard } from '../../ui/index.ts'
import { HintSection } from './HintSection.tsx'
import type { Hint, PhotographPair } from './hint.ts'
import { Picture } from './Picture.tsx'

interface Props {
  unitId: string
  year: number
  bits: number
  onHint: (hint: Hint) => void
}
const size = 20

const Said = ({ use }: { use: PhotographUse }) => <span className="fair-said">{said(use)}</span>

/** Slips whose photograph looks like that of an earlier slip about something else. */
export function SamePhotographs({ unitId, year, bits, onHint }: Props) {
  const [page, setPage] = useState(1)
  const exports = useExport(photographsList, { unitId, year } as never)
  const answer = useAnswer(listSamePhotographs, { query: { unitId, year, page, size } }, { keep: true })
  const open = (pair: PhotographPair) => (
    <Button type="link" className="fair-link" onClick={() => onHint({ of: 'photographs', pair })}>
      并排查看
    </Button>
  )
  const both = (pair: PhotographPair) => (
    <span className="fair-thumbs">
      <Picture use={pair.first} width={72} />
      <Picture use={pair.again} width={72} />
    </span>
  )
  const columns: Column<PhotographPair>[] = [
    { key: 'pictures', title: '照片', width: 190, always: true, render: both, value: () => '' },
    ...columnsOf(
      photographsList,
      { year },
      {
        first: { render: ({ first }) => <Said use={first} /> },
        again: { render: ({ again }) => <Said use={again} /> },
        apart: { help: '64处明暗中不同的处数，零表示一模一样', align: 'right' },
      },
    ),
    { key: 'open', title: '', width: 110, render: open, value: () => '' },
  ]
  return (
    <HintSection
      title="照片看上去相同"
      sentence={`不同的事附了看上去相同的照片（64处明暗中不同的不超过${bits}处），上一年度的也一并比对；同一天同一嘎查村的不提示，全白全黑的不比对。照片可能确是同一场合所摄。`}
      none={answer.data?.total === 0 ? '没有看上去相同的照片用于不同的事。' : undefined}
    >
      <DataTable
        name={`${year}年照片提示`}
        exports={exports}
        answer={answer}
        rows={answer.data?.rows}
        rowKey={({ again }) => again.slipId}
        columns={columns}
        paging={{ page, size, total: answer.data?.total ?? 0, onPage: setPage }}
        sticky={false}
        card={(pair) => (
          <RowCard
            title={both(pair)}
            beside={open(pair)}
            lines={[
              ['先用于', said(pair.first)],
              ['又用于', said(pair.again)],
            ]}
          />
        )}
      />
    </HintSection>
  )
}
