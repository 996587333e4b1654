import { adjustName } from '@xinghe/contract/points'
import type { getWhy as route } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { ColourMode, Conversion, RuleKind, Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { evidenceOf } from '../../files/index.ts'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { headCode, starSums, starsOfBooks } from '../../points/index.ts'
import { evaluate, planOf } from '../star.rules.ts'

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...new Set(ids)]}::uuid[])`

/** Everything the stars of these books were computed from: one statement for each kind of thing. */
async function behindBooks(tx: ReadTx, by: Actor, bookIds: readonly string[]) {
  const books = await tx
    .selectFrom('book as b')
    .innerJoin(unitOn('b.village_id', endOfYear('b.year')).as('v'), (join) => join.onTrue())
    .innerJoin('scheme_version as sv', (join) =>
      join.onRef('sv.region_id', '=', 'b.region_id').onRef('sv.id', '=', 'b.version_id'),
    )
    .leftJoin('rating as r', (join) =>
      join.onRef('r.region_id', '=', 'b.region_id').onRef('r.book_id', '=', 'b.id'),
    )
    .selectAll('b')
    .select([
      'v.short_name as village',
      'v.parent_short_name as township',
      'sv.title',
      'sv.version',
      'sv.doc_no',
      'sv.conversion',
      'sv.light_at',
      'sv.colour_mode',
      'sv.red_at',
      'sv.silver_at',
      'sv.gold_at',
      'sv.class_one_at',
      'sv.class_two_at',
      'sv.year_end_weight',
      'sv.star_bonus_cap',
      'r.confirmed_at',
      'r.year_end_score',
      'r.colours as awarded',
    ])
    .where(within(by, 'why.read', 'b', { person: true }))
    .where('b.id', '=', anyOf(bookIds))
    .orderBy('b.path')
    .orderBy('b.book_no')
    .execute()
  const ids = books.map((book) => book.id)
  const vetoes = await tx
    .selectFrom('veto')
    .select(['book_id', 'rule_code', 'reason', 'happened_on'])
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', anyOf(ids))
    .where('lifted_at', 'is', null)
    .execute()
  const rules = await tx
    .selectFrom('scheme_rule')
    .select(['version_id', 'code', 'kind', 'content', 'amount', 'cap', 'star_code', 'seq'])
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', anyOf(books.flatMap((book) => book.version_id ?? [])))
    .orderBy('seq')
    .execute()
  const entries = await tx
    .selectFrom('points_entry as e')
    .innerJoin('scheme_version as sv', (join) =>
      join.onRef('sv.region_id', '=', 'e.region_id').onRef('sv.id', '=', 'e.version_id'),
    )
    .leftJoin('slip_line as l', (join) =>
      join.onRef('l.region_id', '=', 'e.region_id').onRef('l.id', '=', 'e.source_id'),
    )
    .selectAll('e')
    .select(['sv.version', 'sv.title', 'l.slip_id'])
    .where('e.region_id', '=', by.regionId)
    .where('e.book_id', '=', anyOf(ids))
    .orderBy('e.book_id')
    .orderBy('e.seq')
    .execute()
  const evidence = await evidenceOf(tx, by, 'slip', [
    ...new Set(entries.flatMap((entry) => (entry.slip_id ? [entry.slip_id] : []))),
  ])
  const { rows: waiting } = await sql<{
    book_id: string
    slot: number
    slip_id: string
    rule_code: string
    reason: string
    amount: number
    state: string
  }>`
    select l.book_id, l.slot, l.slip_id, l.rule_code, s.reason, l.amount, s.state from slip_line l
    join slip s on s.region_id = l.region_id and s.id = l.slip_id
    where l.region_id = ${by.regionId} and l.book_id = ${anyOf(ids)} and l.live
      and s.state in ('SUBMITTED', 'CONFIRMED', 'RETURNED') order by s.fact_on`.execute(tx)
  return {
    books,
    stars: await starsOfBooks(tx, by.regionId, ids),
    vetoes: new Map(vetoes.map((veto) => [veto.book_id, veto])),
    rules: Map.groupBy(rules, (rule) => rule.version_id),
    entries: Map.groupBy(entries, (entry) => entry.book_id),
    evidence,
    waiting,
  }
}
type Behind = Awaited<ReturnType<typeof behindBooks>>

/** Everything one star was computed from, down to the entries and their evidence. */
export async function getWhy(
  tx: ReadTx,
  by: Actor,
  { bookId, slot }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const behind = await behindBooks(tx, by, [bookId])
  const [book] = behind.books
  if (!book) throw new Refusal('common.not_found')
  const why = whyOf(behind, book, slot)
  if (!why) throw new Refusal('results.no_star')
  return why
}

/** All stars of these books, book by book. */
export async function whysOfBooks(
  tx: ReadTx,
  by: Actor,
  bookIds: readonly string[],
): Promise<AnswerIn<typeof route>[]> {
  const behind = await behindBooks(tx, by, bookIds)
  return behind.books.flatMap((book) =>
    (behind.stars.get(book.id) ?? []).flatMap((star) => whyOf(behind, book, star.slot) ?? []),
  )
}

function whyOf(
  behind: Behind,
  book: Behind['books'][number],
  slot: number,
): AnswerIn<typeof route> | undefined {
  const bookId = book.id
  const stars = behind.stars.get(bookId) ?? []
  const star = stars.find((one) => one.slot === slot)
  if (!star) return
  const veto = behind.vetoes.get(bookId)
  const sums = starSums(book)
  const plan = planOf(book, book.subject)
  const found = evaluate(plan, { sums, vetoed: veto !== undefined, yearEndScore: book.year_end_score })
  const points = Math.max(0, sums[slot - 1] as number)
  const colours = book.awarded ?? found.colours
  const tiers = [
    { colour: 'R' as const, at: plan.redAt },
    { colour: 'S' as const, at: plan.silverAt },
    { colour: 'G' as const, at: plan.goldAt },
  ]
  const higher = plan.colourMode === 'POINTS' ? tiers.filter((tier) => tier.at > points) : []
  const rules = behind.rules.get(book.version_id as string) ?? []
  const entries = (behind.entries.get(bookId) ?? []).filter((entry) => entry.slot === slot)
  const reversed = new Set(
    entries.filter((entry) => entry.source_kind === 'REVERSAL').map((entry) => entry.refers_to),
  )
  const { evidence } = behind
  const contentOf = new Map(rules.map((rule) => [rule.code, rule.content]))
  const waiting = behind.waiting.filter((row) => row.book_id === bookId && row.slot === slot)

  const total = (code: string, of: 'claimed' | 'counted') =>
    entries.reduce((sum, entry) => (entry.rule_code === code ? sum + entry[of] : sum), 0)
  const used = new Set(entries.map((entry) => entry.rule_code))
  return {
    bookId,
    bookNo: book.book_no,
    subject: book.subject as Subject,
    name: book.name,
    villageName: book.village,
    townshipName: book.township,
    year: book.year,
    slot,
    star: { code: star.code, kind: star.kind, name: star.name, requirement: star.requirement },
    stars: stars.map((one) => ({ slot: one.slot, name: one.name, points: sums[one.slot - 1] as number })),
    colours,
    points,
    lit: found.lit[slot - 1] === '1',
    colour: colours[slot - 1] as string,
    lightAt: plan.lightAt,
    missing: found.missing[slot - 1] as number,
    nextColours: higher.map((tier) => ({ ...tier, missing: tier.at - points })),
    plan: {
      title: book.title,
      version: book.version,
      docNo: book.doc_no,
      conversion: plan.conversion as Conversion,
      colourMode: plan.colourMode as ColourMode,
      bonusCap: book.star_bonus_cap,
    },
    rules: rules
      .filter((rule) => rule.kind !== 'VETO' && (rule.star_code === star.code || used.has(rule.code)))
      .map((rule) => {
        const counted = total(rule.code, 'counted')
        return {
          code: rule.code,
          kind: rule.kind as RuleKind,
          content: rule.content,
          amount: rule.amount,
          cap: rule.cap,
          claimed: total(rule.code, 'claimed'),
          counted,
          open: rule.kind === 'BASE' ? Math.max(0, (rule.cap ?? rule.amount) - counted) : null,
        }
      }),
    entries: entries.map((entry) => ({
      id: entry.id,
      seq: entry.seq,
      factOn: entry.fact_on,
      quarter: entry.quarter,
      ruleCode: entry.rule_code,
      content:
        contentOf.get(entry.rule_code) ??
        (entry.kind === 'ADJUST' ? adjustName(entry.rule_code) : entry.reason),
      kind: entry.kind,
      versionTitle: `第${entry.version}版`,
      claimed: entry.claimed,
      counted: entry.counted,
      status:
        entry.source_kind === 'REVERSAL'
          ? ('REVERSAL' as const)
          : entry.source_kind === 'RECOUNT'
            ? ('RECOUNT' as const)
            : reversed.has(entry.id)
              ? ('REVERSED' as const)
              : ('STANDS' as const),
      refersTo: entry.refers_to,
      sourceKind: entry.source_kind,
      slipId: entry.slip_id,
      reason: entry.reason,
      evidence: entry.slip_id ? (evidence.get(entry.slip_id) ?? []) : [],
      enteredBy: entry.entered_by_name,
      confirmedBy: entry.confirmed_by_name,
      checkedBy: entry.checked_by_name,
      postedAt: entry.posted_at.toISOString(),
      digest: entry.digest,
    })),
    waiting: waiting.map((row) => ({
      slipId: row.slip_id,
      ruleCode: row.rule_code,
      reason: row.reason,
      amount: row.amount,
      state: row.state,
    })),
    veto: veto ? { ruleCode: veto.rule_code, reason: veto.reason, happenedOn: veto.happened_on } : null,
    frozen: book.confirmed_at !== null,
    headCode: headCode(book.head),
  }
}
