/**
 * What each table is when the database is spread over several servers (docs/scaling.md). The one place that says it:
 * a new table is named here, or the types and server/test/schema.test.ts fail.
 */
import type { DB } from './schema.ts'

export type Place =
  /** Rows lie with their county: spread by region_id, and those of one county always together. */
  | 'TENANT'
  /** Small and seldom written: whole on every server, so that every row may refer to it. */
  | 'REFERENCE'
  /** Spread by a column of its own: it says in which county something is, before the county is known. */
  | { by: string }
  /** Stays on the first server: about the database itself. So do the tables of graphile_worker. */
  | 'LOCAL'

export const places = {
  region: 'REFERENCE',
  login_name: { by: 'login' },
  migration: 'LOCAL',

  unit: 'TENANT',
  unit_past: 'TENANT',
  restructure: 'TENANT',
  restructure_unit: 'TENANT',
  person: 'TENANT',
  membership: 'TENANT',
  post_holding: 'TENANT',
  substitution: 'TENANT',
  account: 'TENANT',
  session: 'TENANT',
  sign_in_count: 'TENANT',
  password_history: 'TENANT',
  recovery_code: 'TENANT',
  sign_on: 'TENANT',
  sign_on_visit: 'TENANT',
  audit_entry: 'TENANT',
  audit_seal: 'TENANT',
  idempotency: 'TENANT',
  calendar_year: 'TENANT',
  calendar_day: 'TENANT',
  setting: 'TENANT',
  category: 'TENANT',
  file: 'TENANT',
  record_view: 'TENANT',
  evidence: 'TENANT',
  work_item: 'TENANT',
  scheme: 'TENANT',
  scheme_version: 'TENANT',
  scheme_star: 'TENANT',
  scheme_rule: 'TENANT',
  book: 'TENANT',
  points_entry: 'TENANT',
  quarter: 'TENANT',
  slip: 'TENANT',
  slip_line: 'TENANT',
  veto: 'TENANT',
  declaration_sheet: 'TENANT',
  declaration: 'TENANT',
  exemption: 'TENANT',
  year_end_sheet: 'TENANT',
  determination: 'TENANT',
  rating: 'TENANT',
  notice: 'TENANT',
  notice_line: 'TENANT',
  objection: 'TENANT',
  plaque: 'TENANT',
  star_use: 'TENANT',
  star_removal: 'TENANT',
  past_result: 'TENANT',
  circular: 'TENANT',
  weak_case: 'TENANT',
  weak_reason: 'TENANT',
  weak_progress: 'TENANT',
  weak_acceptance: 'TENANT',
  errand: 'TENANT',
  import: 'TENANT',
  import_fault: 'TENANT',
  paper_sheet: 'TENANT',
  paper_keying: 'TENANT',
  rating_preview: 'TENANT',
  area_figures: 'TENANT',
} as const satisfies Record<keyof DB, Place>

export const placeOf = (table: string): Place | undefined => (places as Record<string, Place>)[table]
/** The column by which a table is spread; none for what is not spread. */
export const spreadBy = (table: string): string | undefined => {
  const place = placeOf(table)
  return place === 'TENANT' ? 'region_id' : typeof place === 'object' ? place.by : undefined
}
