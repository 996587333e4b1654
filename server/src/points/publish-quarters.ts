import type { publishQuarters as route } from '@xinghe/contract/quarters'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { dueAfter } from '@xinghe/contract/workdays'
import { sql } from 'kysely'
import { type NewNotice, publishNotices } from '../notices/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'
import { readSetting, workCalendar } from '../work/index.ts'
import { headCodeOf } from './digest.ts'
import { anyOf, type Chosen, loadQuarters, type QuarterRow } from './load-quarters.ts'
import { queueQuarters } from './quarter-queue.ts'

interface BookSum {
  id: string
  subject: string
  name: string
  village_id: string
  path: string
  head: string
  total: number
  plus: number
  minus: number
}
const numerals = ['一', '二', '三', '四']

/** Each book of these villages: what it gained and lost in the quarter, and its total of the year. */
const booksOf = (tx: Tx, by: Actor, { villageIds, year, quarter }: Chosen) =>
  sql<BookSum>`
    select b.id, b.subject, b.name, b.village_id, b.path, b.head,
      b.s1 + b.s2 + b.s3 + b.s4 + b.s5 + b.s6 + b.s7 + b.s8 + b.s9 + b.s10 as total,
      coalesce(sum(e.counted) filter (where e.counted > 0), 0) as plus, coalesce(sum(e.counted) filter (where e.counted < 0), 0) as minus
    from book b
    left join points_entry e on e.region_id = b.region_id and e.book_id = b.id and e.quarter = ${quarter}
    where b.region_id = ${by.regionId} and b.year = ${year} and b.village_id = ${anyOf(villageIds)} and not b.exempt
    group by b.region_id, b.id order by b.subject desc, b.book_no`.execute(tx)

/** One notice per village: its own book and those of its members, with the short code of the books' heads. */
export async function publishQuarters(
  tx: Tx,
  by: Actor,
  chosen: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const { year, quarter } = chosen
  const rows = await loadQuarters(tx, by, chosen, 'quarters.close', 'publish')
  const books = Map.groupBy((await booksOf(tx, by, chosen)).rows, (book) => book.village_id)
  const workdays = await readSetting(tx, by, 'notice.workdays')
  const codes = new Map(rows.map((row) => [row.id, headCodeOf(books.get(row.village_id) ?? [])]))
  const noticeOf = (row: QuarterRow): NewNotice => ({
    kind: 'QUARTER',
    unit: { id: row.village_id, path: row.path },
    office: { id: row.township_id },
    year,
    quarter,
    sourceId: row.id,
    startsOn: by.today,
    workdays,
    title: `${row.name}${year}年第${numerals[quarter - 1]}季度积分公示`,
    body: `现将${row.party_org_name ?? row.name}及所属党员${year}年第${numerals[quarter - 1]}季度积分情况予以公示。如有异议，请在公示期内以真实姓名书面反映。`,
    contact: `${row.township_name}党委组织办公室`,
    headCode: codes.get(row.id) as string,
    lines: (books.get(row.village_id) ?? []).map((book) => ({
      bookId: book.id,
      path: book.path,
      unitName: row.name,
      subjectName: book.name,
      total: book.total,
      plus: book.plus,
      minus: 0 - book.minus,
    })),
  })
  const notices = await publishNotices(tx, by, rows.map(noticeOf))
  await sql`
    update quarter set state = 'PUBLIC', notice_id = n.notice_id, head_code = n.head_code
    from unnest(${rows.map((row) => row.id)}::uuid[], ${notices.map((notice) => notice.id)}::uuid[], ${rows.map((row) => codes.get(row.id) as string)}::text[]) as n (id, notice_id, head_code)
    where quarter.region_id = ${by.regionId} and quarter.id = n.id`.execute(tx)
  await audit(
    tx,
    by,
    'quarter.publish',
    rows.map((row, index) => ({
      path: row.path,
      subjectKind: 'quarter',
      subjectId: row.id,
      note: notices[index]?.number ?? null,
    })),
  )
  // Sealed on one of the three working days after the notice has ended.
  await queueQuarters(
    tx,
    by,
    'QUARTER_SEAL',
    chosen,
    rows,
    dueAfter(await workCalendar(tx, by), (notices[0]?.endsOn ?? by.today) as typeof by.today, 3),
  )
  return { noticeIds: notices.map((notice) => notice.id) }
}
