/** 一票否决: an event that takes a subject out of the rating of the year. */
import type { liftVeto as liftRoute, recordVeto as recordRoute } from '@xinghe/contract/points'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { attachEvidence } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { booksFor, rulesFor } from './slip-facts.ts'

/** Records the event under a veto rule of the book's scheme. */
export async function recordVeto(
  tx: Tx,
  by: Actor,
  { bookId, ruleCode, reason, happenedOn, fileIds }: InputOf<typeof recordRoute>,
): Promise<AnswerIn<typeof recordRoute>> {
  const book = (await booksFor(tx, by, [bookId])).get(bookId)
  if (!book) throw new Refusal('common.not_found')
  permit(tx, by, 'vetoes.record', book.path)
  if (!book.versionId) throw new Refusal('slips.no_scheme', { name: book.name })
  const rule = (await rulesFor(tx, by, [book.versionId])).ruleOf(book.versionId, ruleCode)
  if (rule?.kind !== 'VETO') throw new Refusal('vetoes.wrong_rule', { rule: rule?.content ?? ruleCode })
  if (happenedOn > by.today) throw new Refusal('slips.future_day')
  if (Number(happenedOn.slice(0, 4)) !== book.year) throw new Refusal('slips.other_year', { year: book.year })
  const id = newId()
  await tx
    .insertInto('veto')
    .values({
      region_id: by.regionId,
      id,
      book_id: bookId,
      path: book.path,
      rule_code: ruleCode,
      reason,
      happened_on: happenedOn,
      recorded_by_name: by.name,
      recorded_at: by.now,
    })
    .execute()
  await attachEvidence(tx, by, 'veto', id, book.path, fileIds, book.personId)
  await audit(tx, by, 'veto.record', [
    { path: book.path, subjectKind: 'veto', subjectId: id, note: reason },
    { path: book.path, subjectKind: 'book', subjectId: bookId, note: `一票否决：${rule.content}` },
  ])
  return { id }
}

/** Lifts it, with reason; the record stays. */
export async function liftVeto(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof liftRoute>,
): Promise<AnswerIn<typeof liftRoute>> {
  const veto = await tx
    .selectFrom('veto')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!veto) throw new Refusal('common.not_found')
  permit(tx, by, 'vetoes.record', veto.path)
  if (veto.lifted_at) throw new Refusal('common.act_not_open')
  await tx
    .updateTable('veto')
    .set({ lifted_reason: reason, lifted_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'veto.lift', [
    { path: veto.path, subjectKind: 'veto', subjectId: id, note: reason },
    { path: veto.path, subjectKind: 'book', subjectId: veto.book_id, note: `解除一票否决：${reason}` },
  ])
  return { ok: true }
}
