import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { followTownship } from '../points/index.ts'
import { releaseElectives, sheetsFollow } from '../stars/index.ts'
import { weakFollows } from '../weak/index.ts'
import { carryMatters } from '../work/index.ts'

/** What runs in these villages goes on under `to`: books, sheets, rectifications, and what waits for the township about them. */
export async function followTo(
  tx: Tx,
  by: Actor,
  villages: readonly { id: string; path: string; parent_id: string | null }[],
  to: { id: string; short_name: string },
  docNo: string,
): Promise<void> {
  const ids = villages.map((unit) => unit.id)
  const reversioned = await followTownship(tx, by, ids, to.id)
  await sheetsFollow(tx, by, ids, to.id)
  await weakFollows(tx, by, ids, to.id)
  await carryMatters(tx, by, {
    from: [...new Set(villages.flatMap((unit) => (unit.parent_id ? [unit.parent_id] : [])))],
    to: to.id,
    below: villages.map((unit) => unit.path),
  })
  await releaseElectives(
    tx,
    by,
    reversioned,
    `划归${to.short_name}（${docNo}），自选星不在新的设星方案中，请重新选报`,
  )
}

/** 划转: the villages stand below another township with all that belongs to them. */
export async function moveVillages(
  tx: Tx,
  by: Actor,
  villages: readonly { id: string; path: string; parent_id: string | null }[],
  to: { id: string; path: string; short_name: string },
  docNo: string,
): Promise<void> {
  await followTo(tx, by, villages, to, docNo)
  await org.moveUnits(
    tx,
    by,
    villages.map((unit) => unit.id),
    to,
  )
}
