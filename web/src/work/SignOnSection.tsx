/** 单点登录 of the county: what is set, and a try of the connection. */
import {
  finishSignOn,
  getSignOn,
  type SignOnFinding,
  signOnFindings,
  trySignOn,
} from '@xinghe/contract/single-sign-on'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { ActButton, DateText, Empty, Facts, Loaded, Section, StateTag } from '../ui/index.ts'
import { SignOnForm } from './SignOnForm.tsx'

export function SignOnSection() {
  const answer = useAnswer(getSignOn)
  const ask = useAct(trySignOn)
  const [editing, setEditing] = useState(false)
  const [found, setFound] = useState<SignOnFinding>()
  const set = answer.data?.set
  const why = answer.data?.can ? undefined : '由安全保密管理员修改'
  const tryIt = async (issuer: string) => {
    setFound(undefined)
    setFound((await ask.run({ body: { issuer } })).finding)
  }
  return (
    <Section
      title="单点登录"
      sentence="用上级或本单位的统一身份平台登录。只认已经开通的账号，不会新建账号和岗位。"
      extra={
        <div className="xh-setting-value">
          {set ? (
            <ActButton size="small" why={why} act={() => tryIt(set.issuer)}>
              试连
            </ActButton>
          ) : null}
          <ActButton size="small" why={why} act={() => setEditing(true)}>
            {set ? '修改' : '设置'}
          </ActButton>
        </div>
      }
    >
      <Loaded answer={answer}>
        {() =>
          set ? (
            <Facts
              items={[
                {
                  label: '状态',
                  value: set.enabled ? (
                    <StateTag tone="done">已启用</StateTag>
                  ) : (
                    <StateTag tone="idle">未启用</StateTag>
                  ),
                },
                { label: '登录页上的按钮', value: set.label },
                { label: '签发者', value: set.issuer },
                { label: '客户端编号', value: set.clientId },
                { label: '客户端密钥', value: '已填写，不再显示' },
                { label: '账号名所在的属性', value: set.claim },
                {
                  label: '登录后的动态验证码',
                  value: set.asksFactor ? '与用密码登录时一样' : '不再要求，由统一身份平台负责',
                },
                { label: '在对方登记的回调网址', value: `${set.address}${finishSignOn.path}` },
                {
                  label: '最近修改',
                  value: (
                    <>
                      {set.changed.by}，<DateText value={set.changed.at} />
                    </>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title="还没有设置单点登录" hint="没有设置时，系统不会连接任何统一身份平台。" />
          )
        }
      </Loaded>
      <p role="status">
        {found ? (
          <StateTag tone={found === 'GOOD' ? 'done' : 'late'}>{signOnFindings[found]}</StateTag>
        ) : null}
      </p>
      <SignOnForm open={editing} onClose={() => setEditing(false)} set={set ?? undefined} />
    </Section>
  )
}
