/** Chapter five: the year's end, from self-assessment to the county's confirmation, with objections and one result amended. */
import { localDate } from '../contract/src/values.ts'
import { markPermitted, readTx, wholeRegion, writeTx } from '../server/src/platform/tx.ts'
import {
  answerObjection,
  assess,
  closeYearNotices,
  confirmResults,
  determine,
  fileResults,
  investigateObjection,
  openYearEnd,
  peerReview,
  publishAmendment,
  publishYearNotice,
  raiseObjection,
  selfAssess,
} from '../server/src/stars/index.ts'
import type { Someone, Story } from './story.ts'
import { acts, at, type DemoTown, inLanes, reads } from './story.ts'

/** Books whose result does not simply follow the points: cut wrongly and amended on objection; decided otherwise by the committee. */
export interface Turns {
  amendedVillage: string
  loweredVillage: string
}

interface Sheet {
  id: string
  village_id: string
  subject: string
}
const contactOf = (town: DemoTown) => `${town.name}党委组织办公室，电话 0000-${7000 + town.villages.length}`

async function villagesReview(
  story: Story,
  town: DemoTown,
  year: number,
  sheets: readonly Sheet[],
): Promise<void> {
  for (const village of town.villages) {
    const own = sheets.filter((sheet) => sheet.village_id === village.id)
    await acts(story, village.secretary, at(story, `${year}-12-03`), (tx, by) =>
      selfAssess(tx, by, {
        sheets: own.map((sheet) => ({
          sheetId: sheet.id,
          on: localDate(`${year}-12-03`),
          text:
            sheet.subject === 'ORG'
              ? '对照年初报星目标逐星自评：组织生活按期开展，年度重点任务基本完成，不足之处已列入明年整改。'
              : '支部逐人对照积分册自评，公布每名党员各星积分，党员本人确认无误。',
        })),
      }),
    )
    const members = village.members.length
    const attended = members - story.random.between(0, Math.floor(members / 5))
    const others = story.random.between(12, 24)
    await acts(story, village.secretary, at(story, `${year}-12-08`), (tx, by) =>
      peerReview(tx, by, {
        sheets: own.map((sheet) => {
          const dissatisfied = story.random.between(0, 2)
          const basically = story.random.between(1, 5)
          return {
            sheetId: sheet.id,
            on: localDate(`${year}-12-08`),
            membersEntitled: members,
            membersAttended: attended,
            representativesAttended: others,
            votesSatisfied: attended + others - dissatisfied - basically,
            votesBasically: basically,
            votesDissatisfied: dissatisfied,
            grades: [],
          }
        }),
      }),
    )
  }
}

async function makeTown(story: Story, town: DemoTown, year: number, turns: Turns): Promise<void> {
  const after = (day: string) => at(story, `${year + 1}-${day}`)
  await acts(story, town.secretary, at(story, `${year}-12-01`), (tx, by) =>
    openYearEnd(tx, by, { townshipId: town.id, year }),
  )
  const sheets = await reads(story, town.clerk, at(story, `${year}-12-01`), (tx, by) =>
    tx
      .selectFrom('year_end_sheet')
      .select(['id', 'village_id', 'subject'])
      .where('region_id', '=', by.regionId)
      .where('township_id', '=', town.id)
      .where('year', '=', year)
      .orderBy('path')
      .execute(),
  )
  await villagesReview(story, town, year, sheets)
  const books = await reads(story, town.clerk, after('01-09'), (tx, by) =>
    tx
      .selectFrom('book')
      .selectAll()
      .where('region_id', '=', by.regionId)
      .where('township_id', '=', town.id)
      .where('year', '=', year)
      .where('exempt', '=', false)
      .orderBy('book_no')
      .execute(),
  )
  const orgBook = (villageId: string) =>
    books.find((book) => book.subject === 'ORG' && book.village_id === villageId)
  // A lit star loses one point, wrongly, for want of a paper that turns up later.
  const cut = orgBook(turns.amendedVillage)
  const slot = cut
    ? ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const).find(
        (one) => cut[`s${one}`] >= 1000 && cut[`s${one}`] < 1100,
      )
    : undefined
  await acts(story, town.group, after('01-09'), (tx, by) =>
    assess(tx, by, {
      sheets: sheets.map((sheet) => ({
        sheetId: sheet.id,
        note: '',
        changes:
          cut && slot && sheet.subject === 'ORG' && sheet.village_id === turns.amendedVillage
            ? [{ bookId: cut.id, slot, delta: -100, reason: '现场核查未见有关台账' }]
            : [],
        scores: books
          .filter((book) => book.village_id === sheet.village_id && book.subject === sheet.subject)
          .map((book) => ({ bookId: book.id, yearEndScore: story.random.between(82, 99) * 100 })),
      })),
    }),
  )
  const lowered = orgBook(turns.loweredVillage)
  for (const subject of ['ORG', 'MEMBER'] as const)
    await acts(story, town.secretary, after('01-12'), (tx, by) =>
      determine(tx, by, {
        townshipId: town.id,
        subject,
        year,
        metOn: localDate(`${year + 1}-01-12`),
        place: `${town.name}党委会议室`,
        chair: town.secretary.name,
        entitled: 9,
        present: 8,
        votesFor: 8,
        votesAgainst: 0,
        votesAbstained: 0,
        minutes: `听取考核组关于${year}年度${subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'}积分核定情况的汇报，逐一审议积分、年终考核得分和群众测评结果，综合评定星级。`,
        changes:
          lowered && subject === 'ORG'
            ? [
                {
                  bookId: lowered.id,
                  finalLevel: 9,
                  reason: '班子成员年内有一次公开不及时被群众反映，经研究评定为九星级',
                },
              ]
            : [],
      }),
    )
  const meetings = await reads(story, town.clerk, after('01-12'), (tx, by) =>
    tx
      .selectFrom('determination')
      .select(['id', 'subject'])
      .where('region_id', '=', by.regionId)
      .where('township_id', '=', town.id)
      .where('year', '=', year)
      .execute(),
  )
  const ids = meetings.map((meeting) => meeting.id)
  const { noticeIds } = await acts(story, town.clerk, after('01-13'), (tx, by) =>
    publishYearNotice(tx, by, { determinationIds: ids, contact: contactOf(town) }),
  )
  let over = '01-22'
  if (cut && slot) {
    await objection(story, town, year, noticeIds, cut.id, slot)
    await acts(story, town.clerk, after('01-19'), (tx, by) =>
      publishAmendment(tx, by, {
        determinationId: meetings.find((one) => one.subject === 'ORG')?.id as string,
        contact: contactOf(town),
      }),
    )
    over = '01-28'
  }
  if (town === story.towns[0]) await upheld(story, town, year, noticeIds)
  await acts(story, town.clerk, after(over), (tx, by) => closeYearNotices(tx, by, { determinationIds: ids }))
  await acts(story, town.secretary, after('01-28'), (tx, by) =>
    fileResults(tx, by, {
      determinationIds: ids,
      docNo: `${town.name.slice(0, 2)}党发〔${year + 1}〕${2 + story.towns.indexOf(town)}号`,
      note: null,
    }),
  )
}

async function raise(
  story: Story,
  noticeIds: readonly string[],
  bookId: string,
  day: string,
  from: { name: string; contact: string; content: string },
): Promise<string> {
  const instant = at(story, day)
  const line = await readTx(story.db, wholeRegion(1), (tx) =>
    tx
      .selectFrom('notice_line as l')
      .innerJoin('notice as n', (join) =>
        join.onRef('n.region_id', '=', 'l.region_id').onRef('n.id', '=', 'l.notice_id'),
      )
      .select(['l.seq', 'n.public_code'])
      .where('l.region_id', '=', 1)
      .where('l.notice_id', 'in', [...noticeIds])
      .where('l.book_id', '=', bookId)
      .executeTakeFirstOrThrow(),
  )
  await writeTx(story.db, wholeRegion(1), (tx) => {
    markPermitted(tx)
    return raiseObjection(
      tx,
      { now: instant, today: localDate(day), traceId: 'demo', ip: '127.0.0.1' },
      { code: line.public_code, seq: line.seq, ...from },
    )
  })
  const raised = await readTx(story.db, wholeRegion(1), (tx) =>
    tx
      .selectFrom('objection')
      .select('id')
      .where('region_id', '=', 1)
      .where('book_id', '=', bookId)
      .orderBy('raised_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  return raised.id
}

/** An objection that is right: the paper is found, the point comes back, the result goes on notice again. */
async function objection(
  story: Story,
  town: DemoTown,
  year: number,
  noticeIds: readonly string[],
  bookId: string,
  slot: number,
): Promise<void> {
  const id = await raise(story, noticeIds, bookId, `${year + 1}-01-14`, {
    name: '呼和满达',
    contact: '0000-7123',
    content: '考核当天台账在旗里送审，请再核一次。',
  })
  await acts(story, town.clerk, at(story, `${year + 1}-01-15`), (tx, by) =>
    investigateObjection(tx, by, {
      id,
      finding: '台账当日确在旗委组织部送审，现已取回，内容完整，扣分依据不成立。',
      fileIds: [],
    }),
  )
  await acts(story, town.secretary, at(story, `${year + 1}-01-16`), (tx, by) =>
    answerObjection(tx, by, {
      id,
      outcome: 'AMENDED',
      answer: '经核实，异议成立，恢复所扣1分，结果更正后再次公示。',
      amendment: {
        changes: [{ slot, delta: 100, reason: '台账核实完整，恢复所扣积分' }],
        finalLevel: null,
        reason: '异议成立，恢复积分',
      },
    }),
  )
}

/** And one that is not: investigated, answered, the result stands. */
async function upheld(
  story: Story,
  town: DemoTown,
  year: number,
  noticeIds: readonly string[],
): Promise<void> {
  const book = await reads(story, town.clerk, at(story, `${year + 1}-01-14`), (tx, by) =>
    tx
      .selectFrom('rating')
      .select('book_id')
      .where('region_id', '=', by.regionId)
      .where('year', '=', year)
      .where('subject', '=', 'MEMBER')
      .where('township_id', '=', town.id)
      .where('state', '=', 'PUBLIC_NOTICE')
      .orderBy('book_id')
      .executeTakeFirstOrThrow(),
  )
  const id = await raise(story, noticeIds, book.book_id, `${year + 1}-01-14`, {
    name: '白秀兰',
    contact: '0000-7124',
    content: '该党员志愿服务次数是否属实，请核对服务卡。',
  })
  await acts(story, town.clerk, at(story, `${year + 1}-01-15`), (tx, by) =>
    investigateObjection(tx, by, { id, finding: '逐张核对服务卡并走访三户群众，次数属实。', fileIds: [] }),
  )
  await acts(story, town.secretary, at(story, `${year + 1}-01-16`), (tx, by) =>
    answerObjection(tx, by, {
      id,
      outcome: 'UPHELD',
      answer: '经核查服务记录属实，维持原结果。',
      amendment: null,
    }),
  )
}

export async function makeYearEnd(story: Story, year: number, turns: Turns, step: () => void): Promise<void> {
  await inLanes(story.towns, async (town) => {
    await makeTown(story, town, year, turns)
    step()
  })
  const filed = await reads(story, story.department, at(story, `${year + 1}-01-30`), (tx, by) =>
    tx
      .selectFrom('determination')
      .select('id')
      .where('region_id', '=', by.regionId)
      .where('year', '=', year)
      .where('state', '=', 'FILED')
      .execute(),
  )
  await acts(story, story.department as Someone, at(story, `${year + 1}-01-30`), (tx, by) =>
    confirmResults(tx, by, { determinationIds: filed.map((one) => one.id) } as never),
  )
}
