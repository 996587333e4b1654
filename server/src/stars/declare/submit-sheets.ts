import { hasQuorum, type submitSheets as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { dueAfter } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue, readSetting, workCalendar } from '../../work/index.ts'
import { declares, isClosed, type LoadedSheet, sheetDays, sheetIds, sheetsFor, sheetTitle } from './load.ts'

/** Hands sheets in to the township: every line filled, a resolution by a meeting with quorum. Late ones are taken and show as late. */
export async function submitSheets(
  tx: Tx,
  by: Actor,
  { ids }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const sheets = await sheetsFor(tx, by, ids, 'submit')
  const days = await sheetDays(tx, by)
  for (const sheet of sheets) {
    if (isClosed(sheet, days(sheet.year), by.today))
      throw new Refusal('declarations.closed', { day: formatDay(days(sheet.year).closes) })
    refuseWithoutResolution(sheet, by.today)
  }
  await refuseGaps(tx, by, sheets)
  await sql`
    update declaration_sheet set state = 'SUBMITTED', submitted_at = coalesce(submitted_at, ${by.now}), return_reason = null
    where region_id = ${by.regionId} and id = any(${sheetIds(sheets)}::uuid[])`.execute(tx)
  await audit(
    tx,
    by,
    'declarations.submitted',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'declaration_sheet', subjectId: sheet.id })),
  )
  const dueOn = dueAfter(
    await workCalendar(tx, by),
    by.today,
    await readSetting(tx, by, 'declare.confirm_workdays'),
  )
  await queue(
    tx,
    by,
    sheets.map((sheet) => ({
      kind: 'DECLARATION_CONFIRM' as const,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      path: sheet.path,
      title: sheetTitle(sheet, sheet.village_name),
      unitId: sheet.township_id,
      post: 'TOWNSHIP_CLERK' as const,
      dueOn,
    })),
  )
  return { count: sheets.length }
}

function refuseWithoutResolution(sheet: LoadedSheet, today: string): void {
  const village = sheet.village_name
  if (sheet.resolution_on === null || sheet.entitled === null || sheet.attended === null)
    throw new Refusal('declarations.resolution_missing', { village })
  if (sheet.resolution_on > today) throw refuseField('resolution.on', '会议日期不能晚于今天')
  if (!hasQuorum({ entitled: sheet.entitled, attended: sheet.attended }))
    throw new Refusal('declarations.no_quorum', {
      village,
      entitled: sheet.entitled,
      attended: sheet.attended,
    })
}

async function refuseGaps(tx: Tx, by: Actor, sheets: readonly LoadedSheet[]): Promise<void> {
  const { rows } = await sql<{ sheet_id: string; name: string; has_scheme: boolean }>`
    select s.id as sheet_id, b.name, b.version_id is not null as has_scheme
    from declaration_sheet s
    join book b on b.region_id = s.region_id and b.year = s.year and b.path = s.path and b.subject = s.subject
    left join declaration d on d.region_id = b.region_id and d.book_id = b.id
    where s.region_id = ${by.regionId} and s.id = any(${sheetIds(sheets)}::uuid[]) and d.book_id is null and ${declares}
    order by s.id, b.book_no`.execute(tx)
  const [first] = rows
  if (!first) return
  const village = sheets.find((sheet) => sheet.id === first.sheet_id)?.village_name
  if (!first.has_scheme) throw new Refusal('declarations.no_scheme', { village })
  const names = rows.filter((row) => row.sheet_id === first.sheet_id).map((row) => row.name)
  throw new Refusal('declarations.lines_missing', {
    village,
    count: names.length,
    names: names.slice(0, 3).join('、') + (names.length > 3 ? '等' : ''),
  })
}
