import type { Fairness } from '@xinghe/contract/fairness'
import { Button, type Column, DataTable, RowCard } from '../../ui/index.ts'
import { HintSection } from './HintSection.tsx'
import { type PartProps, placeWord } from './hint.ts'

type Row = Fairness['rules'][number]
const unit = (row: Row) => (row.subject === 'MEMBER' ? '次/百人' : '次/个')

/** Bonus rules that one place gives far oftener than the others. */
export function FrequentRules({ found, onHint }: PartProps) {
  const open = (row: Row) => (
    <Button type="link" className="fair-link" onClick={() => onHint({ of: 'rule', row })}>
      {row.count} 次
    </Button>
  )
  const columns: Column<Row>[] = [
    { key: 'name', title: placeWord(found), width: 160, always: true },
    { key: 'subject', title: '对象', width: 90, value: (row) => (row.subject === 'ORG' ? '党组织' : '党员') },
    { key: 'rule', title: '加分细则', width: 340 },
    { key: 'rate', title: '频次', width: 140, align: 'right', value: (row) => `${row.rate} ${unit(row)}` },
    {
      key: 'middle',
      title: '中位数',
      width: 140,
      align: 'right',
      value: (row) => `${row.middle} ${unit(row)}`,
    },
    { key: 'count', title: '共记', width: 100, align: 'right', render: open },
  ]
  return (
    <HintSection
      title="加分细则用得多"
      sentence={`同一条加分细则，频次达到中位数${found.limits.ruleTimes}倍的。`}
      none={found.rules.length === 0 ? '各地用加分细则的频次相近。' : undefined}
    >
      <DataTable
        name={`${found.year}年加分细则提示`}
        rows={found.rules}
        rowKey={(row) => `${row.unitId} ${row.subject} ${row.rule}`}
        columns={columns}
        paging={false}
        sticky={false}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={open(row)}
            lines={[
              ['细则', row.rule],
              ['频次', `${row.rate} ${unit(row)}`],
              ['中位数', `${row.middle} ${unit(row)}`],
            ]}
          />
        )}
      />
    </HintSection>
  )
}
