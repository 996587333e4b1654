import { useState } from 'react'
import { useView } from '../app/use-view.ts'
import type { SheetStep } from './SideSheet.tsx'

export interface Sheet<Row> {
  /** The row whose details are open. */
  row: Row | undefined
  openKey: string | undefined
  open: (row: Row) => void
  close: () => void
  /** Spread into SideSheet: open, onClose, and next and previous in the order that is seen. */
  side: { open: boolean; onClose: () => void; step: SheetStep | undefined }
  /** DataTable says here in which order the rows are seen. */
  follow: (rows: readonly Row[]) => void
}
/**
 * Joins a DataTable and a SideSheet: the opened row stands in the address (?open=…), so that it can be sent and reloaded.
 * `const sheet = useSheet(rows, (row) => row.id)`, then `<DataTable sheet={sheet} …/>` and `<SideSheet {...sheet.side} …>`.
 */
export function useSheet<Row>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string): Sheet<Row> {
  const [{ open }, setView] = useView({ open: '' })
  const [order, setOrder] = useState<readonly string[]>([])
  const row = open ? rows?.find((one) => rowKey(one) === open) : undefined
  const index = order.indexOf(open)
  const show = (key: string | undefined) => key && setView({ open: key }, { push: !open })
  const close = () => setView({ open: '' })
  const step =
    row && index >= 0
      ? { index, total: order.length, onStep: (next: number) => show(order[next]) }
      : undefined
  return {
    row,
    openKey: open || undefined,
    open: (one) => show(rowKey(one)),
    close,
    side: { open: row !== undefined, onClose: close, step },
    follow: (seen) => {
      const keys = seen.map(rowKey)
      if (keys.length !== order.length || keys.some((key, at) => key !== order[at])) setOrder(keys)
    },
  }
}
