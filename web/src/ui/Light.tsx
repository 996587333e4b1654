import { CheckCircleFilled, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons'
import { type Light as LightState, lights } from '@xinghe/contract/workdays'
import { DateText } from './figures.tsx'
import './state-tag.css'

const looks = {
  GREEN: { colour: 'var(--done)', icon: <CheckCircleFilled /> },
  YELLOW: { colour: 'var(--soon)', icon: <WarningFilled /> },
  RED: { colour: 'var(--late)', icon: <ExclamationCircleFilled /> },
}
export interface LightProps {
  state: LightState | null | undefined
  /** Working days left; negative: over by so many. */
  daysLeft?: number | null | undefined
  due?: string | null | undefined
}
const wordsOf = (state: LightState, left: number | null | undefined): string => {
  if (left === null || left === undefined) return lights[state]
  if (left < 0) return `超期 ${-left} 个工作日`
  return left === 0 ? '今天到期' : `还有 ${left} 个工作日`
}
/** The deadline's light: colour, icon and word. */
export function Light({ state, daysLeft, due }: LightProps) {
  if (!state) return <span className="xh-quiet">不限期</span>
  const { colour, icon } = looks[state]
  return (
    <span className="xh-light">
      <span aria-hidden="true" style={{ color: colour }}>
        {icon}
      </span>
      <span style={{ color: state === 'GREEN' ? 'inherit' : colour }}>{wordsOf(state, daysLeft)}</span>
      {due ? (
        <span className="xh-light-due">
          <DateText value={due} />
        </span>
      ) : null}
    </span>
  )
}
