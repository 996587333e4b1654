/** My account: password, second factor, and where I am signed in. */
import { useNavigate } from '@tanstack/react-router'
import { endOtherSessions, endSession, getAccount, listSessions } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { useAct, useAnswer } from '../app/call.ts'
import { factorPath, passwordPath } from '../app/paths.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  Facts,
  Loaded,
  PageHead,
  RowCard,
  Section,
} from '../ui/index.ts'
import { Substitutes } from '../work/posts/index.ts'
import './account.css'

type Session = AnswerOf<typeof listSessions>[number]
const shared = '演示账号由大家共用，不能修改'

export default function AccountPage() {
  const navigate = useNavigate()
  const account = useAnswer(getAccount)
  return (
    <>
      <PageHead
        title="我的账号"
        sentence="密码、登录验证，以及在哪些设备上登录着。发现不认识的登录，请结束它并修改密码。"
      />
      <Loaded answer={account}>
        {(mine) => (
          <>
            {' '}
            <Section
              title="密码"
              extra={
                <ActButton
                  why={mine.shared ? shared : undefined}
                  act={() => navigate({ to: passwordPath as never })}
                >
                  修改密码
                </ActButton>
              }
            >
              <Facts
                items={[
                  { label: '账号', value: mine.login },
                  { label: '密码设置于', value: <DateText value={mine.passwordAt} /> },
                ]}
              />
            </Section>
            <Section
              title="动态验证码"
              extra={
                <ActButton
                  why={mine.shared ? shared : undefined}
                  act={() => navigate({ to: factorPath as never })}
                >
                  {mine.factor.since ? '管理' : '设置'}
                </ActButton>
              }
            >
              <Facts
                items={
                  mine.factor.since
                    ? [
                        { label: '启用于', value: <DateText value={mine.factor.since} /> },
                        { label: '未用的恢复码', value: `${mine.factor.codesLeft}个` },
                      ]
                    : [{ label: '状态', value: '未启用' }]
                }
              />
            </Section>
          </>
        )}
      </Loaded>
      <Substitutes />
      <Sessions />
    </>
  )
}

const device = ({ device, current }: Session) => (
  <>
    {device}
    {current ? <b className="xh-here-now">本机</b> : null}
  </>
)

function Sessions() {
  const sessions = useAnswer(listSessions)
  const end = useAct(endSession, { stale: [listSessions], done: '已结束这处登录' })
  const endOthers = useAct(endOtherSessions, {
    stale: [listSessions],
    done: ({ ended }) => `已结束${ended}处登录`,
  })
  const actOf = (one: Session) =>
    one.current ? null : (
      <ActButton size="small" act={() => end.run({ params: { id: one.id } })}>
        结束
      </ActButton>
    )
  const columns: Column<Session>[] = [
    { key: 'device', title: '设备', value: (one) => one.device, render: device },
    { key: 'address', title: '网络地址', value: (one) => one.address },
    {
      key: 'since',
      title: '登录时间',
      value: (one) => one.since,
      render: (one) => <DateText value={one.since} time />,
    },
    {
      key: 'lastSeen',
      title: '最近使用',
      value: (one) => one.lastSeen,
      render: (one) => <DateText value={one.lastSeen} time />,
    },
    { key: 'act', title: '', value: () => '', render: actOf },
  ]
  const others = (sessions.data ?? []).some((one) => !one.current)
  return (
    <Section
      title="登录着的设备"
      flush
      extra={
        <ActButton
          why={others ? undefined : '没有别处的登录'}
          confirm="除本机外，所有设备上的登录立即结束。"
          act={() => endOthers.run({})}
        >
          结束其他全部登录
        </ActButton>
      }
    >
      <DataTable
        rows={sessions.data}
        answer={sessions}
        rowKey={(one) => one.id}
        columns={columns}
        paging={false}
        sticky={false}
        card={(one) => (
          <RowCard
            title={device(one)}
            lines={[
              ['网络地址', one.address],
              ['登录时间', <DateText key="since" value={one.since} time />],
              ['最近使用', <DateText key="last" value={one.lastSeen} time />],
            ]}
            foot={actOf(one)}
          />
        )}
        empty={{ title: '没有登录着的设备' }}
      />
    </Section>
  )
}
