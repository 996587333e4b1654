/** One notice: what hangs on the board, how long still, who objected, and when it may be ended. */
import { useNavigate } from '@tanstack/react-router'
import {
  closeNotice,
  getNotice,
  noticeKinds,
  printNotice,
  printObjectionSlip,
  readPublicNotice,
  withdrawNotice,
} from '@xinghe/contract/notices'
import type { AnswerOf } from '@xinghe/contract/route'
import { urlOf, useAct, useAnswer } from '../app/call.ts'
import { pathTo } from '../app/paths.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import { ActButton, DateText, Facts, Loaded, PageHead, PrintButton, Section, Timeline } from '../ui/index.ts'
import { timelineItems } from '../work/timeline.ts'
import { NoticeLines } from './NoticeLines.tsx'
import { NoticeText } from './NoticeText.tsx'
import { Countdown, Due, NoticeTag, ObjectionTag, staleNotices } from './words.tsx'

type Notice = AnswerOf<typeof getNotice>

export default function NoticePage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getNotice, { params: { id } })
  return <Loaded answer={answer}>{(notice) => <Page notice={notice} />}</Loaded>
}

function Page({ notice }: { notice: Notice }) {
  const navigate = useNavigate()
  return (
    <>
      <PageHead
        back={<To to="/notices">返回公示</To>}
        title={noticeKinds[notice.kind]}
        beside={<NoticeTag state={notice.state} />}
        sentence={`${notice.unitName} · ${notice.number}`}
        acts={<Acts notice={notice} />}
      />
      <div className="nt-beside nt-aside-first">
        <NoticeText
          notice={notice}
          link={(code, title) => (
            <a href={pathTo('/n/:code', { code })} target="_blank" rel="noopener">
              {title}
            </a>
          )}
        >
          <NoticeLines
            notice={notice}
            onOpen={({ bookId }) =>
              bookId ? void navigate({ to: pathTo('/points/books/:id', { id: bookId }) as never }) : undefined
            }
          />
        </NoticeText>
        <aside>
          <Section title="公示期">
            <Clock notice={notice} />
          </Section>
          <Section
            title={notice.objections.length ? `异议 ${notice.objections.length} 件` : '异议'}
            sentence={
              notice.objections.length ? undefined : '目前没有异议。群众从公示上的二维码或公开页面提出。'
            }
          >
            <Objections notice={notice} />
          </Section>
          <Section title="办理经过">
            <Timeline items={timelineItems(notice.timeline)} />
          </Section>
        </aside>
      </div>
    </>
  )
}

function Acts({ notice: { head } }: { notice: Notice }) {
  const params = { id: head.id }
  const close = useAct(closeNotice, { stale: staleNotices, done: '公示已结束' })
  const withdraw = useAct(withdrawNotice, { stale: staleNotices, done: '公示已撤回' })
  return (
    <>
      <PrintButton href={urlOf(printNotice, { params })}>打印张贴</PrintButton>
      <PrintButton href={urlOf(printObjectionSlip, { params })}>空白异议表</PrintButton>
      {head.can.includes('withdraw') ? (
        <ActButton
          danger
          confirm="撤回后群众看到“已撤回”和原因，结果需要重新公示，公示期重新计算。"
          ask={{ label: '撤回的原因（公开显示）', max: 300 }}
          act={(reason) => withdraw.run({ params, body: { reason } })}
        >
          撤回公示
        </ActButton>
      ) : null}
      {head.can.includes('close') ? (
        <ActButton
          main
          why={head.blocked}
          confirm={`公示期已满${head.objections ? `，${head.objections} 件异议都已答复` : '，没有异议'}。结束后结果即可上报，不再接受异议。`}
          act={() => close.run({ params })}
        >
          结束公示
        </ActButton>
      ) : null}
    </>
  )
}

function Clock({ notice }: { notice: Notice }) {
  const { head } = notice
  return (
    <>
      {head.state === 'PUBLISHED' ? (
        <p className="nt-clock">
          <Countdown head={head} />
        </p>
      ) : null}
      {head.blocked ? <p className="xh-quiet nt-gap">{head.blocked}。</p> : null}
      <Facts
        columns={2}
        items={[
          { label: '开始', value: <DateText value={notice.startsOn} /> },
          { label: '期满', value: <DateText value={notice.endsOn} /> },
          { label: '公示期', value: `${notice.workdays} 个工作日` },
          { label: '发布人', value: head.publishedBy },
          ...(notice.closedOn
            ? [
                {
                  label: notice.state === 'WITHDRAWN' ? '撤回' : '结束',
                  value: <DateText value={notice.closedOn} />,
                },
              ]
            : []),
          {
            label: '公开页面',
            value: (
              <a
                href={pathTo('/n/:code', { code: notice.publicCode })}
                target="_blank"
                rel="noopener"
                title={urlOf(readPublicNotice, { params: { code: notice.publicCode } })}
              >
                {notice.publicCode}
              </a>
            ),
          },
        ]}
      />
    </>
  )
}

function Objections({ notice }: { notice: Notice }) {
  if (notice.objections.length === 0) return null
  return (
    <ul className="nt-objections">
      {notice.objections.map((row) => (
        <li key={row.id}>
          <To to="/objections/:id" params={{ id: row.id }}>
            {row.about ? `对“${row.about}”` : '对整份公示'}
          </To>
          <ObjectionTag state={row.state} />
          <p>{row.content}</p>
          <Due row={row} />
        </li>
      ))}
    </ul>
  )
}
