import { next } from '@xinghe/contract/lifecycle'
import type { proposeRemoval as route, withdrawRemoval as withdrawRoute } from '@xinghe/contract/removals'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { levelName, type OrgClass, type Subject } from '@xinghe/contract/words'
import { type RatingState, ratingLifecycle } from '@xinghe/contract/year-end'
import { attachEvidence } from '../../files/index.ts'
import { lineage } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { classOf } from '../star.rules.ts'
import { lockRemoval, queueRemoval, stateAfter } from './load.ts'

/** Proposes a lower level for a result in force; the township's committee decides. */
export async function proposeRemoval(
  tx: Tx,
  by: Actor,
  { bookId, toLevel, basis, reason, fileIds }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rating = await tx
    .selectFrom('rating as r')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'r.region_id').onRef('b.id', '=', 'r.book_id'),
    )
    .leftJoin('scheme_version as v', (join) =>
      join.onRef('v.region_id', '=', 'r.region_id').onRef('v.id', '=', 'r.version_id'),
    )
    .selectAll('r')
    .select(['b.name', 'v.class_one_at', 'v.class_two_at'])
    .where('r.region_id', '=', by.regionId)
    .where('r.book_id', '=', bookId)
    .forUpdate('r')
    .executeTakeFirst()
  if (!rating) throw new Refusal('common.not_found')
  permit(tx, by, 'removals.propose', rating.path)
  const level = rating.final_level
  if (level === null || !next(ratingLifecycle, rating.state as RatingState, 'downgrade'))
    throw new Refusal('removals.not_standing', { name: rating.name })
  if (toLevel >= level) throw new Refusal('removals.not_lower', { level: levelName(level) })
  const running = await tx
    .selectFrom('star_removal')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', bookId)
    .where('state', 'in', ['PROPOSED', 'DECIDED', 'PUBLIC_NOTICE', 'NOTICE_CLOSED'])
    .executeTakeFirst()
  if (running) throw new Refusal('removals.running', { name: rating.name })
  const plan = {
    subject: rating.subject as Subject,
    classOneAt: rating.class_one_at ?? 11,
    classTwoAt: rating.class_two_at ?? 11,
  }
  const removal = {
    region_id: by.regionId,
    id: newId(),
    book_id: bookId,
    township_id: await townshipToday(tx, by, rating.path),
    path: rating.path,
    state: 'PROPOSED',
    from_level: level,
    to_level: toLevel,
    from_class: rating.class,
    to_class: classOf(plan, toLevel) as OrgClass | null,
    basis,
    reason,
    proposed_by_name: by.name,
    proposed_on: by.today,
  }
  await tx.insertInto('star_removal').values(removal).execute()
  await attachEvidence(tx, by, 'star_removal', removal.id, rating.path, fileIds ?? [], rating.person_id)
  await audit(tx, by, 'removals.proposed', {
    path: rating.path,
    subjectKind: 'star_removal',
    subjectId: removal.id,
    note: reason,
    detail: { from: level, to: toLevel, basis },
  })
  await queueRemoval(tx, by, 'REMOVAL_DECIDE', { ...removal, name: rating.name, year: rating.year })
  return { id: removal.id }
}

/** The result may be of a year in which the village belonged to another. */
async function townshipToday(tx: Tx, by: Actor, path: string): Promise<string> {
  const { id } = await tx
    .selectFrom('unit')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('path', '=', lineage(path)[1] ?? path)
    .executeTakeFirstOrThrow()
  return id
}

export async function withdrawRemoval(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof withdrawRoute>,
): Promise<AnswerIn<typeof withdrawRoute>> {
  const removal = await lockRemoval(tx, by, { id })
  permit(tx, by, 'removals.propose', removal.path)
  await tx
    .updateTable('star_removal')
    .set({ state: stateAfter(removal, 'withdraw'), ended_reason: reason })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await settle(tx, by, 'star_removal', id)
  await audit(tx, by, 'removals.withdrawn', {
    path: removal.path,
    subjectKind: 'star_removal',
    subjectId: id,
    note: reason,
  })
  return { ok: true }
}
