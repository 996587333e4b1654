import type { openSheets as route } from '@xinghe/contract/declarations'
import type { InputOf } from '@xinghe/contract/route'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit, nothingToTell } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { openBooks } from '../../points/index.ts'
import { queue } from '../../work/index.ts'
import { sheetDays, sheetTitle } from './load.ts'

interface Place {
  townshipId: string
  year: number
}
interface Village {
  village_id: string
  path: string
  name: string
}

/** Lays out the sheets that are missing for villages whose books stand under a published scheme. Returns how many. */
export async function layOutSheets(
  tx: Tx,
  by: Actor,
  { townshipId, year, subject }: Place & { subject: Subject },
): Promise<number> {
  const { rows: villages } = await sql<Village>`
    select distinct b.village_id, u.path, u.name
    from book b join unit u on u.region_id = b.region_id and u.id = b.village_id
    where b.region_id = ${by.regionId} and b.year = ${year} and b.township_id = ${townshipId} and b.subject = ${subject} and b.version_id is not null and b.moved_to is null
      and not exists (select 1 from declaration_sheet s where s.region_id = b.region_id and s.village_id = b.village_id and s.subject = ${subject} and s.year = ${year})
    order by u.path`.execute(tx)
  if (villages.length === 0) return 0
  const sheets = villages.map((village) => ({ ...village, id: newId() }))
  await insertRows(
    tx,
    'declaration_sheet',
    sheets.map((sheet) => ({
      region_id: by.regionId,
      id: sheet.id,
      township_id: townshipId,
      village_id: sheet.village_id,
      path: sheet.path,
      subject,
      year,
      state: 'DRAFT',
    })),
  )
  const { due } = (await sheetDays(tx, by))(year)
  await audit(
    tx,
    by,
    'declarations.opened',
    sheets.map((sheet) => ({ path: sheet.path, subjectKind: 'declaration_sheet', subjectId: sheet.id })),
  )
  await queue(
    tx,
    by,
    sheets.map((sheet) => ({
      kind: 'DECLARATION_DRAFT' as const,
      subjectKind: 'declaration_sheet',
      subjectId: sheet.id,
      path: sheet.path,
      title: sheetTitle({ year, subject }, sheet.name),
      unitId: sheet.village_id,
      post: 'VILLAGE_SECRETARY' as const,
      dueOn: due,
    })),
  )
  return sheets.length
}

/** Opens books and sheets for villages and members that came after the scheme was published; what exists stays. */
export async function openSheets(
  tx: Tx,
  by: Actor,
  { townshipId, year }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const township = await getUnit(tx, by, townshipId)
  permit(tx, by, 'declarations.confirm', township.path)
  const published = await tx
    .selectFrom('scheme as s')
    .innerJoin('scheme_version as v', (join) =>
      join.onRef('v.region_id', '=', 's.region_id').onRef('v.scheme_id', '=', 's.id'),
    )
    .select('v.id')
    .where('s.region_id', '=', by.regionId)
    .where('s.township_id', '=', townshipId)
    .where('s.year', '=', year)
    .where('v.state', 'in', ['PUBLISHED', 'LOCKED'])
    .executeTakeFirst()
  if (!published) throw new Refusal('declarations.no_scheme', { village: township.name })
  // Where nothing was missing nothing was done.
  nothingToTell(tx)
  await openBooks(tx, by, { townshipId, year })
  const org = await layOutSheets(tx, by, { townshipId, year, subject: 'ORG' })
  const member = await layOutSheets(tx, by, { townshipId, year, subject: 'MEMBER' })
  return { count: org + member }
}
