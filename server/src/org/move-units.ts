import { addDays } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { repath, type Way } from './repath.ts'
import { keepPastWithBelow } from './unit-past.ts'
import { label } from './unit-path.ts'

interface Child {
  id: string
  path: string
}

/** The units stand below `to` from today on, in the order of the tree, with all that belongs to them. */
export async function moveUnits(tx: Tx, by: Actor, ids: readonly string[], to: Child): Promise<void> {
  await keepPastWithBelow(tx, by, ids)
  const { rows: units } = await sql<Child>`
    select id, path from unit where region_id = ${by.regionId} and id = any(${ids}::uuid[]) order by path`.execute(
    tx,
  )
  const {
    rows: [last],
  } = await sql<{ seq: number }>`
    select greatest(t.seq_given, coalesce((select max(c.seq) from unit c where c.region_id = t.region_id and c.parent_id = t.id), 0)) as seq
    from unit t where t.region_id = ${by.regionId} and t.id = ${to.id} for update of t`.execute(tx)
  const first = (last?.seq ?? 0) + 1
  const ways: Way[] = units.map((unit, index) => ({ from: unit.path, to: to.path + label(first + index) }))
  // What was numbered once is not numbered so again: book numbers are made of it.
  await sql`
    update unit t set seq_given = greatest(t.seq_given, c.seq)
    from (select parent_id, max(seq) as seq from unit where region_id = ${by.regionId} and id = any(${ids}::uuid[]) group by 1) c
    where t.region_id = ${by.regionId} and t.id = c.parent_id`.execute(tx)
  await repath(tx, by, ways)
  await sql`
    update unit u set parent_id = ${to.id}, seq = n.seq
    from unnest(${units.map((unit) => unit.id)}::uuid[], ${units.map((_, index) => first + index)}::int[]) as n (id, seq)
    where u.region_id = ${by.regionId} and u.id = n.id`.execute(tx)
}

/**
 * The units are no more from today on: what stood right below them stands below `into`, and they themselves too, closed,
 * so that whoever looks after `into` reads their years.
 */
export async function dissolveUnits(tx: Tx, by: Actor, ids: readonly string[], into: Child): Promise<void> {
  await keepPastWithBelow(tx, by, ids)
  const { rows: below } = await sql<{ id: string }>`
    select id from unit where region_id = ${by.regionId} and parent_id = any(${ids}::uuid[]) order by path`.execute(
    tx,
  )
  await moveUnits(
    tx,
    by,
    below.map((unit) => unit.id),
    into,
  )
  await moveUnits(tx, by, ids, into)
  await sql`
    update unit set last_on = ${addDays(by.today, -1)}
    where region_id = ${by.regionId} and id = any(${ids}::uuid[])`.execute(tx)
}
