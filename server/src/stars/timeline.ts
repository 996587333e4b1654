import { auditWord } from '@xinghe/contract/audit-words'
import { type Post, posts } from '@xinghe/contract/rights'
import { timelineOf } from '../platform/audit.ts'
import type { ReadTx } from '../platform/tx.ts'

/** What happened to a record, as the screens show it: who in which post, and the act's own word. */
export const timelineFor = async (tx: ReadTx, regionId: number, subjectKind: string, id: string) =>
  (await timelineOf(tx, regionId, subjectKind, id)).map((row) => ({
    at: row.at.toISOString(),
    name: row.person_name,
    post: row.post ? posts[row.post as Post] : null,
    action: auditWord(row.action),
    note: row.note,
  }))
