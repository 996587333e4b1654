import type { mergeBooks as route } from '@xinghe/contract/points'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { endDuplicateMembership } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { carryStanding, lockMovable, type MovableBook, markMoved, refuseUnderWay } from './carry-book.ts'

/** One person was entered twice: what stands in `id` moves into `intoId`, deeds that both have count once. */
export async function mergeBooks(
  tx: Tx,
  by: Actor,
  { id, intoId, reason }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const books = await lockMovable(tx, by, [id, intoId])
  permitAll(
    tx,
    by,
    'books.merge',
    books.map((book) => book.path),
  )
  const from = books.find((book) => book.id === id)
  const into = books.find((book) => book.id === intoId)
  if (!from || !into) throw new Refusal('common.not_found')
  refuseUnlike(from, into)
  for (const book of [from, into]) {
    if (book.moved_to) throw new Refusal('books.moved', { name: book.name, number: book.book_no })
    if (book.rated) throw new Refusal('books.rated', { name: book.name })
  }
  refuseUnderWay(from)
  const note = `并入${into.book_no}：${reason}`
  await markMoved(tx, by, [{ from: from.id, to: into.id }], { kind: 'MERGE', reason: note })
  const done = await carryStanding(tx, by, [{ from: from.id, into }], `由${from.book_no}并入：${reason}`)
  if (from.person_id && from.person_id !== into.person_id)
    await endDuplicateMembership(tx, by, { id: from.person_id, note })
  await audit(tx, by, 'books.merged', {
    path: from.path,
    subjectKind: 'book',
    subjectId: from.id,
    note,
    detail: { into: into.id, ...done },
  })
  return done
}

function refuseUnlike(from: MovableBook, into: MovableBook): void {
  if (
    from.id === into.id ||
    from.year !== into.year ||
    from.subject !== 'MEMBER' ||
    into.subject !== 'MEMBER'
  )
    throw new Refusal('books.unlike')
}
