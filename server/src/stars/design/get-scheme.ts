import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getScheme as route } from '@xinghe/contract/schemes'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { timelineFor } from '../timeline.ts'
import { documentOf } from './document.ts'
import { headsOf } from './list-schemes.ts'
import { readVersion } from './load.ts'

/** One version as a whole document. Those who only read (villages, members) see it once it is published. */
export async function getScheme(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const version = await readVersion(tx, by, id)
  const [head] = await headsOf(tx, by, sql<boolean>`v.id = ${id}`)
  if (!head) throw new Refusal('common.not_found')
  return {
    ...head,
    document: await documentOf(tx, version),
    timeline: await timelineFor(tx, by.regionId, 'scheme_version', id),
  }
}
