import type { NoticeKind } from '@xinghe/contract/notices'
import { noticeEnd, workdayFrom } from '@xinghe/contract/workdays'
import { localDate } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId, shortCode } from '../platform/ids.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, workCalendar } from '../work/index.ts'

export interface NewNoticeLine {
  bookId?: string | null
  path: string
  unitName: string
  subjectName: string
  total: number
  level?: number | null
  class?: string | null
  lit?: string | null
  colours?: string | null
  remark?: string | null
}
export interface NewNotice {
  kind: NoticeKind
  /** Whose notice it is; its path is the notice's place. */
  unit: { id: string; path: string }
  year: number
  quarter?: number
  subject?: 'ORG' | 'MEMBER'
  /** The record whose result is shown (a quarter, a determination). */
  sourceId: string
  amendsId?: string
  title: string
  body: string
  contact: string
  startsOn: string
  workdays: number
  headCode?: string
  lines: readonly NewNoticeLine[]
  /** Where its end waits; the unit itself when left out. */
  office?: { id: string }
}
export interface PublishedNotice { id: string; number: string; publicCode: string; startsOn: string; endsOn: string }

/** Publishes notices at once. The first day is moved to a working day and counted. */
export async function publishNotices(tx: Tx, by: Actor, notices: readonly NewNotice[]): Promise<PublishedNotice[]> {
  permitAll(tx, by, 'notices.publish', notices.map((notice) => notice.unit.path))
  if (notices.some((notice) => notice.lines.length === 0)) throw new Refusal('notices.no_lines')
  const calendar = await workCalendar(tx, by)
  const year = by.today.slice(0, 4)
  // Two townships may publish at the same moment: numbers of a county are given one after the other.
  await sql`select pg_advisory_xact_lock(5320, ${by.regionId})`.execute(tx)
  const { rows } = await sql<{ count: number }>`select count(*) as count from notice where region_id = ${by.regionId} and number like ${`${year}年%`}`.execute(tx)
  const before = Number(rows[0]?.count ?? 0)
  const made = notices.map((notice, index) => {
    const startsOn = workdayFrom(calendar, localDate(notice.startsOn))
    return {
      notice, id: newId(), publicCode: `${by.regionId.toString(36).toUpperCase()}-${shortCode(8)}`, startsOn,
      endsOn: noticeEnd(calendar, startsOn, notice.workdays), number: `${year}年第${String(before + index + 1).padStart(4, '0')}号`,
    }
  })
  await tx.insertInto('notice').values(made.map(({ notice, id, publicCode, startsOn, endsOn, number }) => ({
    region_id: by.regionId, id, unit_id: notice.unit.id, path: notice.unit.path, kind: notice.kind, number, year: notice.year,
    quarter: notice.quarter ?? null, subject: notice.subject ?? null, source_id: notice.sourceId, amends_id: notice.amendsId ?? null,
    title: notice.title, body: notice.body, contact: notice.contact, starts_on: startsOn, ends_on: endsOn, workdays: notice.workdays,
    state: 'PUBLISHED', public_code: publicCode, head_code: notice.headCode ?? null, published_by_name: by.name, published_at: by.now,
  }))).execute()
  const lines = made.flatMap(({ notice, id }) => notice.lines.map((line, index) => ({
    region_id: by.regionId, notice_id: id, seq: index + 1, path: line.path, book_id: line.bookId ?? null, unit_name: line.unitName,
    subject_name: line.subjectName, total: line.total, level: line.level ?? null, class: line.class ?? null, lit: line.lit ?? null,
    colours: line.colours ?? null, remark: line.remark ?? null,
  })))
  for (let from = 0; from < lines.length; from += 2000) await tx.insertInto('notice_line').values(lines.slice(from, from + 2000)).execute()
  await queue(tx, by, made.map(({ notice, id, endsOn }) => ({
    kind: 'NOTICE_RUNNING' as const, subjectKind: 'notice', subjectId: id, path: notice.unit.path, title: notice.title,
    unitId: notice.office?.id ?? notice.unit.id, post: 'TOWNSHIP_CLERK' as const, dueOn: endsOn,
  })))
  await audit(tx, by, 'notice.publish', made.map(({ notice, id }) => ({ path: notice.unit.path, subjectKind: 'notice', subjectId: id })))
  return made.map(({ id, number, publicCode, startsOn, endsOn }) => ({ id, number, publicCode, startsOn, endsOn }))
}

export async function publishNotice(tx: Tx, by: Actor, notice: NewNotice): Promise<PublishedNotice> {
  return (await publishNotices(tx, by, [notice]))[0] as PublishedNotice
}
