import { openAccount, type PersonDetail } from '@xinghe/contract/org'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { KeepAccount } from '../identity/index.ts'
import { ActButton, Alert, Input, SideSheet } from '../ui/index.ts'
import { personStale } from './person-forms.tsx'

/** Opens an account or renews the password; the password stands on this sheet once and nowhere else. */
export function AccountSheet({
  person,
  open,
  onClose,
}: {
  person: PersonDetail
  open: boolean
  onClose: () => void
}) {
  const [login, setLogin] = useState('')
  const [made, setMade] = useState<{ login: string; password: string; title: string }>()
  const make = useAct(openAccount, { stale: personStale })
  const close = () => {
    setMade(undefined)
    setLogin('')
    onClose()
  }
  const title = made?.title ?? (person.account ? '重置密码' : '开通账号')
  return (
    <SideSheet
      open={open}
      onClose={close}
      title={`${person.name} · ${title}`}
      width={460}
      acts={
        made ? (
          <ActButton main act={close}>
            已抄录，关闭
          </ActButton>
        ) : (
          <ActButton
            main
            act={async () => {
              const answer = await make.run({
                params: { id: person.id },
                body: login.trim() ? { login: login.trim() } : {},
              })
              setMade({ ...answer, title })
            }}
          >
            {title}
          </ActButton>
        )
      }
    >
      {made ? (
        <>
          <p>
            账号 <b>{made.login}</b> 的密码：
          </p>
          <p className="xh-password">{made.password}</p>
          <Alert
            type="warning"
            showIcon
            title="密码只显示这一次，请抄录后当面交给本人；本人第一次登录须先改密码。"
            description="系统不保存密码原文；遗失后只能重置。"
          />
        </>
      ) : person.account ? (
        <>
          <p>
            将为账号 <b>{person.account.login}</b>{' '}
            生成新密码，原密码立即失效，本人已登录的设备会退出，锁定同时解除。
          </p>
          <KeepAccount personId={person.id} />
        </>
      ) : (
        <label htmlFor="new-login">
          账号
          <Input
            id="new-login"
            value={login}
            maxLength={40}
            placeholder="留空则用姓名拼音"
            onChange={(event) => setLogin(event.target.value.toLowerCase())}
          />
          <span className="xh-quiet">3至40个小写字母、数字、点或横线。密码由系统生成，只显示一次。</span>
        </label>
      )}
    </SideSheet>
  )
}
