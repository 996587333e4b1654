import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { SchemeState } from '@xinghe/contract/schemes'
import type { whatIfChoices as route } from '@xinghe/contract/what-if'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { planOf } from '../star.rules.ts'

type Version = Parameters<typeof planOf>[0] & {
  id: string
  township_name: string
  year: number
  version: number
  state: SchemeState
  title: string
}

/** What can be tried on what: years with results, townships, schemes of the actor's area with drafts before the rest. */
export async function whatIfChoices(
  tx: ReadTx,
  by: Actor,
  { subject }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { rows: places } = await sql<{ year: number; id: string; name: string }>`
    select r.year, r.township_id as id, max(v.parent_short_name) as name from rating r
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where ${within(by, 'schemes.what_if', 'r')} and r.subject = ${subject} and r.total is not null
    group by 1, 2 order by 1 desc, min(r.path)`.execute(tx)
  const { rows: versions } = await sql<Version>`
    select v.*, s.township_name, s.year from scheme_version v
    join scheme s on s.region_id = v.region_id and s.id = v.scheme_id
    where ${within(by, 'schemes.what_if', 'v')} and s.subject = ${subject}
    order by v.state in ('PUBLISHED', 'LOCKED', 'ARCHIVED'), s.year desc, v.path, s.name, v.version desc`.execute(
    tx,
  )
  return {
    years: [...new Set(places.map((place) => place.year))],
    townships: [...new Map(places.map(({ id, name }) => [id, { id, name }])).values()],
    schemes: versions.map((row) => {
      const { subject: _, ...plan } = planOf(row, subject)
      return {
        id: row.id,
        townshipName: row.township_name,
        year: row.year,
        version: row.version,
        state: row.state,
        title: row.title,
        plan,
      }
    }),
  }
}
