import { readPaperCode } from '@xinghe/contract/paper-code'
import type { PaperState, listPaperSheets as route } from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { readSetting } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'
import { papersWhere, rowOf, selectPapers } from './rows.ts'

type Asked = InputOf<typeof route>
function asked(by: Actor, { year, quarter, kind, villageId, search }: Asked): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql<boolean>`true`]
  if (year !== undefined) parts.push(sql<boolean>`p.year = ${year}`)
  if (quarter !== undefined) parts.push(sql<boolean>`p.quarter = ${quarter}`)
  if (kind) parts.push(sql<boolean>`p.kind = ${kind}`)
  if (villageId) parts.push(sql<boolean>`p.village_id = ${villageId}`)
  if (search)
    parts.push(
      sql<boolean>`(p.code = ${readPaperCode(search, by.regionId) ?? ''} or strpos(p.code, ${search.toUpperCase()}) > 0
        or strpos(coalesce(b.name, ''), ${search}) > 0 or strpos(v.short_name, ${search}) > 0)`,
    )
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** Sheets of my area, the last printed first. */
export async function listPaperSheets(tx: ReadTx, by: Actor, input: Asked): Promise<AnswerIn<typeof route>> {
  const { state, page, size } = input
  const all = asked(by, input)
  const counts = await papersWhere(tx, by, all)
    .select((eb) => ['p.state', eb.fn.countAll<number>().as('count')])
    .groupBy('p.state')
    .execute()
  const rows = await selectPapers(tx, by, state ? sql`(${all} and p.state = ${state})` : all)
    .orderBy('p.printed_at', 'desc')
    .orderBy('p.path')
    .orderBy('b.book_no')
    .orderBy('p.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const double = await readSetting(tx, by, 'papers.double_entry')
  const byState = counts.map((one) => ({ state: one.state as PaperState, count: Number(one.count) }))
  return {
    rows: rows.map((row) => rowOf(by, row, double)),
    total: byState.reduce((sum, one) => sum + (!state || one.state === state ? one.count : 0), 0),
    byState,
    doubleEntry: double,
  }
}
