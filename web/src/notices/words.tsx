/** Small pieces that the screens of notices share. */
import {
  getNotice,
  getObjection,
  listNotices,
  listObjections,
  type NoticeHead,
  noticeStates,
  type ObjectionRow,
  objectionStates,
} from '@xinghe/contract/notices'
import { listWork } from '@xinghe/contract/work'
import { Light, StateTag, stateTags } from '../ui/index.ts'

/** What any act on notices and objections makes stale. */
export const staleNotices = [listNotices, getNotice, listObjections, getObjection, listWork]

export const NoticeTag = stateTags({
  PUBLISHED: ['waiting', noticeStates.PUBLISHED],
  CLOSED: ['done', noticeStates.CLOSED],
  WITHDRAWN: ['idle', noticeStates.WITHDRAWN],
})
export const ObjectionTag = stateTags({
  RAISED: ['soon', objectionStates.RAISED],
  INVESTIGATING: ['waiting', objectionStates.INVESTIGATING],
  UPHELD: ['done', objectionStates.UPHELD],
  AMENDED: ['done', objectionStates.AMENDED],
})

/** The notice's clock: working days left while it runs, then that it is to be ended. */
export function Countdown({ head }: { head: Pick<NoticeHead, 'state' | 'daysLeft' | 'light' | 'endsOn'> }) {
  if (head.state !== 'PUBLISHED' || head.daysLeft === null) return <span className="xh-quiet">—</span>
  if (head.light === 'RED') return <StateTag tone="soon">已期满，待结束</StateTag>
  return <Light state={head.light} daysLeft={head.daysLeft} />
}

export const Due = ({ row }: { row: Pick<ObjectionRow, 'light' | 'daysLeft' | 'dueOn'> }) =>
  row.light ? (
    <Light state={row.light} daysLeft={row.daysLeft} due={row.dueOn} />
  ) : (
    <span className="xh-quiet">已答复</span>
  )
