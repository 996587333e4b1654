import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { levelName } from '@xinghe/contract/words'
import type { publishAmendment as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { publishNotice } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { readSetting, settle } from '../../work/index.ts'
import { determinationsFor, type LoadedDetermination, moveRatings } from './load.ts'
import { codeOf, lineOf } from './publish-year-notice.ts'
import { ratedBooks } from './rated.ts'

/** Amended results are noticed again for the whole period. 依据: 更正结果须再次公示. */
export async function publishAmendment(
  tx: Tx,
  by: Actor,
  { determinationId, contact }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const [one] = (await determinationsFor(tx, by, [determinationId], 'amend')) as [LoadedDetermination]
  const books = await ratedBooks(tx, by, sql`r.determination_id = ${one.id} and r.state = 'AMENDED'`, true)
  if (books.length === 0) throw new Refusal('year_end.no_amendments')
  const before = await noticedLevels(tx, by, one.id)
  const workdays = await readSetting(tx, by, 'notice.workdays')
  const notice = await publishNotice(tx, by, {
    kind: 'AMENDMENT',
    unit: { id: one.township_id, path: one.path },
    year: one.year,
    subject: one.subject as 'ORG' | 'MEMBER',
    sourceId: one.id,
    amendsId: one.notice_id as string,
    title: `关于更正${one.township_name}${one.year}年度${one.subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'}星级评定结果的公示`,
    body: '公示期间收到异议，经调查核实，对下列评定结果予以更正，现再次公示。公示期内如有异议，请以真实姓名书面反映。',
    contact,
    startsOn: by.today,
    workdays,
    headCode: codeOf(books),
    lines: books.map((book) => lineOf(book, `原公示${levelName(before.get(book.book_id) ?? null)}`)),
  })
  const own = sql`r.determination_id = ${one.id} and r.state = 'AMENDED'`
  await sql`update rating r set notice_id = ${notice.id}, notice_closed_on = null where r.region_id = ${by.regionId} and ${own}`.execute(
    tx,
  )
  await moveRatings(tx, by, 'publish', own)
  await settle(tx, by, 'determination', one.id)
  await audit(tx, by, 'year_end.amendment_noticed', {
    path: one.path,
    subjectKind: 'determination',
    subjectId: one.id,
    note: notice.number,
  })
  return { noticeId: notice.id, count: books.length }
}

/** The level each subject had in the notice that now stands for it. */
async function noticedLevels(
  tx: Tx,
  by: Actor,
  determinationId: string,
): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ book_id: string; level: number | null }>`
    select l.book_id, l.level from rating r join notice_line l on l.region_id = r.region_id and l.notice_id = r.notice_id and l.book_id = r.book_id
    where r.region_id = ${by.regionId} and r.determination_id = ${determinationId}`.execute(tx)
  return new Map(rows.map((row) => [row.book_id, row.level]))
}
