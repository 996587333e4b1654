/** One request to our own server, and the one error that can come of it. */
import type { RefusalBody } from '@xinghe/contract/route'
import { noteReach } from '../device/reach.ts'

/**
 * What every failed call throws. `code` is a code of the contract, or 'offline' (no answer came), or 'bug'.
 * `message` is the Chinese sentence to show; `fields` says which field of the body each part concerns.
 */
export class CallError extends Error {
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown>
  readonly fields: { path: string; message: string }[]
  readonly traceId: string | undefined
  constructor(status: number, error: Partial<RefusalBody['error']> & { code: string; message: string }) {
    super(error.message)
    this.name = 'CallError'
    this.status = status
    this.code = error.code
    this.details = error.details ?? {}
    this.fields = error.fields ?? []
    this.traceId = error.traceId
  }
}

const offline = () =>
  new CallError(0, { code: 'offline', message: '网络不通，请检查网络后重试。已填写的内容不会丢失' })

let signedOut = (): void => undefined
/** The router says here where to go when the session has ended. */
export const onSignedOut = (handler: () => void): void => {
  signedOut = handler
}

let mustFirst = (_code: string): void => undefined
/** The router says here where somebody goes who must first change his password or set up the second factor. */
export const onMustFirst = (handler: (code: string) => void): void => {
  mustFirst = handler
}
export const mustFirstCodes = ['identity.change_password', 'identity.set_up_factor']

export interface Sending {
  method: string
  body?: unknown
  /** The same for every repetition of one press, so that the server acts once. */
  key?: string | undefined
  signal?: AbortSignal | undefined
}

/** Throws CallError; an aborted request throws the abort itself. */
export async function request(url: string, { method, body, key, signal }: Sending): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json'
  if (key) headers['idempotency-key'] = key
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    noteReach(false)
    throw offline()
  }
  noteReach(true)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw refusalIn(response.status, answer)
}

/** Takes a file that the server sends, under the name that it gave; a refusal is thrown, never shown as a page. */
export async function saveFile(url: string): Promise<void> {
  const response = await fetch(url, { credentials: 'same-origin' }).catch(() => undefined)
  noteReach(response !== undefined)
  if (!response) throw offline()
  if (!response.ok) throw refusalIn(response.status, await response.json().catch(() => undefined))
  const [, name = ''] =
    /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = decodeURIComponent(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Also for uploads, which do not go through fetch. */
export function refusalIn(status: number, answer: unknown): CallError {
  const refusal = (answer as Partial<RefusalBody> | undefined)?.error
  const error = refusal
    ? new CallError(status, refusal)
    : new CallError(status, { code: 'bug', message: `系统暂时不能应答（${status}），请稍后再试` })
  if (error.code === 'common.not_signed_in') signedOut()
  if (mustFirstCodes.includes(error.code)) mustFirst(error.code)
  return error
}

/** crypto.randomUUID is missing where the county serves plain http, so the key is made from random bytes. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
