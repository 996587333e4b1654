/** Points by month against the year before, and entries without evidence. */
import { getYearEntries, type YearEntries } from '@xinghe/contract/year-charts'
import { useMemo } from 'react'
import { useAnswer } from '../app/call.ts'
import { ChartCard, type ChartSpec, Loaded } from '../ui/index.ts'
import { chartInks } from '../ui/tokens.ts'
import type { Area, Behind } from './area.ts'

interface Props {
  area: Area
  onBehind: (behind: Behind) => void
}
export function EntryCharts({ area, onBehind }: Props) {
  const { unitId, year, subject } = area
  const answer = useAnswer(getYearEntries, { query: { unitId, year, subject } }, { keep: true })
  return <Loaded answer={answer}>{(data) => <Cards data={data} area={area} onBehind={onBehind} />}</Loaded>
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function Cards({ data, area, onBehind }: Props & { data: YearEntries }) {
  const { year } = area
  const had = data.months.some(({ lastEntries }) => lastEntries > 0)
  const specs = useMemo(() => {
    const months: ChartSpec = {
      head: '月份',
      unit: '分',
      direction: 'up',
      categories: data.months.map(({ month }) => `${month}月`),
      series: [
        { name: `${year}年`, values: data.months.map(({ points }) => points / 100), colour: chartInks.now },
        ...(had
          ? [
              {
                name: `${year - 1}年`,
                values: data.months.map(({ lastPoints }) => lastPoints / 100),
                colour: chartInks.before,
                line: true,
              },
            ]
          : []),
      ],
      open: (at, series) => (series === 0 ? () => onBehind({ of: 'month', month: at + 1 }) : undefined),
      sums: true,
    }
    const behind = (at: number, without: 'any' | 'needed') => () => {
      const place = data.evidence[at]
      if (place) onBehind({ of: 'evidence', unitId: place.unitId, name: place.name, without })
    }
    const evidence: ChartSpec = {
      head: '单位',
      unit: '条',
      categories: data.evidence.map(({ name }) => name),
      series: [
        {
          name: '规则要求而没有',
          values: data.evidence.map(({ needed }) => needed),
          colour: chartInks.late,
          pile: 'now',
        },
        {
          name: '规则不要求',
          values: data.evidence.map(({ without, needed }) => without - needed),
          colour: chartInks.todo,
          pile: 'now',
        },
        {
          name: '有佐证',
          values: data.evidence.map(({ entries, without }) => entries - without),
          colour: chartInks.done,
          pile: 'now',
        },
      ],
      open: (at, series) => (series === 2 ? undefined : behind(at, series === 0 ? 'needed' : 'any')),
      sums: true,
    }
    return { months, evidence }
  }, [data, year, had, onBehind])
  const entries = sum(data.evidence.map((one) => one.entries))
  const needed = sum(data.evidence.map((one) => one.needed))
  return (
    <div className="xh-charts">
      <ChartCard
        wide
        title="各月积分"
        sentence={`按事实发生的月份，冲正的已减去。${year}年共 ${sum(data.months.map((one) => one.entries)).toLocaleString('zh-CN')} 条；点一根看是哪些。`}
        spec={specs.months}
        empty={entries === 0 && !had ? `${year}年还没有积分入账。` : undefined}
      />
      <ChartCard
        wide
        title="没有佐证的积分"
        sentence={
          needed > 0
            ? `规则要求佐证而没有的 ${needed} 条，请先看；规则不要求的不必补材料。`
            : '规则要求佐证的都有佐证；规则不要求的不必补材料。'
        }
        spec={specs.evidence}
        empty={entries === 0 ? `${year}年还没有积分入账。` : undefined}
      />
    </div>
  )
}
