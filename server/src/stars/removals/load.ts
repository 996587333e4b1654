import { next } from '@xinghe/contract/lifecycle'
import { type RemovalAct, type RemovalState, removalLifecycle } from '@xinghe/contract/removals'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'

export type Removal = Awaited<ReturnType<typeof lockRemoval>>
/** A removal with its book and places, locked; 404 when there is none in sight. */
export async function lockRemoval(tx: Tx, by: Actor, of: { id: string } | { noticeId: string }) {
  const found = await tx
    .selectFrom('star_removal as m')
    .innerJoin('rating as r', (join) =>
      join.onRef('r.region_id', '=', 'm.region_id').onRef('r.book_id', '=', 'm.book_id'),
    )
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'm.region_id').onRef('b.id', '=', 'm.book_id'),
    )
    .innerJoin('unit as t', (join) =>
      // The township that looks after it today.
      join.onRef('t.region_id', '=', 'm.region_id').on('t.path', '=', sql<string>`left(m.path, 8)`),
    )
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'r.region_id').onRef('v.id', '=', 'r.village_id'),
    )
    .selectAll('m')
    .select(['b.name', 'r.subject', 'r.year', 'r.final_level', 'r.total', 'r.lit', 'r.colours'])
    .select(['r.state as rating_state', 'r.version_id', 'v.short_name as village_name'])
    .select(['t.path as township_path', 't.short_name as township_name', 't.party_org_name as committee'])
    .where('m.region_id', '=', by.regionId)
    .where('id' in of ? 'm.id' : 'm.notice_id', '=', 'id' in of ? of.id : of.noticeId)
    .forUpdate('m')
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found
}

/** The state the act leads to; refuses an act that is not open. */
export function stateAfter(removal: { state: string }, act: RemovalAct): RemovalState {
  const state = next(removalLifecycle, removal.state as RemovalState, act)
  if (!state) throw new Refusal('common.act_not_open')
  return state
}

export const queueRemoval = (
  tx: Tx,
  by: Actor,
  kind: 'REMOVAL_DECIDE' | 'REMOVAL_NOTICE' | 'REMOVAL_EFFECT',
  removal: { id: string; path: string; township_id: string; name: string; year: number },
) =>
  queue(tx, by, {
    kind,
    subjectKind: 'star_removal',
    subjectId: removal.id,
    path: removal.path,
    title: `${removal.name}${removal.year}年度摘星降星`,
    unitId: removal.township_id,
    post: kind === 'REMOVAL_NOTICE' ? 'TOWNSHIP_CLERK' : 'TOWNSHIP_SECRETARY',
  })
