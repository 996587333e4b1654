/** Results of years before this program, as they were made public at the time. */
import { formatDay } from '@xinghe/contract/values'
import { levelName, type OrgClass, orgClasses } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'

export interface PastResult {
  year: number
  subject: 'ORG' | 'MEMBER'
  villageId: string
  personId: string | null
  name: string
  level: number | null
  class: OrgClass | null
  docNo: string | null
  noticedOn: string | null
}
interface Kept extends PastResult {
  id: string
}
export type JudgedPast =
  | { is: 'NEW' }
  | { is: 'CHANGE'; note: string }
  | { is: 'THERE' }
  | { is: 'REFUSED'; refusal: Refusal }

export const pastKey = ({ year, villageId, personId }: Pick<PastResult, 'year' | 'villageId' | 'personId'>) =>
  `${year} ${personId ?? villageId}`

/** What is kept of these already, and which of them have a book in the program. */
async function known(tx: ReadTx, by: Actor, results: readonly PastResult[]) {
  const subjects = sql`unnest(${results.map((one) => one.year)}::int[], ${results.map((one) => one.villageId)}::uuid[],
    ${results.map((one) => one.personId)}::uuid[]) as n (year, village_id, person_id)`
  const { rows: kept } = await sql<Kept>`
    select r.id, r.year, r.subject, r.village_id as "villageId", r.person_id as "personId", r.name, r.level, r.class,
      r.doc_no as "docNo", r.noticed_on as "noticedOn"
    from ${subjects} join past_result r on r.region_id = ${by.regionId} and r.year = n.year
      and (r.person_id = n.person_id or n.person_id is null and r.person_id is null and r.village_id = n.village_id)`.execute(
    tx,
  )
  const { rows: booked } = await sql<{ year: number; villageId: string; personId: string | null }>`
    select distinct n.year, n.village_id as "villageId", n.person_id as "personId"
    from ${subjects} join book b on b.region_id = ${by.regionId} and b.year = n.year
      and (b.person_id = n.person_id or n.person_id is null and b.person_id is null and b.village_id = n.village_id)`.execute(
    tx,
  )
  return { kept: new Map(kept.map((one) => [pastKey(one), one])), booked: new Set(booked.map(pastKey)) }
}

const words = (one: Pick<PastResult, 'level' | 'class' | 'docNo' | 'noticedOn'>): string =>
  [
    levelName(one.level),
    one.class && orgClasses[one.class],
    one.docNo,
    one.noticedOn && `${formatDay(one.noticedOn)}公布`,
  ]
    .filter(Boolean)
    .join('，')

/** What would become of these results, in their order. */
export async function judgePastResults(
  tx: ReadTx,
  by: Actor,
  results: readonly PastResult[],
): Promise<JudgedPast[]> {
  if (results.length === 0) return []
  const { kept, booked } = await known(tx, by, results)
  return results.map((one): JudgedPast => {
    const refused = (...why: ConstructorParameters<typeof Refusal>): JudgedPast => ({
      is: 'REFUSED',
      refusal: new Refusal(...why),
    })
    const before = kept.get(pastKey(one))
    if (before && words(before) === words(one)) return { is: 'THERE' }
    if (one.personId === by.personId) return refused('common.own_matter')
    if (one.year >= Number(by.today.slice(0, 4))) return refused('results.not_past', { year: one.year })
    if (booked.has(pastKey(one))) return refused('results.rated_here', { name: one.name, year: one.year })
    if (one.class && one.subject === 'MEMBER') return refused('results.class_of_member')
    if (!one.docNo && !one.noticedOn) return refused('results.not_made_public')
    if (one.noticedOn && (one.noticedOn > by.today || Number(one.noticedOn.slice(0, 4)) < one.year))
      return refused('results.notice_day', { year: one.year })
    return before ? { is: 'CHANGE', note: `由“${words(before)}”改为“${words(one)}”` } : { is: 'NEW' }
  })
}

/** Keeps them; what was kept otherwise is corrected, and the trail says what it was. Returns how many. */
export async function keepPastResults(tx: Tx, by: Actor, results: readonly PastResult[]): Promise<number> {
  const { rows: villages } = await sql<{ id: string; path: string; townshipId: string }>`
    select id, path, parent_id as "townshipId" from unit
    where region_id = ${by.regionId} and id = any(${[...new Set(results.map((one) => one.villageId))]}::uuid[])`.execute(
    tx,
  )
  const villageOf = new Map(villages.map((one) => [one.id, one]))
  permitAll(
    tx,
    by,
    'imports.make',
    results.map((one) => villageOf.get(one.villageId)?.path ?? ''),
  )
  const judged = await judgePastResults(tx, by, results)
  const todo = results.flatMap((one, index) => {
    const judgement = judged[index] as JudgedPast
    if (judgement.is === 'REFUSED') throw judgement.refusal
    if (judgement.is === 'THERE') return []
    const village = villageOf.get(one.villageId)
    return village ? [{ ...one, village, note: judgement.is === 'CHANGE' ? judgement.note : words(one) }] : []
  })
  if (todo.length > 0) {
    const column = <K extends keyof (typeof todo)[number]>(name: K) => todo.map((one) => one[name])
    const rows = (conflict: ReturnType<typeof sql>, which: ReturnType<typeof sql>) => sql`
      insert into past_result (region_id, id, year, subject, township_id, village_id, person_id, path, name, level, class, doc_no,
        noticed_on, imported_by_name, imported_at)
      select ${by.regionId}, n.id, n.year, n.subject, n.township_id, n.village_id, n.person_id, n.path, n.name, n.level, n.class, n.doc_no,
        n.noticed_on, ${by.name}, ${by.now}
      from unnest(${todo.map(() => newId())}::uuid[], ${column('year')}::int[], ${column('subject')}::text[],
        ${todo.map((one) => one.village.townshipId)}::uuid[], ${column('villageId')}::uuid[], ${column('personId')}::uuid[],
        ${todo.map((one) => one.village.path)}::text[], ${column('name')}::text[], ${column('level')}::int[], ${column('class')}::text[],
        ${column('docNo')}::text[], ${column('noticedOn')}::date[])
        as n (id, year, subject, township_id, village_id, person_id, path, name, level, class, doc_no, noticed_on)
      where n.subject = ${which}
      on conflict ${conflict} do update set level = excluded.level, class = excluded.class, doc_no = excluded.doc_no,
        noticed_on = excluded.noticed_on, imported_by_name = excluded.imported_by_name, imported_at = excluded.imported_at`
    await rows(sql`(region_id, year, village_id) where subject = 'ORG'`, sql`'ORG'`).execute(tx)
    await rows(sql`(region_id, year, person_id) where subject = 'MEMBER'`, sql`'MEMBER'`).execute(tx)
  }
  await audit(
    tx,
    by,
    'results.past_kept',
    todo.map((one) => ({
      path: one.village.path,
      subjectKind: one.personId ? 'person' : 'unit',
      subjectId: one.personId ?? one.villageId,
      note: `${one.year}年度：${one.note}`,
    })),
  )
  return todo.length
}
