/** Puts matters into queues and takes them out. Every capability that makes somebody wait calls these. */
import type { Post } from '@xinghe/contract/rights'
import type { WorkKind } from '@xinghe/contract/work'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import type { Tx } from '../platform/tx.ts'

export interface Matter {
  kind: WorkKind
  /** The record that waits; it stands in one queue only. */
  subjectKind: string
  subjectId: string
  /** Path of the record (its lowest unit), not of the owner. */
  path: string
  title: string
  /** Who must act now: a post at a unit, or one person in it. */
  unitId: string
  post: Post
  personId?: string | null
  dueOn?: string | null
}

/** Each record now waits where the matter says; where it waited before, it waits no longer. */
export async function queue(tx: Tx, by: Actor, matters: Matter | readonly Matter[]): Promise<void> {
  const list = Array.isArray(matters) ? (matters as readonly Matter[]) : [matters as Matter]
  const rows = list.map((matter) => ({
    region_id: by.regionId,
    id: newId(),
    kind: matter.kind,
    subject_kind: matter.subjectKind,
    subject_id: matter.subjectId,
    path: matter.path,
    title: matter.title,
    unit_id: matter.unitId,
    post: matter.post,
    person_id: matter.personId ?? null,
    since: by.now,
    begun_on: by.today,
    due_on: matter.dueOn ?? null,
  }))
  await insertRows(tx, 'work_item', rows, (conflict) =>
    conflict.columns(['region_id', 'subject_kind', 'subject_id']).doUpdateSet((eb) => ({
      kind: eb.ref('excluded.kind'),
      title: eb.ref('excluded.title'),
      unit_id: eb.ref('excluded.unit_id'),
      post: eb.ref('excluded.post'),
      person_id: eb.ref('excluded.person_id'),
      since: eb.ref('excluded.since'),
      begun_on: eb.ref('excluded.begun_on'),
      due_on: eb.ref('excluded.due_on'),
      escalated_at: null,
      escalated_unit_id: null,
      handover_person_id: null,
      handover_note: null,
      reminded_at: null,
    })),
  )
}

/** These records wait for nobody any more. */
export async function settle(
  tx: Tx,
  by: Actor,
  subjectKind: string,
  subjectIds: string | readonly string[],
): Promise<void> {
  const ids = typeof subjectIds === 'string' ? [subjectIds] : subjectIds
  if (ids.length > 0)
    await tx
      .deleteFrom('work_item')
      .where('region_id', '=', by.regionId)
      .where('subject_kind', '=', subjectKind)
      .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute()
}
