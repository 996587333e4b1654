import type { exportActFile as route } from '@xinghe/contract/award'
import type { Download } from '@xinghe/contract/download'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay, formatFen } from '@xinghe/contract/values'
import { levelName, type Subject, subjects } from '@xinghe/contract/words'
import { sql } from 'kysely'
import { categoryNames, getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { permit } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { filledBy, workbook } from '../../platform/workbook.ts'
import { listResults } from '../results/list-results.ts'
import { resultsSheet } from '../results/results-sheet.ts'
import { listUses, usesSheet } from './uses.ts'

const day = (on: string | null) => (on ? formatDay(on) : '')

/** 评定档案: one workbook a township and year, the order an inspector reads: results, meetings, notices, objections, plaques, uses. */
export async function exportActFile(
  tx: ReadTx,
  by: Actor,
  { year, townshipId }: InputOf<typeof route>,
): Promise<Download> {
  const township = await getUnit(tx, by, townshipId)
  permit(tx, by, 'exports.make', township.path)
  const list = (subject: Subject) => listResults(tx, by, { year, subject, townshipId, page: 1, size: 20_000 })
  // Its villages of that year, wherever they are looked after today.
  const ofTheYear = sql<boolean>`(n.unit_id = ${townshipId} or n.unit_id in (select b.village_id from book b
    where b.region_id = ${by.regionId} and b.township_id = ${townshipId} and b.year = ${year}))`
  const meetings = await tx
    .selectFrom('determination')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('township_id', '=', townshipId)
    .where('year', '=', year)
    .orderBy('subject', 'desc')
    .execute()
  const notices = await tx
    .selectFrom('notice as n')
    .selectAll('n')
    .where('n.region_id', '=', by.regionId)
    .where(ofTheYear)
    .where('n.year', '=', year)
    .orderBy('n.starts_on')
    .execute()
  const objections = await tx
    .selectFrom('objection as o')
    .innerJoin('notice as n', (join) =>
      join.onRef('n.region_id', '=', 'o.region_id').onRef('n.id', '=', 'o.notice_id'),
    )
    .leftJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'o.region_id').onRef('b.id', '=', 'o.book_id'),
    )
    .selectAll('o')
    .select(['n.number', 'b.name as about'])
    .where('o.region_id', '=', by.regionId)
    .where('n.year', '=', year)
    .where(ofTheYear)
    .orderBy('o.raised_at')
    .execute()
  const plaques = await tx
    .selectFrom('plaque as l')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'l.region_id').onRef('b.id', '=', 'l.book_id'),
    )
    .selectAll('l')
    .where('l.region_id', '=', by.regionId)
    .where('b.township_id', '=', townshipId)
    .where('l.year', '=', year)
    .orderBy('l.serial')
    .execute()
  const names = await categoryNames(tx, by)
  const text = (title: string, width = 16) => ({ title, width })
  const number = (title: string, sum = false) => ({ title, width: 10, kind: 'number' as const, sum })
  return workbook(`${township.name}${year}年度星级评定档案`, filledBy(by), [
    resultsSheet(year, 'ORG', (await list('ORG')).rows, names),
    resultsSheet(year, 'MEMBER', (await list('MEMBER')).rows, names),
    {
      name: '综合评定会议',
      title: `${year}年度综合评定会议`,
      columns: [
        text('对象', 8),
        text('时间'),
        text('地点', 20),
        text('主持人', 12),
        number('应到'),
        number('实到'),
        number('同意'),
        number('反对'),
        number('弃权'),
        text('纪要', 60),
      ],
      rows: meetings.map((one) => [
        subjects[one.subject as Subject],
        day(one.met_on),
        one.place,
        one.chair,
        one.entitled,
        one.present,
        one.votes_for,
        one.votes_against,
        one.votes_abstained,
        one.minutes,
      ]),
    },
    {
      name: '公示',
      title: `${year}年度公示`,
      columns: [
        text('编号', 20),
        text('标题', 44),
        text('开始'),
        text('结束'),
        number('工作日'),
        text('账册校验码', 14),
        text('公示结束'),
      ],
      rows: notices.map((one) => [
        one.number,
        one.title,
        day(one.starts_on),
        day(one.ends_on),
        one.workdays,
        one.head_code,
        day(one.closed_on),
      ]),
    },
    {
      name: '异议',
      title: `${year}年度异议及答复`,
      columns: [
        text('公示编号', 20),
        text('涉及对象', 24),
        text('异议内容', 40),
        text('调查情况', 40),
        text('处理结果', 12),
        text('答复', 40),
      ],
      rows: objections.map((one) => [
        one.number,
        one.about,
        one.content,
        one.finding,
        one.outcome === 'AMENDED' ? '更正' : one.outcome === 'UPHELD' ? '维持' : '办理中',
        one.answer,
      ]),
    },
    {
      name: '牌匾',
      title: `${year}年度牌匾`,
      columns: [
        text('编号', 16),
        text('对象', 28),
        text('星级', 10),
        text('订制'),
        text('到货'),
        text('挂牌'),
        { ...number('费用（元）', true), width: 12 },
      ],
      rows: plaques.map((one) => [
        one.serial,
        one.subject_name,
        levelName(one.level),
        day(one.ordered_on),
        day(one.delivered_on),
        day(one.hung_on),
        Number(formatFen(one.cost_fen)),
      ]),
    },
    usesSheet((await listUses(tx, by, { year, townshipId })).rows),
  ])
}
