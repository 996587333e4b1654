import { App, Button, Input, Tooltip } from 'antd'
import { type MouseEvent, type ReactNode, useId, useState } from 'react'
import { say } from '../app/say.ts'

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
  ask?: { label: string; placeholder?: string; max?: number; optional?: boolean }
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
export function ActButton({
  children,
  act,
  why,
  confirm,
  ask,
  main,
  danger,
  quiet,
  icon,
  busy = false,
  size = 'medium',
  block,
}: ActButtonProps) {
  const { modal } = App.useApp()
  const [running, setRunning] = useState(false)
  const told = useId()

  const run = async (reason = '') => {
    setRunning(true)
    try {
      await act(reason)
    } finally {
      setRunning(false)
    }
  }
  const press = (event: MouseEvent) => {
    event.stopPropagation()
    if (why || running || busy) return
    if (!confirm && !ask) return void run().catch(say.error)
    let reason = ''
    const dialog = modal.confirm({
      icon: null,
      title: children,
      content: (
        <>
          {confirm ? <div>{confirm}</div> : null}
          {ask ? (
            <Reason
              {...ask}
              onChange={(text) => {
                reason = text
                dialog.update((was) => ({
                  ...was,
                  okButtonProps: { ...was.okButtonProps, disabled: !ask.optional && !text },
                }))
              }}
            />
          ) : null}
        </>
      ),
      okText: children,
      cancelText: '取消',
      okButtonProps: { danger: danger ?? false, disabled: !!ask && !ask.optional },
      // The dialog stays open after a failure, with what was written.
      onOk: () =>
        run(reason).catch((error: unknown) => {
          say.error(error)
          throw error
        }),
    })
  }
  const button = (
    <Button
      type={main ? 'primary' : quiet ? 'text' : 'default'}
      danger={danger ?? false}
      icon={icon}
      size={size}
      block={block ?? false}
      loading={busy || running}
      aria-disabled={why ? true : undefined}
      aria-describedby={why ? told : undefined}
      className={why ? 'xh-act-off' : ''}
      onClick={press}
    >
      {children}
    </Button>
  )
  if (!why) return button
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
}

function Reason({
  label,
  placeholder,
  max = 200,
  onChange,
}: NonNullable<ActButtonProps['ask']> & { onChange: (text: string) => void }) {
  const [text, setText] = useState('')
  const id = useId()
  return (
    <div style={{ marginTop: 12 }}>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        value={text}
        placeholder={placeholder}
        maxLength={max}
        showCount
        autoSize={{ minRows: 3, maxRows: 6 }}
        style={{ marginTop: 4 }}
        onChange={(event) => {
          setText(event.target.value)
          onChange(event.target.value.trim())
        }}
      />
    </div>
  )
}
