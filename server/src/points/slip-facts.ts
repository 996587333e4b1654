/** What entering a slip must know: books, rules, stars, open quarters, committee members. One query each, any number of books. */
import { quarterOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { inOffice } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { type Holder, type LineBook, type LineRule, type LineStar, quarterFor } from './slip.rules.ts'

export interface FactBook extends LineBook {
  subject: string
  townshipId: string
  villageId: string
  villageName: string
  path: string
  personId: string | null
  /** Its standing went into another book. */
  moved: boolean
}
const ids = (list: Iterable<string>) => sql<string>`any(${[...new Set(list)]}::uuid[])`

export async function booksFor(
  tx: ReadTx,
  by: Actor,
  bookIds: readonly string[],
): Promise<Map<string, FactBook>> {
  const wanted = new Set(bookIds)
  const rows = await tx
    .selectFrom('book as b')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'b.region_id').onRef('v.id', '=', 'b.village_id'),
    )
    .select([
      'b.id',
      'b.name',
      'b.year',
      'b.version_id',
      'b.category',
      'b.exempt',
      'b.elective_a',
      'b.elective_b',
      'b.subject',
      'b.township_id',
      'b.village_id',
      'v.short_name',
      'b.path',
      'b.person_id',
      'b.moved_to',
    ])
    .where('b.region_id', '=', by.regionId)
    .where('b.id', '=', ids(wanted))
    .execute()
  if (rows.length < wanted.size) throw new Refusal('common.not_found')
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        year: row.year,
        versionId: row.version_id,
        category: row.category,
        exempt: row.exempt,
        electives: [row.elective_a, row.elective_b],
        subject: row.subject,
        townshipId: row.township_id,
        villageId: row.village_id,
        villageName: row.short_name,
        path: row.path,
        personId: row.person_id,
        moved: row.moved_to !== null,
      },
    ]),
  )
}

export interface RuleBook {
  ruleOf: (versionId: string | null, code: string) => LineRule | undefined
  starOf: (versionId: string | null, code: string | null | undefined) => LineStar | undefined
}
export async function rulesFor(
  tx: ReadTx,
  by: Actor,
  versionIds: Iterable<string | null>,
): Promise<RuleBook> {
  const versions = [...versionIds].filter((id) => id !== null)
  const rules = await tx
    .selectFrom('scheme_rule')
    .select([
      'version_id',
      'code',
      'kind',
      'content',
      'amount',
      'star_code',
      'evidence_needed',
      'evidence_note',
      'checker',
    ])
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', ids(versions))
    .execute()
  const stars = await tx
    .selectFrom('scheme_star')
    .select(['version_id', 'code', 'kind', 'name', 'slot', 'category'])
    .where('region_id', '=', by.regionId)
    .where('version_id', '=', ids(versions))
    .execute()
  const ruleByKey = new Map(
    rules.map((row) => [
      `${row.version_id} ${row.code}`,
      {
        code: row.code,
        kind: row.kind,
        content: row.content,
        amount: row.amount,
        starCode: row.star_code,
        evidenceNeeded: row.evidence_needed,
        evidenceNote: row.evidence_note,
        checker: row.checker,
      },
    ]),
  )
  const starByKey = new Map(stars.map((row) => [`${row.version_id} ${row.code}`, row]))
  return {
    ruleOf: (versionId, code) => ruleByKey.get(`${versionId} ${code}`),
    starOf: (versionId, code) => starByKey.get(`${versionId} ${code}`),
  }
}

export type QuarterBook = (
  place: { villageId: string; year: number },
  factOn: string,
) => { quarter: number; late: boolean } | undefined
/** Open quarters of these villages. With `hold`, they stay open until this transaction ends. */
export async function openQuartersFor(
  tx: ReadTx,
  by: Actor,
  places: readonly { villageId: string; year: number }[],
  hold: boolean,
): Promise<QuarterBook> {
  let query = (tx as Tx)
    .selectFrom('quarter')
    .select(['village_id', 'year', 'quarter'])
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', ids(places.map((place) => place.villageId)))
    .where('year', 'in', [...new Set(places.map((place) => place.year))])
    .where('state', '=', 'OPEN')
  if (hold) query = query.forShare()
  const open = new Map<string, number[]>()
  for (const row of await query.execute()) {
    const key = `${row.village_id} ${row.year}`
    open.set(key, [...(open.get(key) ?? []), row.quarter])
  }
  return ({ villageId, year }, factOn) =>
    quarterFor(open.get(`${villageId} ${year}`) ?? [], quarterOf(factOn as never))
}

/** Secretary and Party workers of these villages today, and who stands in for them. */
export async function committeesFor(
  tx: ReadTx,
  by: Actor,
  villageIds: Iterable<string>,
): Promise<(villageId: string) => Holder[]> {
  const { rows } = await sql<{ unit_id: string; person_id: string; post: string }>`
    select o.unit_id, o.person_id, o.post from ${inOffice(by.regionId, by.today)} o
     where o.unit_id = ${ids(villageIds)} and o.post in ('VILLAGE_SECRETARY', 'VILLAGE_CLERK')`.execute(tx)
  const holders = new Map<string, Holder[]>()
  for (const row of rows)
    holders.set(row.unit_id, [
      ...(holders.get(row.unit_id) ?? []),
      { personId: row.person_id, post: row.post },
    ])
  return (villageId) => holders.get(villageId) ?? []
}

export interface Deed {
  bookId: string
  ruleCode: string
  slot: number
  factOn: string
  ordinal: number
}
/** Names of the books in which one of these deeds stands already, outside the slip given. */
export async function deedsStanding(
  tx: ReadTx,
  by: Actor,
  deeds: readonly Deed[],
): Promise<
  { bookId: string; name: string; ruleCode: string; slot: number; factOn: string; ordinal: number }[]
> {
  const found = await sql<{
    book_id: string
    name: string
    rule_code: string
    slot: number
    fact_on: string
    ordinal: number
  }>`
    select n.book_id, b.name, n.rule_code, n.slot, n.fact_on, n.ordinal
    from unnest(${deeds.map((deed) => deed.bookId)}::uuid[], ${deeds.map((deed) => deed.ruleCode)}::text[], ${deeds.map((deed) => deed.slot)}::int[],
      ${deeds.map((deed) => deed.factOn)}::date[], ${deeds.map((deed) => deed.ordinal)}::int[]) as n (book_id, rule_code, slot, fact_on, ordinal)
    join book b on b.region_id = ${by.regionId} and b.id = n.book_id
    where exists (
      select 1 from slip_line l where l.region_id = ${by.regionId} and l.book_id = n.book_id and l.rule_code = n.rule_code
        and l.slot = n.slot and l.fact_on = n.fact_on and l.ordinal = n.ordinal and l.live
    ) or n.ordinal <= (
      -- What came from the paper book is the first, second … of its day.
      select count(*) from points_entry e where e.region_id = ${by.regionId} and e.book_id = n.book_id and e.rule_code = n.rule_code
        and e.slot = n.slot and e.fact_on = n.fact_on and e.source_kind = 'IMPORTED' and not exists (
          select 1 from points_entry x where x.region_id = e.region_id and x.book_id = e.book_id and x.source_kind = 'REVERSAL' and x.source_id = e.id)
    )`.execute(tx)
  return found.rows.map((row) => ({
    bookId: row.book_id,
    name: row.name,
    ruleCode: row.rule_code,
    slot: row.slot,
    factOn: row.fact_on,
    ordinal: row.ordinal,
  }))
}

/** Refuses when a deed stands already or is named twice here, saying whose. */
export async function refuseSameDeed(
  tx: ReadTx,
  by: Actor,
  deeds: readonly Deed[],
  nameOf: (bookId: string) => string,
): Promise<void> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const deed of deeds) {
    const key = `${deed.bookId} ${deed.ruleCode} ${deed.slot} ${deed.factOn} ${deed.ordinal}`
    if (seen.has(key)) twice.add(nameOf(deed.bookId))
    seen.add(key)
  }
  for (const standing of await deedsStanding(tx, by, deeds)) twice.add(standing.name)
  if (twice.size === 0) return
  const names = [...twice]
  throw new Refusal('slips.same_deed', {
    names: `（${names.slice(0, 5).join('、')}${names.length > 5 ? `等${names.length}人` : ''}）`,
    people: names,
  })
}
