import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { enterSlips as route } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import { attachEvidenceToMany } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permitAll, permitOwn } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { checkLine, confirmerOf, strictest } from './slip.rules.ts'
import {
  booksFor,
  committeesFor,
  type FactBook,
  openQuartersFor,
  refuseSameDeed,
  rulesFor,
} from './slip-facts.ts'
import { namesOnce, queueForConfirmation } from './slip-queues.ts'

type Input = InputOf<typeof route>['slips'][number]
interface Draft {
  of: Input
  first: FactBook
  confirmer: string
  checkers: string[]
  lines: { book: FactBook; ruleCode: string; slot: number; amount: number; ordinal: number }[]
}

/** The paper sheet from which slips were typed, and everybody who typed it. */
export interface FromPaper {
  id: string
  code: string
  keyedBy: readonly string[]
  /** The township's clerk is one of them, and cannot confirm in the village's place. */
  townshipKeyed: boolean
}

/**
 * Enters slips. A slip whose lines lie in different villages, or must be confirmed by different people, becomes several,
 * each with the whole evidence. Refuses the whole call at the first line that cannot stand.
 */
export async function enterSlips(
  tx: Tx,
  by: Actor,
  { slips, submit }: InputOf<typeof route>,
  paper?: FromPaper,
): Promise<AnswerIn<typeof route>> {
  const books = await booksFor(
    tx,
    by,
    slips.flatMap((slip) => slip.lines.map((line) => line.bookId)),
  )
  const list = [...books.values()]
  permitAll(tx, by, 'slips.enter', [...new Set(list.map((book) => book.path))])
  for (const book of list) permitOwn(by, book.personId)
  const rules = await rulesFor(tx, by, new Set(list.map((book) => book.versionId)))
  const committee = await committeesFor(
    tx,
    by,
    list.map((book) => book.villageId),
  )
  const quarterAt = await openQuartersFor(tx, by, list, true)

  const drafts = slips.flatMap((slip): Draft[] => {
    const groups = new Map<string, Draft>()
    for (const line of slip.lines) {
      const book = books.get(line.bookId) as FactBook
      const rule = rules.ruleOf(book.versionId, line.ruleCode)
      const checked = checkLine(book, rule, rules.starOf(book.versionId, rule?.starCode), line, {
        factOn: slip.factOn,
        today: by.today,
      })
      if ('code' in checked) throw new Refusal(checked.code, { ...checked.details, bookId: book.id })
      if (submit && rule?.evidenceNeeded && slip.fileIds.length === 0)
        throw new Refusal('slips.evidence_needed', { rule: rule.content, note: rule.evidenceNote })
      const confirmer = confirmerOf(committee(book.villageId), book, by, paper)
      if (!confirmer) throw new Refusal('slips.no_confirmer', { village: book.villageName })
      const key = `${book.villageId} ${book.subject} ${confirmer}`
      const group = groups.get(key) ?? { of: slip, first: book, confirmer, checkers: [], lines: [] }
      groups.set(key, group)
      group.checkers.push(rule?.checker ?? '')
      group.lines.push({ book, ruleCode: line.ruleCode, ordinal: line.ordinal, ...checked })
    }
    return [...groups.values()]
  })
  await refuseSameDeed(
    tx,
    by,
    drafts.flatMap(({ of, lines }) =>
      lines.map((line) => ({
        bookId: line.book.id,
        ruleCode: line.ruleCode,
        slot: line.slot,
        factOn: of.factOn,
        ordinal: line.ordinal,
      })),
    ),
    (id) => books.get(id)?.name ?? '',
  )

  const rows = drafts.map(({ of, first, confirmer, checkers, lines }) => {
    const at = quarterAt(first, of.factOn)
    if (!at)
      throw new Refusal('slips.no_quarter_open', {
        year: first.year,
        quarter: Math.ceil(Number(of.factOn.slice(5, 7)) / 3),
      })
    return {
      region_id: by.regionId,
      id: newId(),
      township_id: first.townshipId,
      village_id: first.villageId,
      path: first.path,
      person_id: lines.length === 1 ? first.personId : null,
      year: first.year,
      ...at,
      subject: first.subject,
      fact_on: of.factOn,
      reason: of.reason,
      state: submit ? 'SUBMITTED' : 'DRAFT',
      checker: strictest(checkers),
      confirmer,
      entered_by: by.personId,
      entered_by_name: by.name,
      entered_post: by.post,
      entered_at: by.now,
      paper_id: paper?.id ?? null,
      paper_code: paper?.code ?? null,
      keyed_by: paper ? [...paper.keyedBy] : null,
      township_keyed: paper?.townshipKeyed ?? false,
    }
  })
  await insertRows(tx, 'slip', rows)
  const lines = drafts.flatMap(({ of, lines }, index) =>
    lines.map((line) => ({
      id: newId(),
      slip_id: rows[index]?.id as string,
      book_id: line.book.id,
      path: line.book.path,
      person_id: line.book.personId,
      version_id: line.book.versionId as string,
      rule_code: line.ruleCode,
      slot: line.slot,
      amount: line.amount,
      fact_on: of.factOn,
      ordinal: line.ordinal,
    })),
  )
  const column = <K extends keyof (typeof lines)[number]>(name: K) => lines.map((line) => line[name])
  await sql`
    insert into slip_line (region_id, id, slip_id, book_id, path, person_id, version_id, rule_code, slot, amount, fact_on, ordinal, live)
    select ${by.regionId}, n.*, true
    from unnest(${column('id')}::uuid[], ${column('slip_id')}::uuid[], ${column('book_id')}::uuid[], ${column('path')}::text[],
      ${column('person_id')}::uuid[], ${column('version_id')}::uuid[], ${column('rule_code')}::text[], ${column('slot')}::int[],
      ${column('amount')}::int[], ${column('fact_on')}::date[], ${column('ordinal')}::int[])
      as n (id, slip_id, book_id, path, person_id, version_id, rule_code, slot, amount, fact_on, ordinal)`.execute(
    tx,
  )

  const byFiles = new Map<
    string,
    { fileIds: readonly string[]; slips: { id: string; path: string; personId: string | null }[] }
  >()
  drafts.forEach(({ of }, index) => {
    if (of.fileIds.length === 0) return
    const key = of.fileIds.join(' ')
    const set = byFiles.get(key) ?? { fileIds: of.fileIds, slips: [] }
    byFiles.set(key, set)
    const row = rows[index] as (typeof rows)[number]
    set.slips.push({ id: row.id, path: row.path, personId: row.person_id })
  })
  for (const set of byFiles.values()) await attachEvidenceToMany(tx, by, 'slip', set.slips, set.fileIds)

  await audit(
    tx,
    by,
    submit ? 'slip.submit' : 'slip.enter',
    rows.map((row) => ({
      path: row.path,
      subjectKind: 'slip',
      subjectId: row.id,
      note:
        [
          ...(paper ? [`由纸质表${paper.code}录入`] : []),
          ...(row.late ? [`补记，计入第${row.quarter}季度`] : []),
        ].join('；') || null,
    })),
  )
  if (submit)
    await queueForConfirmation(
      tx,
      by,
      rows.map((row, index) => ({
        ...row,
        names: namesOnce(
          drafts[index]?.lines.map(({ book }) => ({ bookId: book.id, name: book.name })) ?? [],
        ),
      })),
    )
  return { ids: rows.map((row) => row.id), late: rows.filter((row) => row.late).length }
}
