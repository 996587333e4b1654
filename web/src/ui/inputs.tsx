/** Inputs that hold our values: points in hundredths, money in fen. They fit into `Field`. */
import { InputNumber } from 'antd'

interface ScaledProps {
  value?: number | null
  onChange?: (value: number | null) => void
  id?: string
  min?: number
  max?: number
  disabled?: boolean
  'aria-label'?: string
}
const scaled = (value: number | null | undefined) =>
  value === null || value === undefined ? null : value / 100
const whole = (value: number | string | null) => (value === null ? null : Math.round(Number(value) * 100))

/** Typed as 9.5, held as 950; min and max in hundredths. */
export function PointsInput({
  value,
  onChange,
  min,
  max,
  step = 50,
  ...rest
}: ScaledProps & { step?: number }) {
  return (
    <InputNumber
      {...rest}
      className="xh-scaled"
      value={scaled(value)}
      min={scaled(min) ?? undefined}
      max={scaled(max) ?? undefined}
      step={step / 100}
      precision={2}
      suffix="分"
      formatter={(typed) => (typed === undefined || String(typed) === '' ? '' : String(Number(typed)))}
      onChange={(next) => onChange?.(whole(next))}
    />
  )
}
/** Typed in yuan, held in fen; min and max in fen. */
export function MoneyInput({ value, onChange, min = 0, max, ...rest }: ScaledProps) {
  return (
    <InputNumber
      {...rest}
      className="xh-scaled"
      value={scaled(value)}
      min={min / 100}
      max={scaled(max) ?? undefined}
      precision={2}
      suffix="元"
      onChange={(next) => onChange?.(whole(next))}
    />
  )
}
