/** The rows behind the hints, in the order of place and day: persons are not ranked. */
import type {
  listBonusEntries as bonusRoute,
  listBurstEntries as burstRoute,
  listHintSlips as slipRoute,
} from '@xinghe/contract/fairness'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { SlipState } from '@xinghe/contract/slips'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'
import { type Area, areaOf, inArea } from '../area.ts'
import { itsClosedQuarter, rightBeforeClose, standingEntries } from './entries.ts'

const counted = <Row extends { all: number }>(rows: readonly Row[]) => ({
  rows: rows.map(({ all: _, ...row }) => row),
  total: rows[0]?.all ?? 0,
})
interface EntryRow {
  all: number
  id: string
  bookId: string
  name: string
  villageName: string
  factOn: string
  postedAt: Date
  reason: string
  counted: number
  checkedBy: string | null
}

type Paged = { page: number; size: number }

const entriesBehind = async (
  tx: ReadTx,
  by: Actor,
  { area, year, page, size }: Paged & { area: Area; year: number },
  quarter: RawBuilder<unknown>,
  behind: RawBuilder<unknown>,
) => {
  const { rows } = await sql<EntryRow>`
    with found as materialized (
      select e.id, e.book_id, e.path, e.seq, e.fact_on, e.posted_at, e.reason, e.counted, e.checked_by_name, (count(*) over ())::int as all
      from points_entry e ${quarter} where ${standingEntries(by, area, year)} and ${behind}
      order by e.path, e.posted_at, e.book_id, e.seq limit ${size} offset ${(page - 1) * size}
    )
    select f.id, f.book_id as "bookId", b.name, v.short_name as "villageName", f.fact_on as "factOn", f.posted_at as "postedAt",
      f.reason, f.counted, f.checked_by_name as "checkedBy", f.all
    from found f
    join book b on b.region_id = ${by.regionId} and b.id = f.book_id
    join unit v on v.region_id = b.region_id and v.id = b.village_id
    order by f.path, f.posted_at, f.book_id, f.seq`.execute(tx)
  return counted(rows.map((row) => ({ ...row, postedAt: row.postedAt.toISOString() })))
}

export async function listBonusEntries(
  tx: ReadTx,
  by: Actor,
  { unitId, subject, rule, ...rest }: InputOf<typeof bonusRoute>,
): Promise<AnswerIn<typeof bonusRoute>> {
  const area = await areaOf(tx, by, unitId)
  return entriesBehind(
    tx,
    by,
    { area, ...rest },
    sql``,
    sql`e.kind = 'BONUS' and (e.person_id is null) = ${subject === 'ORG'} and (e.version_id, e.rule_code) in (
      select r.version_id, r.code from scheme_rule r where r.region_id = ${by.regionId} and r.content = ${rule})`,
  )
}

export async function listBurstEntries(
  tx: ReadTx,
  by: Actor,
  { unitId, quarter, ...rest }: InputOf<typeof burstRoute>,
): Promise<AnswerIn<typeof burstRoute>> {
  const area = await areaOf(tx, by, unitId)
  const days = await readSetting(tx, by, 'fairness.burst_days')
  return entriesBehind(
    tx,
    by,
    { area, ...rest },
    itsClosedQuarter,
    sql`e.quarter = ${quarter} and ${rightBeforeClose(days)}`,
  )
}

interface SlipRow {
  all: number
  slipId: string
  villageName: string
  factOn: string
  reason: string
  state: SlipState
  said: string | null
  by: string | null
}
export async function listHintSlips(
  tx: ReadTx,
  by: Actor,
  { unitId, year, which, page, size }: InputOf<typeof slipRoute>,
): Promise<AnswerIn<typeof slipRoute>> {
  const area = await areaOf(tx, by, unitId)
  const refused = which === 'refused'
  const { rows } = await sql<SlipRow>`
    with said as (
      select distinct on (a.subject_id) a.subject_id, a.note, a.person_name from audit_entry a
      where ${within(by, 'fairness.read', 'a')} and ${inArea(area, 'a')} and a.subject_kind = 'slip'
        and a.action = ${refused ? 'slip.reject' : 'slip.return'}
      order by a.subject_id, a.at desc
    )
    select s.id as "slipId", v.short_name as "villageName", s.fact_on as "factOn", s.reason, s.state, a.note as said,
      a.person_name as by, (count(*) over ())::int as all
    from slip s
    ${refused ? sql`left join` : sql`join`} said a on a.subject_id = s.id
    join unit v on v.region_id = s.region_id and v.id = s.village_id
    where ${within(by, 'fairness.read', 's')} and ${inArea(area, 's')} and s.year = ${year}
      and ${refused ? sql`s.state = 'REJECTED'` : sql`s.state not in ('DRAFT', 'WITHDRAWN')`}
    order by s.path, s.fact_on, s.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return counted(rows)
}
