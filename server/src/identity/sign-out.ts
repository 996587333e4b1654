import type { Actor } from '../platform/actor.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { closeSession, cookieName } from './session.ts'

export async function signOut(
  { db, request, reply }: RawContext,
  _: unknown,
  by: Actor | undefined,
): Promise<{ ok: true }> {
  if (by) await systemTx(db, by.regionId, (tx) => closeSession(tx, request))
  reply.clearCookie(cookieName, { path: '/' })
  return { ok: true }
}
