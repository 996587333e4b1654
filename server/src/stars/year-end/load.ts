/** Sheets and determinations for acts: locked, permitted, open; and how they move and where they wait. */
import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import type { Subject } from '@xinghe/contract/words'
import type { WorkKind } from '@xinghe/contract/work'
import {
  type DeterminationAct,
  type DeterminationState,
  determinationLifecycle,
  type RatingAct,
  ratingLifecycle,
  ratingStateKeys,
  type SheetAct,
  type SheetState,
  sheetLifecycle,
} from '@xinghe/contract/year-end'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'

export const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`
export const subjectWord = (subject: string): string => ((subject as Subject) === 'ORG' ? '党组织' : '党员')

export const sheetRights = {
  self_assess: 'year_end.self_assess',
  review: 'year_end.review',
  assess: 'year_end.assess',
  return: 'year_end.assess',
} as const satisfies Record<SheetAct, Action>
export const determinationRights = {
  determine: 'year_end.determine',
  publish: 'notices.publish',
  amend: 'notices.publish',
  close: 'notices.publish',
  withdraw: 'notices.publish',
  file: 'year_end.file',
  confirm: 'year_end.confirm',
  return: 'year_end.confirm',
} as const satisfies Record<DeterminationAct, Action>

export type LoadedSheet = Awaited<ReturnType<typeof sheetsFor>>[number]
/** In the order of `ids`. */
export async function sheetsFor(tx: Tx, by: Actor, ids: readonly string[], act: SheetAct) {
  const found = await tx
    .selectFrom('year_end_sheet as s')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 's.region_id').onRef('v.id', '=', 's.village_id'),
    )
    .selectAll('s')
    .select('v.short_name as village_name')
    .where('s.region_id', '=', by.regionId)
    .where('s.id', '=', anyOf(ids))
    .orderBy('s.id')
    .forUpdate('s')
    .execute()
  const byId = new Map(found.map((sheet) => [sheet.id, sheet]))
  const sheets = ids.map((id) => {
    const sheet = byId.get(id)
    if (!sheet) throw new Refusal('common.not_found')
    return sheet
  })
  permitAll(
    tx,
    by,
    sheetRights[act],
    sheets.map((sheet) => sheet.path),
  )
  for (const { state } of sheets)
    if (!next(sheetLifecycle, state as SheetState, act)) throw new Refusal('common.act_not_open')
  return sheets
}

export type LoadedDetermination = Awaited<ReturnType<typeof lockDeterminations>>[number]
export const lockDeterminations = (tx: Tx, by: Actor, condition: RawBuilder<boolean>) =>
  tx
    .selectFrom('determination as d')
    .innerJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'd.region_id').onRef('t.id', '=', 'd.township_id'),
    )
    .selectAll('d')
    .select(['t.name as township_name', 't.party_org_name'])
    .where('d.region_id', '=', by.regionId)
    .where(condition)
    .orderBy('d.id')
    .forUpdate('d')
    .execute()

/** Determinations by id, in any order. */
export async function determinationsFor(
  tx: Tx,
  by: Actor,
  ids: readonly string[],
  act: DeterminationAct,
): Promise<LoadedDetermination[]> {
  const found = await lockDeterminations(tx, by, sql<boolean>`d.id = ${anyOf(ids)}`)
  if (found.length < new Set(ids).size) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    determinationRights[act],
    found.map((one) => one.path),
  )
  for (const one of found)
    if (!next(determinationLifecycle, one.state as DeterminationState, act))
      throw new Refusal('common.act_not_open')
  return found
}
export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id)

/** States from which the act leads on; each with where. */
const ways = (act: RatingAct) =>
  ratingStateKeys.flatMap((from) => {
    const to = next(ratingLifecycle, from, act)
    return to ? [{ from, to }] : []
  })
/** Moves the ratings under the condition (alias `r`) by one act; those for which it is not open stay. */
export async function moveRatings(
  tx: Tx,
  by: Actor,
  act: RatingAct,
  condition: RawBuilder<unknown>,
): Promise<void> {
  const open = ways(act)
  await sql`
    update rating r set state = n.after
    from unnest(${open.map((way) => way.from)}::text[], ${open.map((way) => way.to)}::text[]) as n (before, after), book b
    where r.region_id = ${by.regionId} and r.state = n.before and b.region_id = r.region_id and b.id = r.book_id and not b.exempt and ${condition}`.execute(
    tx,
  )
}
/** Ratings `r` of these sheets. */
export const ofSheets = (
  ids: readonly string[],
) => sql`exists (select 1 from year_end_sheet s where s.region_id = r.region_id and s.id = ${anyOf(ids)}
  and s.village_id = r.village_id and s.subject = r.subject and s.year = r.year)`

export const sheetTitle = (sheet: { year: number; subject: string }, villageName: string): string =>
  `${villageName}${sheet.year}年度${subjectWord(sheet.subject)}年终评定`
interface QueuedSheet {
  id: string
  path: string
  year: number
  subject: string
  village_id: string
  township_id: string
  village_name: string
}
export const queueSheets = (
  tx: Tx,
  by: Actor,
  kind: Extract<WorkKind, 'SELF_ASSESS' | 'PEER_REVIEW' | 'ASSESS'>,
  sheets: readonly QueuedSheet[],
  dueOn: (year: number) => string,
) =>
  queue(
    tx,
    by,
    sheets.map((sheet) => ({
      kind,
      subjectKind: 'year_end_sheet',
      subjectId: sheet.id,
      path: sheet.path,
      title: sheetTitle(sheet, sheet.village_name),
      unitId: kind === 'ASSESS' ? sheet.township_id : sheet.village_id,
      post: kind === 'ASSESS' ? ('ASSESSMENT_GROUP' as const) : ('VILLAGE_SECRETARY' as const),
      dueOn: dueOn(sheet.year),
    })),
  )

type Office = 'TOWNSHIP_SECRETARY' | 'TOWNSHIP_CLERK' | 'ORG_DEPARTMENT'
export const queueDeterminations = (
  tx: Tx,
  by: Actor,
  kind: WorkKind,
  list: readonly Pick<
    LoadedDetermination,
    'id' | 'path' | 'year' | 'subject' | 'township_id' | 'township_name'
  >[],
  to: { post: Office; unitId?: string; dueOn?: string | null | undefined },
) =>
  queue(
    tx,
    by,
    list.map((one) => ({
      kind,
      subjectKind: 'determination',
      subjectId: one.id,
      path: one.path,
      title: `${one.township_name}${one.year}年度${subjectWord(one.subject)}综合评定`,
      unitId: to.unitId ?? one.township_id,
      post: to.post,
      dueOn: to.dueOn ?? null,
    })),
  )
