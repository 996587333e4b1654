/** Days as 'YYYY-MM-DD'. The calendar behind them is large: late.tsx fetches it with the first form that asks for a day. */
import { DatePicker } from 'antd'
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
