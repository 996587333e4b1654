/** One village and subject at the year's end: the village assesses itself and records the review, the group verifies. */

import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { getYearEndSheet, returnYearEndSheet, type YearEndSheet } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import { ActButton, Alert, Facts, Loaded, PageHead, Section, Timeline } from '../../ui/index.ts'
import { Assessment } from './Assessment.tsx'
import { ReviewDrawer } from './ReviewDrawer.tsx'
import { SelfDrawer } from './SelfDrawer.tsx'
import { SheetTag, staleYearEnd } from './words.tsx'
import './year-end.css'

export default function YearEndSheetPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getYearEndSheet, { params: { id } })
  return <Loaded answer={answer}>{(sheet) => <OneSheet key={sheet.sheetId} sheet={sheet} />}</Loaded>
}

function OneSheet({ sheet }: { sheet: YearEndSheet }) {
  const [drawer, setDrawer] = useState<'self' | 'review'>()
  const back = useAct(returnYearEndSheet, { stale: staleYearEnd, done: '已退回嘎查村' })
  const may = (act: YearEndSheet['can'][number]) => sheet.can.includes(act)
  const first = sheet.can.includes('review') ? 'review' : 'self'
  const { review } = sheet
  return (
    <>
      <PageHead
        back={
          <To to="/stars/year-end" view={{ year: sheet.year }}>
            返回年终评定
          </To>
        }
        title={`${sheet.villageName}${sheet.year}年度${subjects[sheet.subject]}评定表`}
        beside={<SheetTag state={sheet.state} />}
        sentence={[
          sheet.townshipName,
          `参评 ${sheet.rated} 册`,
          sheet.exempt ? `免评 ${sheet.exempt} 册` : '',
          sheet.dueOn ? `${formatDay(sheet.dueOn)}前办结` : '',
        ]
          .filter(Boolean)
          .join(' · ')}
        acts={
          <>
            {may('return') ? (
              <ActButton
                danger
                ask={{ label: '退回原因', placeholder: '写明要补充什么' }}
                act={(reason) => back.run({ params: { id: sheet.sheetId }, body: { reason } })}
              >
                退回嘎查村
              </ActButton>
            ) : null}
            {may('self_assess') ? (
              <ActButton main={first === 'self'} act={() => setDrawer('self')}>
                {sheet.selfText ? '修改自评' : '填写自评'}
              </ActButton>
            ) : null}
            {may('review') ? (
              <ActButton main act={() => setDrawer('review')}>
                登记测评
              </ActButton>
            ) : null}
          </>
        }
      />
      {sheet.state === 'RETURNED' ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title={`考核组退回：${sheet.returnReason ?? ''}`}
        />
      ) : null}
      <Section title="嘎查村自评" sentence={sheet.selfOn ? formatDay(sheet.selfOn) : undefined}>
        {sheet.selfText ? (
          <p className="ye-text">{sheet.selfText}</p>
        ) : (
          <span className="xh-quiet">还没有填写自评</span>
        )}
      </Section>
      <Section
        title="党员和群众代表测评"
        sentence={sheet.reviewOn ? formatDay(sheet.reviewOn) : '党员实到须超过应到的三分之二。'}
      >
        {review ? (
          <Facts
            columns={3}
            items={[
              {
                label: '党员应到 / 实到',
                value: `${review.membersEntitled} 人 / ${review.membersAttended} 人`,
              },
              { label: '群众代表到会', value: `${review.representativesAttended} 人` },
              {
                label: '满意 / 基本满意 / 不满意',
                value: `${review.votesSatisfied} / ${review.votesBasically} / ${review.votesDissatisfied} 票`,
              },
            ]}
          />
        ) : (
          <span className="xh-quiet">还没有登记测评</span>
        )}
      </Section>
      <Assessment key={sheet.state} sheet={sheet} />
      {sheet.exempted.length > 0 ? (
        <Section title="免评" sentence="经批准不参加本年度评定。">
          <Facts
            columns={2}
            items={sheet.exempted.map((one) => ({ label: one.name, value: one.reason ?? '已批准免评' }))}
          />
        </Section>
      ) : null}
      {sheet.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline
            items={sheet.timeline.map((one) => ({
              at: one.at,
              who: [one.name, one.post].filter(Boolean).join(' '),
              what: one.action,
              why: one.note,
            }))}
          />
        </Section>
      ) : null}
      <SelfDrawer sheet={sheet} open={drawer === 'self'} onClose={() => setDrawer(undefined)} />
      <ReviewDrawer sheet={sheet} open={drawer === 'review'} onClose={() => setDrawer(undefined)} />
    </>
  )
}
