import { useView } from '../app/use-view.ts'
import type { SheetStep } from './SideSheet.tsx'

export interface Sheet<Row> {
  /** The row whose details are open. */
  row: Row | undefined
  openKey: string | undefined
  open: (row: Row) => void
  close: () => void
  /** For SideSheet: next and previous in the order of the rows. */
  step: SheetStep | undefined
}
/**
 * Joins a DataTable and a SideSheet: the opened row stands in the address (?open=…), so that it can be sent and reloaded.
 * `const sheet = useSheet(rows, (row) => row.id)`
 */
export function useSheet<Row>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string): Sheet<Row> {
  const [{ open }, setView] = useView({ open: '' })
  const index = open ? (rows?.findIndex((row) => rowKey(row) === open) ?? -1) : -1
  const show = (row: Row | undefined) => row && setView({ open: rowKey(row) }, { push: !open })
  return {
    row: rows?.[index],
    openKey: open || undefined,
    open: show,
    close: () => setView({ open: '' }),
    step: index >= 0 && rows ? { index, total: rows.length, onStep: (next) => show(rows[next]) } : undefined,
  }
}
