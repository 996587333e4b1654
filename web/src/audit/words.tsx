/** What an entry says in one line. */
import type { AuditRow } from '@xinghe/contract/audit'

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
/** '2026年3月5日 14:03:22'. */
export const instant = (iso: string): string => clock.format(new Date(iso))
export const postOf = ({ post, unitName }: AuditRow): string =>
  [unitName, post ?? '系统'].filter((part) => part).join(' ')
export const person = (row: AuditRow): string => `${row.personName} · ${row.act}`
export const what = ({ note, changed, facts }: AuditRow): string =>
  [
    note,
    ...changed.map(({ field, before, after }) => `${field}：${before} → ${after}`),
    ...facts.map(({ name, value }) => `${name}：${value}`),
  ]
    .filter((part) => part)
    .join('；')
