import { errandStateKeys, goesOn } from '@xinghe/contract/errands'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { markPermitted, type Tx } from '../platform/tx.ts'

/** 依据: own choice. One person's errands run one after the other; more than these and he has lost count himself. */
const mostAtOnce = 5

export interface NewErrand {
  kind: string
  /** As the person will find it in his list: '打印积分手册（查干淖尔苏木，2026年度）'. */
  title: string
  input: unknown
}

/**
 * Puts down work to be done after the commit, by the same person in the same post. What it may do is permitted again by
 * what it calls; callers have permitted the asking.
 */
export async function beginErrand(
  tx: Tx,
  by: Actor,
  { kind, title, input }: NewErrand,
): Promise<{ errandId: string }> {
  const { count } = await tx
    .selectFrom('errand')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', by.personId)
    .where('state', 'in', errandStateKeys.filter(goesOn))
    .executeTakeFirstOrThrow()
  if (count >= mostAtOnce) throw new Refusal('errands.too_many', { count })
  const held = by.posts.find(
    (one) =>
      one.post === by.post &&
      one.unitId === by.unitId &&
      one.standsInFor?.personId === by.standsInFor?.personId,
  )
  const id = newId()
  await tx
    .insertInto('errand')
    .values({
      region_id: by.regionId,
      id,
      path: by.path,
      person_id: by.personId,
      post: by.post,
      acting: held?.id ?? 'member',
      kind,
      title,
      input: JSON.stringify(input),
      state: 'WAITING',
      created_at: by.now,
    })
    .execute()
  await sql`select graphile_worker.add_job('errand_run', ${JSON.stringify({ regionId: by.regionId, id })}::json,
    queue_name => ${`errands ${by.personId}`}, job_key => ${`errand ${id}`}, max_attempts => 3)`.execute(tx)
  markPermitted(tx)
  await audit(tx, by, 'errands.begun', { path: by.path, subjectKind: 'errand', subjectId: id, note: title })
  return { errandId: id }
}
