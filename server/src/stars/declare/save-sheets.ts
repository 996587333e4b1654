import type { DeclarationLine, saveSheets as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { isClosed, type LoadedSheet, sheetDays, sheetsFor } from './load.ts'

type Sent = InputOf<typeof route>['sheets'][number]
type Placed = DeclarationLine & { sheet: LoadedSheet }

/** Saves lines and resolutions. A member may fill his own line only; the village may fill for anybody. */
export async function saveSheets(
  tx: Tx,
  by: Actor,
  { sheets: sent }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(
    tx,
    by,
    sent.map((one) => one.sheetId),
    'fill',
  )
  const sheetOf = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const days = await sheetDays(tx, by)
  for (const sheet of sheets)
    if (isClosed(sheet, days(sheet.year), by.today))
      throw new Refusal('declarations.closed', { day: formatDay(days(sheet.year).closes) })
  const resolved = sent.filter((one) => one.resolution)
  if (by.post === 'MEMBER' && resolved.length > 0) throw new Refusal('common.not_allowed')
  const lines = sent.flatMap((one) =>
    one.lines.map((line) => ({ ...line, sheet: sheetOf.get(one.sheetId) as LoadedSheet })),
  )
  await saveLines(tx, by, lines)
  await saveResolutions(tx, by, resolved)
  await audit(
    tx,
    by,
    'declarations.saved',
    sheets.map((sheet) => ({
      path: sheet.path,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      note: noteOf(sent.find((one) => one.sheetId === sheet.id)),
    })),
  )
  return { count: lines.length }
}
const noteOf = (one: Sent | undefined): string | null =>
  [one?.lines.length ? `填报 ${one.lines.length} 份` : '', one?.resolution ? '登记会议决议' : '']
    .filter(Boolean)
    .join('，') || null

async function saveLines(tx: Tx, by: Actor, lines: readonly Placed[]): Promise<void> {
  if (lines.length === 0) return
  const ids = [...new Set(lines.map((line) => line.bookId))]
  // A member does not see others' books: they are not found.
  const { rows: books } = await sql<{
    id: string
    name: string
    path: string
    person_id: string | null
    subject: string
    year: number
    exempt: boolean
    category: string | null
    pool: string[] | null
  }>`
    select b.id, b.name, b.path, b.person_id, b.subject, b.year, b.exempt, b.category,
      (select array_agg(t.code) from scheme_star t where t.region_id = b.region_id and t.version_id = b.version_id and t.kind = 'ELECTIVE') as pool
    from book b where b.region_id = ${by.regionId} and b.id = any(${ids}::uuid[])
      and (${by.post !== 'MEMBER'} or b.person_id = ${by.personId})`.execute(tx)
  const bookOf = new Map(books.map((book) => [book.id, book]))
  const rows = lines.map(({ sheet, ...line }) => {
    const book = bookOf.get(line.bookId)
    if (!book || book.path !== sheet.path || book.subject !== sheet.subject || book.year !== sheet.year)
      throw new Refusal('common.not_found')
    if (!book.pool) throw new Refusal('declarations.no_scheme', { village: sheet.village_name })
    if (book.exempt || book.category === 'OLD_OR_ILL')
      throw new Refusal('declarations.not_needed', { name: book.name })
    if (!book.pool.includes(line.electiveA) || !book.pool.includes(line.electiveB))
      throw new Refusal('declarations.wrong_electives', { name: book.name })
    return {
      region_id: by.regionId,
      book_id: book.id,
      sheet_id: sheet.id,
      path: book.path,
      person_id: book.person_id,
      target_level: line.targetLevel,
      elective_a: line.electiveA,
      elective_b: line.electiveB,
      targets: line.targets,
      filled_by_name: by.name,
      mark: null,
    }
  })
  await insertRows(tx, 'declaration', rows, (conflict) =>
    conflict.columns(['region_id', 'book_id']).doUpdateSet((eb) => ({
      target_level: eb.ref('excluded.target_level'),
      elective_a: eb.ref('excluded.elective_a'),
      elective_b: eb.ref('excluded.elective_b'),
      targets: eb.ref('excluded.targets'),
      filled_by_name: eb.ref('excluded.filled_by_name'),
      mark: null,
    })),
  )
}

async function saveResolutions(tx: Tx, by: Actor, sent: readonly Sent[]): Promise<void> {
  const meetings = sent.flatMap(({ sheetId, resolution }) => (resolution ? [{ sheetId, ...resolution }] : []))
  if (meetings.length === 0) return
  await sql`
    update declaration_sheet s set resolution_on = n.held, entitled = n.entitled, attended = n.attended, resolution = n.text
    from unnest(${meetings.map((one) => one.sheetId)}::uuid[], ${meetings.map((one) => one.on)}::date[], ${meetings.map((one) => one.entitled)}::int[],
      ${meetings.map((one) => one.attended)}::int[], ${meetings.map((one) => one.text)}::text[]) as n (id, held, entitled, attended, text)
    where s.region_id = ${by.regionId} and s.id = n.id`.execute(tx)
}
