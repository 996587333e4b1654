import type { ReadTx } from './tx.ts'

/** The county's own unit: where an act that belongs to no other place is written down. */
export const countyRoot = (tx: ReadTx, regionId: number) =>
  tx
    .selectFrom('unit')
    .select(['id', 'name', 'path'])
    .where('region_id', '=', regionId)
    .orderBy('path')
    .limit(1)
