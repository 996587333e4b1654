import { next } from '@xinghe/contract/lifecycle'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import {
  type DeterminationState,
  determinationLifecycle,
  majorityReached,
  quorumReached,
  type determine as route,
  topAllowed,
} from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { openObjectionsOf } from '../../notices/index.ts'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal, refuseField } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { classOf, type Evaluated, planOf } from '../star.rules.ts'
import { type LoadedDetermination, lockDeterminations, moveRatings, queueDeterminations } from './load.ts'
import { evaluateAll, notRated, type Rated, ratedBooks, storeResults } from './rated.ts'

type Held = InputOf<typeof route>
export const ofDetermination = (one: { township_id: string; subject: string; year: number }) =>
  sql`r.township_id = ${one.township_id} and r.subject = ${one.subject} and r.year = ${one.year}`

/**
 * The meeting of the township's Party committee decides all levels of a subject. The computed level is a suggestion: a
 * different one needs its reason and shows in the difference report. 依据: 综合评定由苏木镇党委研究决定 (reading Q2).
 */
export async function determine(tx: Tx, by: Actor, held: Held): Promise<AnswerIn<typeof route>> {
  const township = await getUnit(tx, by, held.townshipId)
  permit(tx, by, 'year_end.determine', township.path)
  const [one] = await lockDeterminations(
    tx,
    by,
    sql<boolean>`d.township_id = ${held.townshipId} and d.subject = ${held.subject} and d.year = ${held.year}`,
  )
  if (!one) throw new Refusal('year_end.not_opened')
  const to = next(determinationLifecycle, one.state as DeterminationState, 'determine')
  if (!to) throw new Refusal('common.act_not_open')
  refuseMeeting(held, by.today)
  await refuseUnready(tx, by, one)
  const books = await ratedBooks(tx, by, ofDetermination(one), true)
  const results = await evaluateAll(tx, by, books)
  const levels = finalLevels(held, books, results)
  refuseTooManyTop(books, levels)
  await storeResults(
    tx,
    by,
    books.map((book) => {
      const now = results.get(book.book_id) as Evaluated
      const decided = levels.get(book.book_id) as Level
      return {
        bookId: book.book_id,
        now,
        vetoId: book.veto_now,
        decided: {
          ...decided,
          class: classOf(planOf(book, book.subject), decided.level),
          determinationId: one.id,
        },
      }
    }),
  )
  await sql`update rating r set notice_id = null, notice_closed_on = null where r.region_id = ${by.regionId} and ${ofDetermination(one)} and r.notice_id is not null`.execute(
    tx,
  )
  await moveRatings(tx, by, 'determine', ofDetermination(one))
  await tx
    .updateTable('year_end_sheet')
    .set({ state: 'DETERMINED' })
    .where('region_id', '=', by.regionId)
    .where('township_id', '=', one.township_id)
    .where('subject', '=', one.subject)
    .where('year', '=', one.year)
    .execute()
  await tx
    .updateTable('determination')
    .set({
      state: to,
      met_on: held.metOn,
      place: held.place,
      chair: held.chair,
      entitled: held.entitled,
      present: held.present,
      votes_for: held.votesFor,
      votes_against: held.votesAgainst,
      votes_abstained: held.votesAbstained,
      minutes: held.minutes,
      notice_id: null,
      return_reason: null,
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', one.id)
    .execute()
  const differences = [...levels].filter(([, level]) => level.reason !== null).length
  await audit(tx, by, 'year_end.determined', {
    path: one.path,
    subjectKind: 'determination',
    subjectId: one.id,
    note: differences > 0 ? `评定星级与测算不一致${differences}项` : null,
  })
  await queueDeterminations(tx, by, 'YEAR_NOTICE', [one], { post: 'TOWNSHIP_CLERK' })
  return { id: one.id, count: books.length, differences }
}

function refuseMeeting(held: Held, today: string): void {
  const { entitled, present, votesFor, votesAgainst, votesAbstained } = held
  if (held.metOn > today) throw refuseField('metOn', '会议日期不能晚于今天')
  if (present > entitled) throw refuseField('present', '实到人数不能多于应到人数')
  if (!quorumReached(held))
    throw refuseField('present', `实到 ${present} 人，不足应到 ${entitled} 人的半数，会议不能作出评定`)
  if (votesFor + votesAgainst + votesAbstained !== present)
    throw refuseField('votesFor', `赞成、反对、弃权合计应等于实到 ${present} 人`)
  if (!majorityReached(held))
    throw refuseField('votesFor', `赞成 ${votesFor} 票，没有超过实到人数的半数，评定没有通过`)
}

async function refuseUnready(tx: Tx, by: Actor, one: LoadedDetermination): Promise<void> {
  const named = (rows: { name: string }[]) =>
    `${rows
      .slice(0, 3)
      .map((row) => row.name)
      .join('、')}${rows.length > 3 ? '等' : ''}`
  const { rows: waiting } = await sql<{ name: string }>`
    select v.short_name as name from year_end_sheet s join unit v on v.region_id = s.region_id and v.id = s.village_id
    where s.region_id = ${by.regionId} and s.township_id = ${one.township_id} and s.subject = ${one.subject} and s.year = ${one.year}
      and s.state not in ('ASSESSED', 'DETERMINED') order by s.path`.execute(tx)
  if (waiting.length > 0)
    throw new Refusal('year_end.not_assessed', { count: waiting.length, villages: named(waiting) })
  const { rows: open } = await sql<{ name: string }>`
    select distinct v.short_name as name, v.path from quarter q join unit v on v.region_id = q.region_id and v.id = q.village_id
    where q.region_id = ${by.regionId} and q.township_id = ${one.township_id} and q.year = ${one.year} and q.state = 'OPEN' order by v.path`.execute(
    tx,
  )
  if (open.length > 0) throw new Refusal('year_end.quarters_open', { villages: named(open) })
  const notices = await tx
    .selectFrom('notice')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('source_id', '=', one.id)
    .execute()
  const objections = await openObjectionsOf(
    tx,
    by,
    notices.map((notice) => notice.id),
  )
  if (objections.length > 0) throw new Refusal('year_end.objections_open', { count: objections.length })
}

interface Level {
  level: number | null
  reason: string | null
}
function finalLevels(
  { changes }: Held,
  books: readonly Rated[],
  results: ReadonlyMap<string, Evaluated>,
): Map<string, Level> {
  const known = new Map(books.map((book) => [book.book_id, book]))
  const levels = new Map(
    books.map((book) => [
      book.book_id,
      { level: results.get(book.book_id)?.suggested ?? null, reason: null } as Level,
    ]),
  )
  changes.forEach(({ bookId, finalLevel, reason }, index) => {
    const book = known.get(bookId)
    if (!book) throw new Refusal('common.not_found')
    if (notRated(book)) throw new Refusal('year_end.vetoed', { name: book.name })
    if (levels.get(bookId)?.level === finalLevel) return
    if (!reason)
      throw refuseField(`changes.${index}.reason`, `${book.name}的评定星级与测算星级不一致，请写明理由`)
    levels.set(bookId, { level: finalLevel, reason })
  })
  return levels
}

/** 依据: 有的地方控制最高星级比例; only where the plan sets a cap. */
function refuseTooManyTop(books: readonly Rated[], levels: ReadonlyMap<string, Level>): void {
  for (const under of Map.groupBy(books, (book) => book.version_id).values()) {
    const percent = under[0]?.top_share_percent ?? null
    const max = topAllowed(under.length, percent)
    const count = under.filter((book) => levels.get(book.book_id)?.level === 10).length
    if (max !== null && count > max) throw new Refusal('year_end.top_share', { percent, max, count })
  }
}
