import type { WorkKind } from '@xinghe/contract/work'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { mine } from './mine.ts'

/** A matter with the unit at which it waits, and whether it is `by`'s to settle or was offered to him. */
const matter = (tx: ReadTx, by: Actor, id: string) =>
  tx
    .selectFrom('work_item as w')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'w.region_id').onRef('u.id', '=', 'w.unit_id'),
    )
    .select(['w.id', 'w.kind', 'w.path', 'w.title', 'w.subject_kind', 'w.subject_id', 'w.unit_id', 'w.post'])
    .select(['w.person_id', 'w.handover_person_id', 'u.path as unit_path', 'u.short_name as unit_name'])
    .select([
      sql<boolean>`${mine(by)} and w.handover_person_id is distinct from ${by.personId}`.as('is_mine'),
    ])
    .where('w.region_id', '=', by.regionId)
    .where('w.path', '>=', by.path)
    .where('w.path', '<', `${by.path}~`)
    .where('w.id', '=', id)

export type WorkMatter = Awaited<ReturnType<typeof findMatter>>
/** 404 when there is no such matter in the actor's subtree. */
export async function findMatter(tx: ReadTx, by: Actor, id: string) {
  const found = await matter(tx, by, id).executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return { ...found, kind: found.kind as WorkKind }
}
export async function lockMatter(tx: Tx, by: Actor, id: string): Promise<WorkMatter> {
  const found = await matter(tx, by, id).forUpdate('w').executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return { ...found, kind: found.kind as WorkKind }
}

interface Change {
  person_id?: string
  post?: string
  handover_person_id?: string | null
  handover_note?: string | null
  reminded_at?: Date | null
}
export const change = (tx: Tx, by: Actor, id: string, values: Change) =>
  tx.updateTable('work_item').set(values).where('region_id', '=', by.regionId).where('id', '=', id).execute()
