import type { NoticeState } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { localDate } from '@xinghe/contract/values'
import { type getDetermination as route, topAllowed } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { timelineFor } from '../timeline.ts'
import { clockFor, type DeterminationRowOf, determinationRows, headOf } from './cells.ts'
import { ofDetermination } from './determine.ts'
import { evaluateAll, ratedBooks } from './rated.ts'
import { rowOf } from './results-of.ts'

export async function determinationOf(tx: ReadTx, by: Actor, id: string): Promise<DeterminationRowOf> {
  const [row] = await determinationRows(tx, by, sql`d.id = ${id}`)
  if (!row) throw new Refusal('common.not_found')
  return row
}
/** The results of a determination; a village sees its own. */
export async function resultsOf(tx: ReadTx, by: Actor, row: DeterminationRowOf) {
  const books = await ratedBooks(tx, by, sql`${ofDetermination(row)} and ${within(by, 'year_end.read', 'r')}`)
  const results = await evaluateAll(tx, by, books)
  return { books, rows: books.map((book) => rowOf(book, results.get(book.book_id) as never)) }
}
export const meetingOf = (row: DeterminationRowOf) =>
  row.met_on === null
    ? null
    : {
        metOn: localDate(row.met_on),
        place: row.place ?? '',
        chair: row.chair ?? '',
        entitled: row.entitled ?? 0,
        present: row.present ?? 0,
        votesFor: row.votes_for ?? 0,
        votesAgainst: row.votes_against ?? 0,
        votesAbstained: row.votes_abstained ?? 0,
        minutes: row.minutes ?? '',
      }

/** One determination with its meeting, its table of computed and final levels, and its notices. */
export async function getDetermination(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const row = await determinationOf(tx, by, id)
  const { books, rows } = await resultsOf(tx, by, row)
  const percent = books[0]?.top_share_percent ?? null
  const { rows: notices } = await sql<{
    id: string
    number: string
    title: string
    amends_id: string | null
    starts_on: string
    ends_on: string
    state: NoticeState
    public_code: string
    open: number
  }>`
    select n.id, n.number, n.title, n.amends_id, n.starts_on, n.ends_on, n.state, n.public_code,
      (select count(*)::int from objection o where o.region_id = n.region_id and o.notice_id = n.id and o.answered_at is null) as open
    from notice n where n.region_id = ${by.regionId} and n.source_id = ${id} order by n.published_at`.execute(
    tx,
  )
  return {
    ...headOf(by, await clockFor(tx, by), row),
    meeting: meetingOf(row),
    rows,
    topShare:
      percent === null
        ? null
        : {
            percent,
            max: topAllowed(rows.length, percent) as number,
            count: rows.filter((one) => (one.decided ? one.finalLevel : one.suggested) === 10).length,
          },
    notices: notices.map((notice) => ({
      id: notice.id,
      number: notice.number,
      title: notice.title,
      amendment: notice.amends_id !== null,
      startsOn: notice.starts_on,
      endsOn: notice.ends_on,
      state: notice.state,
      publicCode: notice.public_code,
      openObjections: notice.open,
    })),
    timeline: await timelineFor(tx, by.regionId, 'determination', id),
  }
}
