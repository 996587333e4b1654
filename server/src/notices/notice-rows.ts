import { openActs } from '@xinghe/contract/lifecycle'
import {
  type NoticeAct,
  type NoticeHead,
  type NoticeKind,
  type NoticeLine,
  type NoticeState,
  noticeLifecycle,
} from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import type { OrgClass } from '@xinghe/contract/words'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { may } from '../platform/permit.ts'
import type { DB } from '../platform/schema.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { clockOf } from '../work/index.ts'

type Counts = { unit_name: string; issuer: string; objections: number | null; open_objections: number | null }
export type NoticeRow = Selectable<DB['notice']> & Counts
export type Clock = ReturnType<typeof clockOf>

/** Notices with the name of their unit and the count of their objections. */
export const noticesWithCounts = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('notice as n')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'n.region_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .selectAll('n')
    .select(['u.short_name as unit_name', sql<string>`coalesce(u.party_org_name, u.name)`.as('issuer')])
    .select((eb) => {
      const objections = eb
        .selectFrom('objection as o')
        .select((e) => e.fn.countAll<number>().as('count'))
        .whereRef('o.region_id', '=', 'n.region_id')
        .whereRef('o.notice_id', '=', 'n.id')
      return [
        objections.as('objections'),
        objections.where('o.answered_at', 'is', null).as('open_objections'),
      ]
    })
    .where('n.region_id', '=', regionId)

/** My subtree and the units above me: what hangs in the township concerns the village. */
export const aroundMe = (by: Actor): RawBuilder<boolean> =>
  sql<boolean>`(n.path >= ${by.path} and n.path < ${`${by.path}~`} or starts_with(${by.path}, n.path))`

function blockedBy(row: NoticeRow, today: string): string | null {
  if (row.state !== 'PUBLISHED') return null
  if (row.ends_on >= today) return `公示期到${formatDay(row.ends_on)}为止，期满后才能结束`
  const open = Number(row.open_objections ?? 0)
  return open > 0 ? `还有${open}件异议没有答复` : null
}

/** A quarterly notice is taken back by unlocking its quarter, which then waits for a new one. */
const actsOf = (kind: NoticeKind, state: NoticeState): NoticeAct[] =>
  openActs(noticeLifecycle, state).filter((act) => kind !== 'QUARTER' || act !== 'withdraw')

export function headOf(row: NoticeRow, by: Actor, clock: Clock): NoticeHead {
  const state = row.state as NoticeState
  const running = state === 'PUBLISHED' ? clock(row.starts_on, row.ends_on) : undefined
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as NoticeKind,
    unitName: row.unit_name,
    title: row.title,
    year: row.year,
    quarter: row.quarter,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    workdays: row.workdays,
    state,
    publicCode: row.public_code,
    publishedBy: row.published_by_name,
    closedOn: row.closed_on,
    daysLeft: running?.daysLeft ?? null,
    light: running?.light ?? null,
    objections: Number(row.objections ?? 0),
    openObjections: Number(row.open_objections ?? 0),
    can: may(by, 'notices.publish', row.path) ? actsOf(row.kind as NoticeKind, state) : [],
    blocked: blockedBy(row, by.today),
  }
}

export async function linesOf(tx: ReadTx, regionId: number, noticeId: string): Promise<NoticeLine[]> {
  const lines = await tx
    .selectFrom('notice_line')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('notice_id', '=', noticeId)
    .orderBy('seq')
    .execute()
  return lines.map(lineOf)
}
export const lineOf = (line: Selectable<DB['notice_line']>): NoticeLine => ({
  seq: line.seq,
  bookId: line.book_id,
  unitName: line.unit_name,
  subjectName: line.subject_name,
  total: line.total,
  plus: line.plus,
  minus: line.minus,
  level: line.level,
  class: line.class as OrgClass | null,
  lit: line.lit,
  colours: line.colours,
  remark: line.remark,
})
