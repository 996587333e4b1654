import { sql } from 'kysely'
import { inOffice } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'
import { anyOf } from './load.ts'

/** 依据: 回避. Of these sheets those of the village where the actor holds a post, his own or as a substitute, or has his own book, with its name. */
export async function ownSheets(
  tx: ReadTx,
  by: Actor,
  sheetIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, v.short_name as name
    from year_end_sheet s join unit v on v.region_id = s.region_id and v.id = s.village_id
    where s.region_id = ${by.regionId} and s.id = ${anyOf(sheetIds)} and (
      exists (select 1 from ${inOffice(by.regionId, by.today)} o where o.person_id = ${by.personId} and o.unit_id = s.village_id)
      or exists (select 1 from book b where b.region_id = s.region_id and b.village_id = s.village_id and b.year = s.year and b.person_id = ${by.personId}))`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Nobody of the assessment group assesses his own village. */
export async function refuseOwnVillage(tx: Tx, by: Actor, sheetIds: readonly string[]): Promise<void> {
  const [village] = (await ownSheets(tx, by, sheetIds)).values()
  if (village) throw new Refusal('year_end.own_village', { village })
}
