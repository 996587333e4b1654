import {
  type QuarterAct,
  type QuarterState,
  quarterEnd,
  quarterLifecycle,
  type listQuarters as route,
} from '@xinghe/contract/quarters'
import { type Action, posts } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { may, within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'

interface Cell {
  id: string
  quarter: number
  state: QuarterState
  closed_on: string | null
  sealed_on: string | null
  notice_id: string | null
  ends_on: string | null
  head_code: string | null
  unlock_reason: string | null
  due_on: string | null
  waiting: number
  entries: number
  earlier_open: boolean
  objections: number
  village_id: string
  village_name: string
  township_id: string
  township_name: string
  path: string
}
const actionOf: Record<QuarterAct, Action> = {
  close: 'quarters.close',
  publish: 'quarters.close',
  seal: 'quarters.close',
  unlock: 'quarters.unlock',
}

/** What stands in the way of the next step, in words. */
function blockOf(cell: Cell, year: number, by: Actor): string | null {
  if (cell.state === 'OPEN') {
    if (by.today <= quarterEnd(year, cell.quarter))
      return `本季度${formatDay(quarterEnd(year, cell.quarter))}结束`
    if (cell.earlier_open) return '上一季度尚未结账'
    return cell.waiting > 0 ? `${cell.waiting}张申报单未办结` : null
  }
  if (cell.state === 'PUBLIC') {
    if (cell.ends_on && cell.ends_on >= by.today) return `公示至${formatDay(cell.ends_on)}`
    return cell.objections > 0 ? `${cell.objections}件异议未答复` : null
  }
  return null
}
/** Waiting slips do not stop the closing: they can be carried over by choice. */
const stops = (cell: Cell, block: string | null): boolean =>
  block !== null && !(cell.state === 'OPEN' && cell.waiting > 0 && block.includes('申报单'))

/** Villages × quarters of a year. */
export async function listQuarters(
  tx: ReadTx,
  by: Actor,
  { year, townshipId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { rows } = await sql<Cell>`
    select q.id, q.quarter, q.state, q.closed_on, q.sealed_on, q.notice_id, n.ends_on, q.head_code, q.unlock_reason, w.due_on,
      q.village_id, v.short_name as village_name, q.township_id, v.parent_short_name as township_name, q.path,
      coalesce(s.waiting, 0) as waiting, coalesce(e.entries, 0) as entries,
      exists (select 1 from quarter o where o.region_id = q.region_id and o.village_id = q.village_id and o.year = q.year and o.quarter < q.quarter and o.state = 'OPEN') as earlier_open,
      (select count(*) from objection o where o.region_id = q.region_id and o.notice_id = q.notice_id and o.answered_at is null) as objections
    from quarter q
    join ${unitOn('q.village_id', endOfYear('q.year'))} v on true
    left join notice n on n.region_id = q.region_id and n.id = q.notice_id
    left join work_item w on w.region_id = q.region_id and w.subject_kind = 'quarter' and w.subject_id = q.id
    left join (select village_id, quarter, count(*) as waiting from slip s where ${within(by, 'quarters.read', 's')} and s.year = ${year}
      and s.state in ('SUBMITTED', 'CONFIRMED', 'RETURNED') group by 1, 2) s on s.village_id = q.village_id and s.quarter = q.quarter
    left join (select b.village_id, p.quarter, count(*) as entries from points_entry p join book b on b.region_id = p.region_id and b.id = p.book_id
      where ${within(by, 'quarters.read', 'p')} and p.year = ${year} group by 1, 2) e on e.village_id = q.village_id and e.quarter = q.quarter
    where ${within(by, 'quarters.read', 'q')} and q.year = ${year} ${townshipId ? sql`and q.township_id = ${townshipId}` : sql``}
    order by q.path, q.quarter`.execute(tx)
  const villages = Map.groupBy(rows, (row) => row.village_id)
  return {
    villages: [...villages.values()].map((cells) => {
      const first = cells[0] as Cell
      return {
        villageId: first.village_id,
        villageName: first.village_name,
        townshipId: first.township_id,
        townshipName: first.township_name,
        quarters: cells.map((cell) => {
          const block = blockOf(cell, year, by)
          const can = (Object.keys(quarterLifecycle[cell.state]) as QuarterAct[]).filter((act) =>
            may(by, actionOf[act], cell.path),
          )
          return {
            id: cell.id,
            quarter: cell.quarter,
            state: cell.state,
            closedOn: cell.closed_on,
            sealedOn: cell.sealed_on,
            noticeId: cell.notice_id,
            noticeEndsOn: cell.ends_on,
            headCode: cell.head_code,
            unlockReason: cell.unlock_reason,
            dueOn: cell.due_on,
            waiting: cell.waiting,
            entries: cell.entries,
            can: can.filter((act) => act === 'unlock' || !stops(cell, block)),
            blocked:
              block ??
              (can.length === 0 && cell.state !== 'SEALED' && cell.state !== 'ENDED'
                ? `由${posts.TOWNSHIP_CLERK}办理`
                : null),
          }
        }),
      }
    }),
  }
}
