import { type NoticeAct, type NoticeHead, type NoticeKind, type NoticeLine, noticeLifecycle, type NoticeState } from '@xinghe/contract/notices'
import { openActs } from '@xinghe/contract/lifecycle'
import { formatDay, localDate } from '@xinghe/contract/values'
import { type WorkCalendar, workdaysBetween } from '@xinghe/contract/workdays'
import type { OrgClass } from '@xinghe/contract/words'
import type { Selectable } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { may } from '../platform/permit.ts'
import type { DB } from '../platform/schema.ts'
import type { ReadTx } from '../platform/tx.ts'

export type NoticeRow = Selectable<DB['notice']> & { unit_name: string; objections: number; open_objections: number }

/** Notices with the name of their unit and the count of their objections. */
export const noticesWithCounts = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('notice as n')
    .innerJoin('unit as u', (join) => join.onRef('u.region_id', '=', 'n.region_id').onRef('u.id', '=', 'n.unit_id'))
    .selectAll('n').select('u.short_name as unit_name')
    .select((eb) => [
      eb.selectFrom('objection as o').select((e) => e.fn.countAll<number>().as('c')).whereRef('o.region_id', '=', 'n.region_id').whereRef('o.notice_id', '=', 'n.id').as('objections'),
      eb.selectFrom('objection as o').select((e) => e.fn.countAll<number>().as('c')).whereRef('o.region_id', '=', 'n.region_id').whereRef('o.notice_id', '=', 'n.id').where('o.answered_at', 'is', null).as('open_objections'),
    ])
    .where('n.region_id', '=', regionId)

const blockedBy = (row: NoticeRow, today: string): string | null =>
  row.state !== 'PUBLISHED' ? null
  : row.ends_on >= today ? `公示期到${formatDay(row.ends_on)}为止,期满后才能结束`
  : Number(row.open_objections) > 0 ? `还有${row.open_objections}件异议没有答复` : null

export function headOf(row: NoticeRow, by: Actor, calendar: WorkCalendar): NoticeHead {
  const running = row.state === 'PUBLISHED'
  return {
    id: row.id, number: row.number, kind: row.kind as NoticeKind, unitName: row.unit_name, title: row.title, year: row.year, quarter: row.quarter,
    startsOn: row.starts_on, endsOn: row.ends_on, state: row.state as NoticeState, publicCode: row.public_code, publishedBy: row.published_by_name,
    closedOn: row.closed_on, daysLeft: running ? workdaysBetween(calendar, by.today, localDate(row.ends_on)) : null,
    objections: Number(row.objections ?? 0), openObjections: Number(row.open_objections ?? 0),
    can: may(by, 'notices.publish', row.path) ? (openActs(noticeLifecycle, row.state as NoticeState) as NoticeAct[]) : [],
    blocked: blockedBy(row, by.today),
  }
}

export async function linesOf(tx: ReadTx, regionId: number, noticeId: string): Promise<NoticeLine[]> {
  const lines = await tx.selectFrom('notice_line').selectAll().where('region_id', '=', regionId).where('notice_id', '=', noticeId).orderBy('seq').execute()
  return lines.map((line) => ({
    seq: line.seq, bookId: line.book_id, unitName: line.unit_name, subjectName: line.subject_name, total: line.total, level: line.level,
    class: line.class as OrgClass | null, lit: line.lit, colours: line.colours, remark: line.remark,
  }))
}
