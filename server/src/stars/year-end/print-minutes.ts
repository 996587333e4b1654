import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { formatDay, formatPoints } from '@xinghe/contract/values'
import { levelName } from '@xinghe/contract/words'
import type { printMinutes as route } from '@xinghe/contract/year-end'
import { getUnit } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { timelineOf } from '../../platform/audit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { type MinutesData, minutesPdf } from '../../print/index.ts'
import { determinationOf, meetingOf, resultsOf } from './get-determination.ts'

/** The minutes as the committee signs them. Attendance is by number: names stand on the attendance list kept with them. */
export async function minutesToPrint(tx: ReadTx, by: Actor, id: string): Promise<MinutesData> {
  const row = await determinationOf(tx, by, id)
  const meeting = meetingOf(row)
  if (!meeting) throw new Refusal('common.act_not_open')
  const township = await getUnit(tx, by, row.township_id)
  const { rows } = await resultsOf(tx, by, row)
  const recorder = (await timelineOf(tx, by.regionId, 'determination', id)).findLast(
    (one) => one.action === 'year_end.determined',
  )?.person_name
  const subject = row.subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'
  const title = `${township.name}${row.year}年度${subject}星级综合评定会议纪要`
  return {
    title,
    printed: takenBy(by, by.now, '打印'),
    heldAt: formatDay(meeting.metOn),
    place: meeting.place,
    chair: meeting.chair,
    recorder: recorder ?? '',
    present: [`${meeting.present}人（名单附后）`],
    absent: meeting.entitled > meeting.present ? [`${meeting.entitled - meeting.present}人`] : [],
    invited: [],
    quorum: {
      members: meeting.entitled,
      present: meeting.present,
      required: Math.ceil(meeting.entitled / 2),
      reached: true,
    },
    proceedings: meeting.minutes.split('\n').filter((words) => words.trim() !== ''),
    ...(row.subject === 'MEMBER' ? { subjectHead: '党员' } : {}),
    results: rows.map((result) => ({
      name: row.subject === 'ORG' ? result.name : `${result.name}（${result.villageName}）`,
      points: formatPoints(result.total),
      computed: levelName(result.suggested),
      final: levelName(result.finalLevel),
      ...(result.levelReason
        ? { reason: result.levelReason }
        : result.notRated
          ? { reason: result.notRated }
          : {}),
      votes: { for: meeting.votesFor, against: meeting.votesAgainst, abstained: meeting.votesAbstained },
    })),
    decisions: ['按上表星级进行公示。', '公示期满、异议答复完毕后，报旗委组织部备案确认。'],
    signatures: [
      { duty: '主持人', name: meeting.chair },
      { duty: '记录人', ...(recorder ? { name: recorder } : {}) },
    ],
    issuer: township.party_org_name ?? `${township.name}党委`,
    issuedOn: formatDay(meeting.metOn),
  }
}

export async function printMinutes(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const data = await minutesToPrint(tx, by, id)
  return { bytes: minutesPdf(data, by.now), mime: 'application/pdf', name: `${data.title}.pdf`, inline: true }
}
