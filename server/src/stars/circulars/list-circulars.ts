import type { listCirculars as route } from '@xinghe/contract/circulars'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { rowOf } from './get-circular.ts'
import { circularsInSight } from './load.ts'

export async function listCirculars(
  tx: ReadTx,
  by: Actor,
  { year, state }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const rows = await circularsInSight(tx, by)
    .$if(year !== undefined, (query) => query.where('c.year', '=', year as number))
    .$if(state !== undefined, (query) => query.where('c.state', '=', state as string))
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute()
  return { rows: rows.map(rowOf) }
}
