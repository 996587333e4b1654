import type { listResults } from '@xinghe/contract/results'
import { proposedStates, standingStates } from '@xinghe/contract/results'
import type { InputOf } from '@xinghe/contract/route'
import { type RawBuilder, sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'

type Filters = Omit<InputOf<typeof listResults>, 'page' | 'size'>
const shown = [...standingStates, ...proposedStates]

/** Ratings `r` (with book `b`) that have a result, in the actor's area, by the filters of the page. */
export function resultRows(by: Actor, filters: Filters): RawBuilder<unknown> {
  const { year, subject, townshipId, level, q, colour, changed } = filters
  const conditions = [
    sql`${within(by, 'results.read', 'r', { person: true })}`,
    sql`r.year = ${year} and r.subject = ${subject} and r.state = any(${shown}::text[])`,
  ]
  if (townshipId) conditions.push(sql`r.township_id = ${townshipId}`)
  if (level !== undefined)
    conditions.push(level === 'none' ? sql`r.final_level is null` : sql`r.final_level = ${level}`)
  if (filters.class) conditions.push(sql`r.class = ${filters.class}`)
  if (colour) conditions.push(sql`strpos(r.colours, ${colour}) > 0`)
  if (changed) conditions.push(sql`r.final_level is distinct from r.suggested_level`)
  if (q) conditions.push(sql`(strpos(b.name, ${q}) > 0 or strpos(v.short_name, ${q}) > 0)`)
  return sql`from rating r
    join book b on b.region_id = r.region_id and b.id = r.book_id
    join ${unitOn('r.village_id', endOfYear('r.year'))} v on true
    where ${sql.join(conditions, sql` and `)}`
}
