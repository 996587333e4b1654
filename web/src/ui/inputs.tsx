/** Inputs that hold our values: days as 'YYYY-MM-DD', points in hundredths, money in fen. They fit into `Field`. */
import { DatePicker, InputNumber } from 'antd'
import dayjs from 'dayjs'

export interface DayInputProps {
  value?: string | null
  onChange?: (day: string | null) => void
  id?: string
  earliest?: string
  latest?: string
  placeholder?: string
  disabled?: boolean
  'aria-label'?: string
}
export function DayInput({
  value,
  onChange,
  earliest,
  latest,
  placeholder = '选择日期',
  ...rest
}: DayInputProps) {
  return (
    <DatePicker
      {...rest}
      style={{ width: '100%' }}
      format="YYYY年M月D日"
      inputReadOnly
      placeholder={placeholder}
      value={value ? dayjs(value) : null}
      minDate={earliest ? dayjs(earliest) : undefined}
      maxDate={latest ? dayjs(latest) : undefined}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}

export interface DayRangeInputProps {
  value?: [string, string] | null
  onChange?: (range: [string, string] | null) => void
  id?: string
}
/** Both ends belong to the range. */
export function DayRangeInput({ value, onChange, id }: DayRangeInputProps) {
  return (
    <DatePicker.RangePicker
      {...(id ? { id } : {})}
      style={{ width: '100%' }}
      format="YYYY年M月D日"
      inputReadOnly
      value={value ? [dayjs(value[0]), dayjs(value[1])] : null}
      onChange={(days) =>
        onChange?.(days?.[0] && days[1] ? [days[0].format('YYYY-MM-DD'), days[1].format('YYYY-MM-DD')] : null)
      }
    />
  )
}

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
