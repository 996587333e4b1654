import { type listYears as route, standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { OrgClass } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { storyOfYears } from './years.rules.ts'

/** A result that was once confirmed: it stands, has run out, or was taken. */
const everConfirmed = [...standingStates, 'EXPIRED', 'REVOKED']

/** Years of which these subjects have no result here but one kept from before the program. */
const noRating = sql`not exists (select 1 from rating o where o.region_id = r.region_id and o.year = r.year and o.subject = r.subject
  and coalesce(o.person_id, o.village_id) = coalesce(r.person_id, r.village_id))`

/** Standing results of these subjects (person, or village for an organisation), all years in sight. */
export async function levelsOf(
  tx: ReadTx,
  by: Actor,
  subject: 'ORG' | 'MEMBER',
  keys: readonly string[],
): Promise<Map<string, { year: number; level: number | null }[]>> {
  const wanted = sql`${within(by, 'results.read', 'r', { person: true })} and r.subject = ${subject}
    and coalesce(r.person_id, r.village_id) = any(${[...new Set(keys)]}::uuid[])`
  const { rows } = await sql<{ key: string; year: number; level: number | null }>`
    select coalesce(r.person_id, r.village_id) as key, r.year, r.final_level as level from rating r
    where ${wanted} and r.state = any(${everConfirmed}::text[])
    union all
    select coalesce(r.person_id, r.village_id), r.year, r.level from past_result r where ${wanted} and ${noRating}`.execute(
    tx,
  )
  return Map.groupBy(rows, (row) => row.key)
}

interface Row {
  book_id: string | null
  name: string
  year: number
  state: string
  level: number | null
  class: OrgClass | null
  lit: string | null
  colours: string | null
  total: number | null
  reason: string | null
  doc_no: string | null
  noticed_on: string | null
}
/** All years of one village's organisation, or of the member whose book this is, the newest first. */
export async function listYears(
  tx: ReadTx,
  by: Actor,
  { bookId, villageId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  if (!bookId && !villageId) throw new Refusal('common.not_found')
  const one = bookId
    ? sql`exists (select 1 from book k where k.region_id = r.region_id and k.id = ${bookId} and k.subject = r.subject
        and coalesce(k.person_id, k.village_id) = coalesce(r.person_id, r.village_id))`
    : sql`r.subject = 'ORG' and r.village_id = ${villageId ?? null}`
  const wanted = sql`${within(by, 'results.read', 'r', { person: true })} and ${one}`
  const { rows } = await sql<Row>`
    select r.book_id, b.name, r.year, r.state, r.final_level as level, r.class, r.lit, r.colours, r.total, r.level_reason as reason,
      null as doc_no, null::date as noticed_on
    from rating r join book b on b.region_id = r.region_id and b.id = r.book_id
    where ${wanted} and r.state = any(${everConfirmed}::text[])
    union all
    select null, r.name, r.year, 'PAST', r.level, r.class, null, null, null, null, r.doc_no, r.noticed_on
    from past_result r where ${wanted} and ${noRating}
    order by year desc`.execute(tx)
  const story = storyOfYears(rows)
  return {
    rows: rows.map(({ book_id, doc_no, noticed_on, ...row }) => ({
      ...row,
      bookId: book_id,
      past: book_id === null ? { docNo: doc_no, noticedOn: noticed_on } : null,
      running: story.get(row.year)?.running ?? 1,
      change: story.get(row.year)?.change ?? null,
    })),
  }
}
