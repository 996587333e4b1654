/** Points of past quarters from paper books: judged as a slip would be, and posted at once, since they were checked on paper. */
import { createHash } from 'node:crypto'
import { formatDay, formatPoints, quarterOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { lockBooks, type NewEntry, post } from './ledger.ts'
import { checkLine, type LineRule } from './slip.rules.ts'
import { booksFor, type FactBook, openQuartersFor, type RuleBook, rulesFor } from './slip-facts.ts'
import { type FromOutside, fromOutside, isOpening } from './standing-imports.ts'

export interface ImportedLine {
  bookId: string
  ruleCode: string
  /** Only for rules that may be entered under any star. */
  slot?: number | undefined
  /** Hundredths; left out: what the rule gives. */
  amount?: number | undefined
  factOn: string
  reason: string
  /** Who checked it on paper. */
  confirmedBy: string | null
  /** Given from the second judgement on. */
  sourceId?: string | undefined
}
export type JudgedLine =
  | { is: 'NEW'; entry: NewEntry; path: string; villageId: string }
  /** It is in the ledger already; also when it was reversed there. */
  | { is: 'THERE' }
  | { is: 'REFUSED'; refusal: Refusal }

/**
 * The name of a deed from paper: the same rows give the same names in whatever order and split they come, so each is
 * posted once. `nth`: which one of several equal rows. A UUID of version 8 over SHA-256.
 */
export function importedId(
  regionId: number,
  deed: { bookId: string; ruleCode: string; star: string; factOn: string; reason: string; amount: number },
  nth: number,
): string {
  const text = [
    regionId,
    deed.bookId,
    deed.ruleCode,
    deed.star,
    deed.factOn,
    deed.reason,
    deed.amount,
    nth,
  ].join('\u001f')
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

interface Facts {
  rules: RuleBook
  outside: Map<string, FromOutside[]>
  /** A quarter of a village that is open. */
  open: (book: FactBook, factOn: string) => boolean
  /** Names of all rows of this run. */
  ours: ReadonlySet<string>
  slips: ReadonlySet<string>
}
const deedKey = (bookId: string, ruleCode: string, slot: number, factOn: string) =>
  `${bookId} ${ruleCode} ${slot} ${factOn}`

/** Deeds of these lines that a slip has already, in whatever state it is. */
async function slipsWith(tx: ReadTx, by: Actor, lines: readonly ImportedLine[]): Promise<Set<string>> {
  const { rows } = await sql<{ book_id: string; rule_code: string; slot: number; fact_on: string }>`
    select distinct l.book_id, l.rule_code, l.slot, l.fact_on
    from unnest(${lines.map((line) => line.bookId)}::uuid[], ${lines.map((line) => line.ruleCode)}::text[],
      ${lines.map((line) => line.factOn)}::date[]) as n (book_id, rule_code, fact_on)
    join slip_line l on l.region_id = ${by.regionId} and l.book_id = n.book_id and l.rule_code = n.rule_code
      and l.fact_on = n.fact_on and l.live`.execute(tx)
  return new Set(rows.map((row) => deedKey(row.book_id, row.rule_code, row.slot, row.fact_on)))
}

function judge(
  by: Actor,
  book: FactBook,
  rule: LineRule | undefined,
  line: ImportedLine & { sourceId: string | undefined },
  { rules, outside, open, ours, slips }: Facts,
): JudgedLine {
  const { name, year } = book
  const refused = (...why: ConstructorParameters<typeof Refusal>): JudgedLine => ({
    is: 'REFUSED',
    refusal: new Refusal(...why),
  })
  const there = outside.get(book.id) ?? []
  if (there.some((one) => one.sourceKind === 'IMPORTED' && one.sourceId === line.sourceId))
    return { is: 'THERE' }
  if (book.moved) return refused('entries.book_moved', { name })
  if (book.personId === by.personId) return refused('common.own_matter')
  const star = rules.starOf(book.versionId, rule?.starCode)
  const checked = checkLine(book, rule, star, line, { factOn: line.factOn, today: by.today })
  if ('code' in checked) return refused(checked.code, checked.details)
  const { slot, amount } = checked
  if (!rule || !line.sourceId) return refused('slips.rule_not_for_book', { rule: line.ruleCode, name })
  if (line.slot !== undefined && line.slot !== slot)
    return refused('entries.other_star', { rule: rule.content, star: star?.name ?? `第${slot}颗星` })
  if (rule.evidenceNeeded && !line.confirmedBy)
    return refused('entries.checker_needed', { rule: rule.content })
  const quarter = quarterOf(line.factOn as never)
  if (!open(book, line.factOn)) return refused('entries.quarter_closed', { year, quarter })
  const standing = there.filter((one) => !one.reversed && one.slot === slot)
  const opening = standing.find((one) => isOpening(one) && one.factOn >= line.factOn)
  if (opening) return refused('entries.opening_covers', { name, day: formatDay(opening.factOn) })
  const same = standing.filter((one) => one.ruleCode === rule.code && one.factOn === line.factOn)
  if (
    slips.has(deedKey(book.id, rule.code, slot, line.factOn)) ||
    same.some((one) => one.sourceKind === 'CARRIED')
  )
    return refused('entries.deed_stands', { name })
  const otherwise = same.find(
    (one) => one.reason === line.reason && one.claimed !== amount && !ours.has(one.sourceId),
  )
  if (otherwise) return refused('entries.imported_before', { name, points: formatPoints(otherwise.claimed) })
  return {
    is: 'NEW',
    path: book.path,
    villageId: book.villageId,
    entry: {
      bookId: book.id,
      slot,
      versionId: book.versionId as string,
      ruleCode: rule.code,
      kind: rule.kind as NewEntry['kind'],
      claimed: amount,
      factOn: line.factOn,
      quarter,
      sourceKind: 'IMPORTED',
      sourceId: line.sourceId,
      reason: line.reason,
      enteredBy: by.personId,
      enteredByName: by.name,
      confirmedByName: line.confirmedBy,
      checkedByName: null,
    },
  }
}

/**
 * What would become of these lines, in their order; any number in a handful of statements. `seen` is kept over all calls of one
 * file: how often each deed came. With `hold`, the quarters stay open until the transaction ends.
 */
export async function judgeImported(
  tx: ReadTx,
  by: Actor,
  lines: readonly ImportedLine[],
  { seen, hold }: { seen: Map<string, number>; hold: boolean },
): Promise<JudgedLine[]> {
  if (lines.length === 0) return []
  const books = await booksFor(
    tx,
    by,
    lines.map((line) => line.bookId),
  )
  const rules = await rulesFor(tx, by, new Set([...books.values()].map((book) => book.versionId)))
  const quarterAt = await openQuartersFor(tx, by, [...books.values()], hold)
  const named = lines.map((line) => {
    const book = books.get(line.bookId) as FactBook
    const rule = rules.ruleOf(book.versionId, line.ruleCode)
    if (line.sourceId || !rule) return { book, rule, line: { ...line, sourceId: line.sourceId } }
    const whole = rule.kind === 'DEDUCT' ? 0 - Math.abs(rule.amount) : Math.abs(rule.amount)
    const deed = {
      ...line,
      star: rule.starCode ?? String(line.slot ?? ''),
      amount: line.amount ?? whole,
    }
    const first = importedId(by.regionId, deed, 1)
    const nth = (seen.get(first) ?? 0) + 1
    seen.set(first, nth)
    const sourceId = nth === 1 ? first : importedId(by.regionId, deed, nth)
    if (nth > 1) seen.set(sourceId, 0)
    return { book, rule, line: { ...line, sourceId } }
  })
  const facts: Facts = {
    rules,
    outside: await fromOutside(tx, by, books.keys()),
    open: (book, factOn) => quarterAt(book, factOn)?.late === false,
    ours: new Set([...seen.keys(), ...named.flatMap(({ line }) => line.sourceId ?? [])]),
    slips: await slipsWith(tx, by, lines),
  }
  return named.map(({ book, rule, line }) => judge(by, book, rule, line, facts))
}

/** Posts what is not there yet, in the order given; refuses all at the first line that cannot stand. Returns how many. */
export async function importEntries(
  tx: Tx,
  by: Actor,
  lines: readonly ImportedLine[],
  seen: Map<string, number> = new Map(),
): Promise<number> {
  const locked = await lockBooks(tx, by, [...new Set(lines.map((line) => line.bookId))])
  permitAll(
    tx,
    by,
    'imports.make',
    locked.map((book) => book.path),
  )
  const judged = await judgeImported(tx, by, lines, { seen, hold: true })
  const fresh = judged.flatMap((one) => {
    if (one.is === 'REFUSED') throw one.refusal
    return one.is === 'NEW' ? [one] : []
  })
  await post(
    tx,
    by,
    fresh.map((one) => one.entry),
  )
  await audit(
    tx,
    by,
    'entries.imported',
    [...Map.groupBy(fresh, (one) => one.villageId)].map(([villageId, own]) => ({
      path: own[0]?.path as string,
      subjectKind: 'unit',
      subjectId: villageId,
      note: `从纸质手册导入积分${own.length}笔`,
    })),
  )
  return fresh.length
}
