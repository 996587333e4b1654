import type { deliverPlaques as route } from '@xinghe/contract/award'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { getRoot } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { queue } from '../../work/index.ts'
import { plaquesFor } from './load.ts'

/** Records that plaques arrived; from now on the township has them to hang. */
export async function deliverPlaques(
  tx: Tx,
  by: Actor,
  { ids, on }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const plaques = await plaquesFor(tx, by, ids, 'plaques.order', 'deliver')
  await tx
    .updateTable('plaque')
    .set({ state: 'DELIVERED', delivered_on: on })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${plaques.map((plaque) => plaque.id)}::uuid[])`)
    .execute()
  await audit(
    tx,
    by,
    'award.plaque_delivered',
    plaques.map((plaque) => ({ path: plaque.path, subjectKind: 'plaque', subjectId: plaque.id })),
  )
  const root = await getRoot(tx, by)
  const townships = await tx
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('region_id', '=', by.regionId)
    .where('parent_id', '=', root.id)
    .execute()
  await queue(
    tx,
    by,
    plaques.map((plaque) => ({
      kind: 'HANG_PLAQUE' as const,
      subjectKind: 'plaque',
      subjectId: plaque.id,
      path: plaque.path,
      title: `${plaque.subject_name} ${plaque.year}年度牌匾待挂牌`,
      unitId: townships.find((township) => plaque.path.startsWith(township.path))?.id ?? root.id,
      post: 'TOWNSHIP_CLERK' as const,
    })),
  )
  return { count: plaques.length }
}
