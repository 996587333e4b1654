import type { answerObjection as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import * as notices from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { post, starsOfBooks } from '../../points/index.ts'
import { cancelRemoval } from '../removals/follow-notice.ts'
import { classOf, type Evaluated, planOf } from '../star.rules.ts'
import { adjustment } from './assess.ts'
import { followObjections } from './objected.ts'
import { evaluateAll, moved, notRated, type Rated, ratedBooks, storeResults } from './rated.ts'

type Amendment = NonNullable<InputOf<typeof route>['amendment']>

/** Answers an objection. An amendment carries the new result: points moved in the ledger, or another level, with reason. */
export async function answerObjection(
  tx: Tx,
  by: Actor,
  { id, outcome, answer, amendment }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { bookId, noticeId } = await notices.answerObjection(tx, by, { id, outcome, answer })
  const notice = await tx
    .selectFrom('notice')
    .select('kind')
    .where('region_id', '=', by.regionId)
    .where('id', '=', noticeId)
    .executeTakeFirstOrThrow()
  if (outcome === 'AMENDED') {
    if (notice.kind === 'QUARTER') {
      if (amendment) throw new Refusal('year_end.quarter_by_reversal')
    } else if (notice.kind === 'REMOVAL') {
      await cancelRemoval(tx, by, noticeId, answer)
    } else {
      if (!bookId) throw new Refusal('year_end.subject_needed')
      if (!amendment) throw refuseField('amendment', '请写明更正后的积分或星级和理由')
      await amend(tx, by, await disputed(tx, by, bookId, noticeId), amendment)
    }
  }
  if (bookId) await followObjections(tx, by, bookId, noticeId)
  return { ok: true }
}

/** The result in doubt; 409 when another notice stands for it by now. */
async function disputed(tx: Tx, by: Actor, bookId: string, noticeId: string): Promise<Rated> {
  const [book] = await ratedBooks(tx, by, sql`r.book_id = ${bookId}`, true)
  if (book?.state !== 'UNDER_INVESTIGATION' || book.notice_id !== noticeId)
    throw new Refusal('common.act_not_open')
  return book
}

async function amend(
  tx: Tx,
  by: Actor,
  book: Rated,
  { changes, finalLevel, reason }: Amendment,
): Promise<void> {
  const stars = (await starsOfBooks(tx, by.regionId, [book.book_id])).get(book.book_id) ?? []
  changes.forEach(({ slot }, index) => {
    if (!stars.some((star) => star.slot === slot))
      throw refuseField(`amendment.changes.${index}.slot`, `${book.name}没有这颗星`)
  })
  await post(
    tx,
    by,
    changes.map((change) => adjustment(by, book, change)),
  )
  const [after] = (await ratedBooks(tx, by, sql`r.book_id = ${book.book_id}`)) as [Rated]
  const now = (await evaluateAll(tx, by, [after])).get(book.book_id) as Evaluated
  const chosen = finalLevel ?? null
  if (chosen !== null && notRated(after)) throw new Refusal('year_end.vetoed', { name: book.name })
  const level = chosen ?? now.suggested
  if (level === book.final_level && !moved(after, now)) throw new Refusal('year_end.nothing_changes')
  const decided = {
    level,
    reason: level === now.suggested ? null : reason,
    class: classOf(planOf(after, after.subject), level),
    determinationId: book.determination_id as string,
  }
  await storeResults(tx, by, [{ bookId: book.book_id, now, vetoId: after.veto_now, decided }])
  await audit(tx, by, 'year_end.amended', {
    path: book.path,
    subjectKind: 'rating',
    subjectId: book.book_id,
    note: reason,
    detail: { from: book.final_level, to: level, changes },
  })
}
