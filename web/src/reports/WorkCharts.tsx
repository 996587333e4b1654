/** How far the villages are in the five procedures, and what waits and is late. */
import type { OverviewRow } from '@xinghe/contract/overview'
import { steps } from '@xinghe/contract/words'
import { useMemo } from 'react'
import { pathTo } from '../app/paths.ts'
import { ChartCard, type ChartSpec } from '../ui/index.ts'
import { chartInks } from '../ui/tokens.ts'
import type { Behind } from './area.ts'

export const stepStates = [
  { state: 'done', name: '已完成', colour: chartInks.done },
  { state: 'now', name: '进行中', colour: chartInks.under },
  { state: 'late', name: '已逾期', colour: chartInks.late },
  { state: 'todo', name: '未开始', colour: chartInks.todo },
] as const

interface Props {
  total: OverviewRow
  rows: readonly OverviewRow[]
  onBehind: (behind: Behind) => void
}
export function WorkCharts({ total, rows, onBehind }: Props) {
  const specs = useMemo(() => {
    const progress: ChartSpec = {
      head: '程序',
      unit: '个',
      categories: total.stepCounts.map(({ step }) => steps[step]),
      series: stepStates.map(({ state, name, colour }) => ({
        name,
        colour,
        pile: 'now',
        values: total.stepCounts.map((one) => one[state]),
      })),
      open: (step, series) => () =>
        onBehind({ of: 'step', step, state: stepStates[series]?.state ?? 'todo', unitId: total.unitId }),
    }
    // What waits at the county itself belongs to no township below it.
    const own = {
      unitId: total.unitId,
      name: '本级',
      waiting: total.waiting - rows.reduce((sum, row) => sum + row.waiting, 0),
      overdue: total.overdue - rows.reduce((sum, row) => sum + row.overdue, 0),
    }
    const places = (rows.length === 0 ? [total] : [own, ...rows]).filter(({ waiting }) => waiting > 0)
    const due: ChartSpec = {
      head: '单位',
      unit: '件',
      categories: places.map(({ name }) => name),
      series: [
        { name: '超期', values: places.map(({ overdue }) => overdue), colour: chartInks.late, pile: 'now' },
        {
          name: '在期限内',
          values: places.map(({ waiting, overdue }) => waiting - overdue),
          colour: chartInks.under,
          pile: 'now',
        },
      ],
      open: (at, series) =>
        pathTo(
          '/work/area',
          {},
          { unitId: places[at]?.unitId, own: places[at] === own ? '1' : '', late: series === 0 ? '1' : '0' },
        ),
      sums: true,
    }
    return { progress, due }
  }, [total, rows, onBehind])
  return (
    <div className="xh-charts">
      {total.villages > 1 ? (
        <ChartCard
          title="五道程序"
          sentence={`${total.villages} 个嘎查村各走到哪一步；点一段看是哪些。`}
          spec={specs.progress}
        />
      ) : null}
      <ChartCard
        title="在办和超期"
        sentence={`此刻在办 ${total.waiting} 件，超期 ${total.overdue} 件；点一段看清单。`}
        spec={specs.due}
        empty={total.waiting === 0 ? '此刻没有在办的事项。' : undefined}
      />
    </div>
  )
}
