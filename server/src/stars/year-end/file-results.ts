import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { fileResults as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { openObjectionsOf } from '../../notices/index.ts'
import { getRoot } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { dueDay } from './days.ts'
import { anyOf, determinationsFor, idsOf, queueDeterminations } from './load.ts'
import { evaluateAll, moved, ratedBooks } from './rated.ts'

/** The township files noticed results with the organisation department. Refused while anything about them is open. */
export async function fileResults(
  tx: Tx,
  by: Actor,
  { determinationIds, docNo, note }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const list = await determinationsFor(tx, by, determinationIds, 'file')
  const ids = idsOf(list)
  const notices = await tx
    .selectFrom('notice')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('source_id', '=', anyOf(ids))
    .execute()
  const open = await openObjectionsOf(tx, by, idsOf(notices))
  if (open.length > 0) throw new Refusal('year_end.objections_open', { count: open.length })
  await refuseUnfit(tx, by, ids)
  await sql`
    update determination set state = 'FILED', filed_at = ${by.now}, doc_no = coalesce(${docNo || null}, doc_no), return_reason = null
    where region_id = ${by.regionId} and id = ${anyOf(ids)}`.execute(tx)
  await audit(
    tx,
    by,
    'year_end.filed',
    list.map((one) => ({
      path: one.path,
      subjectKind: 'determination',
      subjectId: one.id,
      note: note || null,
    })),
  )
  const root = await getRoot(tx, by)
  const due = await dueDay(tx, by, 'confirm')
  for (const [year, own] of Map.groupBy(list, (one) => one.year))
    await queueDeterminations(tx, by, 'CONFIRM_RESULT', own, {
      post: 'ORG_DEPARTMENT',
      unitId: root.id,
      dueOn: due(year),
    })
  return { count: list.length }
}

/** Every result has passed its own notice, and its points are those that were decided upon. */
export async function refuseUnfit(tx: Tx, by: Actor, determinationIds: readonly string[]): Promise<void> {
  const books = await ratedBooks(tx, by, sql`r.determination_id = ${anyOf(determinationIds)}`, true)
  if (
    books.some(
      (book) =>
        !book.notice_id || !book.notice_closed_on || !['PUBLIC_NOTICE', 'UPHELD'].includes(book.state),
    )
  )
    throw new Refusal('year_end.notice_skipped')
  const results = await evaluateAll(tx, by, books)
  const off = books.filter((book) => moved(book, results.get(book.book_id) as never))
  if (off.length > 0)
    throw new Refusal('year_end.points_moved', {
      names: `${off
        .slice(0, 3)
        .map((book) => book.name)
        .join('、')}${off.length > 3 ? '等' : ''}`,
    })
}
