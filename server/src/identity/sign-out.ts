import type { Actor } from '../platform/actor.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { noteVisit } from './note-visit.ts'
import { closeSession, forgetCookie } from './session.ts'

export async function signOut(context: RawContext, _: unknown, by: Actor | undefined): Promise<{ ok: true }> {
  const { db, request, reply } = context
  if (by)
    await systemTx(db, by.regionId, async (tx) => {
      await closeSession(tx, request)
      await noteVisit(tx, context, by.regionId, { id: by.personId, name: by.name }, 'identity.signed_out')
    })
  forgetCookie(reply)
  return { ok: true }
}
