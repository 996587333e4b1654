/** A unit moves in the tree: whatever lies at or below it follows (docs/decisions/0012). */
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'

/** Every table with a `path`, as the catalogue has them (repath.test.ts); `audit_entry` keeps its own under the seal. */
export const pathedTables = [
  'area_figures',
  'book',
  'circular',
  'declaration',
  'declaration_sheet',
  'determination',
  'errand',
  'evidence',
  'exemption',
  'file',
  'import',
  'import_fault',
  'membership',
  'notice',
  'notice_line',
  'objection',
  'paper_keying',
  'paper_sheet',
  'past_result',
  'person',
  'plaque',
  'points_entry',
  'post_holding',
  'quarter',
  'rating',
  'rating_preview',
  'record_view',
  'restructure_unit',
  'scheme',
  'scheme_rule',
  'scheme_star',
  'scheme_version',
  'slip',
  'slip_line',
  'star_removal',
  'star_use',
  'substitution',
  'unit',
  'unit_past',
  'veto',
  'weak_acceptance',
  'weak_case',
  'weak_progress',
  'weak_reason',
  'work_item',
  'year_end_sheet',
] as const

export interface Way {
  from: string
  to: string
}

/** No way begins below another: one statement a table moves them all. New labels were never given before, so none collide. */
export async function repath(tx: Tx, by: Actor, ways: readonly Way[]): Promise<void> {
  if (ways.length === 0) return
  const list = sql`unnest(${ways.map((way) => way.from)}::text[], ${ways.map((way) => way.to)}::text[]) as w (old, new)`
  for (const table of pathedTables)
    await sql`
      update ${sql.table(table)} as t set path = w.new || substr(t.path, length(w.old) + 1) from ${list}
      where t.region_id = ${by.regionId} and t.path >= w.old and t.path < w.old || '~'`.execute(tx)
  // 依据: the seal covers the path of the entry (decision 0009); where it is read today stands beside it.
  await sql`
    update audit_entry as t set moved_path = w.new || substr(coalesce(t.moved_path, t.path), length(w.old) + 1) from ${list}
    where t.region_id = ${by.regionId} and coalesce(t.moved_path, t.path) >= w.old and coalesce(t.moved_path, t.path) < w.old || '~'`.execute(
    tx,
  )
}
