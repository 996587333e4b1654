import type {
  investigateObjection as investigateRoute,
  raiseObjection as raiseRoute,
} from '@xinghe/contract/notices'
import { regionOfCode } from '@xinghe/contract/public-code'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import * as notices from '../../notices/index.ts'
import { getRoot } from '../../org/index.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import type { Visitor } from '../../platform/route.ts'
import type { Tx } from '../../platform/tx.ts'
import { followObjections } from './objected.ts'

/** Anybody objects by real name while the notice runs; the result objected to is in doubt until it is answered. */
export async function raiseObjection(
  tx: Tx,
  visitor: Visitor,
  input: InputOf<typeof raiseRoute>,
): Promise<AnswerIn<typeof raiseRoute>> {
  const raised = await notices.raiseObjection(tx, visitor, input)
  if (raised.bookId) {
    const regionId = regionOfCode(input) as number
    const system = systemActor(regionId, await getRoot(tx, { regionId }), visitor.now)
    await followObjections(tx, system, raised.bookId, raised.noticeId)
  }
  return { trackingCode: raised.trackingCode, dueOn: raised.dueOn }
}

export async function investigateObjection(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof investigateRoute>,
): Promise<AnswerIn<typeof investigateRoute>> {
  const { bookId } = await notices.investigateObjection(tx, by, input)
  const objection = await tx
    .selectFrom('objection')
    .select('notice_id')
    .where('region_id', '=', by.regionId)
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow()
  if (bookId) await followObjections(tx, by, bookId, objection.notice_id)
  return { ok: true }
}
