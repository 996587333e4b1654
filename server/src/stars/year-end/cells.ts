/** Sheets and determinations as the screens show them: where they stand, what is due, what I may do. */
import { next } from '@xinghe/contract/lifecycle'
import { formatDay } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import {
  type DeterminationAct,
  type DeterminationHead,
  type DeterminationState,
  determinationActs,
  determinationLifecycle,
  type SheetState,
  sheetActs,
  sheetLifecycle,
} from '@xinghe/contract/year-end'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may, within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { clockOf, workCalendar } from '../../work/index.ts'
import { determinationRights, sheetRights } from './load.ts'

type Clock = ReturnType<typeof clockOf>
export const clockFor = async (tx: ReadTx, by: Actor): Promise<Clock> =>
  clockOf(await workCalendar(tx, by), by.today)
const lightOf = (clock: Clock, row: { begun_on: string | null; due_on: string | null }) =>
  row.begun_on && row.due_on ? clock(row.begun_on, row.due_on).light : null

export interface SheetRow {
  id: string
  subject: Subject
  year: number
  state: SheetState
  path: string
  village_id: string
  village_name: string
  township_id: string
  township_name: string
  self_text: string | null
  self_on: string | null
  review_on: string | null
  members_entitled: number | null
  members_attended: number | null
  representatives_attended: number | null
  votes_satisfied: number | null
  votes_basically: number | null
  votes_dissatisfied: number | null
  assessed_on: string | null
  assessed_by_name: string | null
  assessment_note: string | null
  return_reason: string | null
  begun_on: string | null
  due_on: string | null
  rated: number
  exempt: number
}
/** Sheets `s` of the actor's area under this condition, in tree order. */
export async function sheetRows(tx: ReadTx, by: Actor, condition: RawBuilder<unknown>): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select s.*, v.short_name as village_name, v.parent_short_name as township_name, w.begun_on, w.due_on, n.rated, n.exempt
    from year_end_sheet s
    join ${unitOn('s.village_id', endOfYear('s.year'))} v on true
    left join work_item w on w.region_id = s.region_id and w.subject_kind = 'year_end_sheet' and w.subject_id = s.id
    cross join lateral (
      select count(*) filter (where not b.exempt and r.book_id is not null)::int as rated, count(*) filter (where b.exempt)::int as exempt
      from book b left join rating r on r.region_id = b.region_id and r.book_id = b.id
      where b.region_id = s.region_id and b.year = s.year and b.path = s.path and b.subject = s.subject) n
    where ${within(by, 'year_end.read', 's')} and ${condition}
    order by s.path, s.subject desc`.execute(tx)
  return rows
}
export const cellOf = (by: Actor, clock: Clock, row: SheetRow) => ({
  sheetId: row.id,
  subject: row.subject,
  state: row.state,
  selfOn: row.self_on,
  reviewOn: row.review_on,
  assessedOn: row.assessed_on,
  dueOn: row.due_on,
  light: lightOf(clock, row),
  returnReason: row.return_reason,
  rated: row.rated,
  exempt: row.exempt,
  can: sheetActs.filter(
    (act) => next(sheetLifecycle, row.state, act) !== undefined && may(by, sheetRights[act], row.path),
  ),
})

export interface DeterminationRowOf {
  id: string
  township_id: string
  township_name: string
  path: string
  subject: Subject
  year: number
  state: DeterminationState
  met_on: string | null
  place: string | null
  chair: string | null
  entitled: number | null
  present: number | null
  votes_for: number | null
  votes_against: number | null
  votes_abstained: number | null
  minutes: string | null
  filed_at: Date | null
  confirmed_at: Date | null
  doc_no: string | null
  return_reason: string | null
  begun_on: string | null
  due_on: string | null
  sheets: number
  assessed: number
  rated: number
  differences: number
  amendments: number
  open_objections: number
  running_until: string | null
  open_quarters: number
}
/** Determinations `d` of the townships in or above the actor's area, under this condition. */
export async function determinationRows(
  tx: ReadTx,
  by: Actor,
  condition: RawBuilder<unknown>,
): Promise<DeterminationRowOf[]> {
  const { rows } = await sql<DeterminationRowOf>`
    select d.*, t.short_name as township_name, w.begun_on, w.due_on, s.sheets, s.assessed, r.rated, r.differences, r.amendments,
      n.open_objections, n.running_until, q.open_quarters
    from determination d
    join ${unitOn('d.township_id', endOfYear('d.year'))} t on true
    left join work_item w on w.region_id = d.region_id and w.subject_kind = 'determination' and w.subject_id = d.id
    cross join lateral (select count(*)::int as sheets, count(*) filter (where state in ('ASSESSED', 'DETERMINED'))::int as assessed
      from year_end_sheet where region_id = d.region_id and township_id = d.township_id and subject = d.subject and year = d.year) s
    cross join lateral (select count(*)::int as rated, count(*) filter (where o.determination_id is not null and o.final_level is distinct from o.suggested_level)::int as differences,
      count(*) filter (where o.state = 'AMENDED')::int as amendments
      from rating o join book b on b.region_id = o.region_id and b.id = o.book_id and not b.exempt
      where o.region_id = d.region_id and o.township_id = d.township_id and o.subject = d.subject and o.year = d.year) r
    cross join lateral (select max(n.ends_on) filter (where n.state = 'PUBLISHED') as running_until,
      coalesce(sum((select count(*) from objection j where j.region_id = n.region_id and j.notice_id = n.id and j.answered_at is null)), 0)::int as open_objections
      from notice n where n.region_id = d.region_id and n.source_id = d.id) n
    cross join lateral (select count(*)::int as open_quarters from quarter where region_id = d.region_id and township_id = d.township_id and year = d.year and state = 'OPEN') q
    where d.region_id = ${by.regionId} and ${condition}
    order by d.path, d.subject desc`.execute(tx)
  return rows
}

/** Why an act that is mine cannot be done today. The act itself refuses with the same ground. */
function whyNot(act: DeterminationAct, row: DeterminationRowOf, today: string): string | undefined {
  const objections = row.open_objections > 0 ? `还有${row.open_objections}件异议没有答复` : undefined
  if (act === 'determine') {
    if (row.assessed < row.sheets) return `还有${row.sheets - row.assessed}个嘎查村没有完成考核组核定`
    return row.open_quarters > 0 ? '还有季度没有结账，结账后积分才能作为评定依据' : objections
  }
  if (act === 'amend') return row.amendments === 0 ? '没有需要再次公示的更正结果' : undefined
  if (act === 'close') {
    if (row.amendments > 0) return `还有${row.amendments}项更正结果没有再次公示`
    if (row.running_until && row.running_until >= today)
      return `公示期到${formatDay(row.running_until)}为止，期满后的第二天起才能结束`
    return objections
  }
  return act === 'withdraw' || act === 'file' ? objections : undefined
}

export function headOf(by: Actor, clock: Clock, row: DeterminationRowOf): DeterminationHead {
  const can = determinationActs.filter(
    (act) =>
      next(determinationLifecycle, row.state, act) !== undefined &&
      may(by, determinationRights[act], row.path),
  )
  const reasons = can.flatMap((act) => {
    const why = whyNot(act, row, by.today)
    return why ? [[act, why]] : []
  })
  return {
    id: row.id,
    townshipId: row.township_id,
    townshipName: row.township_name,
    subject: row.subject,
    year: row.year,
    state: row.state,
    sheets: row.sheets,
    assessed: row.assessed,
    rated: row.rated,
    differences: row.differences,
    openObjections: row.open_objections,
    amendments: row.amendments,
    metOn: row.met_on,
    filedAt: row.filed_at?.toISOString() ?? null,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    docNo: row.doc_no,
    returnReason: row.return_reason,
    dueOn: row.due_on,
    light: lightOf(clock, row),
    can,
    blocked: Object.fromEntries(reasons),
  }
}
