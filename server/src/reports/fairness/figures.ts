/** What each place did in a year, one statement a question. A place is the head of a row's path. */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { type Area, inArea } from '../area.ts'
import { ratingsOf, slotOfStar, starsOfBook } from '../year-results.ts'
import { itsClosedQuarter, rightBeforeClose, standingEntries } from './entries.ts'
import type { RuleUse } from './fairness.rules.ts'

const placeOf = (area: Area, alias: string): RawBuilder<string> =>
  sql<string>`left(${sql.ref(`${alias}.path`)}, ${area.placeOf}::int)`

export interface SlipFigures {
  place: string
  handedIn: number
  passed: number
  /** Passed or not recognised: what still waits says nothing of the checker. */
  decided: number
  returned: number
}
export const slipFigures = (tx: ReadTx, by: Actor, area: Area, year: number) =>
  sql<SlipFigures>`
    select ${placeOf(area, 's')} as place, count(*)::int as "handedIn",
      count(*) filter (where s.state = 'EFFECTIVE')::int as passed,
      count(*) filter (where s.state in ('EFFECTIVE', 'REJECTED'))::int as decided,
      count(*) filter (where s.id in (select a.subject_id from audit_entry a where ${within(by, 'fairness.read', 'a')} and ${inArea(area, 'a')}
        and a.subject_kind = 'slip' and a.action = 'slip.return'))::int as returned
    from slip s where ${within(by, 'fairness.read', 's')} and ${inArea(area, 's')} and s.year = ${year} and s.state not in ('DRAFT', 'WITHDRAWN')
    group by 1`.execute(tx)

export interface BookFigures {
  place: string
  members: number
  villages: number
  memberPoints: number | null
  villagePoints: number | null
}
export const bookFigures = (tx: ReadTx, by: Actor, area: Area, year: number) =>
  sql<BookFigures>`
    select place, count(*) filter (where subject = 'MEMBER')::int as members, count(*) filter (where subject = 'ORG')::int as villages,
      round(avg(points) filter (where subject = 'MEMBER'))::int as "memberPoints",
      round(avg(points) filter (where subject = 'ORG'))::int as "villagePoints"
    from (select ${placeOf(area, 'b')} as place, b.subject, b.s1 + b.s2 + b.s3 + b.s4 + b.s5 + b.s6 + b.s7 + b.s8 + b.s9 + b.s10 as points
          from book b where ${within(by, 'fairness.read', 'b')} and ${inArea(area, 'b')} and b.year = ${year} and not b.exempt and b.moved_to is null) b
    group by 1`.execute(tx)

/** Each bonus rule that a place's schemes offer, and how often it was given there. A rule is known by its words. */
export const bonusUses = (tx: ReadTx, by: Actor, area: Area, year: number) =>
  sql<RuleUse>`
    with used as (
      select distinct ${placeOf(area, 'b')} as place, b.subject, b.version_id from book b
      where ${within(by, 'fairness.read', 'b')} and ${inArea(area, 'b')} and b.year = ${year} and b.version_id is not null
    ), given as (
      select ${placeOf(area, 'e')} as place, e.version_id, e.rule_code, (e.person_id is null) as org, count(*) as count
      from points_entry e where ${standingEntries(by, area, year)} and e.kind = 'BONUS' group by 1, 2, 3, 4
    )
    select u.place, u.subject, r.content as rule, coalesce(sum(g.count), 0)::int as count
    from used u
    join scheme_rule r on r.region_id = ${by.regionId} and r.version_id = u.version_id and r.kind = 'BONUS'
    left join given g on g.place = u.place and g.version_id = r.version_id and g.rule_code = r.code and g.org = (u.subject = 'ORG')
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx)

export interface QuarterFigures {
  place: string
  quarter: number
  closedOn: string
  entries: number
  late: number
}
export const quarterFigures = (tx: ReadTx, by: Actor, area: Area, year: number, days: number) =>
  sql<QuarterFigures>`
    select ${placeOf(area, 'e')} as place, e.quarter, max(q.closed_on) as "closedOn", count(*)::int as entries,
      count(*) filter (where ${rightBeforeClose(days)})::int as late
    from points_entry e ${itsClosedQuarter} where ${standingEntries(by, area, year)} group by 1, 2 order by 1, 2`.execute(
    tx,
  )

export interface StarFigures {
  place: string
  subject: 'ORG' | 'MEMBER'
  star: string
  kind: 'COMMON' | 'DUTY' | 'ELECTIVE'
  rated: number
  won: number
}
/** Of the year's results: before there are any, no star has been won. */
export const starFigures = (tx: ReadTx, by: Actor, area: Area, year: number, subject: 'ORG' | 'MEMBER') =>
  sql<StarFigures>`
    select ${placeOf(area, 'r')} as place, r.subject, s.name as star, s.kind, count(*)::int as rated,
      count(*) filter (where substr(r.lit, ${slotOfStar}, 1) = '1')::int as won
    from rating r join book b on b.region_id = r.region_id and b.id = r.book_id ${starsOfBook}
    where ${ratingsOf(by, area, subject, [year])} group by 1, 2, 3, 4 order by 1, 2, min(${slotOfStar}), 3`.execute(
    tx,
  )
