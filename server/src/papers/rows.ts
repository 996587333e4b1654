/** Sheets as the screens show them: where they stand, who typed, what I may do. */
import { openActs } from '@xinghe/contract/lifecycle'
import type { PaperKind } from '@xinghe/contract/paper-lines'
import { type PaperAct, type PaperRow, type PaperState, paperLifecycle } from '@xinghe/contract/papers'
import { holds } from '@xinghe/contract/rights'
import type { Subject } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { may, within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { actionOf } from './load.ts'

interface Keyer {
  id: string
  name: string
  done: boolean
}
export const papersWhere = (tx: ReadTx, by: Actor, condition: RawBuilder<unknown>) =>
  tx
    .selectFrom('paper_sheet as p')
    .innerJoin('unit as v', (join) =>
      join.onRef('v.region_id', '=', 'p.region_id').onRef('v.id', '=', 'p.village_id'),
    )
    .innerJoin('unit as t', (join) =>
      join.onRef('t.region_id', '=', 'p.region_id').onRef('t.id', '=', 'p.township_id'),
    )
    .leftJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'p.region_id').onRef('b.id', '=', 'p.book_id'),
    )
    .where(within(by, 'papers.read', 'p'))
    .where(sql<boolean>`${condition}`)
export const selectPapers = (tx: ReadTx, by: Actor, condition: RawBuilder<unknown>) =>
  papersWhere(tx, by, condition)
    .selectAll('p')
    .select([
      'v.short_name as village_name',
      't.short_name as township_name',
      'b.name as book_name',
      sql<
        Keyer[]
      >`coalesce((select json_agg(json_build_object('id', k.keyer_id, 'name', k.keyer_name, 'done', k.done_at is not null) order by k.nth)
        from paper_keying k where k.region_id = p.region_id and k.sheet_id = p.id), '[]')`.as('keyers'),
    ])
type Raw = Awaited<ReturnType<ReturnType<typeof selectPapers>['execute']>>[number]

/** What is open to me, and why the next step is not. */
function rightsOn(by: Actor, row: Raw, double: boolean): { can: PaperAct[]; cannot: string | null } {
  const state = row.state as PaperState
  const open = openActs(paperLifecycle, state).filter((act) => act !== 'agree' && act !== 'differ')
  if (!may(by, actionOf(row.kind), row.path)) return { can: [], cannot: null }
  const mine = row.keyers.find((keyer) => keyer.id === by.personId)
  const can = new Set(open)
  let cannot: string | null = null
  if (can.has('key') && double && mine?.done) {
    can.delete('key')
    cannot = '第一遍由您录入，第二遍须由另一人对照纸面录入'
  } else if (can.has('key') && double && !mine && row.keyers.length > 1) {
    can.delete('key')
    cannot = `由${row.keyers.map((keyer) => keyer.name).join('、')}录入`
  }
  if (can.has('post') && state === 'KEYED' && double) {
    can.delete('post')
    cannot ??= '本旗县要求两人分别录入，再录一遍、核对一致后入账'
  }
  if (can.has('post') && (row.kind as PaperKind) !== 'SCORE' && !holds(by.post, 'slips.enter')) {
    can.delete('post')
    cannot = '由村党组织书记、党务工作者或苏木镇组织委员入账'
  }
  return { can: [...can], cannot }
}

export const rowOf = (by: Actor, row: Raw, double: boolean): PaperRow => ({
  id: row.id,
  code: row.code,
  kind: row.kind as PaperKind,
  subject: row.subject as Subject,
  villageId: row.village_id,
  villageName: row.village_name,
  townshipName: row.township_name,
  bookName: row.book_name,
  year: row.year,
  quarter: row.quarter,
  lines: row.lines,
  state: row.state as PaperState,
  printedAt: row.printed_at.toISOString(),
  printedBy: row.printed_by_name,
  keyers: row.keyers.map(({ name, done }) => ({ name, done })),
  postedAt: row.posted_at?.toISOString() ?? null,
  postedBy: row.posted_by_name,
  voided: row.void_reason === null ? null : { reason: row.void_reason, by: row.voided_by_name ?? '' },
  ...rightsOn(by, row, double),
})
