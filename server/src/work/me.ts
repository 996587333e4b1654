import type { getMe as route } from '@xinghe/contract/identity'
import { actionsOf } from '@xinghe/contract/rights'
import type { AnswerIn } from '@xinghe/contract/route'
import { isDemo } from '../identity/index.ts'
import { getRoot, ownCategories } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { countMine } from './mine.ts'

/** The head of every page: who I am, in which post, and how much waits for me. */
export async function getMe(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof route>> {
  const post = by.posts.find(
    (one) =>
      one.post === by.post &&
      one.unitId === by.unitId &&
      one.standsInFor?.personId === by.standsInFor?.personId,
  )
  if (!post) throw new Error('the acting post is not among the posts held')
  const root = await getRoot(tx, by)
  return {
    person: { id: by.personId, name: by.name },
    region: { id: by.regionId, name: root.name, kind: root.kind },
    post,
    posts: [...by.posts],
    can: actionsOf(by.post),
    queue: await countMine(tx, by),
    categories: await ownCategories(tx, by),
    today: by.today,
    demo: isDemo(),
  }
}
