import { openActs } from '@xinghe/contract/lifecycle'
import {
  type NoticeKind,
  type ObjectionAct,
  type ObjectionRow,
  type ObjectionState,
  objectionLifecycle,
} from '@xinghe/contract/notices'
import { dayInShanghai } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { may, within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { clockOf, workCalendar } from '../work/index.ts'
import type { Clock } from './notice-rows.ts'

/** Objections that I may read, with their notice and whom they are about. */
export const objectionsWithNotice = (tx: ReadTx, by: Actor) =>
  tx
    .selectFrom('objection as o')
    .innerJoin('notice as n', (join) =>
      join.onRef('n.region_id', '=', 'o.region_id').onRef('n.id', '=', 'o.notice_id'),
    )
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'n.region_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .leftJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'o.region_id').onRef('b.id', '=', 'o.book_id'),
    )
    .selectAll('o')
    .select(['n.number', 'n.title', 'n.kind', 'n.year', 'u.short_name as unit_name', 'b.name as about'])
    // 依据: 回避: whoever is complained about does not learn who complained.
    .select(sql<boolean>`b.person_id is not distinct from ${by.personId}`.as('is_own'))
    .where(within(by, 'objections.read', 'o'))

type Row = Awaited<ReturnType<ReturnType<typeof objectionsWithNotice>['executeTakeFirstOrThrow']>>

const rightFor = {
  investigate: 'objections.investigate',
  uphold: 'objections.answer',
  amend: 'objections.answer',
} as const
const actsOf = (row: Row, by: Actor): ObjectionAct[] =>
  row.is_own
    ? []
    : openActs(objectionLifecycle, row.state as ObjectionState).filter((act) =>
        may(by, rightFor[act], row.path),
      )

export const mayKnowObjector = (row: Row, by: Actor): boolean =>
  !row.is_own && may(by, 'objections.objector', row.path)

export function rowOf(row: Row, by: Actor, clock: Clock): ObjectionRow {
  const running = row.answered_at ? undefined : clock(dayInShanghai(row.raised_at), row.due_on)
  return {
    id: row.id,
    noticeId: row.notice_id,
    noticeNumber: row.number,
    noticeTitle: row.title,
    kind: row.kind as NoticeKind,
    year: row.year,
    bookId: row.book_id,
    about: row.about,
    unitName: row.unit_name,
    objectorName: mayKnowObjector(row, by) ? row.objector_name : null,
    content: row.content,
    raisedAt: row.raised_at.toISOString(),
    dueOn: row.due_on,
    daysLeft: running?.daysLeft ?? null,
    light: running?.light ?? null,
    state: row.state as ObjectionState,
    answeredAt: row.answered_at?.toISOString() ?? null,
    can: actsOf(row, by),
  }
}

/** The objections to one notice, none for those who may not read them. */
export async function objectionsOf(tx: ReadTx, by: Actor, noticeId: string): Promise<ObjectionRow[]> {
  const clock = clockOf(await workCalendar(tx, by), by.today)
  const rows = await objectionsWithNotice(tx, by)
    .where('o.notice_id', '=', noticeId)
    .orderBy('o.raised_at')
    .execute()
  return rows.map((row) => rowOf(row, by, clock))
}
