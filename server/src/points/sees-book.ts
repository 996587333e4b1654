import type { ViewKind } from '@xinghe/contract/record-views'
import { sql } from 'kysely'
import { leaveView } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'

/** The trace of opening one book, for its member; an organisation's book is everybody's. */
export const seesBook = (tx: Tx, by: Actor, what: ViewKind, bookId: string): Promise<void> =>
  leaveView(
    tx,
    by,
    what,
    sql`select b.person_id, b.path from book b where b.region_id = ${by.regionId} and b.id = ${bookId}`,
  )

/** The trace of opening one slip, for every member it concerns. */
export const seesSlip = (tx: Tx, by: Actor, slipId: string): Promise<void> =>
  leaveView(
    tx,
    by,
    'SLIP',
    sql`select l.person_id, l.path from slip_line l where l.region_id = ${by.regionId} and l.slip_id = ${slipId}`,
  )
