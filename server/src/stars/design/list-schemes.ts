import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listSchemes as route, SchemeHead, SchemeState } from '@xinghe/contract/schemes'
import type { Subject, VillageType } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { openTo, readable } from './load.ts'

/** Scheme versions that `by` may see, newest first within a scheme, by township. */
export async function listSchemes(
  tx: ReadTx,
  by: Actor,
  { year, subject, townshipId, state }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await headsOf(
    tx,
    by,
    sql<boolean>`(${year ?? null}::int is null or s.year = ${year ?? null})
    and (${subject ?? null}::text is null or s.subject = ${subject ?? null})
    and (${townshipId ?? null}::uuid is null or s.township_id = ${townshipId ?? null})
    and (${state ?? null}::text is null or v.state = ${state ?? null})`,
  )
  return { rows, canCreate: may(by, 'schemes.draft') }
}

interface Row {
  id: string
  scheme_id: string
  township_id: string
  township_name: string
  subject: Subject
  year: number
  version: number
  state: SchemeState
  title: string
  doc_no: string | null
  village_type: VillageType | null
  effective_quarter: number
  path: string
  return_reason: string | null
  reviewed_by_name: string | null
  submitted_at: Date | null
  published_at: Date | null
  common: number
  duty: number
  elective: number
  rules: number
  books: number
}

export async function headsOf(
  tx: ReadTx,
  by: Actor,
  condition: ReturnType<typeof sql<boolean>>,
): Promise<SchemeHead[]> {
  const { rows } = await sql<Row>`
    select v.id, v.scheme_id, s.township_id, s.township_name, s.subject, s.year, v.version, v.state, v.title, v.doc_no, v.village_type,
      v.effective_quarter, v.path, v.return_reason, v.reviewed_by_name, v.submitted_at, v.published_at,
      stars.common, stars.duty, stars.elective, rules.count as rules, books.count as books
    from scheme_version v
    join scheme s on s.region_id = v.region_id and s.id = v.scheme_id
    cross join lateral (
      select count(*) filter (where kind = 'COMMON') as common, case s.subject when 'ORG' then count(*) filter (where kind = 'DUTY') else least(
          count(*) filter (where category = 'ORDINARY'), count(*) filter (where category = 'CENTRAL_HOUSEHOLD'),
          count(*) filter (where category = 'COMMITTEE'), count(*) filter (where category = 'FLOATING')) end as duty,
        count(*) filter (where kind = 'ELECTIVE') as elective
      from scheme_star t where t.region_id = v.region_id and t.version_id = v.id) stars
    cross join lateral (select count(*) as count from scheme_rule t where t.region_id = v.region_id and t.version_id = v.id) rules
    cross join lateral (
      select count(*) as count from book t where t.region_id = v.region_id and t.year = s.year and t.version_id = v.id
        and t.path >= v.path and t.path < v.path || '~') books
    where ${readable(by)} and ${condition}
    order by s.year desc, v.path, s.subject desc, s.name, v.version desc`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    schemeId: row.scheme_id,
    townshipId: row.township_id,
    townshipName: row.township_name,
    subject: row.subject,
    year: row.year,
    version: row.version,
    state: row.state,
    title: row.title,
    docNo: row.doc_no,
    villageType: row.village_type,
    effectiveQuarter: row.effective_quarter,
    stars: { common: row.common, duty: row.duty, elective: row.elective },
    rules: row.rules,
    books: row.books,
    returnReason: row.return_reason,
    reviewedByName: row.reviewed_by_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    publishedAt: row.published_at?.toISOString() ?? null,
    can: openTo(by, row),
  }))
}
