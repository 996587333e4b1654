import type { Actor } from './actor.ts'
import { newId } from './ids.ts'
import type { ReadTx, Tx } from './tx.ts'

export interface Audited {
  path: string
  subjectKind: string
  subjectId: string | null
  /** A sentence for the timeline: the reason of a return, the ground of a decision. */
  note?: string | null
  detail?: unknown
}

/** Writes what was done, by whom, in which post. The same rows are the timeline that screens show. */
export async function audit(tx: Tx, by: Actor, action: string, what: Audited | Audited[]): Promise<void> {
  const list = Array.isArray(what) ? what : [what]
  for (let from = 0; from < list.length; from += 2000)
    await tx
      .insertInto('audit_entry')
      .values(
        list.slice(from, from + 2000).map((one) => ({
          region_id: by.regionId,
          id: newId(),
          at: by.now,
          path: one.path,
          person_id: by.personId,
          person_name: by.name,
          post: by.post,
          unit_id: by.unitId,
          action,
          subject_kind: one.subjectKind,
          subject_id: one.subjectId,
          note: one.note ?? null,
          detail: one.detail === undefined ? null : JSON.stringify(one.detail),
          trace_id: by.traceId,
        })),
      )
      .execute()
}

/** What happened to one record, oldest first. */
export const timelineOf = (tx: ReadTx, regionId: number, subjectKind: string, subjectId: string) =>
  tx
    .selectFrom('audit_entry')
    .select(['at', 'person_name', 'post', 'action', 'note'])
    .where('region_id', '=', regionId)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .orderBy('at')
    .orderBy('id')
    .execute()
