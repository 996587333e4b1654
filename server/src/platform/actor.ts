import type { ErrorCode } from '@xinghe/contract/all-errors'
import type { Post } from '@xinghe/contract/rights'
import { dayInShanghai, type LocalDate } from '@xinghe/contract/values'
import { type Scope, subtree } from './tx.ts'

/** One of the posts in which somebody may act today. */
export interface HeldPost {
  /** Of the holding or the substitution; 'member' for the membership. */
  id: string
  post: Post
  label: string
  unitId: string
  unitName: string
  path: string
  /** AB 岗: whose post it is, where he is the substitute. What forbids a matter to a person looks at himself. */
  standsInFor?: { personId: string; name: string }
}

/** Who acts, in which post, when. The clock enters here and is passed down; nothing below reads the time itself. */
export interface Actor {
  regionId: number
  personId: string
  name: string
  post: Post
  unitId: string
  unitName: string
  /** Path of the unit in which he acts; his subtree is everything below. */
  path: string
  standsInFor?: HeldPost['standsInFor']
  /** All his posts of today, this one among them; empty in jobs. */
  posts: readonly HeldPost[]
  now: Date
  today: LocalDate
  traceId: string
  /** Where the request came from; null in jobs. */
  address: string | null
  /** Why nothing but his own account is open to him yet. */
  pending?: ErrorCode
}

export const scopeOf = (by: Actor): Scope => ({
  regionId: by.regionId,
  ...subtree(by.path),
  // 依据: a member reads his own book and his village's, nobody else's.
  personId: by.post === 'MEMBER' ? by.personId : null,
})

/** Whom an act without a person bears. */
export const systemPerson = '00000000-0000-7000-8000-000000000000'

/** The system acting for a region, in jobs: named so in every audit row, in no post. */
export const systemActor = (
  regionId: number,
  root: { id: string; name: string; path: string },
  now: Date,
): Actor => ({
  regionId,
  personId: systemPerson,
  name: '系统',
  post: 'SYSTEM_ADMIN',
  unitId: root.id,
  unitName: root.name,
  path: root.path,
  posts: [],
  now,
  today: dayInShanghai(now),
  traceId: 'job',
  address: null,
})
