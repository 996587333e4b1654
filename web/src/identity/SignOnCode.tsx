import { confirmSignOn } from '@xinghe/contract/single-sign-on'
import { type FormEvent, useState } from 'react'
import { CallError, call } from '../app/call.ts'

/** After single sign-on, when the account has a second factor: the code, and nothing else. */
export function SignOnCode({ onDone, onOver }: { onDone: () => void; onOver: (refused: string) => void }) {
  const [code, setCode] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!code.trim()) return setFault('请填写验证码')
    setBusy(true)
    try {
      await call(confirmSignOn, { body: { code: code.trim() } })
      onDone()
    } catch (error) {
      setBusy(false)
      if (!(error instanceof CallError)) return setFault('没有登录成功，请稍后再试')
      // A wrong code may be tried again; after anything else it begins at the provider anew.
      if (/wrong_code|bad_input|offline|too_many/.test(error.code))
        setFault(error.fields[0]?.message ?? error.message)
      else onOver(error.code)
    }
  }
  return (
    <form
      className="xh-signin-form"
      onSubmit={(event) => void send(event)}
      noValidate
      aria-label="动态验证码"
    >
      <h2>动态验证码</h2>
      <p className="xh-quiet">统一身份平台已确认您的身份，还须输入动态验证码。</p>
      <label htmlFor="code">动态验证码或恢复码</label>
      <input
        id="code"
        name="code"
        autoComplete="one-time-code"
        // biome-ignore lint/a11y/noAutofocus: the page holds nothing else
        autoFocus
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        aria-invalid={fault ? true : undefined}
        aria-describedby="code-fault"
      />
      <span id="code-fault" role="alert" className="xh-signin-fault">
        {fault}
      </span>
      <button type="submit" className="xh-signin-go" disabled={busy}>
        {busy ? '正在登录' : '登录'}
      </button>
      <button type="button" className="xh-signin-other" onClick={() => onOver('')}>
        返回
      </button>
    </form>
  )
}
