import type { listMyViewers as route, ViewKind } from '@xinghe/contract/record-views'
import type { Post } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

/**
 * Writes down that `by` looked at the records of the people whom `seen` selects, as `person_id` and `path`, once a day
 * and kind. Nobody leaves a trace at himself. One statement, however many people.
 */
export async function leaveView(tx: Tx, by: Actor, what: ViewKind, seen: RawBuilder<unknown>): Promise<void> {
  permit(tx, by, 'people.read', by.path)
  await sql`
    insert into record_view (region_id, person_id, day, viewer_id, what, path, viewer_name, post, unit_name, at)
    select distinct on (s.person_id) ${by.regionId}::int, s.person_id, ${by.today}::date, ${by.personId}::uuid, ${what}, s.path, ${by.name}, ${by.post}, ${by.unitName}, ${by.now}::timestamptz
    from (${seen}) s where s.person_id <> ${by.personId}
    on conflict do nothing`.execute(tx)
}

export async function listMyViewers(
  tx: ReadTx,
  by: Actor,
  { page, size }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { rows } = await sql<{
    viewerId: string
    day: string
    name: string
    post: Post
    unitName: string
    what: ViewKind[]
    all: number
  }>`
    select viewer_id as "viewerId", day, (array_agg(viewer_name order by at))[1] as name, (array_agg(post order by at))[1] as post,
      (array_agg(unit_name order by at))[1] as "unitName", array_agg(what order by at, what) as what, (count(*) over ())::int as all
    from record_view where region_id = ${by.regionId} and person_id = ${by.personId}
    group by day, viewer_id order by day desc, max(at) desc, viewer_id limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  return { rows: rows.map(({ all: _, ...row }) => row), total: rows[0]?.all ?? 0 }
}
