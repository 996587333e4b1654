/** Parts of statements about entries of the ledger, said once for the figures and for the rows behind them. */
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { type Area, inArea } from '../area.ts'

/** Entries `e` of the year that came from slips and still stand. */
export const standingEntries = (by: Actor, area: Pick<Area, 'path'>, year: number) =>
  sql<boolean>`${within(by, 'fairness.read', 'e')} and ${inArea(area, 'e')} and e.year = ${year} and e.source_kind = 'SLIP_LINE'
    and e.id not in (select g.refers_to from points_entry g where ${within(by, 'fairness.read', 'g')} and ${inArea(area, 'g')}
      and g.year = ${year} and g.source_kind = 'REVERSAL' and g.refers_to is not null)`

/** The quarter `q` of an entry's village, closed; it lies where the entry lies. */
export const itsClosedQuarter = sql`join quarter q on q.region_id = e.region_id and q.path = e.path and q.year = e.year
  and q.quarter = e.quarter and q.closed_on is not null`

/** Entered in the ledger within the last days before the close, the day of the close among them. */
export const rightBeforeClose = (days: number) =>
  sql<boolean>`((e.posted_at at time zone 'Asia/Shanghai')::date > q.closed_on - ${days}::int
    and (e.posted_at at time zone 'Asia/Shanghai')::date <= q.closed_on)`
