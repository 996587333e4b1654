/** What stands where the thing itself cannot: empty, failed, offline, no right, not found, loading. Each says what to do. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { CallError } from '../app/http.ts'

interface StateProps {
  title: ReactNode
  hint?: ReactNode
  acts?: ReactNode
  mark: ReactNode
  small?: boolean
  role?: 'alert' | 'status'
}
function State({ title, hint, acts, mark, small, role = 'status' }: StateProps) {
  return (
    <div className={small ? 'xh-state xh-state-small' : 'xh-state'} role={role}>
      <span className="xh-state-mark" aria-hidden="true">
        {mark}
      </span>
      <h2>{title}</h2>
      {hint ? <p>{hint}</p> : null}
      {acts ? <div className="xh-state-acts">{acts}</div> : null}
    </div>
  )
}
const Line = ({ children }: { children: ReactNode }) => (
  <svg
    aria-hidden="true"
    width="56"
    height="48"
    viewBox="0 0 56 48"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
)
const page = (
  <Line>
    <path d="M28 10C22 6 14 5 6 6v32c8-1 16 0 22 4 6-4 14-5 22-4V6c-8-1-16 0-22 4zM28 10v32M12 14c4-.3 7 .3 10 1.5M12 21c4-.3 7 .3 10 1.5" />
  </Line>
)
const cut = (
  <Line>
    <path d="M4 24h16M36 24h16M20 16v16l8-4V20zM36 16v16l-8-4" strokeDasharray="0" />
    <path d="M24 8l8 32" stroke="var(--late)" />
  </Line>
)
const door = (
  <Line>
    <path d="M16 44V4h24v40M8 44h40M34 24v2" />
  </Line>
)
const torn = (
  <Line>
    <path d="M12 4h24l8 8v12l-6 3-6-4-6 5-7-4-7 4V4zM12 34l7-4 7 5 6-5 6 4 6-3v13H12zM36 4v8h8" />
  </Line>
)

export interface EmptyProps {
  title?: ReactNode
  hint?: ReactNode
  act?: ReactNode
  small?: boolean
}
/** Nothing here, and what to do about it. */
export const Empty = ({ title = '这里还没有内容', hint, act, small = false }: EmptyProps) => (
  <State mark={page} title={title} hint={hint} acts={act} small={small} />
)

export interface FailedProps {
  error?: CallError | null | undefined
  onRetry?: (() => void) | undefined
  small?: boolean
}
/** Chooses by the error: offline, no right, not found, or failed with its own sentence. */
export function Failed({ error, onRetry, small = false }: FailedProps) {
  if (error?.code === 'offline') return <Offline onRetry={onRetry} small={small} />
  if (error?.status === 403) return <NoRight sentence={error.message} small={small} />
  if (error?.status === 404) return <NotFound sentence={error.message} small={small} />
  const retry = onRetry ? <Button onClick={onRetry}>重试</Button> : undefined
  return (
    <State
      role="alert"
      mark={torn}
      title="没有取到"
      hint={error?.message ?? '请稍后重试'}
      acts={retry}
      small={small}
    />
  )
}

export const Offline = ({
  onRetry,
  small = false,
}: {
  onRetry?: (() => void) | undefined
  small?: boolean
}) => (
  <State
    role="alert"
    mark={cut}
    title="网络不通"
    hint="请检查网络后重试。已填写的内容不会丢失。"
    small={small}
    acts={onRetry ? <Button onClick={onRetry}>重试</Button> : undefined}
  />
)

export const NoRight = ({
  sentence = '您当前的岗位不能查看此页',
  small = false,
}: {
  sentence?: string
  small?: boolean
}) => (
  <State
    mark={door}
    title="没有权限"
    hint={<>{sentence}。您若兼任多个岗位，可在页面上方切换后再试；仍需办理请联系组织部。</>}
    small={small}
  />
)

export const NotFound = ({
  sentence = '没有这个页面，可能地址有误或已被移走',
  small = false,
}: {
  sentence?: string
  small?: boolean
}) => (
  <State
    mark={torn}
    title="没有找到"
    hint={sentence}
    small={small}
    acts={<Button href="/">回到首页</Button>}
  />
)

/** In the shape of a page: title, filters, rows. */
export function PageSkeleton() {
  return <Skeleton active title={{ width: 240 }} paragraph={{ rows: 6 }} />
}

export interface LoadedProps<T> {
  answer: Pick<UseQueryResult<T, CallError>, 'data' | 'error' | 'refetch'>
  children: (data: T) => ReactNode
  /** While loading; a skeleton when left out. */
  waiting?: ReactNode
  small?: boolean
}
/** `<Loaded answer={useAnswer(…)}>{(data) => …}</Loaded>`: loading and failing are taken care of. */
export function Loaded<T>({ answer, children, waiting, small = false }: LoadedProps<T>) {
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} small={small} />
  return waiting ?? <Skeleton active paragraph={{ rows: small ? 2 : 6 }} />
}
