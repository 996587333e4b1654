import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx } from '../platform/tx.ts'
import { postsOn } from './posts-on.ts'
import { rememberPost } from './session.ts'

/** Acts from now on in another of his own posts; a post that ended since is refused. */
export async function switchPost(
  { db, request }: RawContext,
  { id }: { id: string },
  by: Actor | undefined,
): Promise<{ ok: true }> {
  if (!by) throw new Refusal('common.not_signed_in')
  await systemTx(db, by.regionId, async (tx) => {
    const posts = await postsOn(tx, by.regionId, by.personId, by.today)
    const next = posts.find((post) => post.id === id)
    if (!next) throw new Refusal('common.not_found')
    await rememberPost(tx, request, id)
    await audit(tx, by, 'identity.post_switched', {
      path: by.path,
      subjectKind: 'account',
      subjectId: by.personId,
      note: next.unitName,
      detail: changes({ post: by.post }, { post: next.post }),
    })
  })
  return { ok: true }
}
