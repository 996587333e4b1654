import type { returnSheet as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'
import { type LoadedSheet, sheetsFor, sheetTitle } from './load.ts'

/**
 * Returns a sheet with a reason, marking the lines that need work. A confirmed one too, as long as no points stand under
 * its electives; its books then have none until it is confirmed anew.
 */
export async function returnSheet(
  tx: Tx,
  by: Actor,
  { id, reason, marks }: InputOf<typeof route>,
): Promise<{ ok: true }> {
  const [sheet] = await sheetsFor(tx, by, [id], 'return', 'reopen')
  if (!sheet) throw new Refusal('common.not_found')
  if (sheet.state !== 'SUBMITTED') await takeBackElectives(tx, by, sheet)
  await tx
    .updateTable('declaration_sheet')
    .set({
      state: 'RETURNED',
      return_reason: reason,
      confirmed_at: null,
      confirmed_by_name: null,
      published_on: null,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  if (marks.length > 0)
    await sql`
      update declaration d set mark = n.note
      from unnest(${marks.map((mark) => mark.bookId)}::uuid[], ${marks.map((mark) => mark.note)}::text[]) as n (book_id, note)
      where d.region_id = ${by.regionId} and d.sheet_id = ${id} and d.book_id = n.book_id`.execute(tx)
  await audit(tx, by, 'declarations.returned', {
    path: sheet.path,
    subjectKind: 'declaration_sheet',
    subjectId: id,
    note: reason,
  })
  await queue(tx, by, {
    kind: 'DECLARATION_RETURNED',
    subjectKind: 'declaration_sheet',
    subjectId: id,
    path: sheet.path,
    title: sheetTitle(sheet, sheet.village_name),
    unitId: sheet.village_id,
    post: 'VILLAGE_SECRETARY',
  })
  return { ok: true }
}

async function takeBackElectives(tx: Tx, by: Actor, sheet: LoadedSheet): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select b.name from declaration d join book b on b.region_id = d.region_id and b.id = d.book_id
    where d.region_id = ${by.regionId} and d.sheet_id = ${sheet.id} and (
      exists (select 1 from points_entry e where e.region_id = b.region_id and e.book_id = b.id and e.slot in (9, 10) and e.source_kind not in ('REVERSAL', 'RECOUNT')
        and not exists (select 1 from points_entry r where r.region_id = e.region_id and r.book_id = e.book_id and r.refers_to = e.id and r.source_kind = 'REVERSAL'))
      or exists (select 1 from slip_line l join slip p on p.region_id = l.region_id and p.id = l.slip_id
        where l.region_id = b.region_id and l.book_id = b.id and l.slot in (9, 10) and l.live and p.state in ('DRAFT', 'SUBMITTED', 'CONFIRMED', 'RETURNED')))
    order by b.book_no limit 1`.execute(tx)
  if (rows[0]) throw new Refusal('declarations.points_stand', { name: rows[0].name })
  await sql`
    update book b set elective_a = null, elective_b = null from declaration d
    where b.region_id = ${by.regionId} and d.region_id = b.region_id and d.book_id = b.id and d.sheet_id = ${sheet.id}`.execute(
    tx,
  )
}
