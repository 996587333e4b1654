/** Who tried what he may not, and what left the house as a file: written down, without letting anybody flood the log. */
import type { Route } from '@xinghe/contract/route'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import type { Refusal } from './refusal.ts'
import { systemTx } from './tx.ts'

/** 依据: the same person knocking at the same door is one matter; a minute later it is another. */
const oncePer = 60_000
const lately = new Map<string, number>()
function first(key: string, now: number): boolean {
  const last = lately.get(key)
  if (last !== undefined && now >= last && now - last < oncePer) return false
  // Old keys go, so that the memory stays small whoever knocks.
  if (lately.size > 5000) for (const [old, at] of lately) if (now - at >= oncePer) lately.delete(old)
  lately.set(key, now)
  return true
}

const idOf = (params: unknown): string | null => {
  const { id } = (params ?? {}) as { id?: unknown }
  return typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? id : null
}

/** 403, and 404 for a record that is named: whether it is nobody's or somebody else's is not told to him, but here. */
export async function noteRefusal(
  db: Database,
  by: Actor,
  route: Route,
  refusal: Refusal,
  params: unknown,
): Promise<void> {
  const named = /:\w/.test(route.path)
  if (refusal.status !== 403 && !(refusal.status === 404 && named)) return
  if (!first(`${by.personId} ${route.method} ${route.path} ${refusal.code}`, by.now.getTime())) return
  await systemTx(db, by.regionId, (tx) =>
    audit(
      tx,
      by,
      'access.refused',
      {
        path: by.path,
        subjectKind: 'route',
        subjectId: idOf(params),
        detail: { route: `${route.method} ${route.path}`, code: refusal.code },
      },
      'REFUSED',
    ),
  )
}

/** A file that was taken: an export, a print, a piece of evidence. Pages show the same picture many times a minute. */
export async function noteTaken(db: Database, by: Actor, route: Route, params: unknown): Promise<void> {
  const subjectId = idOf(params)
  if (!first(`${by.personId} ${route.path} ${subjectId ?? ''}`, by.now.getTime())) return
  await systemTx(db, by.regionId, (tx) =>
    audit(tx, by, 'access.taken', {
      path: by.path,
      subjectKind: 'file',
      subjectId,
      detail: { route: `${route.method} ${route.path}` },
    }),
  )
}
