/** Sheets for acts: locked, permitted, open; and the paper behind them, as both sides read it. */
import { next } from '@xinghe/contract/lifecycle'
import {
  type KeyedLine,
  type PaperKind,
  type PaperRule,
  type PaperSheet,
  type PrintedRow,
  type ReadSheet,
  readSheet,
} from '@xinghe/contract/paper-lines'
import { type PaperAct, type PaperState, paperLifecycle } from '@xinghe/contract/papers'
import type { Action } from '@xinghe/contract/rights'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

/** Score sheets belong to the assessment, all others to the village. */
export const actionOf = (kind: string): Action =>
  (kind as PaperKind) === 'SCORE' ? 'year_end.assess' : 'papers.key'

export interface Keyed {
  lines: KeyedLine[]
  total: string
}
export interface Settled {
  no: number
  key: string
  value: string
  by: string
  at: string
}
export type LoadedPaper = Awaited<ReturnType<typeof papersFor>>[number]

/** Locked, in the order of their codes; 404, 403 or 409 unless each is visible, permitted and open to one of these acts. */
export async function papersFor(tx: Tx, by: Actor, wanted: readonly string[], acts: readonly PaperAct[]) {
  const ids = [...new Set(wanted)]
  const found = await tx
    .selectFrom('paper_sheet')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('code')
    .forUpdate()
    .execute()
  if (found.length < ids.length) throw new Refusal('common.not_found')
  for (const [kind, sheets] of Map.groupBy(found, (sheet) => sheet.kind))
    permitAll(
      tx,
      by,
      actionOf(kind),
      sheets.map((sheet) => sheet.path),
    )
  for (const { state } of found)
    if (!acts.some((act) => next(paperLifecycle, state as PaperState, act)))
      throw new Refusal('common.act_not_open')
  return found.map((sheet) => ({
    ...sheet,
    state: sheet.state as PaperState,
    printed: sheet.printed as unknown as PrintedRow[],
    final: sheet.final as unknown as Keyed | null,
    settled: sheet.settled as unknown as Settled[],
  }))
}
export const paperFor = async (
  tx: Tx,
  by: Actor,
  id: string,
  acts: readonly PaperAct[],
): Promise<LoadedPaper> => (await papersFor(tx, by, [id], acts))[0] as LoadedPaper

/** Rules as they are printed: without vetoes, those of any star at the end. */
export async function rulesOfVersions(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  versionIds: readonly string[],
): Promise<Map<string, PaperRule[]>> {
  const { rows } = await sql<PaperRule & { version_id: string }>`
    select r.version_id, r.code, r.content,
      case when r.kind = 'DEDUCT' then 0 - abs(r.amount) else abs(r.amount) end as amount,
      r.star_code as "starCode", s.name as star, r.evidence_needed as "evidenceNeeded"
    from scheme_rule r
    left join scheme_star s on s.region_id = r.region_id and s.version_id = r.version_id and s.code = r.star_code
    where r.region_id = ${by.regionId} and r.version_id = any(${versionIds}::uuid[]) and r.kind <> 'VETO'
    order by r.version_id, s.seq nulls last, r.seq, r.code`.execute(tx)
  const byVersion = new Map<string, PaperRule[]>()
  for (const { version_id, ...rule } of rows) {
    const list = byVersion.get(version_id)
    if (list) list.push(rule)
    else byVersion.set(version_id, [rule])
  }
  return byVersion
}
/** Of a version's rules those that some book on the sheet may be entered under. */
export const rulesOn = (rules: readonly PaperRule[], rows: readonly PrintedRow[]): PaperRule[] => {
  const stars = new Set(rows.flatMap((row) => row.stars.map((star) => star.code)))
  return rules.filter((rule) => rule.starCode === null || stars.has(rule.starCode))
}
export async function weighing(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  versionIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('scheme_version')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${versionIds}::uuid[])`)
    .where('year_end_weight', '>', 0)
    .execute()
  return new Set(rows.map((row) => row.id))
}

interface PaperRowLike {
  kind: string
  subject: string
  version_id: string
  year: number
  quarter: number | null
  lines: number
  printed: unknown
}
/** What the pure functions of the contract read a sheet by. */
export async function sheetOf(tx: ReadTx, by: Actor, row: PaperRowLike): Promise<PaperSheet> {
  const rows = row.printed as PrintedRow[]
  const scored = (row.kind as PaperKind) === 'SCORE'
  const rules = scored ? undefined : (await rulesOfVersions(tx, by, [row.version_id])).get(row.version_id)
  return {
    kind: row.kind as PaperKind,
    subject: row.subject as Subject,
    weighs: scored && (await weighing(tx, by, [row.version_id])).size > 0,
    year: row.year,
    quarter: row.quarter,
    lines: row.lines,
    rows,
    rules: rulesOn(rules ?? [], rows),
  }
}

/** Read without a fault, or refused with a message at each cell. */
export function demandSound(sheet: PaperSheet, keyed: Keyed, today: string): ReadSheet {
  const beyond = keyed.lines.find((line) => line.no > sheet.lines)
  const read = readSheet(sheet, keyed.lines, keyed.total, today)
  const faults = beyond
    ? [...read.faults, { no: beyond.no, key: 'on', message: `纸面只有${sheet.lines}行` }]
    : read.faults
  if (faults.length === 0) return read
  throw new Refusal(
    faults.every((fault) => fault.key === 'total') ? 'papers.total_differs' : 'common.bad_input',
    undefined,
    faults.map(({ no, key, message }) => ({ path: no === 0 ? key : `lines.${no}.${key}`, message })),
  )
}
