/** The ledger: post and reverse, many entries of many books in a handful of statements. Nothing here is ever edited. */
import type { RulePeriod, ruleKinds } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { atOnce, type ReadTx, type Tx } from '../platform/tx.ts'
import { type CapRule, type Claim, Counted, settleClaims } from './caps.rules.ts'
import { chain } from './digest.ts'

export interface NewEntry {
  bookId: string
  slot: number
  versionId: string
  ruleCode: string
  /** BASE, BONUS or DEDUCT of the rule; ADJUST for the year-end verification and for opening balances. */
  kind: keyof typeof ruleKinds | 'ADJUST'
  claimed: number
  factOn: string
  quarter: number
  sourceKind: 'SLIP_LINE' | 'YEAR_END' | 'OPENING' | 'CARRIED' | 'IMPORTED'
  /** Each source posts once to a book. */
  sourceId: string
  reason: string
  enteredBy: string
  enteredByName: string
  confirmedByName: string | null
  checkedByName: string | null
}
export interface Posted {
  id: string
  bookId: string
  counted: number
}

type Row = Omit<NewEntry, 'sourceKind'> & { sourceKind: string; counted: number; refersTo: string | null }

const free: CapRule = { cap: null, period: 'YEAR', periodCap: null }
const slots = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

export const lockBooks = (tx: Tx, by: Actor, ids: readonly string[]) =>
  tx
    .selectFrom('book')
    .select(['id', 'path', 'person_id', 'village_id', 'year', 'entries', 'head', 'exempt'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()

export interface CapBook {
  ruleOf: (claim: { versionId: string; ruleCode: string }) => CapRule
  bonusCapOf: (versionId: string) => number
}
/** The caps of these versions, by rule. */
export async function capsOf(tx: ReadTx, regionId: number, versionIds: readonly string[]): Promise<CapBook> {
  const ids = [...new Set(versionIds)]
  const [rules, versions] = await atOnce([
    tx
      .selectFrom('scheme_rule')
      .select(['version_id', 'code', 'cap', 'period', 'period_cap'])
      .where('region_id', '=', regionId)
      .where('version_id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute(),
    tx
      .selectFrom('scheme_version')
      .select(['id', 'star_bonus_cap'])
      .where('region_id', '=', regionId)
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute(),
  ])
  const byCode = new Map(
    rules.map((rule) => [
      `${rule.version_id} ${rule.code}`,
      { cap: rule.cap, period: rule.period as RulePeriod, periodCap: rule.period_cap },
    ]),
  )
  const bonus = new Map(versions.map((version) => [version.id, version.star_bonus_cap]))
  return {
    ruleOf: ({ versionId, ruleCode }) => byCode.get(`${versionId} ${ruleCode}`) ?? free,
    bonusCapOf: (versionId) => bonus.get(versionId) ?? 0,
  }
}

/** Of the rules that are claimed now, and of all bonuses, which share a cap: no other entry bears on what these may count. */
const countedSums = (tx: ReadTx, regionId: number, bookIds: readonly string[], codes: readonly string[]) =>
  tx
    .selectFrom('points_entry')
    .select((eb) => [
      'book_id',
      'slot',
      'rule_code',
      'version_id',
      'kind',
      sql<string>`to_char(fact_on, 'YYYY-MM-01')`.as('fact_on'),
      eb.fn.sum<number>('counted').as('counted'),
    ])
    .where('region_id', '=', regionId)
    .where('book_id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .where(sql<boolean>`(kind = 'BONUS' or kind <> 'ADJUST' and rule_code = any(${codes}::text[]))`)
    .groupBy(['book_id', 'slot', 'rule_code', 'version_id', 'kind', sql`6`])
    .execute()

/** What already counts in these books, net of reversals, in the groups that caps know. */
function countedBefore(
  sums: Awaited<ReturnType<typeof countedSums>>,
  caps: CapBook,
): (bookId: string, versionId: string) => Counted {
  const books = new Map<string, Counted>()
  const of = (bookId: string, versionId: string): Counted => {
    let counted = books.get(bookId)
    if (!counted) books.set(bookId, (counted = new Counted(caps.bonusCapOf(versionId))))
    return counted
  }
  for (const sum of sums)
    of(sum.book_id, sum.version_id).add(
      { slot: sum.slot, ruleCode: sum.rule_code, kind: sum.kind, claimed: 0, factOn: sum.fact_on },
      caps.ruleOf({ versionId: sum.version_id, ruleCode: sum.rule_code }),
      Number(sum.counted),
    )
  return of
}

/** Appends rows, chains them, and moves the sums of their books: two statements, whatever the number of rows. */
async function append(
  tx: Tx,
  by: Actor,
  books: Awaited<ReturnType<typeof lockBooks>>,
  rows: readonly Row[],
): Promise<Posted[]> {
  const heads = new Map(books.map((book) => [book.id, { ...book, sums: new Array<number>(11).fill(0) }]))
  const made = rows.map((row) => {
    const book = heads.get(row.bookId)
    if (!book) throw new Refusal('common.not_found')
    book.entries += 1
    book.sums[row.slot] = (book.sums[row.slot] ?? 0) + row.counted
    const entry = {
      id: newId(),
      book_id: row.bookId,
      seq: book.entries,
      path: book.path,
      person_id: book.person_id,
      year: book.year,
      quarter: row.quarter,
      slot: row.slot,
      version_id: row.versionId,
      rule_code: row.ruleCode,
      kind: row.kind,
      claimed: row.claimed,
      counted: row.counted,
      fact_on: row.factOn,
      source_kind: row.sourceKind,
      source_id: row.sourceId,
      refers_to: row.refersTo,
      reason: row.reason,
      entered_by: row.enteredBy,
      entered_by_name: row.enteredByName,
      confirmed_by_name: row.confirmedByName,
      checked_by_name: row.checkedByName,
      posted_at: by.now,
    }
    const digest = chain(book.head || book.id, entry)
    book.head = digest
    return { ...entry, digest }
  })
  const column = <K extends keyof (typeof made)[number]>(name: K) => made.map((entry) => entry[name])
  const inserted = sql`
    insert into points_entry (region_id, id, book_id, seq, path, person_id, year, quarter, slot, version_id, rule_code,
      kind, claimed, counted, fact_on, source_kind, source_id, refers_to, reason, entered_by, entered_by_name,
      confirmed_by_name, checked_by_name, posted_at, digest)
    select ${by.regionId}, n.id, n.book_id, n.seq, n.path, n.person_id, n.year, n.quarter, n.slot, n.version_id,
      n.rule_code, n.kind, n.claimed, n.counted, n.fact_on, n.source_kind, n.source_id, n.refers_to, n.reason,
      n.entered_by, n.entered_by_name, n.confirmed_by_name, n.checked_by_name, ${by.now}, n.digest
    from unnest(${column('id')}::uuid[], ${column('book_id')}::uuid[], ${column('seq')}::int[], ${column('path')}::text[],
      ${column('person_id')}::uuid[], ${column('year')}::int[], ${column('quarter')}::int[], ${column('slot')}::int[],
      ${column('version_id')}::uuid[], ${column('rule_code')}::text[], ${column('kind')}::text[],
      ${column('claimed')}::int[], ${column('counted')}::int[], ${column('fact_on')}::date[],
      ${column('source_kind')}::text[], ${column('source_id')}::uuid[], ${column('refers_to')}::uuid[],
      ${column('reason')}::text[], ${column('entered_by')}::uuid[], ${column('entered_by_name')}::text[],
      ${column('confirmed_by_name')}::text[], ${column('checked_by_name')}::text[], ${column('digest')}::text[])
      as n (id, book_id, seq, path, person_id, year, quarter, slot, version_id, rule_code, kind, claimed, counted,
        fact_on, source_kind, source_id, refers_to, reason, entered_by, entered_by_name, confirmed_by_name,
        checked_by_name, digest)`.execute(tx)
  const touched = [...heads.values()]
  const sum = (slot: number) => touched.map((book) => book.sums[slot] ?? 0)
  const moved = sql`
    update book set entries = n.entries, head = n.head,
      s1 = book.s1 + n.s1, s2 = book.s2 + n.s2, s3 = book.s3 + n.s3, s4 = book.s4 + n.s4, s5 = book.s5 + n.s5,
      s6 = book.s6 + n.s6, s7 = book.s7 + n.s7, s8 = book.s8 + n.s8, s9 = book.s9 + n.s9, s10 = book.s10 + n.s10
    from unnest(${touched.map((book) => book.id)}::uuid[], ${touched.map((book) => book.entries)}::int[],
      ${touched.map((book) => book.head)}::text[], ${sum(1)}::int[], ${sum(2)}::int[], ${sum(3)}::int[],
      ${sum(4)}::int[], ${sum(5)}::int[], ${sum(6)}::int[], ${sum(7)}::int[], ${sum(8)}::int[], ${sum(9)}::int[],
      ${sum(10)}::int[]) as n (id, entries, head, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
    where book.region_id = ${by.regionId} and book.id = n.id`.execute(tx)
  await atOnce([inserted, moved])
  return made.map((entry) => ({ id: entry.id, bookId: entry.book_id, counted: entry.counted }))
}

/** The first entry under a version freezes it: from then on a change is a new version. */
async function lockVersions(tx: Tx, by: Actor, versionIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('scheme_version')
    .set({ state: 'LOCKED', locked_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${[...new Set(versionIds)]}::uuid[])`)
    .where('state', '=', 'PUBLISHED')
    .execute()
}

/**
 * Posts entries in the order given. Caps cut `claimed` to `counted`; both stand in the ledger, so that a person sees
 * what the cap took. Callers have permitted the act. Returns one line per entry, in order.
 */
export async function post(tx: Tx, by: Actor, entries: readonly NewEntry[]): Promise<Posted[]> {
  if (entries.length === 0) return []
  const bookIds = [...new Set(entries.map((entry) => entry.bookId))]
  const versionIds = entries.map((entry) => entry.versionId)
  // They travel at once and are done in this order: the books are locked before their entries are summed.
  const [books, caps, sums] = await atOnce([
    lockBooks(tx, by, bookIds),
    capsOf(tx, by.regionId, versionIds),
    countedSums(tx, by.regionId, bookIds, [...new Set(entries.map((entry) => entry.ruleCode))]),
    lockVersions(tx, by, versionIds),
  ])
  if (books.length < bookIds.length) throw new Refusal('common.not_found')
  const before = countedBefore(sums, caps)
  const rows = entries.map((entry) => ({
    ...entry,
    refersTo: null,
    counted: before(entry.bookId, entry.versionId).take(entry, caps.ruleOf(entry)),
  }))
  return append(tx, by, books, rows)
}

interface Standing extends Claim {
  id: string
  bookId: string
  versionId: string
  quarter: number
  reason: string
  sourceKind: string
  net: number
}

/** Claims of these books that no reversal took back, in ledger order, with what each counts now. */
export async function standingClaims(
  tx: ReadTx,
  regionId: number,
  bookIds: readonly string[],
): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('points_entry')
    .select([
      'id',
      'book_id',
      'seq',
      'slot',
      'rule_code',
      'version_id',
      'kind',
      'claimed',
      'counted',
      'fact_on',
      'quarter',
      'source_kind',
      'refers_to',
      'reason',
    ])
    .where('region_id', '=', regionId)
    .where('book_id', '=', sql<string>`any(${bookIds}::uuid[])`)
    .orderBy('book_id')
    .orderBy('seq')
    .execute()
  const claims = new Map<string, Standing>()
  for (const row of rows) {
    if (row.source_kind === 'REVERSAL') claims.delete(row.refers_to as string)
    else if (row.source_kind === 'RECOUNT') {
      const claim = claims.get(row.refers_to as string)
      if (claim) claim.net += row.counted
    } else
      claims.set(row.id, {
        id: row.id,
        bookId: row.book_id,
        slot: row.slot,
        ruleCode: row.rule_code,
        versionId: row.version_id,
        kind: row.kind,
        claimed: row.claimed,
        factOn: row.fact_on,
        quarter: row.quarter,
        reason: row.reason,
        sourceKind: row.source_kind,
        net: row.counted,
      })
  }
  return [...claims.values()]
}

/** A closed quarter takes nothing more: what is corrected later stands in the next quarter that is still open, if any. */
export async function openQuarterOf(
  tx: ReadTx,
  by: Actor,
  books: readonly { id: string; village_id: string; year: number }[],
): Promise<(claim: { bookId: string; quarter: number }) => number> {
  const rows = await tx
    .selectFrom('quarter')
    .select(['village_id', 'year', 'quarter', 'state'])
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', sql<string>`any(${[...new Set(books.map((book) => book.village_id))]}::uuid[])`)
    .orderBy('quarter')
    .execute()
  const placeOf = new Map(books.map((book) => [book.id, book]))
  return ({ bookId, quarter }) => {
    const book = placeOf.get(bookId)
    const own = rows.filter((row) => row.village_id === book?.village_id && row.year === book.year)
    const open = own.find((row) => row.state === 'OPEN' && row.quarter >= quarter)
    if (!open && own.length > 0) throw new Refusal('entries.no_quarter_open', { year: book?.year })
    return open?.quarter ?? quarter
  }
}

/**
 * Takes entries back: each gets a reversal of what it counts, and claims that a cap had cut because of it get a
 * recount, so that the sums are what they would be had the entry never stood (law in ledger.test.ts).
 */
export async function reverse(
  tx: Tx,
  by: Actor,
  { entryIds, reason }: { entryIds: readonly string[]; reason: string },
): Promise<Posted[]> {
  const targets = await tx
    .selectFrom('points_entry')
    .select(['id', 'book_id', 'source_kind'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${entryIds}::uuid[])`)
    .execute()
  if (targets.length < new Set(entryIds).size || targets.length === 0) throw new Refusal('common.not_found')
  if (targets.some((target) => target.source_kind === 'REVERSAL' || target.source_kind === 'RECOUNT'))
    throw new Refusal('common.act_not_open')
  const bookIds = [...new Set(targets.map((target) => target.book_id))]
  const books = await lockBooks(tx, by, bookIds)
  const claims = await standingClaims(tx, by.regionId, bookIds)
  const quarterFor = await openQuarterOf(tx, by, books)
  const wanted = new Set(entryIds)
  const taken = claims.filter((claim) => wanted.has(claim.id))
  if (taken.length < wanted.size) throw new Refusal('common.changed_meanwhile')
  const caps = await capsOf(
    tx,
    by.regionId,
    claims.map((claim) => claim.versionId),
  )
  const common = {
    enteredBy: by.personId,
    enteredByName: by.name,
    confirmedByName: null,
    checkedByName: by.name,
  }
  const reversals: Row[] = taken.map((claim) => ({
    ...common,
    bookId: claim.bookId,
    slot: claim.slot,
    versionId: claim.versionId,
    ruleCode: claim.ruleCode,
    kind: claim.kind as NewEntry['kind'],
    claimed: 0 - claim.claimed,
    counted: 0 - claim.net,
    factOn: claim.factOn,
    quarter: quarterFor(claim),
    sourceKind: 'REVERSAL',
    sourceId: claim.id,
    refersTo: claim.id,
    reason,
  }))
  const recounts = bookIds.flatMap((bookId): Row[] => {
    const left = claims.filter((claim) => claim.bookId === bookId && !wanted.has(claim.id))
    const target = settleClaims(
      left,
      (claim) => caps.ruleOf(claim),
      left[0] ? caps.bonusCapOf(left[0].versionId) : 0,
    )
    return left.flatMap((claim, index) => {
      const difference = (target[index] as number) - claim.net
      if (difference === 0) return []
      return [
        {
          ...common,
          bookId,
          slot: claim.slot,
          versionId: claim.versionId,
          ruleCode: claim.ruleCode,
          kind: claim.kind as NewEntry['kind'],
          claimed: 0,
          counted: difference,
          factOn: claim.factOn,
          quarter: quarterFor(claim),
          sourceKind: 'RECOUNT',
          sourceId: newId(),
          refersTo: claim.id,
          reason: `冲正后按上限重新计入：${claim.reason}`,
        },
      ]
    })
  })
  return append(tx, by, books, [...reversals, ...recounts])
}

export const starSums = (book: Record<`s${(typeof slots)[number]}`, number>): number[] =>
  slots.map((slot) => book[`s${slot}`])
