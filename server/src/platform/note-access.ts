/** Refusals, and what was read or taken away: written down, without letting anybody flood the log. */
import type { Download } from '@xinghe/contract/download'
import type { Route } from '@xinghe/contract/route'
import { type Actor, scopeOf } from './actor.ts'
import { type Audited, audit } from './audit.ts'
import type { Database } from './database.ts'
import type { Refusal } from './refusal.ts'
import { markPermitted, systemTx, type Tx, writeTx } from './tx.ts'

/** 依据: the same person knocking at the same door is one matter; a minute later it is another. */
const oncePer = 60_000
const lately = new Map<string, { at: number; left: number }>()

/** How often the same was left out since it was last written; undefined when it is to be left out now too. */
function leftOut(key: string, now: number): number | undefined {
  const last = lately.get(key)
  if (last && now >= last.at && now - last.at < oncePer) {
    last.left++
    return
  }
  // Old keys go, so that the memory stays small whoever knocks.
  if (lately.size > 5000) for (const [old, { at }] of lately) if (now - at >= oncePer) lately.delete(old)
  lately.set(key, { at: now, left: 0 })
  return last?.left ?? 0
}

const idOf = (params: unknown): string | null => {
  const { id, bookId } = (params ?? {}) as { id?: unknown; bookId?: unknown }
  const one = id ?? bookId
  return typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one) ? one : null
}
const nameOf = (route: Route): string => `${route.method} ${route.path}`
const named = (route: Route): boolean => /:\w/.test(route.path)

/** 403, and 404 for a record that is named: whether it is nobody's or somebody else's is not told to him, but here. */
export const isKnock = (route: Route, { status }: Refusal): boolean =>
  status === 403 || (status === 404 && named(route))

/** In a transaction of its own: that of the act was taken back. */
export async function noteRefusal(
  db: Database,
  by: Actor,
  route: Route,
  refusal: Refusal,
  params: unknown,
): Promise<void> {
  const again = leftOut(`${by.personId} ${nameOf(route)} ${refusal.code}`, by.now.getTime())
  if (again === undefined) return
  await systemTx(db, by.regionId, (tx) =>
    audit(
      tx,
      by,
      'access.refused',
      {
        path: by.path,
        subjectKind: 'route',
        subjectId: idOf(params),
        detail: { route: nameOf(route), refused: refusal.code, ...(again > 0 && { again }) },
      },
      'REFUSED',
    ),
  )
}

/** What reading leaves: `trace` in the record's own table, and who read it here; together or, with an error, not at all. */
export async function noteRead(
  db: Database,
  by: Actor,
  route: Route,
  request: { url: string; params: unknown },
  { trace, taken }: { trace?: ((tx: Tx) => Promise<void>) | undefined; taken?: Download | undefined },
): Promise<void> {
  // A member reads nobody's record but his own.
  const noted = taken !== undefined || by.post !== 'MEMBER'
  const key = `${by.personId} ${request.url}`
  const again = noted ? leftOut(key, by.now.getTime()) : undefined
  if (!trace && again === undefined) return
  const entry: Audited = {
    path: by.path,
    subjectKind: 'route',
    subjectId: idOf(request.params),
    // The name of one record's file may name a person; a list's says which list.
    detail: {
      route: nameOf(route),
      ...(taken && !named(route) && { file: taken.name }),
      ...(again && { again }),
    },
  }
  try {
    await writeTx(db, scopeOf(by), async (tx) => {
      markPermitted(tx)
      await trace?.(tx)
      if (again !== undefined) await audit(tx, by, taken ? 'access.taken' : 'access.read', entry)
    })
  } catch (error) {
    lately.delete(key)
    throw error
  }
}
