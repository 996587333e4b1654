import type { WeakRow, WeakState } from '@xinghe/contract/weak'
import { type RawBuilder, sql } from 'kysely'
import { unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { storyOf } from './weak.rules.ts'

interface Attempt {
  on: string
  score: number
  passed: boolean
}
/** Cases with everything their story needs, in one statement. */
export const casesWhere = (tx: ReadTx, by: Actor, where: RawBuilder<boolean>) =>
  tx
    .selectFrom('weak_case as c')
    .innerJoin(
      unitOn('c.village_id', sql`coalesce(c.closed_on, c.dismissed_on, ${by.today})`).as('u'),
      (join) => join.onTrue(),
    )
    .leftJoin('work_item as w', (join) =>
      join
        .onRef('w.region_id', '=', 'c.region_id')
        .onRef('w.subject_id', '=', 'c.id')
        .on('w.subject_kind', '=', 'weak_case'),
    )
    .selectAll('c')
    .select(['u.parent_short_name as township', 'u.short_name as village', 'w.due_on'])
    .select([
      sql<number>`(select count(*) from weak_progress p where p.region_id = c.region_id and p.case_id = c.id)`.as(
        'reported',
      ),
      sql<
        Attempt[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('on', a.accepted_on, 'score', a.score, 'passed', a.passed) order by a.round), '[]')
        from weak_acceptance a where a.region_id = c.region_id and a.case_id = c.id)`.as('attempts'),
      sql<
        string[]
      >`(select coalesce(jsonb_agg(r.text order by r.seq), '[]') from weak_reason r where r.region_id = c.region_id and r.case_id = c.id)`.as(
        'reasons',
      ),
    ])
    .where(within(by, 'weak.read', 'c'))
    .where(where)

export type CaseRow = Awaited<ReturnType<ReturnType<typeof casesWhere>['execute']>>[number]
export const rowOf = (one: CaseRow): WeakRow => ({
  id: one.id,
  villageId: one.village_id,
  orgName: one.org_name,
  villageName: one.village,
  townshipName: one.township,
  state: one.state as WeakState,
  suspectedOn: one.suspected_on,
  listedYear: one.listed_on ? Number(one.listed_on.slice(0, 4)) : null,
  listedOn: one.listed_on,
  countyLeader: one.county_leader,
  firstSecretary: one.first_secretary,
  pairedUnit: one.paired_unit,
  deadline: one.deadline,
  reported: Number(one.reported),
  attempts: one.attempts.length,
  lastScore: one.attempts.at(-1)?.score ?? null,
  removedOn: one.removed_on,
  watchUntil: one.watch_until,
  dueOn: one.due_on,
  reasons: one.reasons,
  story: storyOf({
    state: one.state as WeakState,
    suspectedOn: one.suspected_on,
    dismissedOn: one.dismissed_on,
    dismissedReason: one.dismissed_reason,
    listedOn: one.listed_on,
    approvedOn: one.approved_on,
    deadline: one.deadline,
    reported: Number(one.reported),
    attempts: one.attempts,
    removedOn: one.removed_on,
    watchUntil: one.watch_until,
    closedOn: one.closed_on,
  }),
})
