/** 公示异议反映表: blank, to hang beside the notice; or with what was raised, found and answered. */
import type { Download } from '@xinghe/contract/download'
import type {
  printObjectionSlip as blankRoute,
  printObjection as filledRoute,
  ObjectionState,
} from '@xinghe/contract/notices'
import { answered } from '@xinghe/contract/notices'
import type { InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { dayInShanghai, formatDay } from '@xinghe/contract/values'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { type ObjectionData, objectionPdf } from '../print/index.ts'
import { readSettings } from '../work/index.ts'
import { anyOf } from './load.ts'
import type { NoticeRow } from './notice-rows.ts'
import { noticesAroundMe } from './notices-to-print.ts'
import { mayKnowObjector, objectionsWithNotice } from './objection-rows.ts'

const dayOf = (at: Date) => formatDay(dayInShanghai(at))
async function headsOf(tx: ReadTx, by: Actor, notices: readonly NoticeRow[]) {
  const { 'public.address': address, 'objection.answer_workdays': days } = await readSettings(tx, by, [
    'public.address',
    'objection.answer_workdays',
  ])
  return new Map(
    notices.map((notice): [string, ObjectionData] => [
      notice.id,
      {
        noticeTitle: notice.title,
        noticeNo: notice.number,
        issuer: notice.issuer,
        period: `${formatDay(notice.starts_on)}至${formatDay(notice.ends_on)}`,
        office: notice.contact,
        answerDays: String(days),
        url: `${address}/n/${notice.public_code}`,
        printed: '',
      },
    ]),
  )
}
interface Slip {
  id: string
  data: ObjectionData
}

/** One empty slip a notice. */
export async function objectionSlipsToPrint(
  tx: ReadTx,
  by: Actor,
  noticeIds: readonly string[],
): Promise<Slip[]> {
  const heads = await headsOf(tx, by, await noticesAroundMe(tx, by, noticeIds))
  return [...heads].map(([id, data]) => ({ id, data }))
}

/** Who raised it stands on the sheet for those only who may know him. */
export async function objectionsToPrint(tx: ReadTx, by: Actor, ids: readonly string[]): Promise<Slip[]> {
  const rows = await objectionsWithNotice(tx, by)
    .where('o.id', '=', anyOf(ids))
    .orderBy('n.path')
    .orderBy('o.raised_at')
    .execute()
  const heads = await headsOf(
    tx,
    by,
    await noticesAroundMe(
      tx,
      by,
      rows.map((row) => row.notice_id),
    ),
  )
  return rows.flatMap((row) => {
    const head = heads.get(row.notice_id)
    if (!head) return []
    const known = mayKnowObjector(row, by)
    const over = answered.includes(row.state as ObjectionState)
    return {
      id: row.id,
      data: {
        ...head,
        printed: takenBy(by, by.now, '打印'),
        ...(known
          ? {
              objector: row.objector_name,
              contact: row.objector_contact,
              trackingCode: row.tracking_code,
            }
          : { objector: '（按规定不显示）', contact: '（按规定不显示）' }),
        about: row.about ?? '公示全部内容',
        content: row.content,
        raisedOn: dayOf(row.raised_at),
        dueOn: formatDay(row.due_on),
        ...(row.finding && { finding: row.finding }),
        ...(row.investigated_by_name && { investigatedBy: row.investigated_by_name }),
        ...(row.investigated_at && { investigatedOn: dayOf(row.investigated_at) }),
        ...(over && { outcome: row.state as 'UPHELD' | 'AMENDED' }),
        ...(row.answer && { answer: row.answer }),
        ...(row.answered_by_name && { answeredBy: row.answered_by_name }),
        ...(row.answered_at && { answeredOn: dayOf(row.answered_at) }),
      },
    }
  })
}

const sheet = (slip: Slip | undefined, by: Actor): Download => {
  if (!slip) throw new Refusal('common.not_found')
  return {
    bytes: objectionPdf(slip.data, by.now),
    mime: 'application/pdf',
    name: `异议反映表-${slip.data.noticeNo}.pdf`,
    inline: true,
  }
}
export const printObjection = async (tx: ReadTx, by: Actor, { id }: InputOf<typeof filledRoute>) =>
  sheet((await objectionsToPrint(tx, by, [id]))[0], by)
export const printObjectionSlip = async (tx: ReadTx, by: Actor, { id }: InputOf<typeof blankRoute>) =>
  sheet((await objectionSlipsToPrint(tx, by, [id]))[0], by)
