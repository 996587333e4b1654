import type { Fairness } from '@xinghe/contract/fairness'
import { Button, type Column, DataTable, DateText, RowCard } from '../../ui/index.ts'
import { HintSection } from './HintSection.tsx'
import { type PartProps, placeWord, quarterName } from './hint.ts'

type Row = Fairness['bursts'][number]
const share = (row: Row) => `${Math.round((row.late / row.entries) * 100)}%`

/** Quarters of which much was entered in the ledger right before the close. */
export function Bursts({ found, onHint }: PartProps) {
  const { burstDays, burstPercent } = found.limits
  const open = (row: Row) => (
    <Button type="link" className="fair-link" onClick={() => onHint({ of: 'burst', row, days: burstDays })}>
      {row.late} 条
    </Button>
  )
  const columns: Column<Row>[] = [
    { key: 'name', title: placeWord(found), width: 160, always: true },
    { key: 'quarter', title: '季度', width: 110, value: (row) => quarterName(row.quarter) },
    { key: 'closedOn', title: '结账', kind: 'day', width: 140 },
    { key: 'entries', title: '本季度入账', kind: 'number', width: 120 },
    { key: 'late', title: `结账前${burstDays}天`, width: 120, align: 'right', render: open },
    { key: 'share', title: '占比', width: 90, align: 'right', value: share },
  ]
  return (
    <HintSection
      title="结账前集中入账"
      sentence={`结账前${burstDays}天内入账的占本季度${burstPercent}%以上的。集中办理不等于补造，看事由和佐证。`}
      none={found.bursts.length === 0 ? '已结账的季度里，没有集中在最后几天入账的。' : undefined}
    >
      <DataTable
        name={`${found.year}年集中入账提示`}
        rows={found.bursts}
        rowKey={(row) => `${row.unitId} ${row.quarter}`}
        columns={columns}
        paging={false}
        sticky={false}
        card={(row) => (
          <RowCard
            title={`${row.name} ${quarterName(row.quarter)}`}
            beside={open(row)}
            lines={[
              ['占比', `${share(row)}（共 ${row.entries} 条）`],
              ['结账', <DateText key="closed" value={row.closedOn} />],
            ]}
          />
        )}
      />
    </HintSection>
  )
}
