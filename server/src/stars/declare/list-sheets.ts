import type { DeclarationState, listDeclarations as route, SheetHead } from '@xinghe/contract/declarations'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { dayInShanghai } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may, within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { declares, isClosed, openTo, sheetDays } from './load.ts'

/** Sheets of the actor's area in a year, in tree order, organisations first. */
export async function listDeclarations(
  tx: ReadTx,
  by: Actor,
  { year, subject, townshipId, state }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await sheetHeads(
    tx,
    by,
    sql<boolean>`s.year = ${year}
    and (${subject ?? null}::text is null or s.subject = ${subject ?? null})
    and (${townshipId ?? null}::uuid is null or s.township_id = ${townshipId ?? null})
    and (${state ?? null}::text is null or s.state = ${state ?? null})`,
  )
  return { rows, canOpen: may(by, 'declarations.confirm') }
}

interface Row {
  id: string
  village_id: string
  village_name: string
  township_id: string
  township_name: string
  path: string
  subject: Subject
  year: number
  state: DeclarationState
  resolution_on: string | null
  entitled: number | null
  attended: number | null
  resolution: string | null
  return_reason: string | null
  submitted_at: Date | null
  confirmed_by_name: string | null
  published_on: string | null
  needed: number
  filled: number
  exempt: number
}

export async function sheetHeads(
  tx: ReadTx,
  by: Actor,
  condition: RawBuilder<boolean>,
): Promise<SheetHead[]> {
  const { rows } = await sql<Row>`
    select s.id, s.village_id, v.name as village_name, s.township_id, v.parent_name as township_name, s.path, s.subject, s.year, s.state,
      s.resolution_on, s.entitled, s.attended, s.resolution, s.return_reason, s.submitted_at, s.confirmed_by_name, s.published_on,
      books.needed, books.filled, books.exempt
    from declaration_sheet s
    join ${unitOn('s.village_id', endOfYear('s.year'))} v on true
    cross join lateral (
      select count(*) filter (where ${declares}) as needed, count(*) filter (where ${declares} and d.book_id is not null) as filled,
        count(*) filter (where b.exempt) as exempt
      from book b left join declaration d on d.region_id = b.region_id and d.book_id = b.id
      where b.region_id = s.region_id and b.year = s.year and b.path = s.path and b.subject = s.subject) books
    where ${within(by, 'declarations.read', 's')} and (v.last_on is null or s.state in ('CONFIRMED', 'PUBLISHED')) and ${condition}
    order by s.path, s.subject desc`.execute(tx)
  const days = await sheetDays(tx, by)
  return rows.map((row) => headOf(row, by, days(row.year)))
}

function headOf(row: Row, by: Actor, days: { due: string; closes: string }): SheetHead {
  const closed = isClosed(row, days, by.today)
  return {
    id: row.id,
    villageId: row.village_id,
    villageName: row.village_name,
    townshipId: row.township_id,
    townshipName: row.township_name,
    subject: row.subject,
    year: row.year,
    state: row.state,
    dueOn: days.due,
    closesOn: days.closes,
    closed,
    late: (row.submitted_at ? dayInShanghai(row.submitted_at) : by.today) > days.due,
    needed: row.needed,
    filled: row.filled,
    exempt: row.exempt,
    resolution: row.resolution_on
      ? {
          on: row.resolution_on,
          entitled: row.entitled ?? 0,
          attended: row.attended ?? 0,
          text: row.resolution ?? '',
        }
      : null,
    returnReason: row.return_reason,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    confirmedByName: row.confirmed_by_name,
    publishedOn: row.published_on,
    can: openTo(by, { ...row, closed }),
  }
}
