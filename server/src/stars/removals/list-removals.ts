import { openActs } from '@xinghe/contract/lifecycle'
import {
  type RemovalBasis,
  type RemovalState,
  removalLifecycle,
  type listRemovals as route,
} from '@xinghe/contract/removals'
import type { Action } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { OrgClass, Subject } from '@xinghe/contract/words'
import { evidenceOf } from '../../files/index.ts'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { may, within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'

const actionOf = {
  withdraw: 'removals.propose',
  decide: 'removals.decide',
  publish: 'notices.publish',
  take_effect: 'removals.decide',
} as const satisfies Record<string, Action>
type Button = keyof typeof actionOf

/** Removals in sight, the newest first, with what may be done now. */
export async function listRemovals(
  tx: ReadTx,
  by: Actor,
  { year, state, bookId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await tx
    .selectFrom('star_removal as m')
    .innerJoin('rating as r', (join) =>
      join.onRef('r.region_id', '=', 'm.region_id').onRef('r.book_id', '=', 'm.book_id'),
    )
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'm.region_id').onRef('b.id', '=', 'm.book_id'),
    )
    .innerJoin(unitOn('r.village_id', endOfYear('r.year')).as('v'), (join) => join.onTrue())
    .leftJoin('notice as n', (join) =>
      join.onRef('n.region_id', '=', 'm.region_id').onRef('n.id', '=', 'm.notice_id'),
    )
    .selectAll('m')
    .select(['r.subject', 'r.year', 'b.name', 'v.short_name as village', 'v.parent_short_name as township'])
    .select(['n.number', 'n.ends_on'])
    .where(within(by, 'removals.read', 'm'))
    .$if(year !== undefined, (query) => query.where('r.year', '=', year as number))
    .$if(state !== undefined, (query) => query.where('m.state', '=', state as string))
    .$if(bookId !== undefined, (query) => query.where('m.book_id', '=', bookId as string))
    .orderBy('m.id', 'desc')
    .limit(500)
    .execute()
  const ids = rows.map((row) => row.id)
  const files = await evidenceOf(tx, by, 'star_removal', ids)
  const buttons = (row: (typeof rows)[number]): Button[] => {
    const open: string[] = openActs(removalLifecycle, row.state as RemovalState)
    // A notice that has run its days may be ended and the removal take effect in one act.
    const ready = row.state === 'PUBLIC_NOTICE' && row.ends_on !== null && row.ends_on < by.today
    return (Object.keys(actionOf) as Button[]).filter(
      (act) => (open.includes(act) || (act === 'take_effect' && ready)) && may(by, actionOf[act], row.path),
    )
  }
  return {
    rows: rows.map((row) => ({
      id: row.id,
      bookId: row.book_id,
      subject: row.subject as Subject,
      name: row.name,
      villageName: row.village,
      townshipName: row.township,
      year: row.year,
      fromLevel: row.from_level,
      toLevel: row.to_level,
      toClass: row.to_class as OrgClass | null,
      basis: row.basis as RemovalBasis,
      reason: row.reason,
      state: row.state as RemovalState,
      proposedBy: row.proposed_by_name,
      proposedOn: row.proposed_on,
      metOn: row.met_on,
      docNo: row.doc_no,
      decision: row.decision,
      noticeId: row.notice_id,
      noticeNumber: row.number,
      noticeEndsOn: row.ends_on,
      effectiveOn: row.effective_on,
      endedReason: row.ended_reason,
      files: files.get(row.id) ?? [],
      can: buttons(row),
    })),
  }
}
