/** One objection: what is said, what the notice says, what was found, what was answered. */
import { getObjection, type NoticeLine, noticeKinds, printObjection } from '@xinghe/contract/notices'
import type { AnswerOf } from '@xinghe/contract/route'
import { levelName, orgClasses } from '@xinghe/contract/words'
import { useState } from 'react'
import { urlOf, useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import {
  ActButton,
  DateText,
  Facts,
  Files,
  Loaded,
  PageHead,
  Points,
  PrintButton,
  Section,
  StarBand,
  Timeline,
} from '../ui/index.ts'
import { timelineItems } from '../work/timeline.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { FindingForm } from './FindingForm.tsx'
import { Due, ObjectionTag } from './words.tsx'
import './notices.css'

export type Objection = AnswerOf<typeof getObjection>

export default function ObjectionPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getObjection, { params: { id } })
  return <Loaded answer={answer}>{(objection) => <Page objection={objection} />}</Loaded>
}

function Page({ objection }: { objection: Objection }) {
  const [form, setForm] = useState<'finding' | 'answer'>()
  const investigates = objection.can.includes('investigate')
  const answers = objection.can.includes('uphold')
  return (
    <>
      <PageHead
        back={<To to="/objections">返回异议</To>}
        title={objection.about ? `对“${objection.about}”的异议` : '对整份公示的异议'}
        beside={<ObjectionTag state={objection.state} />}
        sentence={`${noticeKinds[objection.kind]} · ${objection.unitName}`}
        acts={
          <>
            <PrintButton href={urlOf(printObjection, { params: { id: objection.id } })}>
              打印反映表
            </PrintButton>
            {investigates ? (
              <ActButton main={objection.state === 'RAISED'} act={() => setForm('finding')}>
                {objection.finding ? '补充调查情况' : '登记调查情况'}
              </ActButton>
            ) : null}
            {answers ? (
              <ActButton main act={() => setForm('answer')}>
                答复
              </ActButton>
            ) : null}
          </>
        }
      />
      <div className="nt-beside">
        <div>
          <Section title="反映的问题">
            <blockquote className="nt-words">{objection.content}</blockquote>
          </Section>
          {objection.line ? <Noticed line={objection.line} /> : null}
          <Section title="调查情况">
            {objection.finding ? (
              <>
                <p className="nt-text">{objection.finding}</p>
                <Files files={objection.files} />
                <p className="xh-quiet nt-gap">
                  {objection.investigatedBy} · <DateText value={objection.investigatedAt} time />
                </p>
              </>
            ) : (
              <p className="xh-quiet">还没有登记调查情况。</p>
            )}
          </Section>
          <Section title="答复">
            {objection.answer ? (
              <>
                <p className="nt-text">{objection.answer}</p>
                <p className="xh-quiet nt-gap">
                  {objection.answeredBy} · <DateText value={objection.answeredAt} time />
                </p>
              </>
            ) : (
              <p className="xh-quiet">调查后由苏木镇党委答复，反映人凭查询码查看。</p>
            )}
          </Section>
        </div>
        <aside>
          <Section title="期限">
            <p className="nt-clock">
              <Due row={objection} />
            </p>
          </Section>
          <Section title="反映人">
            <Objector objection={objection} />
          </Section>
          <Section title="办理经过">
            <Timeline items={timelineItems(objection.timeline)} />
          </Section>
        </aside>
      </div>
      <FindingForm objection={objection} open={form === 'finding'} onClose={() => setForm(undefined)} />
      <AnswerForm objection={objection} open={form === 'answer'} onClose={() => setForm(undefined)} />
    </>
  )
}

/** What the notice says, and the way to what it was computed from. */
function Noticed({ line }: { line: NoticeLine }) {
  return (
    <Section
      title="公示的内容"
      extra={
        line.bookId ? (
          <To to="/points/books/:id" params={{ id: line.bookId }}>
            看积分手册和佐证
          </To>
        ) : null
      }
    >
      <Facts
        columns={3}
        items={[
          { label: '对象', value: line.subjectName },
          { label: '所在单位', value: line.unitName },
          { label: line.plus === null ? '总积分' : '全年累计', value: <Points value={line.total} unit /> },
          ...(line.plus === null
            ? [
                {
                  label: '星级',
                  value: `${levelName(line.level)}${line.class ? ` · ${orgClasses[line.class]}` : ''}`,
                },
                {
                  label: '十星',
                  value: line.lit ? (
                    <StarBand
                      stars={(line.colours ?? line.lit.replaceAll('0', '-')).replaceAll('N', '1')}
                      size={18}
                    />
                  ) : null,
                },
              ]
            : [
                { label: '本季加分', value: <Points value={line.plus} unit /> },
                { label: '本季减分', value: <Points value={line.minus} unit /> },
              ]),
          ...(line.remark ? [{ label: '说明', value: line.remark }] : []),
        ]}
      />
    </Section>
  )
}

function Objector({ objection }: { objection: Objection }) {
  const known = objection.objectorName !== null
  return (
    <>
      <Facts
        columns={1}
        items={[
          { label: '姓名', value: objection.objectorName ?? '保密' },
          { label: '联系方式', value: objection.contact ?? '保密' },
          { label: '提出时间', value: <DateText value={objection.raisedAt} time /> },
          ...(known ? [{ label: '查询码', value: objection.trackingCode }] : []),
          {
            label: '公示',
            value: (
              <To to="/notices/:id" params={{ id: objection.noticeId }}>
                {objection.noticeNumber}
              </To>
            ),
          },
        ]}
      />
      <p className="xh-quiet nt-gap">
        {known
          ? '姓名和联系方式只用于核实和答复，不得告诉被反映的人。'
          : '姓名和联系方式只给调查、答复的同志看。'}
      </p>
    </>
  )
}
