/** The second factor: set up by choice, or before anything else when a post demands it. */
import { getAccount } from '@xinghe/contract/identity'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { accountPath } from '../app/paths.ts'
import { To } from '../app/To.tsx'
import { Alert, Loaded, PageHead } from '../ui/index.ts'
import { FactorOn } from './FactorOn.tsx'
import { FactorSetUp } from './FactorSetUp.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import './account.css'

export default function FactorPage() {
  const account = useAnswer(getAccount)
  const [codes, setCodes] = useState<string[]>()
  return (
    <Loaded answer={account}>
      {(mine) => {
        const must = mine.pending === 'FACTOR'
        return (
          <div className="xh-narrow">
            <PageHead
              title="动态验证码"
              sentence="登录时除密码外，再输入手机上每30秒一换的六位数字。手机不须联网。"
              back={must || codes ? null : <To to={accountPath}>返回我的账号</To>}
            />
            {must && !codes ? (
              <Alert type="warning" showIcon title="您的岗位登录须用动态验证码，请先设置。" />
            ) : null}
            {codes ? (
              <RecoveryCodes codes={codes} login={mine.login} onDone={() => setCodes(undefined)} />
            ) : mine.shared ? (
              <Alert type="info" showIcon title="演示账号由大家共用，不能设置动态验证码。" />
            ) : mine.factor.since ? (
              <FactorOn factor={mine.factor} onCodes={setCodes} />
            ) : (
              <FactorSetUp onCodes={setCodes} />
            )}
          </div>
        )
      }}
    </Loaded>
  )
}
