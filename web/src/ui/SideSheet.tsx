import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Timeline, type TimelineItem } from './Timeline.tsx'
import './sheet.css'

export interface SheetStep {
  /** From 0. */
  index: number
  total: number
  onStep: (index: number) => void
}
export interface SideSheetProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  sentence?: ReactNode
  children: ReactNode
  /** 办理经过, below the content. */
  timeline?: readonly TimelineItem[] | undefined
  /** Next and previous without closing: from useSheet. Arrow keys up and down do the same. */
  step?: SheetStep | undefined
  /** Beside the title: print, open whole. */
  extra?: ReactNode
  /** Acts, at the foot. */
  acts?: ReactNode
  width?: number
}
/** Details beside the list, so that the list keeps its place. On the phone it covers the screen. */
export function SideSheet({
  open,
  onClose,
  title,
  sentence,
  children,
  timeline,
  step,
  extra,
  acts,
  width = 640,
}: SideSheetProps) {
  useEffect(() => {
    if (!open || !step) return
    const press = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const typing = (event.target as HTMLElement).closest(
        'input, textarea, select, [role=combobox], [role=listbox], [contenteditable], .ant-modal',
      )
      const next = step.index + by
      if (
        by === 0 ||
        typing ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        next < 0 ||
        next >= step.total
      )
        return
      event.preventDefault()
      step.onStep(next)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [open, step])
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={`min(${width}px, 100vw)`}
      destroyOnHidden
      title={
        <div className="xh-sheet-title">
          <span>{title}</span>
          {sentence ? <small>{sentence}</small> : null}
        </div>
      }
      extra={
        <div className="xh-sheet-extra">
          {extra}
          {step ? (
            <span className="xh-sheet-step">
              <span className="xh-num">
                {step.index + 1} / {step.total}
              </span>
              <Button
                icon={<UpOutlined />}
                aria-label="上一条"
                disabled={step.index <= 0}
                onClick={() => step.onStep(step.index - 1)}
              />
              <Button
                icon={<DownOutlined />}
                aria-label="下一条"
                disabled={step.index >= step.total - 1}
                onClick={() => step.onStep(step.index + 1)}
              />
            </span>
          ) : null}
        </div>
      }
      footer={acts ? <div className="xh-sheet-acts">{acts}</div> : null}
    >
      {children}
      {timeline?.length ? (
        <section className="xh-sheet-past">
          <h2>办理经过</h2>
          <Timeline items={timeline} />
        </section>
      ) : null}
    </Drawer>
  )
}
