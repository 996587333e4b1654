import type { Book, getBook as getRoute, getMyBook as myRoute } from '@xinghe/contract/points'
import type { QuarterState } from '@xinghe/contract/quarters'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { evidenceOf } from '../files/index.ts'
import type { Actor } from '../platform/actor.ts'
import { may, within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { entriesOfBooks } from './book-entries.ts'
import { bookRowOf, type RawBook, selectBooks } from './book-rows.ts'
import { rulesOfVersions, starName, starsOfBooks, starsTold } from './book-stars.ts'
import { headCode } from './digest.ts'
import { slipsUnderWay } from './list-slips.ts'

async function vetoesOf(
  tx: ReadTx,
  by: Actor,
  bookId: string,
  ruleName: (code: string) => string,
): Promise<Book['vetoes']> {
  const rows = await tx
    .selectFrom('veto')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', bookId)
    .orderBy('recorded_at')
    .execute()
  const evidence = await evidenceOf(
    tx,
    by,
    'veto',
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    ruleCode: row.rule_code,
    rule: ruleName(row.rule_code),
    reason: row.reason,
    happenedOn: row.happened_on,
    recordedBy: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
    lifted: row.lifted_at ? { reason: row.lifted_reason ?? '', at: row.lifted_at.toISOString() } : null,
    evidence: evidence.get(row.id) ?? [],
  }))
}

/** A branch that lost the member reads why; only who may see the other book gets its number. */
async function movedTo(tx: ReadTx, by: Actor, raw: RawBook): Promise<Book['movedTo']> {
  if (!raw.moved_to) return null
  const there = await tx
    .selectFrom('book as b')
    .select(['b.id', 'b.book_no'])
    .where(within(by, 'books.read', 'b', { person: true }))
    .where('b.id', '=', raw.moved_to)
    .executeTakeFirst()
  return {
    reason: raw.moved_reason ?? '',
    on: raw.moved_on ?? '',
    bookId: there?.id ?? null,
    bookNo: there?.book_no ?? null,
  }
}

async function open(tx: ReadTx, by: Actor, raw: RawBook): Promise<Book> {
  const stars = (await starsOfBooks(tx, by.regionId, [raw.id])).get(raw.id) ?? []
  const rules =
    (raw.version_id && (await rulesOfVersions(tx, by, [raw.version_id])).get(raw.version_id)) || []
  const found = await entriesOfBooks(tx, by, [raw.id], (_, slot) => starName(stars, slot), { evidence: true })
  const entries = found.get(raw.id) ?? []
  const states = await tx
    .selectFrom('quarter')
    .select(['quarter', 'state'])
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', raw.village_id)
    .where('year', '=', raw.year)
    .execute()
  const exemption = await tx
    .selectFrom('exemption')
    .select(['reason', 'decided_on', 'decided_by_name'])
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', raw.id)
    .where('state', '=', 'APPROVED')
    .executeTakeFirst()
  const row = bookRowOf(raw, stars)
  return {
    ...row,
    versionTitle: raw.title && `${raw.title}（第${raw.version}版）`,
    conversion: raw.version_id ? raw.conversion : null,
    openedOn: raw.opened_on,
    headCode: headCode(raw.head),
    stars: starsTold(row, stars, rules, entries),
    quarters: [1, 2, 3, 4].map((quarter) => ({
      quarter,
      state: (states.find((state) => state.quarter === quarter)?.state as QuarterState) ?? null,
      points: entries.reduce(
        (total, entry) => total + (entry.quarter === quarter ? entry.counted : 0),
        0,
      ) as never,
    })),
    entryRows: entries,
    underWay: await slipsUnderWay(tx, by, raw.id),
    vetoes: await vetoesOf(
      tx,
      by,
      raw.id,
      (code) => rules.find((rule) => rule.code === code)?.content ?? code,
    ),
    vetoRules: rules.filter((rule) => rule.kind === 'VETO').map(({ code, content }) => ({ code, content })),
    exemption: exemption
      ? { reason: exemption.reason, decidedOn: exemption.decided_on, by: exemption.decided_by_name }
      : null,
    movedTo: await movedTo(tx, by, raw),
    can: [
      ...(may(by, 'slips.enter', raw.path) &&
      !raw.exempt &&
      (by.post !== 'MEMBER' || raw.person_id === by.personId)
        ? ['enter' as const]
        : []),
      ...(may(by, 'entries.reverse', raw.path) ? ['reverse' as const] : []),
      ...(may(by, 'books.merge', raw.path) && raw.subject === 'MEMBER' && !raw.moved_to
        ? ['merge' as const]
        : []),
      ...(may(by, 'vetoes.record', raw.path) && !raw.moved_to ? ['veto' as const] : []),
    ],
  }
}

export async function getBook(tx: ReadTx, by: Actor, { id }: InputOf<typeof getRoute>): Promise<Book> {
  const { rows } = await selectBooks(
    sql`${within(by, 'books.read', 'b', { person: true })} and b.id = ${id}`,
  ).execute(tx)
  if (!rows[0]) throw new Refusal('common.not_found')
  return open(tx, by, rows[0])
}

/** My own book of the year, or my newest, in whatever post I act. */
export async function getMyBook(tx: ReadTx, by: Actor, { year }: InputOf<typeof myRoute>): Promise<Book> {
  const { rows } = await selectBooks(
    sql`${within(by, 'books.read', 'b')} and b.person_id = ${by.personId} and b.moved_to is null and ${year === undefined ? sql`true` : sql`b.year = ${year}`}`,
  ).execute(tx)
  const [newest] = rows.toSorted((a, b) => b.year - a.year)
  if (!newest) throw new Refusal('books.no_book')
  return open(tx, by, newest)
}
