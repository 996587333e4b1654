import type { Download } from '@xinghe/contract/download'
import type { printNotice as route } from '@xinghe/contract/notices'
import type { InputOf } from '@xinghe/contract/route'
import { formatDay, formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses } from '@xinghe/contract/words'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type NoticeTable, noticePdf } from '../print/index.ts'
import { readSetting } from '../work/index.ts'
import { getNotice } from './read-notice.ts'

/** The sheet that hangs on the notice board. */
export async function printNotice(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const notice = await getNotice(tx, by, { id })
  const level = (line: { level: number | null }) => levelName(line.level)
  const table: NoticeTable =
    notice.kind === 'QUARTER'
      ? { kind: 'quarter', rows: notice.lines.map((line) => {
          const [plus = '', minus = '', quarter = ''] = (line.remark ?? '').split('|')
          return { name: line.subjectName, plus, minus, quarter, year: formatPoints(line.total) }
        }) }
      : notice.subject === 'MEMBER'
        ? { kind: 'members', rows: notice.lines.map((line) => ({ name: line.subjectName, branch: line.unitName, points: formatPoints(line.total), level: level(line) })) }
        : { kind: 'organisations', rows: notice.lines.map((line) => ({ name: line.subjectName, points: formatPoints(line.total), level: level(line), class: line.class ? orgClasses[line.class] : '' })) }
  const bytes = noticePdf({
    title: notice.title, paragraphs: notice.body.split('\n').filter(Boolean), table,
    amends: notice.amends ? { title: notice.amends.title, on: formatDay(notice.startsOn), reason: '经核查更正' } : undefined,
    period: { from: formatDay(notice.startsOn), to: formatDay(notice.endsOn), workingDays: notice.workdays },
    contact: { office: notice.contact }, issuer: notice.unitName, issuedOn: formatDay(notice.startsOn), ledgerCode: notice.headCode ?? undefined,
    url: `${await readSetting(tx, by, 'public.address')}/n/${notice.publicCode}`,
  }, by.now)
  return { bytes, mime: 'application/pdf', name: `${notice.title}.pdf`, inline: true }
}
