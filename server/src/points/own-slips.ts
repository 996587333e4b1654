/** What the person who entered a slip may do with it himself. */

import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type {
  reviseSlip as reviseRoute,
  submitSlips as submitRoute,
  withdrawSlips as withdrawRoute,
} from '@xinghe/contract/slips'
import { sql } from 'kysely'
import { attachEvidence, detachEvidence, evidenceOf } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { settle } from '../work/index.ts'
import { demandOpen, type LoadedSlip, loadSlips } from './load-slips.ts'
import { checkLine, strictest } from './slip.rules.ts'
import { booksFor, openQuartersFor, refuseSameDeed, rulesFor } from './slip-facts.ts'
import { queueForConfirmation } from './slip-queues.ts'

async function loadOwn(
  tx: Tx,
  by: Actor,
  ids: readonly string[],
  act: 'submit' | 'withdraw',
): Promise<LoadedSlip[]> {
  const slips = await loadSlips(tx, by, ids)
  permitAll(
    tx,
    by,
    'slips.enter',
    slips.map((slip) => slip.path),
  )
  if (slips.some((slip) => slip.entered_by !== by.personId)) throw new Refusal('slips.not_the_entrant')
  demandOpen(slips, act)
  return slips
}

/** Submits drafts or returned slips; they fall into the quarter that is open today. */
export async function submitSlips(
  tx: Tx,
  by: Actor,
  { ids }: InputOf<typeof submitRoute>,
): Promise<AnswerIn<typeof submitRoute>> {
  const slips = await loadOwn(tx, by, ids, 'submit')
  const rules = await rulesFor(
    tx,
    by,
    new Set(slips.flatMap((slip) => slip.lines.map((line) => line.version_id))),
  )
  const evidence = await evidenceOf(tx, by, 'slip', ids)
  const quarterAt = await openQuartersFor(
    tx,
    by,
    slips.map((slip) => ({ villageId: slip.village_id, year: slip.year })),
    true,
  )
  const submitted = slips.map((slip) => {
    for (const line of slip.lines) {
      const rule = rules.ruleOf(line.version_id, line.rule_code)
      if (rule?.evidenceNeeded && !evidence.has(slip.id))
        throw new Refusal('slips.evidence_needed', { rule: rule.content, note: rule.evidenceNote })
    }
    const at = quarterAt({ villageId: slip.village_id, year: slip.year }, slip.fact_on)
    if (!at)
      throw new Refusal('slips.no_quarter_open', {
        year: slip.year,
        quarter: Math.ceil(Number(slip.fact_on.slice(5, 7)) / 3),
      })
    return { ...slip, ...at }
  })
  await sql`
    update slip set state = 'SUBMITTED', quarter = n.quarter, late = n.late
    from unnest(${submitted.map((slip) => slip.id)}::uuid[], ${submitted.map((slip) => slip.quarter)}::int[],
      ${submitted.map((slip) => slip.late)}::boolean[]) as n (id, quarter, late)
    where slip.region_id = ${by.regionId} and slip.id = n.id`.execute(tx)
  await audit(
    tx,
    by,
    'slip.submit',
    submitted.map((slip) => ({ path: slip.path, subjectKind: 'slip', subjectId: slip.id })),
  )
  await queueForConfirmation(tx, by, submitted)
  return { done: submitted.length }
}

/** Takes slips back before the branch has confirmed them; the deeds may be entered anew. */
export async function withdrawSlips(
  tx: Tx,
  by: Actor,
  { ids }: InputOf<typeof withdrawRoute>,
): Promise<AnswerIn<typeof withdrawRoute>> {
  const slips = await loadOwn(tx, by, ids, 'withdraw')
  const all = sql<string>`any(${slips.map((slip) => slip.id)}::uuid[])`
  await tx
    .updateTable('slip')
    .set({ state: 'WITHDRAWN' })
    .where('region_id', '=', by.regionId)
    .where('id', '=', all)
    .execute()
  await tx
    .updateTable('slip_line')
    .set({ live: false })
    .where('region_id', '=', by.regionId)
    .where('slip_id', '=', all)
    .execute()
  await audit(
    tx,
    by,
    'slip.withdraw',
    slips.map((slip) => ({ path: slip.path, subjectKind: 'slip', subjectId: slip.id })),
  )
  await settle(
    tx,
    by,
    'slip',
    slips.map((slip) => slip.id),
  )
  return { done: slips.length }
}

/** Corrects a draft or returned slip before it is submitted; the books stay, lines left out are dropped. */
export async function reviseSlip(
  tx: Tx,
  by: Actor,
  { id, factOn, reason, lines, fileIds }: InputOf<typeof reviseRoute>,
): Promise<AnswerIn<typeof reviseRoute>> {
  const [slip] = await loadOwn(tx, by, [id], 'submit')
  if (!slip) throw new Refusal('common.not_found')
  const books = await booksFor(
    tx,
    by,
    slip.lines.map((line) => line.book_id),
  )
  const rules = await rulesFor(tx, by, new Set([...books.values()].map((book) => book.versionId)))
  const kept = lines.map((line) => {
    const book = books.get(slip.lines.find((one) => one.id === line.id)?.book_id ?? '')
    if (!book) throw new Refusal('common.not_found')
    const rule = rules.ruleOf(book.versionId, line.ruleCode)
    const checked = checkLine(book, rule, rules.starOf(book.versionId, rule?.starCode), line, {
      factOn,
      today: by.today,
    })
    if ('code' in checked) throw new Refusal(checked.code, checked.details)
    return {
      ...line,
      ...checked,
      bookId: book.id,
      path: book.path,
      personId: book.personId,
      versionId: book.versionId as string,
      checker: rule?.checker ?? '',
    }
  })
  await tx.deleteFrom('slip_line').where('region_id', '=', by.regionId).where('slip_id', '=', id).execute()
  await refuseSameDeed(
    tx,
    by,
    kept.map((line) => ({ ...line, factOn })),
    (bookId) => books.get(bookId)?.name ?? '',
  )
  await insertRows(
    tx,
    'slip_line',
    kept.map((line) => ({
      region_id: by.regionId,
      id: line.id,
      slip_id: id,
      book_id: line.bookId,
      path: line.path,
      person_id: line.personId,
      version_id: line.versionId,
      rule_code: line.ruleCode,
      slot: line.slot,
      amount: line.amount,
      fact_on: factOn,
      ordinal: line.ordinal,
      live: true,
    })),
  )
  await tx
    .updateTable('slip')
    .set({
      fact_on: factOn,
      reason,
      checker: strictest(kept.map((line) => line.checker)),
      person_id: kept.length === 1 ? (kept[0]?.personId ?? null) : null,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await detachEvidence(tx, by, 'slip', id)
  await attachEvidence(tx, by, 'slip', id, slip.path, fileIds, slip.person_id)
  await audit(tx, by, 'slip.revise', { path: slip.path, subjectKind: 'slip', subjectId: id })
  return { ok: true }
}
