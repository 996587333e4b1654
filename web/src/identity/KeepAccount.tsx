import { endPersonSessions } from '@xinghe/contract/identity'
import { useAct } from '../app/call.ts'
import { ActButton } from '../ui/index.ts'

/** What the keeper of accounts can do besides a new password. */
export function KeepAccount({ personId }: { personId: string }) {
  const end = useAct(endPersonSessions, { done: ({ ended }) => `已结束${ended}处登录` })
  const sent = { params: { id: personId } }
  return (
    <p className="xh-account-acts">
      <ActButton
        act={() => end.run(sent)}
        confirm="密码不变；此人在所有设备上的登录立即结束，须重新登录。设备遗失时用。"
      >
        结束全部登录
      </ActButton>
    </p>
  )
}
