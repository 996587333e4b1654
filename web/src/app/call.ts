/** The contract, as functions: `call` once, `useAnswer` to read on a screen, `useAct` to change something. */
import {
  keepPreviousData,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { getMe } from '@xinghe/contract/identity'
import type { AnswerOf, Route, Shape } from '@xinghe/contract/route'
import { useRef } from 'react'
import type { z } from 'zod'
import { keepAnswer, keptAnswer } from '../device/answers.ts'
import { CallError, newKey, request } from './http.ts'
import { say } from './say.ts'

export { CallError } from './http.ts'

type Part<Name extends string, S> = [S] extends [Shape]
  ? Record<never, never> extends z.input<S>
    ? { [K in Name]?: z.input<S> }
    : { [K in Name]: z.input<S> }
  : unknown
/** The parts a route asks for: `{ params, query, body }`, each only where the contract names it. */
export type Sent<R extends Route> =
  R extends Route<infer P, infer Q, infer B, infer _A>
    ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
    : never
type Args<R extends Route> = Record<never, never> extends Sent<R> ? [sent?: Sent<R>] : [sent: Sent<R>]
interface Parts {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** The address of a route, for links to downloads and for requests. Empty query values are left out. */
export function urlOf<R extends Route>(route: R, sent?: Omit<Sent<R>, 'body'>): string {
  const { params = {}, query = {} } = (sent ?? {}) as Parts
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

interface Extra {
  key?: string
  signal?: AbortSignal
}
const send = <R extends Route>(route: R, sent: unknown, { key, signal }: Extra): Promise<AnswerOf<R>> =>
  request(urlOf(route, sent as Sent<R>), {
    method: route.method,
    body: (sent as Parts | undefined)?.body,
    key: route.method === 'GET' ? undefined : (key ?? newKey()),
    signal,
  }) as Promise<AnswerOf<R>>

/** One call. Throws CallError. The server has checked the answer against the contract. */
export const call = <R extends Route>(route: R, ...[sent]: Args<R>): Promise<AnswerOf<R>> =>
  send(route, sent, {})

/** The key under which answers of a route are kept; `useAct` makes all of them stale by the path alone. */
export const keyOf = (route: Route, sent?: unknown): unknown[] =>
  sent === undefined ? [route.path] : [route.path, sent]

/** Where the network is cut, what the server last said to the same question, when `kept` had it kept. */
async function sendOrRecall<R extends Route>(
  route: R,
  sent: unknown,
  kept: (answer: AnswerOf<R>) => boolean,
  signal: AbortSignal,
): Promise<AnswerOf<R>> {
  const key = JSON.stringify(keyOf(route, sent))
  try {
    const answer = await send(route, sent, { signal })
    if (kept(answer)) void keepAnswer(key, answer).catch(() => undefined)
    return answer
  } catch (error) {
    const last =
      error instanceof CallError && error.code === 'offline'
        ? await keptAnswer(key).catch(() => undefined)
        : undefined
    if (last === undefined) throw error
    return last as AnswerOf<R>
  }
}

export interface AnswerOptions<R extends Route> {
  /** false: do not ask yet. */
  when?: boolean
  /** Keep the last answer on screen while the next page or filter loads. Not for details of one record. */
  keep?: boolean
  /** Ask again every so many seconds. */
  every?: number
  /** Which answers this device keeps for the time without a network: only a member's about himself. */
  kept?: (answer: AnswerOf<R>) => boolean
}
/** Reads an answer: `{ data, error, isPending, refetch … }`. Hand it to `Loaded` or `DataTable` as it is. */
export function useAnswer<R extends Route>(
  route: R,
  sent?: Sent<R>,
  { when = true, keep = false, every, kept }: AnswerOptions<R> = {},
): UseQueryResult<AnswerOf<R>, CallError> {
  return useQuery<AnswerOf<R>, CallError>({
    queryKey: keyOf(route, sent),
    queryFn: ({ signal }) => (kept ? sendOrRecall(route, sent, kept, signal) : send(route, sent, { signal })),
    enabled: when,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(every ? { refetchInterval: every * 1000 } : {}),
  })
}

export interface ActOptions<R extends Route> {
  /** Routes whose answers this act made stale. Who I am, with the queue count, is always asked again. */
  stale?: readonly Route[]
  /** The quiet line on success, e.g. '已提交', or made from the answer. */
  done?: string | ((answer: AnswerOf<R>) => string)
}
export interface Act<R extends Route> {
  /** Rejects with CallError: ActButton and FormDrawer put it where it belongs. */
  run: (sent: Sent<R>) => Promise<AnswerOf<R>>
  /** For anything else that can be pressed: a failure becomes a message. */
  press: (sent: Sent<R>) => void
  busy: boolean
  error: CallError | null
}
/** Changes something: `const confirm = useAct(confirmSlips, { stale: [listSlips], done: '已确认' })`. */
export function useAct<R extends Route>(route: R, { stale = [], done }: ActOptions<R> = {}): Act<R> {
  const client = useQueryClient()
  // When no answer came, the act may have been done: the same press again must carry the same key.
  const unanswered = useRef<{ key: string; body: string } | undefined>(undefined)
  const mutation = useMutation<AnswerOf<R>, CallError, { sent: Sent<R>; key: string }>({
    mutationFn: ({ sent, key }) => send(route, sent, { key }),
    retry: (count, error) => error.code === 'offline' && count < 2,
    onSuccess: async (answer) => {
      const text = typeof done === 'function' ? done(answer) : done
      if (text) say.done(text)
      await Promise.all([...stale, getMe].map((one) => client.invalidateQueries({ queryKey: keyOf(one) })))
    },
  })
  const run = async (sent: Sent<R>): Promise<AnswerOf<R>> => {
    const body = JSON.stringify(sent ?? null)
    const key = unanswered.current?.body === body ? unanswered.current.key : newKey()
    unanswered.current = { key, body }
    try {
      const answer = await mutation.mutateAsync({ sent, key })
      unanswered.current = undefined
      return answer
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'offline') unanswered.current = undefined
      throw error
    }
  }
  return {
    run,
    press: (sent) => void run(sent).catch(say.error),
    busy: mutation.isPending,
    error: mutation.error,
  }
}
