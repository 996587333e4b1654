import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import type { ReadTx } from '../platform/tx.ts'

/** What happened to a notice or an objection, oldest first. */
export const happened = async (tx: ReadTx, by: Actor, kind: 'notice' | 'objection', id: string) =>
  (await timelineOf(tx, by.regionId, kind, id)).map(({ at, person_name, post, action, note }) => ({
    at: at.toISOString(),
    personName: person_name,
    // A visitor has no post; the system's stands in the row only to name the writer.
    post: person_name === '群众' ? null : post,
    action,
    note,
  }))
