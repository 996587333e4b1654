import type { UnitKind } from '@xinghe/contract/words'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { systemTx, type Tx } from '../platform/tx.ts'
import { label } from './unit-path.ts'

export interface NewRegion {
  id: number
  kind: 'BANNER' | 'COUNTY' | 'DISTRICT'
  name: string
  shortName: string
  /** Administrative code, six digits. */
  code: string
}

type Root = { id: string; name: string; path: string }

/** Founds a county: its row in the reference table (as the owner) and the root of its tree. Returns the root unit. */
export async function foundRegion(
  addRegionRow: (region: NewRegion) => Promise<void>,
  db: Database,
  region: NewRegion,
  today: string,
): Promise<Root> {
  await addRegionRow(region)
  return systemTx(db, region.id, (tx) => addRoot(tx, region, today))
}

/** The root of a county's tree. */
export async function addRoot(tx: Tx, region: NewRegion, today: string): Promise<Root> {
  const id = newId()
  const path = label(region.id)
  await tx
    .insertInto('unit')
    .values({
      region_id: region.id,
      id,
      parent_id: null,
      kind: region.kind satisfies UnitKind,
      name: region.name,
      short_name: region.shortName,
      party_org_name: null,
      party_org_kind: null,
      village_type: null,
      path,
      seq: region.id,
      first_on: today,
      last_on: null,
    })
    .execute()
  return { id, name: region.name, path }
}
