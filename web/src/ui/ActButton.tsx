import { Button, Tooltip } from 'antd'
import { type MouseEvent, type ReactNode, useId, useState } from 'react'
import { say, sentenceOf } from '../app/say.ts'
import { AskFirst, type Asking } from './AskFirst.tsx'
import './sheet.css'

export interface ActButtonProps {
  /** A verb: 提交镇党委 · 退回补充 · 确认入账 */
  children: ReactNode
  /** What happens. A CallError it rejects with becomes a message. With `ask` it receives the written reason. */
  act: (reason: string) => unknown
  /** Why it cannot be pressed now, and who can: shown as a tooltip and read out. Empty: it can. */
  why?: string | false | null | undefined
  /** Says what will happen and to how many: '将确认 37 条积分，涉及 12 名党员'. */
  confirm?: ReactNode
  /** Asks for a written reason first. */
  ask?: Asking | undefined
  /** The one primary act of the page. */
  main?: boolean
  danger?: boolean
  quiet?: boolean
  icon?: ReactNode
  busy?: boolean
  size?: 'small' | 'medium' | 'large'
  block?: boolean
}
/** Every act on a screen is one of these. */
export function ActButton(props: ActButtonProps) {
  const { children, act, why, confirm, ask, main, danger = false, quiet, busy = false } = props
  const [running, setRunning] = useState(false)
  const [asking, setAsking] = useState(false)
  const [fault, setFault] = useState<string>()
  const told = useId()

  const run = async (reason = '') => {
    setRunning(true)
    setFault(undefined)
    try {
      await act(reason)
      setAsking(false)
    } catch (error) {
      // The question stays open after a failure, with what was written, and says why.
      if (asking) setFault(sentenceOf(error))
      else say.error(error)
    } finally {
      setRunning(false)
    }
  }
  const press = (event: MouseEvent) => {
    event.stopPropagation()
    if (why || running || busy) return
    if (confirm || ask) setAsking(true)
    else void run()
  }
  const button = (
    <Button
      type={main ? 'primary' : quiet ? 'text' : 'default'}
      danger={danger}
      icon={props.icon}
      size={props.size ?? 'medium'}
      block={props.block ?? false}
      loading={(busy || running) && !asking}
      aria-disabled={why ? true : undefined}
      aria-describedby={why ? told : undefined}
      className={why ? 'xh-act-off' : ''}
      onClick={press}
    >
      {children}
    </Button>
  )
  if (why)
    return (
      <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
        <span className="xh-act-box">
          {button}
          <span id={told} className="xh-hidden">
            不能办理：{why}
          </span>
        </span>
      </Tooltip>
    )
  return (
    <>
      {button}
      {asking ? (
        <AskFirst
          title={children}
          sentence={confirm}
          ask={ask}
          danger={danger}
          running={running}
          fault={fault}
          onYes={(reason) => void run(reason)}
          onNo={() => {
            setAsking(false)
            setFault(undefined)
          }}
        />
      ) : null}
    </>
  )
}
