/** Thresholds: when a star is lit, its colours, the classes, and the caps that hold for all rules. */
import type { SchemeDocument, SchemePlan } from '@xinghe/contract/schemes'
import { formatPoints } from '@xinghe/contract/values'
import { colourModes, conversions, levelName } from '@xinghe/contract/words'
import type { ReactNode } from 'react'
import { categoryChoices, villageTypes } from '../../app/categories.ts'
import { Input, InputNumber, PointsInput, Section, Select } from '../../ui/index.ts'

const conversionNotes = {
  PER_STAR: '每颗星满亮星分值即点亮，点亮几颗是几星级',
  TOTAL_FLOOR: '总分每满 10 分为一个星级，点亮得分最高的几颗',
}
const colourNotes = {
  NONE: '点亮就是点亮，不分红、银、金',
  POINTS: '点亮的星按本星积分定颜色，分值另定',
  YEARS: '同一颗星连续点亮第 1 年红星、第 2 年银星、第 3 年起金星，中断重新起算',
}
const levels = Array.from({ length: 11 }, (_, level) => ({
  value: level,
  label: level === 0 ? '不限' : levelName(level),
}))

export interface PlanCardProps {
  document: SchemeDocument
  /** Left out: only read. */
  onDocument?: ((document: SchemeDocument) => void) | undefined
  /** The scope of a later version is that of the first. */
  fixedScope: boolean
}
export function PlanCard({ document, onDocument, fixedScope }: PlanCardProps) {
  const { plan, subject } = document
  const set = (change: Partial<SchemePlan>) => onDocument?.({ ...document, plan: { ...plan, ...change } })
  const row = (label: string, help: string, shown: ReactNode, input: ReactNode) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is given by the caller
    <label key={label} className="xh-plan-row">
      <span>
        {label}
        <small>{help}</small>
      </span>
      {onDocument ? input : <b>{shown}</b>}
    </label>
  )
  const points = (
    label: string,
    key: 'lightAt' | 'redAt' | 'silverAt' | 'goldAt' | 'starBonusCap',
    help: string,
  ) =>
    row(
      label,
      help,
      `${formatPoints(plan[key])} 分`,
      <PointsInput
        aria-label={label}
        min={0}
        max={10000}
        value={plan[key]}
        onChange={(value) => set({ [key]: value ?? 0 })}
      />,
    )
  const choose = <T extends string>(
    label: string,
    key: 'conversion' | 'colourMode',
    table: Record<T, string>,
    help: string,
  ) =>
    row(
      label,
      help,
      table[plan[key] as unknown as T],
      <Select
        aria-label={label}
        value={plan[key]}
        options={Object.entries<string>(table).map(([value, text]) => ({ value, label: text }))}
        onChange={(value) => set({ [key]: value } as Partial<SchemePlan>)}
      />,
    )
  const level = (label: string, key: 'classOneAt' | 'classTwoAt', help: string) =>
    row(
      label,
      help,
      `${levelName(plan[key])}及以上`,
      <Select
        aria-label={label}
        value={plan[key]}
        options={levels}
        onChange={(value) => set({ [key]: value })}
      />,
    )
  const percent = (
    label: string,
    shown: string,
    value: number | null,
    help: string,
    onValue: (value: number | null) => void,
    min: number,
  ) =>
    row(
      label,
      help,
      shown,
      <InputNumber
        aria-label={label}
        min={min}
        max={100}
        precision={0}
        suffix="%"
        value={value}
        onChange={(next) => onValue(next === null ? null : Number(next))}
      />,
    )
  return (
    <Section
      title="换算与等次"
      sentence={onDocument ? '这里的数字都由苏木镇自定，报组织部审核。' : '积分怎样换成星、星级和类别。'}
    >
      <div className="xh-plan">
        {onDocument
          ? row(
              '方案名称',
              '',
              null,
              <Input
                aria-label="方案名称"
                value={document.title}
                maxLength={80}
                onChange={({ target }) => onDocument({ ...document, title: target.value })}
              />,
            )
          : null}
        {row(
          '文号',
          '发布时的文号，可后补',
          document.docNo || '—',
          <Input
            aria-label="文号"
            value={document.docNo ?? ''}
            maxLength={40}
            onChange={({ target }) => onDocument?.({ ...document, docNo: target.value || null })}
          />,
        )}
        {row(
          '适用范围',
          '只用于某一类嘎查村时选择',
          document.villageType ? `${villageTypes[document.villageType]}嘎查村` : '全镇',
          <Select
            aria-label="适用范围"
            disabled={fixedScope}
            value={document.villageType ?? ''}
            options={[
              { value: '', label: '全镇' },
              ...categoryChoices('VILLAGE', document.villageType).map(({ value, label }) => ({
                value,
                label: `${label}嘎查村`,
              })),
            ]}
            onChange={(value) =>
              onDocument?.({ ...document, villageType: (value || null) as SchemeDocument['villageType'] })
            }
          />,
        )}
        {choose('换算方式', 'conversion', conversions, conversionNotes[plan.conversion])}
        {points('亮星分值', 'lightAt', '一颗星达到多少分点亮')}
        {points('每星加分上限', 'starBonusCap', '每颗星的加分最多计多少')}
        {choose('星的颜色', 'colourMode', colourModes, colourNotes[plan.colourMode])}
        {plan.colourMode === 'POINTS' ? (
          <>
            {points('红星', 'redAt', '本星达到此分值')}
            {points('银星', 'silverAt', '本星达到此分值')}
            {points('金星', 'goldAt', '本星达到此分值')}
          </>
        ) : null}
        {subject === 'ORG' ? (
          <>
            {level('一类党组织', 'classOneAt', '达到此星级')}
            {level('二类党组织', 'classTwoAt', '达到此星级；以下为三类')}
          </>
        ) : null}
        {percent(
          '十星级占比上限',
          plan.topSharePercent === null ? '不限' : `${plan.topSharePercent}%`,
          plan.topSharePercent,
          '留空为不限',
          (value) => set({ topSharePercent: value }),
          1,
        )}
        {percent(
          '年终考核占比',
          plan.yearEndWeight === 0 ? '不计入总分' : `${plan.yearEndWeight}%`,
          plan.yearEndWeight,
          '零为只作参考，不计入总分',
          (value) => set({ yearEndWeight: value ?? 0 }),
          0,
        )}
      </div>
    </Section>
  )
}
