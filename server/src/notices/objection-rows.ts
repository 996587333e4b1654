import { type getObjection as getRoute, type listObjections as listRoute, type NoticeKind, type ObjectionAct, type ObjectionRow, type ObjectionState, objectionLifecycle } from '@xinghe/contract/notices'
import { openActs } from '@xinghe/contract/lifecycle'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { localDate } from '@xinghe/contract/values'
import { workdaysBetween } from '@xinghe/contract/workdays'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { may, within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { workCalendar } from '../work/index.ts'
import { linesOf } from './notice-rows.ts'

const objectionsWithNotice = (tx: ReadTx, by: Actor, where: RawBuilder<boolean>) =>
  tx
    .selectFrom('objection as o')
    .innerJoin('notice as n', (join) => join.onRef('n.region_id', '=', 'o.region_id').onRef('n.id', '=', 'o.notice_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.region_id', '=', 'n.region_id').onRef('u.id', '=', 'n.unit_id'))
    .leftJoin('book as b', (join) => join.onRef('b.region_id', '=', 'o.region_id').onRef('b.id', '=', 'o.book_id'))
    .selectAll('o').select(['n.number', 'n.title', 'n.kind', 'u.short_name as unit_name', 'b.name as about'])
    .where(within(by, 'objections.read', 'o')).where(where).orderBy('o.raised_at', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof objectionsWithNotice>['executeTakeFirstOrThrow']>>
const actsOf = (row: Row, by: Actor): ObjectionAct[] =>
  openActs(objectionLifecycle, row.state as ObjectionState).filter((act) => may(by, act === 'investigate' ? 'objections.investigate' : 'objections.answer', row.path))

function rowOf(row: Row, by: Actor, calendar: Awaited<ReturnType<typeof workCalendar>>): ObjectionRow {
  return {
    id: row.id, noticeId: row.notice_id, noticeNumber: row.number, noticeTitle: row.title, kind: row.kind as NoticeKind, bookId: row.book_id,
    about: row.about, unitName: row.unit_name, objectorName: row.objector_name, content: row.content, raisedAt: row.raised_at.toISOString(),
    dueOn: row.due_on, daysLeft: row.answered_at ? null : row.due_on < by.today ? -workdaysBetween(calendar, localDate(row.due_on), by.today) : workdaysBetween(calendar, by.today, localDate(row.due_on)),
    state: row.state as ObjectionState, answeredAt: row.answered_at?.toISOString() ?? null, can: actsOf(row, by),
  }
}

export async function objectionRows(tx: ReadTx, by: Actor, where: RawBuilder<boolean>): Promise<ObjectionRow[]> {
  const calendar = await workCalendar(tx, by)
  return (await objectionsWithNotice(tx, by, where).execute()).map((row) => rowOf(row, by, calendar))
}

export async function listObjections(tx: ReadTx, by: Actor, { state, year }: InputOf<typeof listRoute>): Promise<AnswerIn<typeof listRoute>> {
  const where = sql<boolean>`(${state ?? null}::text is null or o.state = ${state ?? null}) and (${year ?? null}::int is null or n.year = ${year ?? null})`
  return { rows: await objectionRows(tx, by, where) }
}

/** With the objector's contact: whoever may read objections investigates them. */
export async function getObjection(tx: ReadTx, by: Actor, { id }: InputOf<typeof getRoute>): Promise<AnswerIn<typeof getRoute>> {
  const row = await objectionsWithNotice(tx, by, sql<boolean>`o.id = ${id}`).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  const lines = await linesOf(tx, by.regionId, row.notice_id)
  const timeline = await timelineOf(tx, by.regionId, 'objection', id)
  return {
    ...rowOf(row, by, await workCalendar(tx, by)), contact: row.objector_contact, trackingCode: row.tracking_code, finding: row.finding,
    investigatedBy: row.investigated_by_name, answer: row.answer, answeredBy: row.answered_by_name,
    line: lines.find((line) => row.book_id !== null && line.bookId === row.book_id) ?? null,
    timeline: timeline.map((one) => ({ at: one.at.toISOString(), name: one.person_name, post: one.post, action: one.action, note: one.note })),
  }
}
