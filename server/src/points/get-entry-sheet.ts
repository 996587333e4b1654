import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getEntrySheet as route } from '@xinghe/contract/slips'
import type { Checker, RuleKind, RulePeriod, StarKind } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { starsOfBooks } from './book-stars.ts'

/** What the entry screens need: the books of one village and the rules of their versions. A member gets his own book. */
export async function getEntrySheet(
  tx: ReadTx,
  by: Actor,
  { villageId, subject, year }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const villages = await sql<{ id: string; name: string }>`
    select v.id, v.short_name as name from unit v
    where v.region_id = ${by.regionId} and v.path >= ${by.path} and v.path < ${`${by.path}~`} and v.kind in ('VILLAGE', 'COMMUNITY') and v.last_on is null
    order by v.path`.execute(tx)
  const village =
    villages.rows.find((one) => one.id === villageId) ?? (villageId ? undefined : villages.rows[0])
  if (!village) throw new Refusal('common.not_found')
  let query = tx
    .selectFrom('book as b')
    .selectAll('b')
    .where(within(by, 'slips.enter', 'b', { person: true }))
    .where('b.moved_to', 'is', null)
    .where('b.village_id', '=', village.id)
    .where('b.year', '=', year)
    .where('b.subject', '=', subject)
    .orderBy('b.book_no')
  if (by.post === 'MEMBER') query = query.where('b.person_id', '=', by.personId)
  const books = await query.execute()
  const versions = [...new Set(books.flatMap((book) => (book.version_id ? [book.version_id] : [])))]
  const rules = await tx
    .selectFrom('scheme_rule as r')
    .leftJoin('scheme_star as s', (join) =>
      join
        .onRef('s.region_id', '=', 'r.region_id')
        .onRef('s.version_id', '=', 'r.version_id')
        .onRef('s.code', '=', 'r.star_code'),
    )
    .select([
      'r.version_id',
      'r.code',
      'r.kind',
      'r.content',
      'r.amount',
      'r.cap',
      'r.period',
      'r.period_cap',
      'r.evidence_needed',
      'r.evidence_note',
      'r.checker',
      's.code as star_code',
      's.name as star_name',
      's.kind as star_kind',
      's.slot as star_slot',
      's.category as star_category',
      's.seq as star_seq',
    ])
    .where('r.region_id', '=', by.regionId)
    .where('r.version_id', '=', sql<string>`any(${versions}::uuid[])`)
    .where('r.kind', '<>', 'VETO')
    .orderBy(sql`s.seq nulls last`)
    .orderBy('r.seq')
    .orderBy('r.code')
    .execute()
  const open = await tx
    .selectFrom('quarter')
    .select('quarter')
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', village.id)
    .where('year', '=', year)
    .where('state', '=', 'OPEN')
    .orderBy('quarter')
    .execute()
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    books.map((book) => book.id),
  )
  return {
    village,
    villages: villages.rows,
    openQuarters: open.map((row) => row.quarter),
    books: books.map((book) => ({
      id: book.id,
      name: book.name,
      bookNo: book.book_no,
      category: book.category,
      exempt: book.exempt,
      versionId: book.version_id,
      electives: [book.elective_a, book.elective_b].filter((code) => code !== null),
      stars: (stars.get(book.id) ?? []).map(({ slot, code, name }) => ({ slot, code, name })),
    })),
    rules: rules.map((rule) => ({
      versionId: rule.version_id,
      code: rule.code,
      kind: rule.kind as RuleKind,
      content: rule.content,
      amount: (rule.kind === 'DEDUCT' ? 0 - Math.abs(rule.amount) : rule.amount) as never,
      cap: rule.cap as never,
      period: rule.period as RulePeriod,
      periodCap: rule.period_cap as never,
      evidenceNeeded: rule.evidence_needed,
      evidenceNote: rule.evidence_note,
      checker: rule.checker as Checker,
      star:
        rule.star_code === null
          ? null
          : {
              code: rule.star_code,
              name: rule.star_name ?? '',
              kind: rule.star_kind as StarKind,
              slot: rule.star_slot,
              category: rule.star_category,
            },
    })),
  }
}
