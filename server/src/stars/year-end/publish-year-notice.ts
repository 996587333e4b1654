import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { publishYearNotice as route } from '@xinghe/contract/year-end'
import { sql } from 'kysely'
import { type NewNotice, type NewNoticeLine, publishNotices } from '../../notices/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/tx.ts'
import { headCodeOf } from '../../points/index.ts'
import { readSetting, settle } from '../../work/index.ts'
import { anyOf, determinationsFor, idsOf, type LoadedDetermination, moveRatings } from './load.ts'
import { notRated, type Rated, ratedBooks } from './rated.ts'

export const lineOf = (book: Rated, remark: string | null): NewNoticeLine => ({
  bookId: book.book_id,
  path: book.path,
  unitName: book.village_name,
  subjectName: book.name,
  total: book.total ?? 0,
  level: book.final_level,
  class: book.class,
  lit: book.lit,
  colours: book.colours,
  remark,
})
export const committeeOf = (one: Pick<LoadedDetermination, 'party_org_name' | 'township_name'>): string =>
  one.party_org_name ?? `${one.township_name}党委`

/** 依据: 公示用语 (domain §4.6). No identity numbers, no personal data beyond name and branch. */
const bodyOf = (one: LoadedDetermination): string =>
  `经村党组织自评、群众测评、苏木镇考核组考核，${committeeOf(one)}${formatDay(one.met_on as string)}会议研究，拟评定下列${one.subject === 'ORG' ? '党组织' : '党员'}星级，现予公示。公示期内如有异议，请以真实姓名书面反映。`

/** The short code of the books that the results were computed from: paper witnesses the ledger. */
export const codeOf = (books: readonly Pick<Rated, 'book_id' | 'head'>[]): string =>
  headCodeOf(books.map((book) => ({ id: book.book_id, head: book.head })))

/** Publishes the results of meetings: one notice a determination, for the whole lawful period. */
export async function publishYearNotice(
  tx: Tx,
  by: Actor,
  { determinationIds, contact }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const list = await determinationsFor(tx, by, determinationIds, 'publish')
  const workdays = await readSetting(tx, by, 'notice.workdays')
  const books = await ratedBooks(tx, by, sql`r.determination_id = ${anyOf(idsOf(list))}`, true)
  const linesOf = Map.groupBy(books, (book) => book.determination_id)
  const notices = list.map(
    (one): NewNotice => ({
      kind: one.subject === 'ORG' ? 'YEAR_END_ORG' : 'YEAR_END_MEMBER',
      unit: { id: one.township_id, path: one.path },
      year: one.year,
      subject: one.subject as 'ORG' | 'MEMBER',
      sourceId: one.id,
      title: `关于${one.township_name}${one.year}年度${one.subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'}星级评定结果的公示`,
      body: bodyOf(one),
      contact,
      startsOn: by.today,
      workdays,
      headCode: codeOf(linesOf.get(one.id) ?? []),
      lines: (linesOf.get(one.id) ?? []).map((book) =>
        lineOf(book, notRated(book) ? '只考核，不评星' : null),
      ),
    }),
  )
  const published = await publishNotices(tx, by, notices)
  const noticeIds = published.map((notice) => notice.id)
  await sql`
    update determination d set state = 'PUBLIC_NOTICE', notice_id = n.notice_id from unnest(${idsOf(list)}::uuid[], ${noticeIds}::uuid[]) as n (id, notice_id)
    where d.region_id = ${by.regionId} and d.id = n.id`.execute(tx)
  await sql`
    update rating r set notice_id = d.notice_id, notice_closed_on = null from determination d
    where r.region_id = ${by.regionId} and d.region_id = r.region_id and d.id = r.determination_id and d.id = ${anyOf(idsOf(list))}`.execute(
    tx,
  )
  await moveRatings(tx, by, 'publish', sql`r.determination_id = ${anyOf(idsOf(list))}`)
  await settle(tx, by, 'determination', idsOf(list))
  await audit(
    tx,
    by,
    'year_end.noticed',
    list.map((one, index) => ({
      path: one.path,
      subjectKind: 'determination',
      subjectId: one.id,
      note: published[index]?.number ?? null,
    })),
  )
  return { noticeIds }
}
