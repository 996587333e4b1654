/** The form of the settings that are tried: what holds beside each, what differs marked. */
import { formatPoints } from '@xinghe/contract/values'
import { colourModes, conversions, levelName, type Subject } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import { InputNumber, PointsInput, Select } from '../../ui/index.ts'
import { holding, isTried, othersOf, type Plan, type Setting, type Tried, untried } from './tried.ts'

export interface SettingsProps {
  subject: Subject
  /** Undefined until they are known. */
  plans: readonly { plan: Plan }[] | undefined
  tried: Tried
  onTried: (patch: Partial<Tried>) => void
}
type Numbers = Exclude<Setting, 'conversion' | 'colourMode'>

export function Settings({ subject, plans: known, tried, onTried }: SettingsProps) {
  const plans = known ?? []
  const differing = known ? '各镇不同' : '…'
  const others = othersOf(tried, plans)
  /** Putting a setting back to what holds means not trying it. */
  const set = (key: Setting, value: string | number | null) =>
    onTried({ [key]: value === null || value === holding(plans, key) ? untried[key] : value })
  const row = (key: Setting, label: string, say: (value: Plan[Setting]) => string, input: ReactNode) => {
    const holds = holding(plans, key)
    return (
      // biome-ignore lint/a11y/noLabelWithoutControl: the control is given by the caller
      <label key={key} className={others.includes(key) ? 'what-if-row what-if-tried' : 'what-if-row'}>
        <span>
          {label}
          <small>现行：{holds === undefined ? differing : say(holds)}</small>
        </span>
        {input}
      </label>
    )
  }
  const number = (key: Numbers) => (isTried(tried, key) ? tried[key] : (holding(plans, key) ?? null))
  const points = (key: Numbers, label: string) =>
    row(
      key,
      label,
      (value) => `${formatPoints(Number(value))} 分`,
      <PointsInput
        aria-label={label}
        min={key === 'lightAt' ? 100 : 0}
        max={10000}
        value={number(key)}
        onChange={(value) => set(key, value)}
      />,
    )
  const level = (key: Numbers, label: string) =>
    row(
      key,
      label,
      (value) => `${levelName(Number(value))}及以上`,
      <Select
        aria-label={label}
        value={number(key)}
        placeholder={differing}
        options={Array.from({ length: 11 }, (_, at) => ({
          value: at,
          label: at === 0 ? '不限' : `${levelName(at)}及以上`,
        }))}
        onChange={(value) => set(key, value)}
      />,
    )
  const choice = (key: 'conversion' | 'colourMode', label: string, table: Record<string, string>) =>
    row(
      key,
      label,
      (value) => table[String(value)] ?? '',
      <Select
        aria-label={label}
        value={isTried(tried, key) ? tried[key] : holding(plans, key)}
        placeholder={differing}
        options={Object.entries(table).map(([value, text]) => ({ value, label: text }))}
        onChange={(value) => set(key, value)}
      />,
    )
  const mode = tried.colourMode || holding(plans, 'colourMode')
  return (
    <div className="what-if-settings">
      {points('lightAt', '亮星分值')}
      {choice('conversion', '换算方式', conversions)}
      {subject === 'ORG' ? (
        <>
          {level('classOneAt', '一类党组织')}
          {level('classTwoAt', '二类党组织')}
        </>
      ) : null}
      {choice('colourMode', '星的颜色', colourModes)}
      {mode === 'POINTS' ? (
        <>
          {points('redAt', '红星')}
          {points('silverAt', '银星')}
          {points('goldAt', '金星')}
        </>
      ) : null}
      {row(
        'yearEndWeight',
        '年终考核占比',
        (value) => (value === 0 ? '不计入总分' : `${value}%`),
        <InputNumber
          aria-label="年终考核占比"
          min={0}
          max={100}
          precision={0}
          suffix="%"
          value={number('yearEndWeight')}
          onChange={(value) => set('yearEndWeight', value === null ? null : Number(value))}
        />,
      )}
    </div>
  )
}
