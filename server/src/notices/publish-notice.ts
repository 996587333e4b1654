import type { NoticeKind } from '@xinghe/contract/notices'
import { codeOf } from '@xinghe/contract/public-code'
import { localDate } from '@xinghe/contract/values'
import { noticeEnd, workdayFrom } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId, shortCode } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, workCalendar } from '../work/index.ts'
import { idNumberIn, personalDataIn } from './personal.rules.ts'

export interface NewNoticeLine {
  bookId?: string | null
  path: string
  unitName: string
  subjectName: string
  /** Hundredths, as all points. */
  total: number
  /** Of the quarter; both zero or more. */
  plus?: number | null
  minus?: number | null
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
  /** The township office where its end waits; the unit itself when left out. */
  office?: { id: string }
  year: number
  quarter?: number
  subject?: 'ORG' | 'MEMBER'
  /** The record whose result is shown (a quarter, a determination). */
  sourceId: string
  amendsId?: string
  title: string
  body: string
  /** To whom one turns: office and telephone. */
  contact: string
  startsOn: string
  workdays: number
  /** Short code of the ledger's head, so that the paper witnesses the books. */
  headCode?: string
  lines: readonly NewNoticeLine[]
}
export interface PublishedNotice {
  id: string
  /** 'XH-2026-GS-0012': one row of numbers a county and year. */
  number: string
  publicCode: string
  startsOn: string
  endsOn: string
}

function refusePersonalData({ title, body, contact, lines }: NewNotice): void {
  const refuse = (where: string, what: string | undefined) => {
    if (what) throw new Refusal('notices.personal_data', { where, what })
  }
  refuse('标题', personalDataIn(title))
  refuse('正文', personalDataIn(body))
  refuse('联系方式', idNumberIn(contact))
  for (const { subjectName, remark } of lines)
    refuse(`“${subjectName}”一行`, personalDataIn(`${subjectName} ${remark ?? ''}`))
}

/** Two townships may publish at the same moment: numbers of a county are given one after the other. */
async function lastNumber(tx: Tx, regionId: number, prefix: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(5320, ${regionId})`.execute(tx)
  const last = await tx
    .selectFrom('notice')
    .select('number')
    .where('region_id', '=', regionId)
    .where('number', 'like', `${prefix}%`)
    .orderBy(sql`length(number)`, 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? Number(last.number.slice(prefix.length)) : 0
}

/** Publishes notices at once. The first day is moved to a working day and counted (依据: domain §5, notices). */
export async function publishNotices(
  tx: Tx,
  by: Actor,
  notices: readonly NewNotice[],
): Promise<PublishedNotice[]> {
  permitAll(
    tx,
    by,
    'notices.publish',
    notices.map((notice) => notice.unit.path),
  )
  if (notices.some((notice) => notice.lines.length === 0)) throw new Refusal('notices.no_lines')
  notices.forEach(refusePersonalData)
  const calendar = await workCalendar(tx, by)
  const prefix = `XH-${by.today.slice(0, 4)}-GS-`
  const last = await lastNumber(tx, by.regionId, prefix)
  const made = notices.map((notice, index) => {
    const startsOn = workdayFrom(calendar, localDate(notice.startsOn))
    return {
      notice,
      id: newId(),
      publicCode: codeOf(by.regionId, shortCode(8)),
      startsOn,
      endsOn: noticeEnd(calendar, startsOn, notice.workdays),
      number: `${prefix}${String(last + index + 1).padStart(4, '0')}`,
    }
  })
  await insert(tx, by, made)
  await queue(
    tx,
    by,
    made.map(({ notice, id, endsOn }) => ({
      kind: 'NOTICE_RUNNING' as const,
      subjectKind: 'notice',
      subjectId: id,
      path: notice.unit.path,
      title: notice.title,
      unitId: notice.office?.id ?? notice.unit.id,
      post: 'TOWNSHIP_CLERK' as const,
      dueOn: endsOn,
    })),
  )
  await audit(
    tx,
    by,
    'notice.publish',
    made.map(({ notice, id, number }) => ({
      path: notice.unit.path,
      subjectKind: 'notice',
      subjectId: id,
      note: number,
    })),
  )
  return made.map(({ id, number, publicCode, startsOn, endsOn }) => ({
    id,
    number,
    publicCode,
    startsOn,
    endsOn,
  }))
}

async function insert(tx: Tx, by: Actor, made: readonly (PublishedNotice & { notice: NewNotice })[]) {
  await insertRows(
    tx,
    'notice',
    made.map(({ notice, id, publicCode, startsOn, endsOn, number }) => ({
      region_id: by.regionId,
      id,
      unit_id: notice.unit.id,
      path: notice.unit.path,
      kind: notice.kind,
      number,
      year: notice.year,
      quarter: notice.quarter ?? null,
      subject: notice.subject ?? null,
      source_id: notice.sourceId,
      amends_id: notice.amendsId ?? null,
      title: notice.title,
      body: notice.body,
      contact: notice.contact,
      starts_on: startsOn,
      ends_on: endsOn,
      workdays: notice.workdays,
      state: 'PUBLISHED',
      public_code: publicCode,
      head_code: notice.headCode ?? null,
      published_by_name: by.name,
      published_at: by.now,
    })),
  )
  const lines = made.flatMap(({ notice, id }) =>
    notice.lines.map((line, index) => ({
      region_id: by.regionId,
      notice_id: id,
      seq: index + 1,
      path: line.path,
      book_id: line.bookId ?? null,
      unit_name: line.unitName,
      subject_name: line.subjectName,
      total: line.total,
      plus: line.plus ?? null,
      minus: line.minus ?? null,
      level: line.level ?? null,
      class: line.class ?? null,
      lit: line.lit ?? null,
      colours: line.colours ?? null,
      remark: line.remark ?? null,
    })),
  )
  await insertRows(tx, 'notice_line', lines)
}

export async function publishNotice(tx: Tx, by: Actor, notice: NewNotice): Promise<PublishedNotice> {
  return (await publishNotices(tx, by, [notice]))[0] as PublishedNotice
}
