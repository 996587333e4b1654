import type { getNotice as getRoute, listPublicNotices as listRoute, NoticeKind, NoticeState, readPublicNotice as readRoute, trackObjection as trackRoute, ObjectionState } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Subject } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { may } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Visitor } from '../platform/route.ts'
import type { ReadTx } from '../platform/tx.ts'
import { workCalendar } from '../work/index.ts'
import { headOf, linesOf, type NoticeRow, noticesWithCounts } from './notice-rows.ts'
import { objectionRows } from './objection-rows.ts'
import { regionOfCode } from './public-code.ts'

const regionName = async (tx: ReadTx, regionId: number): Promise<string> =>
  (await tx.selectFrom('region').select('name').where('id', '=', regionId).executeTakeFirst())?.name ?? ''

async function publicForm(tx: ReadTx, row: NoticeRow, today: string): Promise<AnswerIn<typeof readRoute>> {
  const amends = row.amends_id
    ? await tx.selectFrom('notice').select(['number', 'title', 'public_code']).where('region_id', '=', row.region_id).where('id', '=', row.amends_id).executeTakeFirst()
    : undefined
  return {
    number: row.number, kind: row.kind as NoticeKind, regionName: await regionName(tx, row.region_id), unitName: row.unit_name, title: row.title,
    body: row.body, contact: row.contact, year: row.year, quarter: row.quarter, subject: row.subject as Subject | null, startsOn: row.starts_on,
    endsOn: row.ends_on, workdays: row.workdays, state: row.state as NoticeState, publicCode: row.public_code, headCode: row.head_code,
    closedOn: row.closed_on, withdrawReason: row.withdraw_reason, lines: await linesOf(tx, row.region_id, row.id),
    open: row.state === 'PUBLISHED' && row.starts_on <= today && row.ends_on >= today,
    amends: amends ? { number: amends.number, title: amends.title, publicCode: amends.public_code } : null,
  }
}

export async function getNotice(tx: ReadTx, by: Actor, { id }: InputOf<typeof getRoute>): Promise<AnswerIn<typeof getRoute>> {
  const row = (await noticesWithCounts(tx, by.regionId)
    .where('n.id', '=', id)
    .where(sql<boolean>`(n.path >= ${by.path} and n.path < ${`${by.path}~`} or starts_with(${by.path}, n.path))`)
    .executeTakeFirst()) as NoticeRow | undefined
  if (!row) throw new Refusal('common.not_found')
  const calendar = await workCalendar(tx, by)
  const timeline = await timelineOf(tx, by.regionId, 'notice', id)
  return {
    ...(await publicForm(tx, row, by.today)),
    head: headOf(row, by, calendar),
    objections: may(by, 'objections.read') ? await objectionRows(tx, by, sql<boolean>`o.notice_id = ${id}`) : [],
    timeline: timeline.map((one) => ({ at: one.at.toISOString(), name: one.person_name, post: one.post, action: one.action, note: one.note })),
  }
}

export async function readPublicNotice(tx: ReadTx, visitor: Visitor, { code }: InputOf<typeof readRoute>): Promise<AnswerIn<typeof readRoute>> {
  const row = (await noticesWithCounts(tx, regionOfCode({ code }) as number).where('n.public_code', '=', code.toUpperCase()).executeTakeFirst()) as NoticeRow | undefined
  if (!row) throw new Refusal('common.not_found')
  const { lines, ...notice } = await publicForm(tx, row, visitor.today)
  // A visitor does not need the keys of books.
  return { ...notice, lines: lines.map((line) => ({ ...line, bookId: null })) }
}

export async function listPublicNotices(tx: ReadTx, visitor: Visitor, { region }: InputOf<typeof listRoute>): Promise<AnswerIn<typeof listRoute>> {
  const name = await regionName(tx, region)
  if (!name) throw new Refusal('common.not_found')
  const rows = await noticesWithCounts(tx, region).where('n.state', '=', 'PUBLISHED').where('n.ends_on', '>=', visitor.today).orderBy('n.ends_on').limit(500).execute()
  return {
    regionName: name,
    rows: rows.map((row) => ({ number: row.number, title: row.title, unitName: row.unit_name, startsOn: row.starts_on, endsOn: row.ends_on, publicCode: row.public_code })),
  }
}

export async function trackObjection(tx: ReadTx, _: Visitor, { code }: InputOf<typeof trackRoute>): Promise<AnswerIn<typeof trackRoute>> {
  const row = await tx
    .selectFrom('objection as o').innerJoin('notice as n', (join) => join.onRef('n.region_id', '=', 'o.region_id').onRef('n.id', '=', 'o.notice_id'))
    .select(['n.title', 'o.raised_at', 'o.due_on', 'o.state', 'o.answer', 'o.answered_at'])
    .where('o.region_id', '=', regionOfCode({ code }) as number).where('o.tracking_code', '=', code.toUpperCase()).executeTakeFirst()
  if (!row) throw new Refusal('common.not_found')
  return { noticeTitle: row.title, raisedAt: row.raised_at.toISOString(), dueOn: row.due_on, state: row.state as ObjectionState, answer: row.answer, answeredAt: row.answered_at?.toISOString() ?? null }
}
