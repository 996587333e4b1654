import type { InputOf } from '@xinghe/contract/route'
import type { createScheme as route } from '@xinghe/contract/schemes'
import type { Subject, VillageType } from '@xinghe/contract/words'
import { getUnit, refuseOff } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { beginSchemes, schemeName } from './begin-schemes.ts'
import { documentFrom } from './source.ts'

export async function refuseSecond(
  tx: Tx,
  by: Actor,
  scheme: { townshipId: string; subject: Subject; year: number; villageType: VillageType | null },
): Promise<void> {
  const there = await tx
    .selectFrom('scheme as s')
    .innerJoin('scheme_version as v', (join) =>
      join.onRef('v.region_id', '=', 's.region_id').onRef('v.scheme_id', '=', 's.id'),
    )
    .select('v.title')
    .where('s.region_id', '=', by.regionId)
    .where('s.township_id', '=', scheme.townshipId)
    .where('s.subject', '=', scheme.subject)
    .where('s.year', '=', scheme.year)
    .where('s.name', '=', schemeName(scheme.villageType))
    .orderBy('v.version', 'desc')
    .executeTakeFirst()
  if (there) throw new Refusal('schemes.already_there', { title: there.title })
}

/** Begins the township's scheme of a year: empty, from a built-in example, or copied. Returns the version's id. */
export async function createScheme(tx: Tx, by: Actor, input: InputOf<typeof route>): Promise<{ id: string }> {
  const township = await getUnit(tx, by, input.townshipId)
  permit(tx, by, 'schemes.draft', township.path)
  if (township.kind !== 'TOWNSHIP' && township.kind !== 'STREET') throw new Refusal('schemes.not_a_township')
  const villageType = input.villageType ?? null
  await refuseOff(tx, by, 'VILLAGE', [villageType])
  await refuseSecond(tx, by, { ...input, villageType })
  const document = { ...(await documentFrom(tx, by, input.subject, input.from)), villageType }
  const [id] = await beginSchemes(tx, by, [{ township, subject: input.subject, year: input.year, document }])
  return { id: id as string }
}
