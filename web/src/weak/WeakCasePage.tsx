/** One organisation under rectification: why, by whom listed, the plan, month by month, acceptances, what is next. */

import type { AnswerOf } from '@xinghe/contract/route'
import { getWeak, type weakActs } from '@xinghe/contract/weak'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import { Alert, DateText, Facts, Loaded, PageHead, Section, StateTag, Timeline } from '../ui/index.ts'
import { timelineItems } from '../work/timeline.ts'
import { CaseActs } from './CaseActs.tsx'
import { CaseForms } from './CaseForms.tsx'
import { monthWord, Reasons, WeakTag } from './words.tsx'
import './weak.css'

export type WeakCase = AnswerOf<typeof getWeak>
export type FormName = keyof typeof weakActs

export default function WeakCasePage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getWeak, { params: { id } })
  return <Loaded answer={answer}>{(one) => <Page one={one} />}</Loaded>
}

function Page({ one }: { one: WeakCase }) {
  const [form, setForm] = useState<FormName>()
  return (
    <>
      <PageHead
        back={<To to="/weak">返回整顿台账</To>}
        title={one.orgName}
        beside={<WeakTag state={one.state} />}
        sentence={one.story}
        acts={<CaseActs one={one} onForm={setForm} />}
      />
      {one.missingMonths.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={`${one.missingMonths.map(monthWord).join('、')}的进展还没有登记，补登后才能申请验收。`}
        />
      ) : null}
      <div className="wk-beside">
        <div>
          <Section title="疑似原因" sentence="点开可看依据">
            <Reasons reasons={one.reasons} />
          </Section>
          <Section title="核实与列入">
            <Facts
              items={[
                { label: '列为疑似', value: <DateText value={one.suspectedOn} /> },
                { label: '核实日期', value: <DateText value={one.verifiedOn} /> },
                { label: '核实情况', value: one.verification, wide: true },
                { label: '旗委列入', value: <DateText value={one.listedOn} /> },
                { label: '决定文件', value: one.decisionDoc },
              ]}
            />
          </Section>
          <Section title="整顿方案">
            <Facts
              items={[
                { label: '联系旗县领导', value: one.countyLeader },
                { label: '第一书记', value: one.firstSecretary },
                { label: '结对帮扶单位', value: one.pairedUnit },
                { label: '整顿期限', value: <DateText value={one.deadline} /> },
                { label: '整顿措施', value: one.measures, wide: true },
              ]}
            />
          </Section>
          <Section title="月度进展">
            {one.progress.length === 0 ? <p className="xh-quiet">还没有登记。</p> : null}
            {one.progress.map((month) => (
              <div key={month.month} className="wk-month">
                <strong>{monthWord(month.month)}</strong>
                <p>{month.text}</p>
                <p className="xh-quiet">
                  {month.by} · <DateText value={month.on} />
                </p>
              </div>
            ))}
          </Section>
          {one.application ? (
            <Section title="验收">
              <Facts
                items={[
                  { label: '申请日期', value: <DateText value={one.appliedOn} /> },
                  { label: '申请说明', value: one.application, wide: true },
                ]}
              />
              {one.acceptances.map((round) => (
                <div key={round.round} className="wk-month">
                  <strong>
                    第{round.round}次验收 <DateText value={round.on} />{' '}
                    <StateTag tone={round.passed ? 'done' : 'late'}>
                      {round.passed ? '通过' : '未通过'}
                    </StateTag>
                  </strong>
                  <p>{round.verdict}</p>
                  <p className="xh-quiet">
                    满意 {round.satisfied} 票，基本满意 {round.basically} 票，不满意 {round.dissatisfied} 票。
                    {round.note}
                  </p>
                </div>
              ))}
            </Section>
          ) : null}
        </div>
        <aside>
          <Section title="期限">
            <Facts
              columns={1}
              items={[
                { label: '本环节期限', value: <DateText value={one.dueOn} /> },
                { label: '销号日期', value: <DateText value={one.removedOn} /> },
                { label: '观察期至', value: <DateText value={one.watchUntil} /> },
              ]}
            />
          </Section>
          <Section title="办理经过">
            <Timeline items={timelineItems(one.timeline)} />
          </Section>
        </aside>
      </div>
      <CaseForms one={one} form={form} onClose={() => setForm(undefined)} />
    </>
  )
}
