/** Numbers, money and days as an office writes them. */
import { formatDay, formatFen, formatInstant, formatPoints } from '@xinghe/contract/values'

const dash = <span className="xh-quiet">—</span>

export interface PointsProps {
  value: number | null | undefined /** '+3' for what was added. */
  sign?: boolean
  unit?: boolean
}
/** Hundredths: 950 → 9.5 */
export function Points({ value, sign = false, unit = false }: PointsProps) {
  if (value === null || value === undefined) return dash
  const text = formatPoints(value).replace('-', '−')
  return (
    <span className="xh-num">
      {sign && value > 0 ? '+' : ''}
      {text}
      {unit ? ' 分' : ''}
    </span>
  )
}

const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')
/** Fen: 123456 → 1,234.56 */
export function Money({ value, unit = false }: { value: number | null | undefined; unit?: boolean }) {
  if (value === null || value === undefined) return dash
  return (
    <span className="xh-num">
      {grouped(formatFen(value)).replace('-', '−')}
      {unit ? ' 元' : ''}
    </span>
  )
}

/** A day 'YYYY-MM-DD' or an instant: 2026年3月5日; `time` adds 09:30 (Shanghai). */
export function DateText({ value, time = false }: { value: string | null | undefined; time?: boolean }) {
  if (!value) return dash
  const instant = value.length > 10
  const text = instant ? formatInstant(value) : formatDay(value)
  return (
    <time className="xh-date" dateTime={value}>
      {instant && !time ? text.slice(0, text.indexOf('日') + 1) : text}
    </time>
  )
}

export function Num({ value, unit = '' }: { value: number | null | undefined; unit?: string }) {
  if (value === null || value === undefined) return dash
  return (
    <span className="xh-num">
      {value.toLocaleString('zh-CN')}
      {unit}
    </span>
  )
}
