import type { ReadTx } from '../platform/tx.ts'

/** The county's own unit. */
export const rootOf = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('unit')
    .select(['id', 'name', 'path'])
    .where('region_id', '=', regionId)
    .orderBy('path')
    .limit(1)
    .executeTakeFirstOrThrow()
