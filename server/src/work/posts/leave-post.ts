/** A post changes hands: what waits in it goes along in the same act. */
import type { endPost as endRoute, handOverPost as handRoute } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import * as org from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { releaseSeat } from './release-matters.ts'

/** The post ends with the day `on`. What waited for its holder by name waits for whoever holds the post besides him. */
export async function endPost(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof endRoute>,
): Promise<{ ok: true; moved: number }> {
  const seat = await org.endPost(tx, by, input)
  // Still his until that day is over: the night puts right what it leaves behind.
  const moved = input.on > by.today ? 0 : await releaseSeat(tx, by, seat, null)
  return { ok: true, moved }
}

/** 交接: on one day the post ends for its holder and begins for the successor, who also gets what waited by name. */
export async function handOverPost(
  tx: Tx,
  by: Actor,
  { id, toPersonId, on }: InputOf<typeof handRoute>,
): Promise<{ moved: number }> {
  if (on > by.today) throw new Refusal('org.day_in_future')
  const seat = await org.endPost(tx, by, { id, on })
  await org.grantPost(tx, by, { id: toPersonId, post: seat.post as Post, unitId: seat.unitId, on })
  const people = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('region_id', '=', by.regionId)
    .where('id', 'in', [seat.personId, toPersonId])
    .execute()
  const name = (personId: string): string => people.find((one) => one.id === personId)?.name ?? ''
  const moved = await releaseSeat(tx, by, seat, { id: toPersonId, name: name(toPersonId) })
  await audit(tx, by, 'org.post_handed_over', {
    path: seat.path,
    subjectKind: 'person',
    subjectId: seat.personId,
    note: `${posts[seat.post as Post]}由${name(seat.personId)}交接给${name(toPersonId)}（${formatDay(on)}），指名待办${moved}件一并移交`,
  })
  return { moved }
}
