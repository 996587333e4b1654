import { auditWord } from '@xinghe/contract/audit-words'
import { type Post, posts } from '@xinghe/contract/rights'
import type { TimelineItem } from '../ui/index.ts'

export interface Happened {
  at: string
  personName: string
  post: string | null
  action: string
  note: string | null
}
/** Audit rows as the timeline shows them, the newest first. */
export const timelineItems = (rows: readonly Happened[]): TimelineItem[] =>
  [...rows].reverse().map(({ at, personName, post, action, note }) => ({
    at,
    what: auditWord(action),
    who:
      personName === '系统'
        ? '系统'
        : `${personName}${post && post in posts ? `（${posts[post as Post]}）` : ''}`,
    why: note,
    tone: action === 'work.escalated' ? 'late' : action === 'work.reminded' ? 'soon' : 'idle',
  }))
