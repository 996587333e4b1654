/** Stands outside every frame and wears no Ant Design: it is the first thing a slow line has to bring. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { getSetup } from '@xinghe/contract/founding'
import { identityErrors, signIn } from '@xinghe/contract/identity'
import { signOnErrors } from '@xinghe/contract/single-sign-on'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { CallError, call } from '../app/call.ts'
import { foundPath, homePath, safeBack } from '../app/paths.ts'
import { useView } from '../app/use-view.ts'
import { Cover } from './Cover.tsx'
import { type DemoAccount, DemoAccounts } from './DemoAccounts.tsx'
import { SignOnButtons } from './SignOnButtons.tsx'
import { SignOnCode } from './SignOnCode.tsx'
import './sign-in.css'

type Faults = Record<string, string>
function faultsOf(error: unknown): Faults {
  if (!(error instanceof CallError)) return { '': '没有登录成功，请稍后再试' }
  return error.fields.length
    ? Object.fromEntries(error.fields.map(({ path, message }) => [path, message]))
    : { '': error.message }
}

/** What single sign-on came back with, in its address: only texts of our own are shown. */
const refusals: Record<string, { zh: string }> = { ...identityErrors, ...signOnErrors }
const textOf = (refused: string): string =>
  Object.hasOwn(refusals, refused) ? (refusals[refused]?.zh ?? '') : ''

export default function SignInPage() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [{ back, refused, asks }, setView] = useView({ back: '', refused: '', asks: '' })
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState<string>()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const name = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)

  useEffect(() => {
    name.current?.focus({ preventScroll: true })
    // While the account is being typed, the workplace is fetched.
    const timer = setTimeout(() => void import('../app/Frame.tsx'), 800)
    return () => clearTimeout(timer)
  }, [])

  // An installation without a county has nobody who could sign in.
  useEffect(() => {
    call(getSetup).then(
      ({ empty }) => empty && void navigate({ to: foundPath as never, replace: true }),
      () => undefined,
    )
  }, [navigate])

  useEffect(() => {
    if (asksCode) second.current?.focus()
  }, [asksCode])

  const enter = async (as: { login: string; password: string; code?: string }) => {
    const empty: Faults = {
      ...(as.login.trim() ? {} : { login: '请填写账号' }),
      ...(as.password ? {} : { password: '请填写密码' }),
      ...(as.code === '' ? { code: '请填写验证码' } : {}),
    }
    setFaults(empty)
    if (Object.keys(empty).length || busy) return
    setBusy(as.login)
    try {
      await call(signIn, { body: as })
      client.clear()
      await navigate({ href: safeBack(back), replace: true } as never)
    } catch (error) {
      const asked = error instanceof CallError && error.code === 'identity.code_needed'
      if (asked) setAsksCode(true)
      setFaults(asked ? {} : faultsOf(error))
      setBusy(undefined)
    }
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    void enter({ login, password, ...(asksCode && { code: code.trim() }) })
  }
  if (asks === 'code')
    return (
      <main className="xh-signin">
        <Cover />
        <div className="xh-signin-side">
          <SignOnCode
            onDone={() => {
              client.clear()
              void navigate({ href: homePath, replace: true } as never)
            }}
            onOver={(code) => setView({ asks: '', refused: code })}
          />
        </div>
      </main>
    )
  const field = (key: string) => ({
    'aria-invalid': faults[key] ? true : undefined,
    'aria-describedby': faults[key] ? `${key}-fault` : undefined,
  })
  const fault = (key: string) =>
    faults[key] ? (
      <span id={`${key}-fault`} className="xh-signin-fault">
        {faults[key]}
      </span>
    ) : null

  return (
    <main className="xh-signin">
      <Cover />
      <div className="xh-signin-side">
        <form className="xh-signin-form" onSubmit={send} noValidate aria-label="登录">
          <h2>登录</h2>
          {back ? <p className="xh-quiet">登录后回到刚才的页面</p> : null}
          <label htmlFor="login">账号</label>
          <input
            ref={name}
            id="login"
            name="login"
            autoComplete="username"
            value={login}
            onChange={(event) => {
              setLogin(event.target.value)
              setAsksCode(false)
              setCode('')
            }}
            {...field('login')}
          />
          {fault('login')}
          <label htmlFor="password">密码</label>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            {...field('password')}
          />
          {fault('password')}
          {asksCode ? (
            <>
              <label htmlFor="code">动态验证码或恢复码</label>
              <input
                ref={second}
                id="code"
                name="code"
                autoComplete="one-time-code"
                maxLength={20}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                {...field('code')}
              />
              {fault('code')}
            </>
          ) : null}
          <div role="alert" className="xh-signin-fault">
            {faults[''] ?? textOf(refused)}
          </div>
          <button type="submit" className="xh-signin-go" disabled={busy !== undefined}>
            {busy === undefined ? '登录' : '正在登录'}
          </button>
          <SignOnButtons />
          <p className="xh-quiet">忘记密码或无法登录，请联系本级组织委员或组织部。</p>
        </form>
        <DemoAccounts
          busy={busy}
          onChoose={({ login, password }: DemoAccount) => void enter({ login, password })}
        />
      </div>
    </main>
  )
}
