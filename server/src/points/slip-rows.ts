/** Slips as the screens show them: with lines, evidence, and what is open to whom. */
import { auditWord } from '@xinghe/contract/audit-words'
import { holds, type Post, posts } from '@xinghe/contract/rights'
import type { AnswerIn } from '@xinghe/contract/route'
import type { getSlip } from '@xinghe/contract/slips'
import { type SlipAct, type SlipRow, type SlipState, slipLifecycle } from '@xinghe/contract/slips'
import type { Checker, RuleKind, Subject } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import { evidenceOf } from '../files/index.ts'
import { unitOn } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { starsOfBooks } from './book-stars.ts'

/** What a person may read: staff their subtree, a member what is about him or his village's organisation. */
export const readable = (by: Actor): RawBuilder<boolean> =>
  by.post === 'MEMBER'
    ? sql<boolean>`(${within(by, 'slips.read', 's')} and (s.entered_by = ${by.personId} or s.subject = 'ORG' or exists (
        select 1 from slip_line o where o.region_id = s.region_id and o.slip_id = s.id and o.person_id = ${by.personId})))`
    : within(by, 'slips.read', 's')

/** Entered by me, or about me. */
export const concernsMe = (by: Actor): RawBuilder<boolean> =>
  sql<boolean>`(s.entered_by = ${by.personId} or coalesce(${by.personId} = any(s.keyed_by), false) or exists (select 1 from slip_line o where o.region_id = s.region_id
    and o.slip_id = s.id and o.person_id = ${by.personId} and o.live))`

export const slipQuery = (tx: ReadTx) =>
  tx
    .selectFrom('slip as s')
    .innerJoin(unitOn('s.village_id', sql.ref('s.fact_on')).as('v'), (join) => join.onTrue())
const columns = [
  's.id',
  's.state',
  's.subject',
  's.village_id',
  'v.short_name as village_name',
  'v.parent_short_name as township_name',
  's.year',
  's.quarter',
  's.late',
  's.fact_on',
  's.reason',
  's.checker',
  's.confirmer',
  's.entered_by',
  's.entered_by_name',
  's.entered_at',
  's.confirmed_by',
  's.confirmed_by_name',
  's.confirmed_at',
  's.checked_by_name',
  's.checked_at',
  's.return_reason',
  's.path',
  's.paper_id',
  's.paper_code',
  's.keyed_by',
] as const
export const selectSlips = (tx: ReadTx) => slipQuery(tx).select(columns)
type Raw = Awaited<ReturnType<ReturnType<typeof selectSlips>['execute']>>[number]

const linesOf = (tx: ReadTx, by: Actor, ids: readonly string[]) =>
  sql<{
    id: string
    slip_id: string
    book_id: string
    person_id: string | null
    name: string
    book_no: string
    slot: number
    rule_code: string
    content: string
    kind: string
    amount: number
    ordinal: number
    live: boolean
    struck_reason: string | null
    struck_by_name: string | null
    counted: number | null
  }>`
    select l.id, l.slip_id, l.book_id, l.person_id, b.name, b.book_no, l.slot, l.rule_code, r.content, r.kind, l.amount, l.ordinal,
      l.live, l.struck_reason, l.struck_by_name, e.counted
    from slip_line l
    join book b on b.region_id = l.region_id and b.id = l.book_id
    join scheme_rule r on r.region_id = l.region_id and r.version_id = l.version_id and r.code = l.rule_code
    left join points_entry e on e.region_id = l.region_id and e.book_id = l.book_id and e.source_kind = 'SLIP_LINE' and e.source_id = l.id
    where l.region_id = ${by.regionId} and l.slip_id = any(${ids}::uuid[])
    order by l.slip_id, b.book_no, l.id`.execute(tx)

/** Acts open to me on this slip, and why one that is open to my post is not open to me. */
function rightsOn(by: Actor, slip: Raw, concerned: boolean): { can: SlipAct[]; cannot: string | null } {
  const open = Object.keys(slipLifecycle[slip.state as SlipState]) as SlipAct[]
  const mine = slip.entered_by === by.personId
  const typed = slip.keyed_by?.includes(by.personId)
  const can = open.filter(
    (act) => (act === 'submit' || act === 'withdraw') && mine && holds(by.post, 'slips.enter'),
  )
  const judge = slip.state === 'CONFIRMED' ? holds(by.post, 'slips.check') : holds(by.post, 'slips.confirm')
  if (!judge || !['SUBMITTED', 'CONFIRMED'].includes(slip.state)) return { can, cannot: null }
  if (slip.state === 'SUBMITTED' && by.post !== 'VILLAGE_SECRETARY' && slip.confirmer !== by.post)
    return { can, cannot: `由${posts[slip.confirmer as Post]}确认` }
  const who = slip.state === 'CONFIRMED' ? '考核组或另一名组织委员' : posts[slip.confirmer as Post]
  if (concerned)
    return { can, cannot: `${mine ? '本人登记' : typed ? '本人录入' : '与本人有关'}的积分由${who}办理` }
  if (slip.state === 'CONFIRMED' && slip.confirmed_by === by.personId)
    return { can, cannot: `本人已代为确认，核查由${who}办理` }
  const acts: SlipAct[] =
    slip.state === 'CONFIRMED' ? ['check', 'return', 'reject'] : ['confirm', 'return', 'reject']
  return { can: [...can, ...acts], cannot: null }
}

export async function slipRowsOf(tx: ReadTx, by: Actor, raw: readonly Raw[]): Promise<SlipRow[]> {
  const ids = raw.map((slip) => slip.id)
  if (ids.length === 0) return []
  const { rows: lines } = await linesOf(tx, by, ids)
  const stars = await starsOfBooks(tx, by.regionId, [...new Set(lines.map((line) => line.book_id))])
  const evidence = await evidenceOf(tx, by, 'slip', ids)
  const bySlip = Map.groupBy(lines, (line) => line.slip_id)
  return raw.map((slip) => {
    const own = bySlip.get(slip.id) ?? []
    const concerned =
      slip.entered_by === by.personId ||
      slip.keyed_by?.includes(by.personId) === true ||
      own.some((line) => line.live && line.person_id === by.personId)
    return {
      id: slip.id,
      state: slip.state as SlipState,
      subject: slip.subject as Subject,
      villageId: slip.village_id,
      villageName: slip.village_name,
      townshipName: slip.township_name,
      year: slip.year,
      quarter: slip.quarter,
      late: slip.late,
      factOn: slip.fact_on,
      reason: slip.reason,
      checker: slip.checker as Checker,
      confirmer: slip.confirmer as Post,
      enteredBy: slip.entered_by_name,
      enteredAt: slip.entered_at.toISOString(),
      confirmedBy: slip.confirmed_by_name,
      confirmedAt: slip.confirmed_at?.toISOString() ?? null,
      checkedBy: slip.checked_by_name,
      checkedAt: slip.checked_at?.toISOString() ?? null,
      returnReason: slip.return_reason,
      paper: slip.paper_id ? { id: slip.paper_id, code: slip.paper_code ?? '' } : null,
      evidence: evidence.get(slip.id) ?? [],
      lines: own.map((line) => ({
        id: line.id,
        bookId: line.book_id,
        bookName: line.name,
        bookNo: line.book_no,
        slot: line.slot,
        star: stars.get(line.book_id)?.find((star) => star.slot === line.slot)?.name ?? `第${line.slot}颗星`,
        ruleCode: line.rule_code,
        ruleText: line.content,
        ruleKind: line.kind as RuleKind,
        amount: line.amount as never,
        ordinal: line.ordinal,
        struck:
          line.struck_reason === null ? null : { reason: line.struck_reason, by: line.struck_by_name ?? '' },
        counted: line.counted as never,
      })),
      ...rightsOn(by, slip, concerned),
    }
  })
}

export const timelineRow = (row: {
  at: Date
  person_name: string
  post: string | null
  action: string
  note: string | null
}): AnswerIn<typeof getSlip>['timeline'][number] => ({
  at: row.at.toISOString(),
  name: row.person_name,
  post: row.post as Post | null,
  act: auditWord(row.action),
  note: row.note,
})
