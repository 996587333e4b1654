import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { Section } from '../PageHead.tsx'
import { Chart } from './Chart.tsx'
import { ChartTable } from './ChartTable.tsx'
import type { ChartSpec } from './spec.ts'
import './chart.css'

export interface ChartCardProps {
  title: string
  sentence?: ReactNode
  spec: ChartSpec
  /** Instead of both, when there is nothing to show. */
  empty?: ReactNode
  /** Below the chart and the table. */
  children?: ReactNode
  /** As wide as the page. */
  wide?: boolean
}
/** A chart and its table: one switch, the same figures, the same ways to the rows behind them. */
export function ChartCard({ title, sentence, spec, empty, children, wide = false }: ChartCardProps) {
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  const navigate = useNavigate()
  const pick = (category: number, series: number) => {
    if (!spec.series[series]?.values[category]) return
    const target = spec.open?.(category, series)
    if (typeof target === 'string') void navigate({ href: target } as never)
    else target?.()
  }
  return (
    <div className={wide ? 'xh-chart xh-chart-wide' : 'xh-chart'}>
      <Section
        title={title}
        sentence={sentence}
        extra={
          empty ? null : (
            <Segmented
              aria-label={`${title}：看图或看表`}
              value={shown}
              options={[
                { value: 'chart', label: '图' },
                { value: 'table', label: '表' },
              ]}
              onChange={setShown}
            />
          )
        }
      >
        {empty ? (
          <p className="xh-quiet">{empty}</p>
        ) : shown === 'chart' ? (
          <>
            {spec.series.length > 1 ? <Legend spec={spec} /> : null}
            <Chart spec={spec} label={`${title}。${spokenOf(spec)}`} onPick={pick} />
          </>
        ) : (
          <ChartTable spec={spec} caption={title} />
        )}
        {children}
      </Section>
    </div>
  )
}

const Legend = ({ spec }: { spec: ChartSpec }) => (
  <ul className="xh-chart-legend" aria-hidden="true">
    {spec.series.map(({ name, colour, line }) => (
      <li key={name}>
        <i className={line ? 'xh-chart-line' : ''} style={{ background: colour }} />
        {name}
      </li>
    ))}
  </ul>
)

/** What a picture of it would tell, in words. */
const spokenOf = ({ categories, series, unit }: ChartSpec): string =>
  categories
    .map(
      (name, at) => `${name}：${series.map((one) => `${one.name}${one.values[at] ?? 0}${unit}`).join('，')}`,
    )
    .join('；')
