import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { moveVillageBooks, openSplitBooks } from '../points/index.ts'
import { carryDeclarations, layOutSheets, releaseElectives } from '../stars/index.ts'
import { moveVillages } from './move-villages.ts'
import type { Names, Plan } from './plan-change.ts'

/** A new unit beside `like`, of its kind. */
async function found(
  tx: Tx,
  by: Actor,
  like: {
    parent_id: string | null
    kind: string
    party_org_kind: string | null
    village_type: string | null
  },
  names: Names,
): Promise<org.UnitRow> {
  const { ids } = await org.addUnits(tx, by, {
    units: [
      {
        parentId: like.parent_id as string,
        kind: like.kind as never,
        name: names.name,
        shortName: names.shortName,
        partyOrgName: names.partyOrgName,
        partyOrgKind: like.party_org_kind as never,
        villageType: like.village_type as never,
      },
    ],
  })
  return org.getUnit(tx, by, ids[0] as string)
}

/** 分村: the chosen members and their running books go to a new village, whose organisation begins a book of its own. */
export async function splitVillage(
  tx: Tx,
  by: Actor,
  { leaving, names, personIds }: Plan & { kind: 'VILLAGE_SPLIT' },
  docNo: string,
): Promise<org.UnitRow> {
  const [from] = leaving
  if (!from) throw new Error('nothing to split')
  const to = await found(tx, by, from, names)
  const townshipId = from.parent_id as string
  const note = `从${from.short_name}分设${to.short_name}（${docNo}）`
  await org.moveMembers(tx, by, { from, to, personIds, note })
  const years = await openSplitBooks(tx, by, { from, to, townshipId })
  const moved = await moveVillageBooks(tx, by, {
    from,
    to,
    personIds,
    reasons: { marked: note, carried: note },
  })
  for (const year of years)
    for (const subject of ['ORG', 'MEMBER'] as const)
      await layOutSheets(tx, by, { townshipId, year, subject })
  await releaseElectives(tx, by, moved.reversioned, note)
  await carryDeclarations(tx, by, moved.books)
  return to
}

/** 分镇: the chosen villages go below a new township; until it has a scheme they stay under the one they had. */
export async function splitTownship(
  tx: Tx,
  by: Actor,
  { from, leaving, names }: Plan & { kind: 'TOWNSHIP_SPLIT' },
  docNo: string,
): Promise<org.UnitRow> {
  const to = await found(tx, by, from, names)
  await moveVillages(tx, by, leaving, to, docNo)
  return to
}
