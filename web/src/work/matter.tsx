import { type WorkRow, workKinds } from '@xinghe/contract/work'
import type { ReactNode } from 'react'
import { To } from '../app/To.tsx'
import { Light, StateTag } from '../ui/index.ts'
import { linkOf } from './links.ts'

/** What happened to it on its way: urged, risen, offered. */
export function Marks({ row }: { row: WorkRow }) {
  return (
    <>
      {row.unheld ? <StateTag tone="late">无人承办</StateTag> : null}
      {row.escalatedTo ? <StateTag tone="late">已上报{row.escalatedTo}</StateTag> : null}
      {row.reminded && !row.escalatedTo ? (
        <StateTag tone="soon">{(row.daysLeft ?? 0) < 0 ? '已催办' : '提醒'}</StateTag>
      ) : null}
      {row.handover ? (
        <StateTag tone="waiting">
          {row.handover.toMe ? '转给我，待接收' : `已转${row.handover.toName}，待接收`}
        </StateTag>
      ) : null}
    </>
  )
}
export function Title({ row }: { row: WorkRow }) {
  return (
    <span className="xh-matter">
      <span className="xh-matter-title">{row.title}</span>
      <Marks row={row} />
      {row.handover?.toMe && row.handover.note ? (
        <span className="xh-quiet">转办说明：{row.handover.note}</span>
      ) : null}
    </span>
  )
}
export const Due = ({ row }: { row: WorkRow }) => (
  <Light state={row.dueOn ? row.light : null} daysLeft={row.daysLeft} due={row.dueOn} />
)
/** The one main act, as a link to the page where it is settled. */
export function MainAct({ row, children = workKinds[row.kind].act }: { row: WorkRow; children?: ReactNode }) {
  const to = linkOf(row)
  return to ? (
    <To to={to} className="xh-matter-act">
      {children}
    </To>
  ) : null
}
