import type { KeyboardEvent, MouseEvent } from 'react'

/** What makes a row openable: a press anywhere on it that is no control's, Enter, and arrows to its neighbours. */
export const rowKeys = (open: () => void, focusable: boolean) => ({
  tabIndex: focusable ? 0 : -1,
  onClick: (event: MouseEvent<HTMLElement>) => {
    const control = (event.target as HTMLElement).closest('a, button, input, label, .ant-select, .ant-image')
    if (!control && !window.getSelection()?.toString()) open()
  },
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
    const row = event.currentTarget
    if (event.target !== row) return
    if (event.key === 'Enter') open()
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const all = [...(row.parentElement?.querySelectorAll<HTMLElement>('[data-row-key]') ?? [])]
    all[all.indexOf(row) + by]?.focus()
  },
})

export const rowIn = (box: HTMLElement | null, key: string) =>
  box?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`)
