import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getYearEndBoard as boardRoute, listYearEnd as listRoute } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { cellOf, clockFor, determinationRows, headOf, sheetRows } from './cells.ts'
import { evaluateAll, notRated, ratedBooks } from './rated.ts'
import { readyOf } from './ready.ts'
import { computedOf } from './results-of.ts'

/** Townships of the area (a village sees its own) with their two determinations of the year. */
export async function listYearEnd(
  tx: ReadTx,
  by: Actor,
  { year }: InputOf<typeof listRoute>,
): Promise<AnswerIn<typeof listRoute>> {
  const { rows: townships } = await sql<{ id: string; name: string; path: string; villages: number }>`
    select t.id, t.short_name as name, t.path, count(v.id)::int as villages
    from unit t join unit v on v.region_id = t.region_id and v.parent_id = t.id and v.kind in ('VILLAGE', 'COMMUNITY') and v.last_on is null
      and v.path >= ${by.path} and v.path < ${`${by.path}~`}
    where t.region_id = ${by.regionId} and t.last_on is null
    group by t.id, t.short_name, t.path order by t.path`.execute(tx)
  const { rows: years } = await sql<{
    year: number
  }>`select distinct year from book where region_id = ${by.regionId} order by year desc`.execute(tx)
  const clock = await clockFor(tx, by)
  const found = (await determinationRows(tx, by, sql`d.year = ${year}`)).map((row) => headOf(by, clock, row))
  return {
    townships: townships.map(({ id, name, path, villages }) => ({
      townshipId: id,
      name,
      villages,
      canOpen: may(by, 'year_end.determine', path),
      org: found.find((one) => one.townshipId === id && one.subject === 'ORG') ?? null,
      member: found.find((one) => one.townshipId === id && one.subject === 'MEMBER') ?? null,
    })),
    years: years.map((row) => row.year),
  }
}

/** Villages by steps, and each organisation's computed beside its final level. */
export async function getYearEndBoard(
  tx: ReadTx,
  by: Actor,
  { townshipId, year }: InputOf<typeof boardRoute>,
): Promise<AnswerIn<typeof boardRoute>> {
  const township = await getUnit(tx, by, townshipId)
  const clock = await clockFor(tx, by)
  const sheets = await sheetRows(tx, by, sql`s.township_id = ${townshipId} and s.year = ${year}`)
  const books = await ratedBooks(
    tx,
    by,
    sql`r.township_id = ${townshipId} and r.year = ${year} and r.subject = 'ORG'`,
  )
  const results = await evaluateAll(tx, by, books)
  const heads = (
    await determinationRows(tx, by, sql`d.township_id = ${townshipId} and d.year = ${year}`)
  ).map((row) => headOf(by, clock, row))
  const villages = new Map(sheets.map((sheet) => [sheet.village_id, sheet.village_name]))
  return {
    townshipName: township.short_name,
    rows: [...villages].map(([villageId, villageName]) => {
      const cell = (subject: string) => {
        const sheet = sheets.find((one) => one.village_id === villageId && one.subject === subject)
        return sheet ? cellOf(by, clock, sheet) : null
      }
      const book = books.find((one) => one.village_id === villageId)
      const now = book && results.get(book.book_id)
      return {
        villageId,
        villageName,
        org: cell('ORG'),
        member: cell('MEMBER'),
        result:
          book && now
            ? { ...computedOf(book, now), bookId: book.book_id, state: book.state, notRated: notRated(book) }
            : null,
      }
    }),
    org: heads.find((one) => one.subject === 'ORG') ?? null,
    member: heads.find((one) => one.subject === 'MEMBER') ?? null,
    canOpen: may(by, 'year_end.determine', township.path),
    ready: await readyOf(tx, by, sheets),
  }
}
