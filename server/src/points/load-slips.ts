/** Slips locked for an act on all of them. */

import { next } from '@xinghe/contract/lifecycle'
import { type SlipAct, type SlipState, slipLifecycle } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { atOnce, type Tx } from '../platform/tx.ts'
import { namesOnce } from './slip-queues.ts'

export interface LoadedLine {
  id: string
  slip_id: string
  book_id: string
  person_id: string | null
  name: string
  version_id: string
  rule_code: string
  kind: string
  slot: number
  amount: number
  live: boolean
}
export type LoadedSlip = Awaited<ReturnType<typeof slipRows>>[number] & {
  lines: LoadedLine[]
  names: string[]
}

const slipRows = (tx: Tx, by: Actor, ids: readonly string[]) =>
  tx
    .selectFrom('slip')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('entered_at')
    .orderBy('id')
    .forUpdate()
    .execute()

/** The slips with their lines, oldest first; 404 when one is not visible. */
export async function loadSlips(tx: Tx, by: Actor, wanted: readonly string[]): Promise<LoadedSlip[]> {
  const slips = await loadVisible(tx, by, wanted)
  if (slips.length < new Set(wanted).size) throw new Refusal('common.not_found')
  return slips
}

const lineRows = (tx: Tx, by: Actor, ids: readonly string[]) =>
  tx
    .selectFrom('slip_line as l')
    // Line by line, so that the books are never walked through once for each of ten thousand lines.
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('book as o')
          .select('o.name')
          .whereRef('o.region_id', '=', 'l.region_id')
          .whereRef('o.id', '=', 'l.book_id')
          .limit(1)
          .as('b'),
      (join) => join.onTrue(),
    )
    .innerJoin('scheme_rule as r', (join) =>
      join
        .onRef('r.region_id', '=', 'l.region_id')
        .onRef('r.version_id', '=', 'l.version_id')
        .onRef('r.code', '=', 'l.rule_code'),
    )
    .select([
      'l.id',
      'l.slip_id',
      'l.book_id',
      'l.person_id',
      'b.name',
      'l.version_id',
      'l.rule_code',
      'r.kind',
      'l.slot',
      'l.amount',
      'l.live',
    ])
    .where('l.region_id', '=', by.regionId)
    .where('l.slip_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('l.id')
    .execute()

/** Those of the slips that are visible, locked, with their lines, oldest first. */
export async function loadVisible(tx: Tx, by: Actor, wanted: readonly string[]): Promise<LoadedSlip[]> {
  const ids = [...new Set(wanted)]
  // Lines are read after the lock has been waited for: both travel at once, and are done in this order.
  const [slips, lines] = await atOnce([slipRows(tx, by, ids), lineRows(tx, by, ids)])
  const bySlip = new Map<string, LoadedLine[]>()
  for (const line of lines) {
    const list = bySlip.get(line.slip_id)
    if (list) list.push(line)
    else bySlip.set(line.slip_id, [line])
  }
  return slips.map((slip) => {
    const own = bySlip.get(slip.id) ?? []
    return {
      ...slip,
      lines: own,
      names: namesOnce(own.map(({ book_id, name }) => ({ bookId: book_id, name }))),
    }
  })
}

export function demandOpen(slips: readonly { state: string }[], act: SlipAct): void {
  for (const slip of slips)
    if (!next(slipLifecycle, slip.state as SlipState, act)) throw new Refusal('common.act_not_open')
}

/** 依据: nobody confirms or checks what he entered, or typed from paper, or what is about him (domain A3). */
export const concerns = (by: Actor, slip: LoadedSlip): boolean =>
  slip.entered_by === by.personId ||
  slip.keyed_by?.includes(by.personId) === true ||
  slip.lines.some((line) => line.live && line.person_id === by.personId)
export function refuseOwn(
  by: Actor,
  slips: readonly LoadedSlip[],
  also: (slip: LoadedSlip) => boolean = () => false,
): void {
  const own = slips.filter((slip) => concerns(by, slip) || also(slip))
  if (own.length > 0)
    throw new Refusal('common.own_matter', { ids: own.map((slip) => slip.id), count: own.length })
}
