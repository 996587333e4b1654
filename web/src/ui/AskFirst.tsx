import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'

export interface Asking {
  label: string
  placeholder?: string
  /** Characters; 200 when left out. */
  max?: number
  optional?: boolean
}
export interface AskFirstProps {
  title: ReactNode
  sentence?: ReactNode
  ask?: Asking | undefined
  danger?: boolean
  running: boolean
  /** Why the last try failed. */
  fault?: string | undefined
  onYes: (reason: string) => void
  onNo: () => void
}
/** The question before an act: what will happen and to how many, and, where it is needed, the reason. */
export function AskFirst({
  title,
  sentence,
  ask,
  danger = false,
  running,
  fault,
  onYes,
  onNo,
}: AskFirstProps) {
  const [reason, setReason] = useState('')
  const id = useId()
  const lacks = ask && !ask.optional && !reason.trim()
  return (
    // Presses inside the question must not reach the row in which the button stands.
    // biome-ignore lint/a11y: a portal's events bubble through React, not through the page
    <span className="xh-contents" onClick={(event) => event.stopPropagation()}>
      <Modal
        open
        title={title}
        width={440}
        okText={title}
        cancelText="取消"
        okButtonProps={{ danger, disabled: !!lacks }}
        confirmLoading={running}
        onOk={() => onYes(reason.trim())}
        onCancel={running ? () => undefined : onNo}
      >
        {sentence ? <div>{sentence}</div> : null}
        {ask ? (
          <div className="xh-reason">
            <label htmlFor={id}>{ask.label}</label>
            <Input.TextArea
              id={id}
              value={reason}
              {...(ask.placeholder ? { placeholder: ask.placeholder } : {})}
              maxLength={ask.max ?? 200}
              showCount
              autoSize={{ minRows: 3, maxRows: 6 }}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        ) : null}
        <div role="alert" className="xh-fault">
          {fault}
        </div>
      </Modal>
    </span>
  )
}
