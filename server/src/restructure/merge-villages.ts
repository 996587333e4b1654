import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { endVillageBooks, moveVillageBooks } from '../points/index.ts'
import { carryDeclarations, releaseElectives, settleSheets, takeDownOfVillages } from '../stars/index.ts'
import { carryMatters } from '../work/index.ts'
import type { Plan } from './plan-change.ts'

/** 合村: members, running books and what waits go to `into`; the old villages stand below it, closed, with their years. */
export async function mergeVillages(
  tx: Tx,
  by: Actor,
  { leaving, into }: Plan & { kind: 'VILLAGE_MERGE' },
  docNo: string,
): Promise<void> {
  const ids = leaving.map((unit) => unit.id)
  for (const from of leaving) {
    const note = `${from.short_name}并入${into.short_name}（${docNo}）`
    const personIds = await org.moveMembers(tx, by, { from, to: into, note })
    const moved = await moveVillageBooks(tx, by, {
      from,
      to: into,
      personIds,
      reasons: { marked: note, carried: note },
    })
    await releaseElectives(tx, by, moved.reversioned, note)
    await carryDeclarations(tx, by, moved.books)
    await endVillageBooks(tx, by, { from, to: into, reason: note })
    await org.endPostsAt(tx, by, [from.id], note)
    await takeDownOfVillages(tx, by, [from.id], note)
  }
  await settleSheets(tx, by, ids)
  await carryMatters(tx, by, { from: ids, to: into.id })
  await org.dissolveUnits(tx, by, ids, into)
}
