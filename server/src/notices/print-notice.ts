import type { Download } from '@xinghe/contract/download'
import type { getNotice as getRoute, NoticeLine, printNotice as route } from '@xinghe/contract/notices'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { formatDay, formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type LitColour, type NoticeTable, noticePdf, type PrintedStar } from '../print/index.ts'
import { readSetting } from '../work/index.ts'
import { getNotice } from './get-notice.ts'

const colours: Record<string, LitColour> = { G: 'GOLD', S: 'SILVER', R: 'RED', N: 'PLAIN' }
const band = ({ colours: marks }: NoticeLine): PrintedStar[] | undefined =>
  marks ? [...marks].map((mark) => ({ name: '', lit: colours[mark] })) : undefined
const amount = (points: number | null) => (points === null ? '' : formatPoints(points))

function tableOf({ kind, subject, lines }: AnswerIn<typeof getRoute>): NoticeTable {
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

/** The sheet that hangs on the notice board, with a code that opens the public page. */
export async function printNotice(tx: ReadTx, by: Actor, input: InputOf<typeof route>): Promise<Download> {
  const notice = await getNotice(tx, by, input)
  // What each line was before: '白音塔拉嘎查党支部原公示八星级'.
  const corrected = notice.lines
    .flatMap(({ subjectName, remark }) => (remark ? [subjectName + remark] : []))
    .join('；')
  const bytes = noticePdf(
    {
      title: notice.title,
      documentNo: notice.number,
      amends: notice.amends
        ? {
            title: notice.amends.title,
            on: formatDay(notice.amends.startsOn),
            reason: corrected || '经调查核实，公示的结果与事实不符',
          }
        : undefined,
      paragraphs: notice.body.split('\n').filter(Boolean),
      table: tableOf(notice),
      period: {
        from: formatDay(notice.startsOn),
        to: formatDay(notice.endsOn),
        workingDays: notice.workdays,
      },
      contact: { office: notice.contact },
      issuer: notice.issuer,
      issuedOn: formatDay(notice.startsOn),
      ledgerCode: notice.headCode ?? undefined,
      url: `${await readSetting(tx, by, 'public.address')}/n/${notice.publicCode}`,
    },
    by.now,
  )
  return { bytes, mime: 'application/pdf', name: `${notice.title}.pdf`, inline: true }
}
