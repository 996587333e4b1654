import { next } from '@xinghe/contract/lifecycle'
import { type RemovalBasis, removalBases, type takeEffect as route } from '@xinghe/contract/removals'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { levelName } from '@xinghe/contract/words'
import { type RatingState, ratingLifecycle } from '@xinghe/contract/year-end'
import { closeNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { changePlaques } from '../award/change-plaques.ts'
import { removalNoticed } from './follow-notice.ts'
import { lockRemoval, type Removal, stateAfter } from './load.ts'

/** Ends the notice when it still hangs (refused before its time), then the new level stands and a new plaque is ordered. */
export async function takeEffect(
  tx: Tx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  let removal = await lockRemoval(tx, by, { id })
  permit(tx, by, 'removals.decide', removal.path)
  if (removal.state === 'PUBLIC_NOTICE') {
    await closeNotices(tx, by, [removal.notice_id as string])
    await removalNoticed(tx, by, removal.notice_id as string)
    removal = await lockRemoval(tx, by, { id })
  } else if (!removal.notice_closed_on && ['PROPOSED', 'DECIDED'].includes(removal.state))
    throw new Refusal('removals.notice_first')
  const state = stateAfter(removal, 'take_effect')
  const rating = next(ratingLifecycle, removal.rating_state as RatingState, 'downgrade')
  if (!rating || removal.final_level !== removal.from_level)
    throw new Refusal('removals.level_changed', { name: removal.name })
  await tx
    .updateTable('rating')
    .set({
      state: rating,
      final_level: removal.to_level,
      class: removal.to_class,
      level_reason: storyOf(by, removal),
    })
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', removal.book_id)
    .execute()
  await tx
    .updateTable('star_removal')
    .set({ state, effective_on: by.today })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await settle(tx, by, 'star_removal', id)
  await audit(tx, by, 'removals.effected', {
    path: removal.path,
    subjectKind: 'star_removal',
    subjectId: id,
    note: storyOf(by, removal),
  })
  await changePlaques(
    tx,
    by,
    removal.book_id,
    `${levelName(removal.from_level)}降为${levelName(removal.to_level)}`,
  )
  return { ok: true }
}

const storyOf = (by: Actor, one: Removal): string =>
  `${formatDay(by.today)}由${levelName(one.from_level)}降为${levelName(one.to_level)}：${removalBases[one.basis as RemovalBasis]}（${one.doc_no}，已公示）`
