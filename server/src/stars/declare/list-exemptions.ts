import type {
  listExemptible as exemptibleRoute,
  listExemptions as route,
} from '@xinghe/contract/declarations'
import {
  type Exemption,
  type ExemptionReason,
  type ExemptionState,
  exemptionActs,
  exemptionLifecycle,
} from '@xinghe/contract/declarations'
import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { MemberCategory } from '@xinghe/contract/words'
import { evidenceOf } from '../../files/index.ts'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may, within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'

const rights = {
  approve: 'exemptions.decide',
  refuse: 'exemptions.decide',
  withdraw: 'exemptions.apply',
} as const satisfies Record<(typeof exemptionActs)[number], Action>

/** Applications of a year in the actor's area, those that wait first; a member sees his own. */
export async function listExemptions(
  tx: ReadTx,
  by: Actor,
  { year, state }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  let query = tx
    .selectFrom('exemption as x')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'x.region_id').onRef('b.id', '=', 'x.book_id'),
    )
    .innerJoin(unitOn('b.village_id', endOfYear('b.year')).as('v'), (join) => join.onTrue())
    .selectAll('x')
    .select(['b.book_no', 'b.name', 'b.year', 'v.name as village_name', 'v.parent_name as township_name'])
    .where(within(by, 'declarations.read', 'x', { person: true }))
    .where('b.year', '=', year)
    .orderBy((eb) => eb('x.state', '<>', 'APPLIED'))
    .orderBy('x.path')
    .orderBy('x.applied_on', 'desc')
    .orderBy('x.id')
  if (state) query = query.where('x.state', '=', state)
  const rows = await query.execute()
  const evidence = await evidenceOf(
    tx,
    by,
    'exemption',
    rows.map((row) => row.id),
  )
  return {
    canApply: may(by, 'exemptions.apply'),
    rows: rows.map(
      (row): Exemption => ({
        id: row.id,
        bookId: row.book_id,
        bookNo: row.book_no,
        personName: row.name,
        villageName: row.village_name,
        townshipName: row.township_name,
        year: row.year,
        reasonKind: row.reason_kind as ExemptionReason,
        reason: row.reason,
        state: row.state as ExemptionState,
        appliedByName: row.applied_by_name,
        appliedOn: row.applied_on,
        decidedByName: row.decided_by_name,
        decidedOn: row.decided_on,
        decisionNote: row.decision_note,
        evidence: evidence.get(row.id) ?? [],
        can: exemptionActs.filter(
          (act) =>
            next(exemptionLifecycle, row.state as ExemptionState, act) &&
            may(by, rights[act], row.path) &&
            !(act !== 'withdraw' && row.person_id === by.personId),
        ),
      }),
    ),
  }
}

/** Members whose book of the year is not exempt and has no application waiting. */
export async function listExemptible(
  tx: ReadTx,
  by: Actor,
  { year }: InputOf<typeof exemptibleRoute>,
): Promise<AnswerIn<typeof exemptibleRoute>> {
  const rows = await tx
    .selectFrom('book as b')
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'b.region_id').onRef('p.id', '=', 'b.person_id'),
    )
    .select(['b.id', 'b.name', 'b.category', 'p.born_on'])
    .where(within(by, 'exemptions.apply', 'b'))
    .where('b.year', '=', year)
    .where('b.subject', '=', 'MEMBER')
    .where('b.exempt', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('exemption as x')
            .select('x.id')
            .whereRef('x.region_id', '=', 'b.region_id')
            .whereRef('x.book_id', '=', 'b.id')
            .where('x.state', '=', 'APPLIED'),
        ),
      ),
    )
    .orderBy('p.born_on')
    .orderBy('p.name_sort')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    bookId: row.id,
    name: row.name,
    category: row.category as MemberCategory,
    bornOn: row.born_on,
  }))
}
