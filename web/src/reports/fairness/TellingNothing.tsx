import type { Fairness } from '@xinghe/contract/fairness'
import { Button, type Column, DataTable, RowCard } from '../../ui/index.ts'
import { HintSection } from './HintSection.tsx'
import { type PartProps, placeWord } from './hint.ts'

type Row = Fairness['stars'][number]
const whom = (row: Row) => (row.subject === 'ORG' ? '党组织' : '党员')
const said = (row: Row) => (row.won * 2 > row.rated ? '人人都得' : '无人可得')

/** Stars that everybody or nobody wins: they divide nobody. */
export function TellingNothing({ found, onHint }: PartProps) {
  const { everybodyPercent, nobodyPercent, least } = found.limits
  const open = (row: Row) => (
    <Button type="link" className="fair-link" onClick={() => onHint({ of: 'star', row })}>
      {row.won} / {row.rated}
    </Button>
  )
  const columns: Column<Row>[] = [
    { key: 'name', title: placeWord(found), width: 160, always: true },
    { key: 'subject', title: '对象', width: 100, value: whom },
    { key: 'star', title: '星', width: 200 },
    { key: 'said', title: '提示', width: 130, value: said },
    { key: 'won', title: '得星 / 参评', width: 130, align: 'right', render: open },
  ]
  return (
    <HintSection
      title="分不出高低的星"
      sentence={`参评${least}个（名）以上，得星比例达到${everybodyPercent}%或不高于${nobodyPercent}%的。下年度设星时可看标准是不是太低或太高。`}
      none={found.stars.length === 0 ? '按已有的评定结果计算；还没有评定的年度没有提示。' : undefined}
    >
      <DataTable
        name={`${found.year}年设星提示`}
        rows={found.stars}
        rowKey={(row) => `${row.unitId} ${row.subject} ${row.kind} ${row.star}`}
        columns={columns}
        paging={false}
        sticky={false}
        card={(row) => (
          <RowCard
            title={`${row.name} · ${row.star}`}
            beside={open(row)}
            lines={[
              ['提示', said(row)],
              ['对象', whom(row)],
            ]}
          />
        )}
      />
    </HintSection>
  )
}
