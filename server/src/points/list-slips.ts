import { holds } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { getSlip as getRoute, listSlips as route } from '@xinghe/contract/slips'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { readSetting } from '../work/index.ts'
import { concernsMe, readable, selectSlips, slipQuery, slipRowsOf, timelineRow } from './slip-rows.ts'

type Input = InputOf<typeof route>
const never = sql<boolean>`false`

function waitsFor(by: Actor, view: Input['view']): RawBuilder<boolean> {
  if (view === 'confirm') {
    if (!holds(by.post, 'slips.confirm')) return never
    const laid = by.post === 'VILLAGE_SECRETARY' ? sql<boolean>`true` : sql<boolean>`s.confirmer = ${by.post}`
    return sql<boolean>`(s.state = 'SUBMITTED' and ${laid} and not ${concernsMe(by)})`
  }
  if (view === 'check')
    return holds(by.post, 'slips.check')
      ? sql<boolean>`(s.state = 'CONFIRMED' and s.confirmed_by <> ${by.personId} and not ${concernsMe(by)})`
      : never
  if (view === 'returned') return sql<boolean>`(s.state = 'RETURNED' and s.entered_by = ${by.personId})`
  return view === 'mine' ? sql<boolean>`s.entered_by = ${by.personId}` : sql<boolean>`true`
}

/** Only of his own submissions does a person see drafts. */
const notOthersDrafts = (by: Actor) => sql<boolean>`(s.state <> 'DRAFT' or s.entered_by = ${by.personId})`

function filtered<Q extends { where: (condition: RawBuilder<boolean>) => Q }>(
  query: Q,
  by: Actor,
  input: Partial<Input>,
): Q {
  const conditions: RawBuilder<boolean>[] = [
    readable(by),
    notOthersDrafts(by),
    waitsFor(by, input.view ?? 'all'),
  ]
  if (input.villageId) conditions.push(sql<boolean>`s.village_id = ${input.villageId}`)
  if (input.subject) conditions.push(sql<boolean>`s.subject = ${input.subject}`)
  if (input.checker) conditions.push(sql<boolean>`s.checker = ${input.checker}`)
  if (input.year) conditions.push(sql<boolean>`s.year = ${input.year}`)
  if (input.quarter) conditions.push(sql<boolean>`s.quarter = ${input.quarter}`)
  if (input.state) conditions.push(sql<boolean>`s.state = ${input.state}`)
  if (input.bookId)
    conditions.push(
      sql<boolean>`exists (select 1 from slip_line l where l.region_id = s.region_id and l.slip_id = s.id and l.book_id = ${input.bookId})`,
    )
  if (input.search)
    conditions.push(sql<boolean>`(strpos(s.reason, ${input.search}) > 0 or exists (select 1 from slip_line l
      join book b on b.region_id = l.region_id and b.id = l.book_id
      where l.region_id = s.region_id and l.slip_id = s.id and strpos(b.name, ${input.search}) > 0))`)
  return conditions.reduce((next, condition) => next.where(condition), query)
}

const count = async (tx: ReadTx, by: Actor, view: Input['view']): Promise<number> =>
  (
    await filtered(slipQuery(tx), by, { view })
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

/** Slips of a queue or of the subtree, oldest first where they wait, newest first else. */
export async function listSlips(tx: ReadTx, by: Actor, input: Input): Promise<AnswerIn<typeof route>> {
  const totals = await filtered(slipQuery(tx), by, input)
    .select((eb) => [
      eb.fn.countAll<number>().as('slips'),
      sql<number>`coalesce(sum((select count(*) from slip_line l where l.region_id = s.region_id and l.slip_id = s.id and l.live)), 0)`.as(
        'lines',
      ),
    ])
    .executeTakeFirstOrThrow()
  const waits = input.view === 'confirm' || input.view === 'check' || input.view === 'returned'
  const raw = await filtered(selectSlips(tx), by, input)
    .orderBy('s.entered_at', waits ? 'asc' : 'desc')
    .orderBy('s.id', waits ? 'asc' : 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  return {
    rows: await slipRowsOf(tx, by, raw),
    total: totals.slips,
    lines: Number(totals.lines),
    samplePercent: await readSetting(tx, by, 'slips.sample_percent'),
    counts: {
      confirm: await count(tx, by, 'confirm'),
      check: await count(tx, by, 'check'),
      returned: await count(tx, by, 'returned'),
    },
  }
}

/** What came of a paper sheet, in the order of its lines. */
export async function slipsOfPaper(tx: ReadTx, by: Actor, paperId: string) {
  const raw = await filtered(selectSlips(tx), by, {})
    .where('s.paper_id', '=', paperId)
    .orderBy('s.fact_on')
    .orderBy('s.id')
    .limit(1000)
    .execute()
  return slipRowsOf(tx, by, raw)
}

/** Slips of one book that are still under way. */
export async function slipsUnderWay(tx: ReadTx, by: Actor, bookId: string) {
  const raw = await filtered(selectSlips(tx), by, { bookId })
    .where('s.state', 'in', ['DRAFT', 'SUBMITTED', 'CONFIRMED', 'RETURNED'])
    .orderBy('s.entered_at')
    .limit(100)
    .execute()
  return slipRowsOf(tx, by, raw)
}

export async function getSlip(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof getRoute>,
): Promise<AnswerIn<typeof getRoute>> {
  const raw = await filtered(selectSlips(tx), by, {}).where('s.id', '=', id).execute()
  const [slip] = await slipRowsOf(tx, by, raw)
  if (!slip) throw new Refusal('common.not_found')
  return { ...slip, timeline: (await timelineOf(tx, by.regionId, 'slip', id)).map(timelineRow) }
}
