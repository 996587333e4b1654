import type { PlaqueKind, printPlaque as route } from '@xinghe/contract/award'
import type { Download } from '@xinghe/contract/download'
import { sizeInMm } from '@xinghe/contract/prints'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { levelName } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { getRoot } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import {
  type DoorPlateData,
  doorPlatePdf,
  type LitColour,
  type PlaqueData,
  plaquePdf,
} from '../../print/index.ts'
import { readSetting } from '../../work/index.ts'

const litOf: Record<string, LitColour | undefined> = { G: 'GOLD', S: 'SILVER', R: 'RED', N: 'GOLD' }

interface Plates {
  PLAQUE: PlaqueData
  DOOR_PLATE: DoorPlateData
}
type Plate = { [K in PlaqueKind]: { kind: K; name: string; data: Plates[K] } }[PlaqueKind]

/** These plaques and door plates, in the order of their serial numbers, as the workshop gets them. */
export async function plaquesToPrint(tx: ReadTx, by: Actor, ids: readonly string[]): Promise<Plate[]> {
  const plaques = await tx
    .selectFrom('plaque as p')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'p.region_id').onRef('b.id', '=', 'p.book_id'),
    )
    .selectAll('p')
    .select(['b.category'])
    .where(within(by, 'plaques.read', 'p'))
    .where('p.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('p.serial')
    .execute()
  const root = await getRoot(tx, by)
  const address = await readSetting(tx, by, 'public.address')
  return plaques.map((plaque): Plate => {
    const names = plaque.star_names as string[]
    const common = {
      organisation: plaque.kind === 'PLAQUE' ? plaque.subject_name : plaque.unit_name,
      stars: Array.from({ length: 10 }, (_, at) => ({
        name: names[at] ?? '',
        lit: litOf[plaque.colours[at] as string],
      })),
      year: `${plaque.year}年度`,
      issuer: `中共${root.name}委组织部`,
      serial: plaque.serial,
      verifyUrl: `${address}/v/${plaque.public_code}`,
    }
    const name = `${plaque.serial}-${plaque.subject_name}`
    if (plaque.kind === 'PLAQUE')
      return {
        kind: 'PLAQUE',
        name,
        data: {
          ...common,
          programme: '“532”星级管理',
          title: `${levelName(plaque.level)}党组织`,
          mongolianName: plaque.mongolian_name ?? undefined,
          awardedOn: formatDay(plaque.ordered_on),
        },
      }
    return {
      kind: 'DOOR_PLATE',
      name,
      data: {
        ...common,
        title: plaque.category === 'CENTRAL_HOUSEHOLD' ? '党员中心户' : '共产党员户',
        memberName: plaque.subject_name,
      },
    }
  })
}

/** The plaque at its real size, ready for the workshop. */
export async function printPlaque(
  tx: ReadTx,
  by: Actor,
  { id, size }: InputOf<typeof route>,
): Promise<Download> {
  const [plate] = await plaquesToPrint(tx, by, [id])
  if (!plate) throw new Refusal('common.not_found')
  const mm = size && sizeInMm(size)
  const bytes =
    plate.kind === 'PLAQUE' ? plaquePdf(plate.data, by.now, mm) : doorPlatePdf(plate.data, by.now, mm)
  return { bytes, mime: 'application/pdf', name: `${plate.name}.pdf`, inline: true }
}
