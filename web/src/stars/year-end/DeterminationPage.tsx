/** The meeting of the township's Party committee, and the way of its results to the county. */

import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { type DeterminationDetail, getDetermination, printMinutes } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { urlOf, useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import {
  Alert,
  DateText,
  Facts,
  Loaded,
  PageHead,
  PrintButton,
  Section,
  StateTag,
  Timeline,
} from '../../ui/index.ts'
import { DeterminationActs } from './DeterminationActs.tsx'
import { nextOf } from './DeterminationCards.tsx'
import { type Levels, LevelTable } from './LevelTable.tsx'
import { DeterminationTag } from './words.tsx'
import './year-end.css'

export default function DeterminationPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getDetermination, { params: { id } })
  return (
    <Loaded answer={answer}>{(found) => <One key={`${found.id} ${found.state}`} found={found} />}</Loaded>
  )
}

/** A meeting held anew starts from what was decided before. */
const decidedBefore = (found: DeterminationDetail): Levels =>
  Object.fromEntries(
    found.rows.flatMap((row) =>
      row.decided && row.finalLevel !== null && row.finalLevel !== row.suggested
        ? [[row.bookId, { level: row.finalLevel, reason: row.levelReason ?? '' }]]
        : [],
    ),
  )

function One({ found }: { found: DeterminationDetail }) {
  const [levels, setLevels] = useState<Levels>(() => decidedBefore(found))
  const [revising, setRevising] = useState(false)
  const setting = found.can.includes('determine') && (found.state === 'PREPARING' || revising)
  const { meeting, topShare } = found
  return (
    <>
      <PageHead
        back={
          <To to="/stars/year-end" view={{ year: found.year, township: found.townshipId }}>
            返回年终评定
          </To>
        }
        title={`${found.townshipName}${found.year}年度${subjects[found.subject]}综合评定`}
        beside={<DeterminationTag state={found.state} />}
        sentence={`${nextOf(found)}${found.dueOn ? ` · ${formatDay(found.dueOn)}前办结` : ''}`}
        acts={<DeterminationActs found={found} levels={levels} setting={setting} onRevise={setRevising} />}
      />
      {found.state === 'RETURNED' ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title={`旗委组织部退回：${found.returnReason ?? ''}`}
          description="补充后可以直接重新上报；结果要变的，重新开会评定并再次公示。"
        />
      ) : null}
      {revising ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title="正在准备重新评定：在下表另定星级，再登记会议。登记之前原结果不变；登记之后须再次公示。"
        />
      ) : null}
      {meeting ? (
        <Section
          title="会议"
          sentence={`${formatDay(meeting.metOn)} · ${meeting.place} · 主持 ${meeting.chair}`}
          extra={
            <PrintButton href={urlOf(printMinutes, { params: { id: found.id } })}>打印会议纪要</PrintButton>
          }
        >
          <Facts
            columns={3}
            items={[
              { label: '应到 / 实到', value: `${meeting.entitled} 人 / ${meeting.present} 人` },
              {
                label: '赞成 / 反对 / 弃权',
                value: `${meeting.votesFor} / ${meeting.votesAgainst} / ${meeting.votesAbstained} 票`,
              },
              { label: '文号', value: found.docNo },
              { label: '会议记录', value: <span className="ye-text">{meeting.minutes}</span>, wide: true },
            ]}
          />
        </Section>
      ) : null}
      {topShare ? (
        <p>
          <StateTag
            tone={topShare.count > topShare.max ? 'late' : 'done'}
          >{`方案规定十星级不超过 ${topShare.percent}%：最多 ${topShare.max} 个，现为 ${topShare.count} 个`}</StateTag>
        </p>
      ) : null}
      <LevelTable found={found} levels={levels} onLevels={setting ? setLevels : undefined} />
      {found.notices.length > 0 ? (
        <Section title="公示">
          <table className="ye-lines">
            <thead>
              <tr>
                <th>公示</th>
                <th>期限</th>
                <th>状态</th>
              </tr>
            </thead>
            <tbody>
              {found.notices.map((notice) => (
                <tr key={notice.id}>
                  <td className="ye-wide">
                    <To to="/notices/:id" params={{ id: notice.id }}>
                      {notice.title}
                    </To>{' '}
                    <span className="xh-quiet">{notice.number}</span>
                  </td>
                  <td>
                    <DateText value={notice.startsOn} />—<DateText value={notice.endsOn} />
                  </td>
                  <td>
                    {notice.state === 'WITHDRAWN' ? (
                      <StateTag tone="idle">已撤回</StateTag>
                    ) : notice.state === 'CLOSED' ? (
                      <StateTag tone="done">已结束</StateTag>
                    ) : (
                      <StateTag tone="waiting">公示中</StateTag>
                    )}
                    {notice.openObjections > 0 ? (
                      <StateTag tone="soon">{`${notice.openObjections} 件异议待答复`}</StateTag>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ) : null}
      {found.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline
            items={found.timeline.map((one) => ({
              at: one.at,
              who: [one.name, one.post].filter(Boolean).join(' '),
              what: one.action,
              why: one.note,
            }))}
          />
        </Section>
      ) : null}
    </>
  )
}
