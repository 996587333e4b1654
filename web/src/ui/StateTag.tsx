import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  HourglassOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Tone } from './tokens.ts'
import './state-tag.css'

const icons: Record<Tone, ReactNode> = {
  done: <CheckCircleFilled />,
  waiting: <HourglassOutlined />,
  soon: <ClockCircleOutlined />,
  late: <ExclamationCircleFilled />,
  idle: <MinusCircleOutlined />,
}
export interface StateTagProps {
  /** done 已办结, waiting 等待, soon 将到期 or 需注意, late 逾期 or 退回, idle 草稿 or 已终止 */
  tone: Tone
  children: ReactNode
  icon?: ReactNode
}
/** A state in a word, with an icon beside its colour. */
export function StateTag({ tone, children, icon = icons[tone] }: StateTagProps) {
  return (
    <span className={`xh-tag xh-tag-${tone}`}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  )
}

/** A table of states for a lifecycle: `const Tag = stateTags({ DRAFT: ['idle', '草稿'], … })`, then `<Tag state={row.state} />`. */
export const stateTags =
  <S extends string>(table: Record<S, readonly [Tone, string]>) =>
  ({ state }: { state: S }) => <StateTag tone={table[state][0]}>{table[state][1]}</StateTag>
