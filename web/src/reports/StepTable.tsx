/** The table of the five procedures: a township or a village a row, with what waits and last year's result. */
import { overviewList } from '@xinghe/contract/lists/reports'
import type { OverviewRow } from '@xinghe/contract/overview'
import { levelName, orgClasses } from '@xinghe/contract/words'
import { columnsOf, useExport } from '../app/exports.tsx'
import { DataTable, RowCard, StarBand, StateTag, StepRibbon } from '../ui/index.ts'

export const ribbon = (row: OverviewRow, size: 'cell' | 'head') => (
  <StepRibbon size={size} steps={row.steps.map((one) => ({ ...one, note: one.note ?? undefined }))} />
)
export const isVillage = (row: OverviewRow | undefined) =>
  row?.kind === 'VILLAGE' || row?.kind === 'COMMUNITY'

function LastYear({ row }: { row: OverviewRow }) {
  if (!isVillage(row)) {
    const { I, II, III, tenStar } = row.lastYearClasses
    if (I + II + III === 0) return <span className="xh-quiet">—</span>
    return (
      <span className="xh-num">
        一类 {I}（十星 {tenStar}） · 二类 {II} · 三类 {III}
      </span>
    )
  }
  const { lastYear } = row
  if (!lastYear) return <span className="xh-quiet">没有结果</span>
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}>
      {lastYear.lit ? <StarBand size={14} stars={starsIn(lastYear)} /> : null}
      {levelName(lastYear.level)}
      {lastYear.class ? ` · ${orgClasses[lastYear.class]}` : ''}
    </span>
  )
}
/** Colours where the scheme gives them; a lit star without colour is plain. */
const starsIn = ({ lit, colours }: { lit: string | null; colours: string | null }) =>
  [...(lit ?? '')]
    .map((on, index) =>
      on === '1' ? (colours && 'GSR'.includes(colours[index] ?? '-') ? colours[index] : '1') : '-',
    )
    .join('')
export const late = (row: OverviewRow) =>
  row.overdue > 0 ? <StateTag tone="late">超期 {row.overdue}</StateTag> : null

interface Props {
  rows: readonly OverviewRow[]
  year: number
  /** Whose rows they are; left out: of my own unit. */
  unitId?: string | undefined
  onOpen: (row: OverviewRow) => void
}
export function StepTable({ rows, year, unitId, onOpen }: Props) {
  const villages = isVillage(rows[0])
  const asked = { year, ...(unitId && { unitId }) }
  const exports = useExport(overviewList, asked)
  const left = new Set(villages ? ['townshipName', 'villages'] : ['townshipName'])
  const columns = columnsOf(overviewList, asked, {
    name: {
      title: villages ? '嘎查村' : '苏木镇',
      always: true,
      fixed: 'start',
      render: (row) => <b>{row.name}</b>,
    },
    steps: { render: (row) => ribbon(row, 'cell') },
    entries: { help: '本季度已入账的积分条数' },
    lastYear: { title: `${year - 1}年结果`, render: (row) => <LastYear row={row} /> },
  }).filter(({ key }) => !left.has(key))
  return (
    <DataTable
      name={`${year}年五道程序`}
      exports={exports}
      rows={rows}
      rowKey={(row) => row.unitId}
      columns={columns}
      {...(villages ? {} : { onOpen })}
      paging={false}
      card={(row) => (
        <RowCard
          title={row.name}
          beside={late(row)}
          lines={[
            ['程序', ribbon(row, 'cell')],
            ['党员', `${row.members} 人`],
            ['在办', `${row.waiting} 件`],
            [`${year - 1}年`, <LastYear key="last" row={row} />],
          ]}
        />
      )}
    />
  )
}
