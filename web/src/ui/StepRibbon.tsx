/** Where a unit or a township stands in the five procedures. */
import { type Step, stepKeys, steps as words } from '@xinghe/contract/words'
import { Tooltip } from 'antd'
import { DateText } from './figures.tsx'
import './step-ribbon.css'

export type StepState = 'done' | 'now' | 'late' | 'todo'
export interface RibbonStep {
  step: Step
  state: StepState
  /** The day it was done, or is due. */
  on?: string | null | undefined
  note?: string | undefined
}
export interface StepRibbonProps {
  /** Those that are left out count as to do. */
  steps: readonly RibbonStep[]
  size?: 'cell' | 'head'
  onStep?: ((step: Step) => void) | undefined
}
const states: Record<StepState, string> = { done: '已完成', now: '进行中', late: '已逾期', todo: '未开始' }
const signs: Record<StepState, string> = { done: '✓', now: '●', late: '!', todo: '' }
/** 科学设星 → 设星 */
const shortOf = (step: Step) => words[step].slice(2)
const whenOf = ({ state, on }: RibbonStep) =>
  on ? (
    <>
      <DateText value={on} />
      {state === 'done' ? '' : ' 前'}
    </>
  ) : null

export function StepRibbon({ steps, size = 'head', onStep }: StepRibbonProps) {
  const all = stepKeys.map(
    (step): RibbonStep => steps.find((one) => one.step === step) ?? { step, state: 'todo' },
  )
  return (
    <ol className={`xh-ribbon xh-ribbon-${size}`} aria-label="五道程序">
      {all.map((one, index) => {
        const { step, state, note } = one
        const body = (
          <>
            <span className="xh-ribbon-sign" aria-hidden="true">
              {signs[state] || index + 1}
            </span>
            <span className="xh-ribbon-word">{size === 'head' ? words[step] : shortOf(step)}</span>
            {size === 'head' ? (
              <span className="xh-ribbon-when">{note ?? whenOf(one) ?? states[state]}</span>
            ) : null}
            <span className="xh-hidden">{states[state]}</span>
          </>
        )
        const item = onStep ? (
          <button type="button" onClick={() => onStep(step)}>
            {body}
          </button>
        ) : (
          <span>{body}</span>
        )
        return (
          <li
            key={step}
            data-state={state}
            aria-current={state === 'now' || state === 'late' ? 'step' : undefined}
          >
            {size === 'cell' ? (
              <Tooltip
                title={
                  <>
                    {words[step]} · {states[state]} {whenOf(one)} {note}
                  </>
                }
              >
                {item}
              </Tooltip>
            ) : (
              item
            )}
          </li>
        )
      })}
    </ol>
  )
}
