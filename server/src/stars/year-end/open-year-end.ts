import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { openYearEnd as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import { dueDay } from './days.ts'
import { queueSheets } from './load.ts'

type Place = InputOf<typeof route>
interface Village {
  village_id: string
  path: string
  subject: string
  village_name: string
}

/**
 * Opens the year end of a township: a sheet for each village and subject under a scheme, the two determinations, a
 * rating for every book that is not exempt. What exists stays, so late-comers join while their sheet is not assessed.
 */
export async function openYearEnd(
  tx: Tx,
  by: Actor,
  { townshipId, year }: Place,
): Promise<AnswerIn<typeof route>> {
  const township = await getUnit(tx, by, townshipId)
  permit(tx, by, 'year_end.determine', township.path)
  const from = `${year}-${await readSetting(tx, by, 'year_end.open_from')}`
  if (by.today < from) throw new Refusal('year_end.too_early', { year, day: formatDay(from) })
  const { rows: books } = await sql<{ subject: string }>`
    select distinct subject from book where region_id = ${by.regionId} and township_id = ${townshipId} and year = ${year} and version_id is not null`.execute(
    tx,
  )
  if (books.length === 0) throw new Refusal('year_end.no_scheme', { township: township.short_name, year })
  await sql`
    insert into determination (region_id, id, township_id, path, subject, year, state)
    select ${by.regionId}, n.id, ${townshipId}, ${township.path}, n.subject, ${year}, 'PREPARING'
    from unnest(${books.map(() => newId())}::uuid[], ${books.map((book) => book.subject)}::text[]) as n (id, subject)
    on conflict (region_id, township_id, subject, year) do nothing`.execute(tx)
  const sheets = await openSheets(tx, by, { townshipId, year })
  const ratings = await openRatings(tx, by, { townshipId, year })
  await audit(tx, by, 'year_end.opened', {
    path: township.path,
    subjectKind: 'unit',
    subjectId: townshipId,
    note: `${year}年度年终综合评定`,
  })
  return { sheets, ratings }
}

async function openSheets(tx: Tx, by: Actor, { townshipId, year }: Place): Promise<number> {
  const { rows: missing } = await sql<Village>`
    select distinct b.village_id, v.path, b.subject, v.short_name as village_name
    from book b join unit v on v.region_id = b.region_id and v.id = b.village_id
    where b.region_id = ${by.regionId} and b.township_id = ${townshipId} and b.year = ${year} and b.version_id is not null and b.moved_to is null
      and not exists (select 1 from year_end_sheet s where s.region_id = b.region_id and s.village_id = b.village_id and s.subject = b.subject and s.year = b.year)
      and not exists (select 1 from determination d where d.region_id = b.region_id and d.township_id = b.township_id and d.subject = b.subject and d.year = b.year and d.state <> 'PREPARING')
    order by v.path, b.subject desc`.execute(tx)
  if (missing.length === 0) return 0
  const sheets = missing.map((village) => ({ ...village, id: newId(), township_id: townshipId, year }))
  await insertRows(
    tx,
    'year_end_sheet',
    sheets.map(({ village_name: _, ...sheet }) => ({ region_id: by.regionId, ...sheet, state: 'OPEN' })),
  )
  await audit(
    tx,
    by,
    'year_end.opened',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'year_end_sheet', subjectId: sheet.id })),
  )
  await queueSheets(tx, by, 'SELF_ASSESS', sheets, await dueDay(tx, by, 'self'))
  return sheets.length
}

/** Ratings stand where the sheet of their village stands. */
async function openRatings(tx: Tx, by: Actor, { townshipId, year }: Place): Promise<number> {
  const made = await sql`
    insert into rating (region_id, book_id, township_id, village_id, path, person_id, subject, year, state, version_id)
    select b.region_id, b.id, b.township_id, b.village_id, b.path, b.person_id, b.subject, b.year,
      case s.state when 'OPEN' then 'ACCUMULATING' when 'PEER_REVIEWED' then 'PEER_REVIEWED' else 'SELF_ASSESSED' end, b.version_id
    from book b join year_end_sheet s on s.region_id = b.region_id and s.village_id = b.village_id and s.subject = b.subject and s.year = b.year
    where b.region_id = ${by.regionId} and b.township_id = ${townshipId} and b.year = ${year} and not b.exempt and b.version_id is not null
      and s.state not in ('ASSESSED', 'DETERMINED')
    on conflict (region_id, book_id) do nothing`.execute(tx)
  return Number(made.numAffectedRows ?? 0)
}
