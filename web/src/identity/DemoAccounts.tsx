import { demoAccounts } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { useAnswer } from '../app/call.ts'

export type DemoAccount = AnswerOf<typeof demoAccounts>[number]
export interface DemoAccountsProps {
  /** The login that is being signed in. */
  busy: string | undefined
  onChoose: (account: DemoAccount) => void
}
/** In demo mode only: one press signs in as somebody of that role. */
export function DemoAccounts({ busy, onChoose }: DemoAccountsProps) {
  const { data: accounts = [] } = useAnswer(demoAccounts)
  if (accounts.length === 0) return null
  return (
    <section className="xh-demo-accounts" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">演示账号</h2>
      <p className="xh-quiet">本机是演示环境，人名与数据均为虚构。点一下即以该岗位进入。</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.login}>
            <button
              type="button"
              disabled={busy !== undefined}
              aria-busy={busy === account.login}
              onClick={() => onChoose(account)}
            >
              <b>{account.role}</b>
              <span>{account.where}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
