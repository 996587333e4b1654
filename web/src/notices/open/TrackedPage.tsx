/** How one objection stands, for whoever holds its code. No name, no contact, no finding: only the way and the answer. */
import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons'
import { answered, objectionStates, trackObjection } from '@xinghe/contract/notices'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import { DateText, Loaded, Section } from '../../ui/index.ts'
import { ObjectionTag } from '../words.tsx'
import '../notices.css'

type Tracked = AnswerOf<typeof trackObjection>

export default function TrackedPage() {
  const { code } = usePathParams<'code'>()
  const answer = useAnswer(trackObjection, { params: { code } })
  return (
    <div className="nt-open">
      <h1>异议办理情况</h1>
      <p className="nt-gap">查询码 {code.toUpperCase()}</p>
      <Loaded answer={answer}>
        {(objection) => (
          <>
            <Section title={objection.noticeTitle} extra={<ObjectionTag state={objection.state} />}>
              <Steps objection={objection} />
            </Section>
            {objection.answer ? (
              <Section title="答复">
                <p className="nt-text">{objection.answer}</p>
                <p className="xh-quiet nt-gap">对答复还有疑问，请联系{objection.answeredBy}。</p>
              </Section>
            ) : null}
            <nav className="nt-foot" aria-label="其他">
              <To to="/n/:code" params={{ code: objection.noticeCode }}>
                看公示
              </To>
              <To to="/o">查询另一件</To>
            </nav>
          </>
        )}
      </Loaded>
    </div>
  )
}

function Steps({ objection }: { objection: Tracked }) {
  const closed = answered.includes(objection.state)
  const steps = [
    { what: '收到异议', at: objection.raisedAt, done: true },
    {
      what: '调查核实',
      at: objection.investigatedAt,
      done: objection.investigatedAt !== null,
      note: '苏木镇正在安排调查，可能按您留的联系方式了解情况。',
    },
    {
      what: closed ? `已答复：${objectionStates[objection.state]}` : '答复',
      at: objection.answeredAt,
      done: closed,
      note: `${formatDay(objection.dueOn)}以前答复。`,
    },
  ]
  return (
    <ol className="nt-steps">
      {steps.map(({ what, at, done, note }) => (
        <li key={what} data-done={done}>
          {done ? (
            <CheckCircleFilled aria-label="已完成" style={{ color: 'var(--done)' }} />
          ) : (
            <ClockCircleOutlined aria-label="未完成" />
          )}
          <b>{what}</b>
          <p>{at ? <DateText value={at} time /> : note}</p>
        </li>
      ))}
    </ol>
  )
}
