/** Notices as they hang on the board, many at a time. */
import type { NoticeKind, NoticeLine } from '@xinghe/contract/notices'
import { formatDay, formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import type { LitColour, NoticeData, NoticeTable, PrintedStar } from '../print/index.ts'
import { readSetting } from '../work/index.ts'
import { anyOf } from './load.ts'
import { aroundMe, lineOf, type NoticeRow, noticesWithCounts } from './notice-rows.ts'

const colours: Record<string, LitColour> = { G: 'GOLD', S: 'SILVER', R: 'RED', N: 'PLAIN' }
const band = ({ colours: marks }: NoticeLine): PrintedStar[] | undefined =>
  marks ? [...marks].map((mark) => ({ name: '', lit: colours[mark] })) : undefined
const amount = (points: number | null) => (points === null ? '' : formatPoints(points))

function tableOf(kind: NoticeKind, subject: string | null, lines: readonly NoticeLine[]): NoticeTable {
  if (kind === 'QUARTER')
    return {
      kind: 'quarter',
      rows: lines.map((line) => ({
        name: line.subjectName,
        plus: amount(line.plus),
        minus: amount(line.minus),
        quarter: line.plus === null ? '' : formatPoints(line.plus - (line.minus ?? 0)),
        year: formatPoints(line.total),
      })),
    }
  const common = (line: NoticeLine) => ({
    name: line.subjectName,
    points: formatPoints(line.total),
    level: levelName(line.level),
    stars: band(line),
  })
  if (subject === 'MEMBER')
    return { kind: 'members', rows: lines.map((line) => ({ ...common(line), branch: line.unitName })) }
  return {
    kind: 'organisations',
    rows: lines.map((line) => ({ ...common(line), class: line.class ? orgClasses[line.class] : '' })),
  }
}

/** These notices, of my area and of the units above it, in the order of the tree. */
export const noticesAroundMe = (tx: ReadTx, by: Actor, ids: readonly string[]): Promise<NoticeRow[]> =>
  noticesWithCounts(tx, by.regionId)
    .where('n.id', '=', anyOf(ids))
    .where(aroundMe(by))
    .orderBy('n.path')
    .orderBy('n.number')
    .execute()

export async function noticesToPrint(
  tx: ReadTx,
  by: Actor,
  ids: readonly string[],
): Promise<{ id: string; data: NoticeData }[]> {
  const rows = await noticesAroundMe(tx, by, ids)
  const lines = await tx
    .selectFrom('notice_line')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('notice_id', '=', anyOf(rows.map((row) => row.id)))
    .orderBy('notice_id')
    .orderBy('seq')
    .execute()
  const earlier = await tx
    .selectFrom('notice')
    .select(['id', 'title', 'starts_on'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', anyOf(rows.flatMap((row) => row.amends_id ?? [])))
    .execute()
  const address = await readSetting(tx, by, 'public.address')
  const linesOf = Map.groupBy(lines, (line) => line.notice_id)
  return rows.map((row) => {
    const own = (linesOf.get(row.id) ?? []).map(lineOf)
    const amends = earlier.find((one) => one.id === row.amends_id)
    // What each line was before: '白音塔拉嘎查党支部原公示八星级'.
    const corrected = own.flatMap(({ subjectName, remark }) => (remark ? [subjectName + remark] : []))
    return {
      id: row.id,
      data: {
        title: row.title,
        documentNo: row.number,
        amends: amends && {
          title: amends.title,
          on: formatDay(amends.starts_on),
          reason: corrected.join('；') || '经调查核实，公示的结果与事实不符',
        },
        paragraphs: row.body.split('\n').filter(Boolean),
        table: tableOf(row.kind as NoticeKind, row.subject, own),
        period: {
          from: formatDay(row.starts_on),
          to: formatDay(row.ends_on),
          workingDays: row.workdays,
        },
        contact: { office: row.contact },
        issuer: row.issuer,
        issuedOn: formatDay(row.starts_on),
        ledgerCode: row.head_code ?? undefined,
        url: `${address}/n/${row.public_code}`,
      },
    }
  })
}
