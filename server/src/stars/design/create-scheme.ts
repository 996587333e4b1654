import type { InputOf } from '@xinghe/contract/route'
import type { createScheme as route } from '@xinghe/contract/schemes'
import { type Subject, type VillageType, villageTypes } from '@xinghe/contract/words'
import { getUnit, refuseOff } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { planRow, writeStars } from './document.ts'
import { documentFrom } from './source.ts'

/** A township has one scheme a year for organisations and one for members, or one for each type of its villages. The stored name is by the program's word, which no county changes. */
export const schemeName = (villageType: VillageType | null): string =>
  villageType ? villageTypes[villageType] : '全镇'

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
  const schemeId = newId()
  const version = { id: newId(), path: township.path }
  const key = { region_id: by.regionId, path: township.path }
  await tx
    .insertInto('scheme')
    .values({
      ...key,
      id: schemeId,
      township_id: township.id,
      township_name: township.name,
      subject: input.subject,
      year: input.year,
      name: schemeName(villageType),
    })
    .execute()
  await tx
    .insertInto('scheme_version')
    .values({
      ...key,
      ...planRow(document),
      id: version.id,
      scheme_id: schemeId,
      version: 1,
      state: 'DRAFT',
      effective_quarter: 1,
      created_at: by.now,
    })
    .execute()
  await writeStars(tx, by, version, document)
  await audit(tx, by, 'schemes.created', {
    path: township.path,
    subjectKind: 'scheme_version',
    subjectId: version.id,
    note: document.title,
  })
  return { id: version.id }
}
