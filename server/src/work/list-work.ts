import type { Post } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { LocalDate } from '@xinghe/contract/values'
import { yearOf } from '@xinghe/contract/values'
import type { listWork as route, WorkKind, WorkRow } from '@xinghe/contract/work'
import { sql } from 'kysely'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { may, within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { workCalendar } from './calendar.ts'
import { clockOf } from './light.ts'
import { mine } from './mine.ts'
import { unheld } from './posts/release-matters.ts'

/** What waits for me, or in my area, the earliest due day first; matters without a limit come last. */
export async function listWork(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { scope, kind, unitId, id, late, page, size } = input
  // A member has no area: what waits for others is not his to see.
  const own = scope === 'mine' || by.post === 'MEMBER'
  const unit = unitId ? await getUnit(tx, by, unitId) : undefined
  let view = tx
    .selectFrom('work_item as w')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'w.region_id').onRef('u.id', '=', 'w.unit_id'),
    )
    .where(within(by, 'work.read', 'w'))
    .where(own ? mine(by) : sql<boolean>`(u.path >= ${by.path} and u.path < ${`${by.path}~`})`)
  if (unit) view = view.where('u.path', '>=', unit.path).where('u.path', '<', `${unit.path}~`)
  if (id) view = view.where('w.id', '=', id)
  if (unit && input.own) view = view.where('u.path', '=', unit.path)
  const late_ = sql<boolean>`coalesce(w.due_on < ${by.today}, false)`
  const noOne = own ? sql<boolean>`false` : unheld(by)
  const kinds = await view
    .select([
      'w.kind',
      sql<number>`count(*)`.as('count'),
      sql<number>`count(*) filter (where ${late_})`.as('overdue'),
      sql<number>`count(*) filter (where ${noOne})`.as('unheld'),
    ])
    .groupBy('w.kind')
    .orderBy('w.kind')
    .execute()
  let shown = view
  if (kind) shown = shown.where('w.kind', '=', kind)
  if (late) shown = shown.where(late === '1' ? late_ : sql<boolean>`not ${late_}`)
  if (input.unheld) shown = shown.where(noOne)
  const rows = await shown
    .leftJoin('unit as place', (join) =>
      join.onRef('place.region_id', '=', 'w.region_id').onRef('place.path', '=', 'w.path'),
    )
    .leftJoin('unit as above', (join) =>
      join.onRef('above.region_id', '=', 'w.region_id').onRef('above.id', '=', 'w.escalated_unit_id'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'w.region_id').onRef('p.id', '=', 'w.person_id'),
    )
    .leftJoin('person as r', (join) =>
      join.onRef('r.region_id', '=', 'w.region_id').onRef('r.id', '=', 'w.handover_person_id'),
    )
    .select([
      'w.id',
      'w.kind',
      'w.subject_kind',
      'w.subject_id',
      'w.title',
      'w.post',
      'w.since',
      'w.begun_on',
      'w.due_on',
    ])
    .select([
      'w.reminded_at',
      'w.escalated_unit_id',
      'w.handover_person_id',
      'w.handover_note',
      'u.short_name as unit_name',
    ])
    .select(['u.path as unit_path', 'place.short_name as place_name', 'above.short_name as above_name'])
    .select(['p.name as person_name', 'r.name as receiver_name', sql<boolean>`${mine(by)}`.as('is_mine')])
    .select([sql<number>`count(*) over ()`.as('total'), noOne.as('unheld')])
    .orderBy(sql`w.due_on asc nulls last`)
    .orderBy('w.since')
    .orderBy('w.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const calendar = await workCalendar(tx, by)
  const clock = clockOf(calendar, by.today)
  const years = new Set(rows.flatMap((row) => (row.due_on ? [yearOf(row.due_on as LocalDate)] : [])))
  const handsOver = may(by, 'work.hand_over')
  const canOf = (row: (typeof rows)[number]): WorkRow['can'] => {
    if (!handsOver) return []
    if (row.handover_person_id === by.personId) return ['accept', 'decline']
    if (row.is_mine) return [row.handover_person_id ? 'take_back' : 'hand_over']
    return row.unit_path !== by.path && row.unit_path.startsWith(by.path) ? ['remind'] : []
  }
  return {
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind as WorkKind,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      title: row.title,
      placeName: row.place_name ?? row.unit_name,
      unitName: row.unit_name,
      post: row.post as Post,
      personName: row.person_name,
      since: row.since.toISOString(),
      dueOn: row.due_on,
      ...clock(row.begun_on, row.due_on),
      escalatedTo: row.escalated_unit_id ? (row.above_name ?? '上级') : null,
      reminded: row.reminded_at !== null,
      unheld: row.unheld,
      handover: row.handover_person_id
        ? {
            toMe: row.handover_person_id === by.personId,
            toName: row.receiver_name ?? '',
            note: row.handover_note ?? '',
          }
        : null,
      can: canOf(row),
    })),
    total: Number(rows[0]?.total ?? 0),
    overdue: kinds.reduce((sum, one) => sum + Number(one.overdue), 0),
    unheld: kinds.reduce((sum, one) => sum + Number(one.unheld), 0),
    kinds: kinds.map((one) => ({
      kind: one.kind as WorkKind,
      count: Number(one.count),
      overdue: Number(one.overdue),
    })),
    yearsNotEntered: [...years].filter((year) => !calendar.years.has(year)).sort(),
  }
}
