import type { LocalDate } from '@xinghe/contract/values'
import type { OrgClass } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { atOnce, type ReadTx } from '../platform/tx.ts'
import { type Area, rowsIn } from './area.ts'
import type { VillageFacts } from './overview.rules.ts'

/** What happened in a village in a year, and its result of the year before. */
export interface VillageYear {
  path: string
  facts: VillageFacts
  last: { level: number | null; lit: string | null; colours: string | null; class: OrgClass | null } | null
}
interface LastRow {
  village_id: string
  final_level: number | null
  lit: string | null
  colours: string | null
  class: OrgClass | null
}

/**
 * One row a village of the area, in the order of paths, whatever their number. Each table is asked by itself for the whole
 * area: joined in one statement, PostgreSQL takes next to nothing for what lies in the area and walks through all of it
 * again for every village.
 */
export async function villageFacts(
  tx: ReadTx,
  by: Actor,
  area: Pick<Area, 'path' | 'alone'>,
  year: number,
): Promise<VillageYear[]> {
  const run = async <Row>(query: RawBuilder<Row>) => (await query.execute(tx)).rows
  const range = rowsIn(by, area)
  const dayOf = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`
  const [villages, schemes, sheets, rated, books, sealed, hung, used, last] = await atOnce([
    run(sql<{ id: string; parent_id: string; path: string }>`
      select v.id, v.parent_id, v.path from unit v
       where ${range('v')} and v.kind in ('VILLAGE', 'COMMUNITY') and v.last_on is null order by v.path`),
    run(sql<{ township_id: string; subjects: number; published_on: LocalDate | null }>`
      select s.township_id, count(distinct s.subject) filter (where sv.published_at is not null) as subjects, max(${dayOf('sv.first_published')}) as published_on
        from scheme s
        join lateral (select max(published_at) as published_at, min(published_at) as first_published from scheme_version o
                       where o.region_id = s.region_id and o.scheme_id = s.id having count(*) > 0) sv on true
       where s.region_id = ${by.regionId} and s.year = ${year} and s.township_id in (select v.parent_id from unit v where ${range('v')})
       group by s.township_id`),
    run(sql<{ village_id: string; confirmed: number; confirmed_on: LocalDate | null }>`
      select d.village_id, count(*) filter (where d.state in ('CONFIRMED', 'PUBLISHED')) as confirmed, max(${dayOf('d.confirmed_at')}) as confirmed_on
        from declaration_sheet d where ${range('d')} and d.year = ${year} group by d.village_id`),
    run(sql<{
      village_id: string
      open: number
      confirmed_on: LocalDate | null
      has_org: boolean
      unrated: boolean
    }>`
      select r.village_id, count(*) filter (where r.confirmed_at is null) as open, max(${dayOf('r.confirmed_at')}) as confirmed_on,
             bool_or(r.subject = 'ORG') as has_org, bool_or(r.subject = 'ORG' and r.final_level is null and r.confirmed_at is not null) as unrated
        from rating r join book b on b.region_id = r.region_id and b.id = r.book_id and not b.exempt
       where ${range('r')} and r.year = ${year} and r.subject in ('ORG', 'MEMBER') group by r.village_id`),
    run(sql<{ id: string; village_id: string; entries: number }>`
      select b.id, b.village_id, b.entries from book b where ${range('b')} and b.year = ${year} and b.subject = 'ORG'`),
    run(sql<{ village_id: string; quarter: number }>`
      select q.village_id, max(q.quarter) as quarter from quarter q
       where ${range('q')} and q.year = ${year} and q.state = 'SEALED' group by q.village_id`),
    run(sql<{ book_id: string; hung_on: LocalDate | null }>`
      select p.book_id, min(p.hung_on) as hung_on from plaque p
       where ${range('p')} and p.year = ${year} and p.kind = 'PLAQUE' group by p.book_id`),
    run(sql<{ book_id: string; decided_on: LocalDate }>`
      select s.book_id, max(s.decided_on) as decided_on from star_use s where ${range('s')} group by s.book_id`),
    run(sql<LastRow>`
      select r.village_id, r.final_level, r.lit, r.colours, r.class from rating r
       where ${range('r')} and r.year = ${year - 1} and r.subject = 'ORG' and r.confirmed_at is not null`),
  ])
  const schemeOf = new Map(schemes.map((row) => [row.township_id, row]))
  const sheetOf = new Map(sheets.map((row) => [row.village_id, row]))
  const ratedOf = new Map(rated.map((row) => [row.village_id, row]))
  const bookOf = new Map(books.map((row) => [row.village_id, row]))
  const sealedOf = new Map(sealed.map((row) => [row.village_id, row]))
  const hungOf = new Map(hung.map((row) => [row.book_id, row]))
  const usedOf = new Map(used.map((row) => [row.book_id, row]))
  const lastOf = new Map(last.map((row) => [row.village_id, row]))
  return villages.map(({ id, parent_id, path }) => {
    const scheme = schemeOf.get(parent_id)
    const sheet = sheetOf.get(id)
    const results = ratedOf.get(id)
    const book = bookOf.get(id)
    const plaque = book && hungOf.get(book.id)
    const before = lastOf.get(id)
    return {
      path,
      facts: {
        // Both schemes, both sheets: of the organisations and of the members.
        setOn: scheme && scheme.subjects >= 2 ? scheme.published_on : null,
        setBegun: scheme !== undefined,
        declaredOn: sheet && sheet.confirmed >= 2 ? sheet.confirmed_on : null,
        declareBegun: sheet !== undefined,
        evaluatedOn: results?.has_org && results.open === 0 ? results.confirmed_on : null,
        evaluateBegun: (book?.entries ?? 0) > 0 || results !== undefined,
        sealedQuarter: sealedOf.get(id)?.quarter ?? 0,
        awardedOn: plaque?.hung_on ?? null,
        awardBegun: plaque !== undefined,
        unrated: results?.unrated ?? false,
        usedOn: (book && usedOf.get(book.id)?.decided_on) ?? null,
      },
      last: before
        ? { level: before.final_level, lit: before.lit, colours: before.colours, class: before.class }
        : null,
    }
  })
}
