import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import './book.css'

export interface BookLeaf {
  key: string
  /** On the index tab at the edge: short, e.g. '班子建设'. */
  tab: ReactNode
  /** What the tab is called when it is read out; the tab itself when it is text. */
  name?: string
  content: ReactNode
}
export interface BookProps {
  leaves: readonly BookLeaf[]
  /** Keep the open leaf in the address (useView). */
  open: string
  onOpen: (key: string) => void
  /** Of the whole book, for those who hear it. */
  name: string
}
/** A point book that looks like one: leaves with index tabs, turned with the arrow keys or the corners. */
export function Book({ leaves, open, onOpen, name }: BookProps) {
  const at = Math.max(
    0,
    leaves.findIndex(({ key }) => key === open),
  )
  const leaf = leaves[at]
  const tabs = useRef<HTMLDivElement>(null)
  const turn = (to: number) => {
    const next = leaves[to]
    if (next) onOpen(next.key)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!by || !leaves[at + by]) return
    event.preventDefault()
    turn(at + by)
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[at + by]?.focus()
  }
  if (!leaf) return null
  return (
    <div className="xh-book">
      <div className="xh-book-leaf" role="tabpanel" aria-label={leaf.name ?? String(leaf.tab)} key={leaf.key}>
        {leaf.content}
        <footer className="xh-book-turn">
          <Button type="text" icon={<LeftOutlined />} disabled={at === 0} onClick={() => turn(at - 1)}>
            上一页
          </Button>
          <span>
            第 {at + 1} 页 · 共 {leaves.length} 页
          </span>
          <Button
            type="text"
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={at === leaves.length - 1}
            onClick={() => turn(at + 1)}
          >
            下一页
          </Button>
        </footer>
      </div>
      <div
        ref={tabs}
        className="xh-book-tabs"
        role="tablist"
        aria-label={name}
        aria-orientation="vertical"
        onKeyDown={press}
      >
        {leaves.map(({ key, tab, name: spoken }, index) => (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={index === at}
            aria-label={spoken}
            tabIndex={index === at ? 0 : -1}
            onClick={() => onOpen(key)}
          >
            {tab}
          </button>
        ))}
      </div>
    </div>
  )
}
