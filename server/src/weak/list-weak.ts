import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listWeak as route, WeakState } from '@xinghe/contract/weak'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { casesWhere, rowOf } from './rows.ts'

type Asked = Omit<InputOf<typeof route>, 'page' | 'size'>
/** The filters as SQL over `c`; the state is left out when `but` says so. */
const asked = ({ listedYear, state, townshipId, q }: Asked, but?: 'state' | 'year'): RawBuilder<boolean> => {
  const parts: RawBuilder<boolean>[] = [sql<boolean>`true`]
  if (listedYear !== undefined && but !== 'year')
    parts.push(sql<boolean>`c.listed_on between ${`${listedYear}-01-01`} and ${`${listedYear}-12-31`}`)
  if (state && !but) parts.push(sql<boolean>`c.state = ${state}`)
  if (townshipId) parts.push(sql<boolean>`c.township_id = ${townshipId}`)
  if (q) parts.push(sql<boolean>`strpos(c.org_name, ${q}) > 0`)
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** The newest listed first, those not listed yet before them. */
const weakRows = (tx: ReadTx, by: Actor, input: Asked) =>
  casesWhere(tx, by, asked(input))
    .orderBy(sql`c.listed_on desc nulls first`)
    .orderBy('c.path')
    .orderBy('c.id')

export async function listWeak(
  tx: ReadTx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { page, size, state } = input
  const rows = await weakRows(tx, by, input)
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const counted = (but: 'state' | 'year') =>
    tx
      .selectFrom('weak_case as c')
      .where(within(by, 'weak.read', 'c'))
      .where(asked(input, but))
  const states = await counted('state')
    .select((eb) => ['c.state', eb.fn.countAll<number>().as('count')])
    .groupBy('c.state')
    .execute()
  const years = await counted('year')
    .select(sql<number>`extract(year from c.listed_on)::int`.as('year'))
    .where('c.listed_on', 'is not', null)
    .distinct()
    .orderBy('year', 'desc')
    .execute()
  const byState = states.map((one) => ({ state: one.state as WeakState, count: Number(one.count) }))
  return {
    rows: rows.map(rowOf),
    total: byState.reduce((sum, one) => sum + (!state || one.state === state ? one.count : 0), 0),
    byState,
    years: years.map(({ year }) => Number(year)),
  }
}
