import type { ReactNode } from 'react'
import { To } from '../../app/To.tsx'
import type { ChartSpec } from './spec.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

/** The same as the chart, in rows: each number leads where its bar leads. */
export function ChartTable({ spec, caption }: { spec: ChartSpec; caption: string }) {
  const { head, categories, series, unit, open, sums } = spec
  const cell = (category: number, at: number): ReactNode => {
    const value = series[at]?.values[category] ?? 0
    const target = value === 0 ? undefined : open?.(category, at)
    if (target === undefined) return number(value)
    const name = `${categories[category]}${series[at]?.name}${number(value)}${unit}`
    return typeof target === 'string' ? (
      <To to={target} aria-label={name}>
        {number(value)}
      </To>
    ) : (
      <button type="button" className="xh-why" aria-haspopup="dialog" aria-label={name} onClick={target}>
        {number(value)}
      </button>
    )
  }
  return (
    <div className="xh-chart-table">
      <table>
        <caption className="xh-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
                <small>（{unit}）</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, row) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {series.map(({ name }, at) => (
                <td key={name}>{cell(row, at)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {sums ? (
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              {series.map(({ name, values }) => (
                <td key={name}>{number(values.reduce((total, value) => total + value, 0))}</td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}
