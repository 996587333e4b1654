/** An entry in the words of the page. */
import type { AuditRow } from '@xinghe/contract/audit'
import { formatInstant } from '@xinghe/contract/values'
import { StateTag } from '../ui/index.ts'

/** '2026年3月5日 14:03:22'. */
export const instant = (iso: string): string => formatInstant(iso, { seconds: true })
export const postOf = ({ post, unitName }: AuditRow): string =>
  [unitName, post ?? '系统'].filter((part) => part).join(' ')
export const person = (row: AuditRow): string => `${row.personName} · ${row.act}`
export const outcome = (row: AuditRow) =>
  row.outcome === 'DONE' ? <StateTag tone="done">已办</StateTag> : <StateTag tone="late">被拒</StateTag>
