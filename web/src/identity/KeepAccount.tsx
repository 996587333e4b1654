import { endPersonSessions, removePersonFactor } from '@xinghe/contract/identity'
import { useAct } from '../app/call.ts'
import { ActButton } from '../ui/index.ts'

/** What the keeper of accounts can do besides a new password. */
export function KeepAccount({ personId }: { personId: string }) {
  const end = useAct(endPersonSessions, { done: ({ ended }) => `已结束${ended}处登录` })
  const remove = useAct(removePersonFactor, { done: '已解除动态验证码，此人须重新登录' })
  const sent = { params: { id: personId } }
  return (
    <p className="xh-account-acts">
      <ActButton
        act={() => end.run(sent)}
        confirm="密码不变；此人在所有设备上的登录立即结束，须重新登录。设备遗失时用。"
      >
        结束全部登录
      </ActButton>
      <ActButton
        act={() => remove.run(sent)}
        confirm="此人的动态验证码和恢复码作废，所有登录立即结束。手机丢失、又没有恢复码时用；请先当面或电话核实本人。"
      >
        解除动态验证码
      </ActButton>
    </p>
  )
}
