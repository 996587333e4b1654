import type { InputOf } from '@xinghe/contract/route'
import type {
  dismissWeak as dismissRoute,
  listByCommittee as listRoute,
  verifyWeak as verifyRoute,
} from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import type { Tx } from '../platform/tx.ts'
import { caseFor, lineOf, moveCase, refuseDay } from './load.ts'

/** The township has looked on the spot: it is so. */
export async function verifyWeak(
  tx: Tx,
  by: Actor,
  { id, on, verification }: InputOf<typeof verifyRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.verify', 'verify')
  refuseDay(by, on, one.suspected_on)
  await audit(tx, by, 'weak.verified', lineOf(one, verification))
  return moveCase(tx, by, one, 'verify', { verified_on: on, verification })
}

/** Not to be listed. Once verified, only the county may say so. */
export async function dismissWeak(
  tx: Tx,
  by: Actor,
  { id, on, reason }: InputOf<typeof dismissRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.verify', 'dismiss')
  if (one.state === 'VERIFIED') permit(tx, by, 'weak.decide', one.path)
  refuseDay(by, on, one.verified_on ?? one.suspected_on)
  await audit(tx, by, 'weak.dismissed', lineOf(one, reason))
  return moveCase(tx, by, one, 'dismiss', { dismissed_on: on, dismissed_reason: reason })
}

/** The county committee lists it, with the decision's document. */
export async function listByCommittee(
  tx: Tx,
  by: Actor,
  { id, on, decisionDoc }: InputOf<typeof listRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'list')
  refuseDay(by, on, one.verified_on)
  await audit(tx, by, 'weak.listed', lineOf(one, decisionDoc))
  return moveCase(tx, by, one, 'list', { listed_on: on, decision_doc: decisionDoc })
}
