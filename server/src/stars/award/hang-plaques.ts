import type { hangPlaques as route } from '@xinghe/contract/award'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { requireFile } from '../../files/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { settle } from '../../work/index.ts'
import { plaquesFor } from './load.ts'

/** Records hanging: the result is in force, and an older plaque of the same subject counts as changed. */
export async function hangPlaques(
  tx: Tx,
  by: Actor,
  { ids, on, photoFileId }: InputOf<typeof route>,
): Promise<{ count: number }> {
  const plaques = await plaquesFor(tx, by, ids, 'plaques.hang', 'hang')
  if (photoFileId) await requireFile(tx, by, photoFileId)
  const early = plaques.find((plaque) => plaque.delivered_on && plaque.delivered_on > on)
  if (early)
    throw new Refusal('award.hung_before_delivery', { day: formatDay(early.delivered_on as string) }, [
      { path: 'on', message: '不能早于到货日期' },
    ])
  const hung = plaques.map((plaque) => plaque.id)
  await tx
    .updateTable('plaque')
    .set({ state: 'HUNG', hung_on: on, hung_by_name: by.name, photo_file_id: photoFileId ?? null })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${hung}::uuid[])`)
    .execute()
  await sql`
    update plaque old set state = 'CHANGED', ended_on = ${on}, end_reason = '换发新牌', replaced_by = new.id
    from plaque new
    join book b on b.region_id = new.region_id and b.id = new.book_id
    where new.region_id = ${by.regionId} and new.id = any(${hung}::uuid[])
      and old.region_id = ${by.regionId} and old.id <> new.id and old.state = 'HUNG' and old.kind = new.kind
      and old.book_id in (select o.id from book o where o.region_id = ${by.regionId} and o.subject = b.subject
        and o.village_id = b.village_id and o.person_id is not distinct from b.person_id)`.execute(tx)
  await tx
    .updateTable('rating')
    .set({ state: 'IN_FORCE' })
    .where('region_id', '=', by.regionId)
    .where('state', '=', 'AWARDED')
    .where('book_id', '=', sql<string>`any(${plaques.map((plaque) => plaque.book_id)}::uuid[])`)
    .execute()
  await settle(tx, by, 'plaque', hung)
  await audit(
    tx,
    by,
    'award.plaque_hung',
    plaques.map((plaque) => ({ path: plaque.path, subjectKind: 'plaque', subjectId: plaque.id })),
  )
  return { count: plaques.length }
}
