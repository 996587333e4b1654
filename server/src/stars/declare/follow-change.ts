/** What was declared, when units change (docs/decisions/0012). */
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue, settle } from '../../work/index.ts'
import { sheetTitle } from './load.ts'

/**
 * Books that came under another scheme keep their electives where its pool has the same; otherwise they have none until
 * the village declares anew, for which its sheet is returned. Returns how many lost theirs.
 */
export async function releaseElectives(
  tx: Tx,
  by: Actor,
  books: readonly { bookId: string; wasVersion: string }[],
  reason: string,
): Promise<number> {
  const { rows: lost } = await sql<{ id: string; village_id: string; year: number; subject: string }>`
    update book b set elective_a = null, elective_b = null
    from unnest(${books.map((book) => book.bookId)}::uuid[], ${books.map((book) => book.wasVersion)}::uuid[]) as n (book_id, was)
    where b.region_id = ${by.regionId} and b.id = n.book_id and b.version_id is distinct from n.was and b.elective_a is not null
      and (select count(*) from scheme_star o join scheme_star s
             on s.region_id = o.region_id and s.version_id = b.version_id and s.code = o.code and s.name = o.name and s.kind = 'ELECTIVE'
           where o.region_id = b.region_id and o.version_id = n.was and o.code in (b.elective_a, b.elective_b)) < 2
    returning b.id, b.village_id, b.year, b.subject`.execute(tx)
  if (lost.length === 0) return 0
  const { rows: sheets } = await sql<{
    id: string
    path: string
    village_id: string
    name: string
    year: number
    subject: 'ORG' | 'MEMBER'
  }>`
    update declaration_sheet s set state = 'RETURNED', return_reason = ${reason}, confirmed_at = null, confirmed_by_name = null, published_on = null
    from unit v
    where s.region_id = ${by.regionId} and v.region_id = s.region_id and v.id = s.village_id
      and (s.village_id, s.year, s.subject) in (select * from unnest(${lost.map((book) => book.village_id)}::uuid[], ${lost.map((book) => book.year)}::int[], ${lost.map((book) => book.subject)}::text[]))
    returning s.id, s.path, s.village_id, v.name, s.year, s.subject`.execute(tx)
  await audit(
    tx,
    by,
    'declarations.returned',
    sheets.map((sheet) => ({
      path: sheet.path,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      note: reason,
    })),
  )
  await queue(
    tx,
    by,
    sheets.map((sheet) => ({
      kind: 'DECLARATION_RETURNED' as const,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      path: sheet.path,
      title: sheetTitle(sheet, sheet.name),
      unitId: sheet.village_id,
      post: 'VILLAGE_SECRETARY' as const,
    })),
  )
  return lost.length
}

/** What was confirmed for a book stands for the book it goes on in, on the sheet of its new village. */
export async function carryDeclarations(
  tx: Tx,
  by: Actor,
  books: readonly { from: string; into: string }[],
): Promise<void> {
  await sql`
    insert into declaration (region_id, book_id, sheet_id, path, person_id, target_level, elective_a, elective_b, targets, filled_by_name)
    select d.region_id, b.id, s.id, b.path, b.person_id, d.target_level, d.elective_a, d.elective_b, d.targets, d.filled_by_name
    from unnest(${books.map((book) => book.from)}::uuid[], ${books.map((book) => book.into)}::uuid[]) as n (from_id, into_id)
    join book b on b.region_id = ${by.regionId} and b.id = n.into_id and b.elective_a is not null
    join declaration d on d.region_id = b.region_id and d.book_id = n.from_id
    join declaration_sheet s on s.region_id = b.region_id and s.village_id = b.village_id and s.year = b.year and s.subject = b.subject
    on conflict do nothing`.execute(tx)
}

/** Sheets of villages that are no more wait for nobody. */
export async function settleSheets(tx: Tx, by: Actor, villageIds: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('declaration_sheet')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', sql<string>`any(${villageIds}::uuid[])`)
    .execute()
  await settle(
    tx,
    by,
    'declaration_sheet',
    rows.map((row) => row.id),
  )
}

/** Sheets of the villages that run go on under the township that looks after them. */
export async function sheetsFollow(
  tx: Tx,
  by: Actor,
  villageIds: readonly string[],
  townshipId: string,
): Promise<void> {
  await sql`
    update declaration_sheet s set township_id = ${townshipId}
    from book b
    where s.region_id = ${by.regionId} and s.village_id = any(${villageIds}::uuid[]) and b.region_id = s.region_id
      and b.village_id = s.village_id and b.year = s.year and b.subject = 'ORG' and b.township_id = ${townshipId}`.execute(
    tx,
  )
}
