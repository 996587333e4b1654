/** Declaration sheets for acts, and the two days of the year that bound them. */
import {
  type DeclarationAct,
  type DeclarationState,
  declarationActs,
  declarationLifecycle,
} from '@xinghe/contract/declarations'
import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { may, permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import { readSettings } from '../../work/index.ts'

const rights = {
  fill: 'declarations.draft',
  submit: 'declarations.submit',
  confirm: 'declarations.confirm',
  return: 'declarations.confirm',
  publish: 'declarations.submit',
  reopen: 'declarations.confirm',
} as const satisfies Record<DeclarationAct, Action>

export const openTo = (
  by: Actor,
  sheet: { state: string; path: string; closed: boolean },
): DeclarationAct[] =>
  declarationActs.filter(
    (act) =>
      next(declarationLifecycle, sheet.state as DeclarationState, act) !== undefined &&
      may(by, rights[act], sheet.path) &&
      !(sheet.closed && (act === 'fill' || act === 'submit')),
  )

export interface SheetDays {
  due: string
  closes: string
}
export async function sheetDays(tx: ReadTx, by: Actor): Promise<(year: number) => SheetDays> {
  const { 'declare.due': due, 'declare.locked_after': closes } = await readSettings(tx, by, [
    'declare.due',
    'declare.locked_after',
  ])
  return (year) => ({ due: `${year}-${due}`, closes: `${year}-${closes}` })
}
/** What was never handed in closes with the day; what the township sent back may still be mended. */
export const isClosed = (sheet: { state: string }, days: SheetDays, today: string): boolean =>
  sheet.state === 'DRAFT' && today > days.closes

export type LoadedSheet = Awaited<ReturnType<typeof lock>>[number]
const lock = (tx: Tx, by: Actor, ids: readonly string[]) =>
  tx
    .selectFrom('declaration_sheet as s')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 's.region_id').onRef('u.id', '=', 's.village_id'),
    )
    .selectAll('s')
    .select(['u.name as village_name'])
    .where('s.region_id', '=', by.regionId)
    .where('s.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('s.id')
    .forUpdate('s')
    .execute()

/** Locks the sheets, permits the act on each, refuses when it is not open for one of them. */
export async function sheetsFor(
  tx: Tx,
  by: Actor,
  ids: readonly string[],
  act: DeclarationAct,
  or?: DeclarationAct,
): Promise<LoadedSheet[]> {
  const sheets = await lock(tx, by, ids)
  if (sheets.length < new Set(ids).size) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    rights[act],
    sheets.map((sheet) => sheet.path),
  )
  for (const { state } of sheets)
    if (
      !next(declarationLifecycle, state as DeclarationState, act) &&
      !(or && next(declarationLifecycle, state as DeclarationState, or))
    )
      throw new Refusal('common.act_not_open')
  return sheets
}
export const sheetIds = (sheets: readonly { id: string }[]): string[] => sheets.map((sheet) => sheet.id)

/** The old or ill are rated on the common stars only, the exempted not at all: neither declares. Alias `b` is the book. */
export const declares = sql<boolean>`(not b.exempt and b.category is distinct from 'OLD_OR_ILL')`

export const sheetTitle = (sheet: { year: number; subject: string }, villageName: string): string =>
  `${villageName}${sheet.year}年${(sheet.subject as Subject) === 'ORG' ? '党组织' : '党员'}报星`
