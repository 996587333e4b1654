import { type summariseResults as route, standingStates } from '@xinghe/contract/results'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { OrgClass } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { pastRows } from './past-results.ts'
import { resultRows } from './rows.ts'
import { sentence } from './sentence.rules.ts'

interface Group {
  township_id: string
  township: string
  level: number | null
  class: OrgClass | null
  standing: boolean
  count: number
  changed: number
  gold: number
  silver: number
  red: number
  with_gold: number
  with_silver: number
  with_red: number
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0)

/** The figures of a year, by one grouped query; everything else is added up from its groups. */
export async function summariseResults(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const starsOf = (colour: string) => sql`length(r.colours) - length(replace(r.colours, ${colour}, ''))`
  const { rows } = await sql<Group>`
    select r.township_id, max(v.parent_short_name) as township, r.final_level as level, r.class,
      r.state = any(${[...standingStates]}::text[]) as standing, count(*) as count,
      count(*) filter (where r.final_level is distinct from r.suggested_level) as changed,
      sum(${starsOf('G')}) as gold, sum(${starsOf('S')}) as silver, sum(${starsOf('R')}) as red,
      count(*) filter (where strpos(r.colours, 'G') > 0) as with_gold,
      count(*) filter (where strpos(r.colours, 'S') > 0) as with_silver,
      count(*) filter (where strpos(r.colours, 'R') > 0) as with_red
    ${resultRows(by, input)} group by r.township_id, r.final_level, r.class, standing order by min(r.path)`.execute(
    tx,
  )
  const groups = rows.map((row) => ({ ...row, count: Number(row.count) }))
  const years = await sql<{ year: number }>`
    select year from book b where ${within(by, 'results.read', 'b', { person: true })}
    union select year from past_result r where ${within(by, 'results.read', 'r', { person: true })} order by year desc`.execute(
    tx,
  )
  const exempt = await sql<{ count: number }>`
    select count(*) as count from book b where ${within(by, 'results.read', 'b', { person: true })}
      and b.year = ${input.year} and b.subject = ${input.subject} and b.exempt and b.moved_to is null
      ${input.townshipId ? sql`and b.township_id = ${input.townshipId}` : sql``}`.execute(tx)
  const past = await sql<{ count: number }>`
    select count(*)::int as count ${pastRows(by, input)}`.execute(tx)
  const count = (test: (group: Group) => boolean, from = groups) =>
    sum(from.filter(test), (group) => group.count)
  const levels = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, null]
  const townships = [...new Map(groups.map((group) => [group.township_id, group.township]))]
  const standing = count((group) => group.standing)
  return {
    total: sum(groups, (group) => group.count),
    standing,
    byLevel: levels
      .map((level) => ({ level, count: count((group) => group.level === level) }))
      .filter((one) => one.count > 0),
    byClass: (['I', 'II', 'III'] as const).map((one) => ({
      class: one,
      count: count((group) => group.class === one),
    })),
    byColour: [
      {
        colour: 'G' as const,
        stars: sum(groups, (one) => Number(one.gold)),
        subjects: sum(groups, (one) => Number(one.with_gold)),
      },
      {
        colour: 'S' as const,
        stars: sum(groups, (one) => Number(one.silver)),
        subjects: sum(groups, (one) => Number(one.with_silver)),
      },
      {
        colour: 'R' as const,
        stars: sum(groups, (one) => Number(one.red)),
        subjects: sum(groups, (one) => Number(one.with_red)),
      },
    ],
    byTownship: townships.map(([townshipId, name]) => {
      const own = groups.filter((group) => group.township_id === townshipId)
      return {
        townshipId,
        name,
        total: sum(own, (group) => group.count),
        ten: count((group) => group.level === 10, own),
        nine: count((group) => group.level === 9, own),
        eight: count((group) => group.level === 8, own),
        below: count((group) => group.level !== null && group.level < 8, own),
        one: count((group) => group.class === 'I', own),
        two: count((group) => group.class === 'II', own),
        three: count((group) => group.class === 'III', own),
      }
    }),
    sentence:
      standing > 0
        ? sentence(
            input,
            groups.filter((group) => group.standing),
          )
        : null,
    years: years.rows.map((row) => row.year),
    past: past.rows[0]?.count ?? 0,
    exempt: Number(exempt.rows[0]?.count ?? 0),
    notRated: count((group) => group.level === null),
    changed: sum(groups, (group) => Number(group.changed)),
  }
}
