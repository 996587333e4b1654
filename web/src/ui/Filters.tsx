import { Button, Input, Segmented, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'

export interface FilterItem {
  /** The name in the view. */
  key: string
  label: string
  /** choose: one or none; pick: always one of few, shown at once; search: text, taken after a pause. */
  kind?: 'choose' | 'pick' | 'search'
  options?: readonly { value: string | number; label: string }[]
  /** For choose: what stands when nothing is chosen; '全部' + label when left out. */
  all?: string
  width?: number
}
export interface FiltersProps<V extends Record<string, unknown>> {
  /** Both from useView. */
  view: V
  onView: (patch: Partial<V>) => void
  items: readonly FilterItem[]
  /** Further controls, right after. */
  children?: ReactNode
}
/** The row of filters of a page. Chosen values live in the address (useView). */
export function Filters<V extends Record<string, unknown>>({
  view,
  onView,
  items,
  children,
}: FiltersProps<V>) {
  const set = (key: string, value: unknown) => onView({ [key]: value } as Partial<V>)
  const isNone = (value: unknown) => value === '' || value === 0 || value === undefined
  const clearable = items.filter(
    ({ kind, key, options = [] }) =>
      !isNone(view[key]) && (kind !== 'pick' || options.some(({ value }) => isNone(value))),
  )
  return (
    <search className="xh-filters" aria-label="筛选">
      {items.map((item) => {
        const { key, label, kind = 'choose', options = [], all, width } = item
        const value = view[key] as string | number | undefined
        if (kind === 'search')
          return (
            <SearchField
              key={key}
              label={label}
              value={String(value ?? '')}
              width={width}
              onChange={(text) => set(key, text)}
            />
          )
        if (kind === 'pick')
          return (
            <Segmented
              key={key}
              aria-label={label}
              value={value ?? ''}
              options={[...options]}
              onChange={(next) => set(key, next)}
            />
          )
        const none = typeof value === 'number' ? 0 : ''
        return (
          <Select
            key={key}
            aria-label={label}
            style={{ minWidth: width ?? 128 }}
            popupMatchSelectWidth={false}
            showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
            value={value ?? none}
            options={[{ value: none, label: all ?? `全部${label}` }, ...options]}
            onChange={(next) => set(key, next)}
          />
        )
      })}
      {children}
      {clearable.length > 1 ? (
        <Button
          type="link"
          onClick={() =>
            onView(
              Object.fromEntries(
                clearable.map(({ key }) => [key, typeof view[key] === 'number' ? 0 : '']),
              ) as Partial<V>,
            )
          }
        >
          清除筛选
        </Button>
      ) : null}
    </search>
  )
}

interface SearchFieldProps {
  label: string
  value: string
  width?: number | undefined
  onChange: (text: string) => void
}
function SearchField({ label, value, width = 200, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text.trim()), 350)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ width }}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onChange(text.trim())}
    />
  )
}
