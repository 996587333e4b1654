/**
 * How often a minute: by address before anything is read, by account once it is known. Counted in this process alone:
 * with several behind one address, up to as many times as much gets through. Each number is set by an environment
 * variable of its name.
 */
import rateLimit from '@fastify/rate-limit'
import { isDownload } from '@xinghe/contract/download'
import type { Route } from '@xinghe/contract/route'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

/** 依据: own choice. An office of a hundred behind one address works within them; a guessing programme does not. */
const usual = {
  /** All requests of one address. */
  LIMIT_ADDRESS: 3000,
  /** Of one address: attempts to sign in, and other acts of identity without sign-in. */
  LIMIT_SIGN_IN: 60,
  /** Of one address: forms that anybody may send. */
  LIMIT_PUBLIC_FORM: 15,
  /** Of one address: public pages, so that their codes are not guessed. */
  LIMIT_PUBLIC_PAGE: 300,
  /** All requests of one account. */
  LIMIT_ACCOUNT: 600,
  LIMIT_UPLOAD: 120,
  /** Prints and exports, which cost more than a page. */
  LIMIT_PRINT: 60,
  /** Not a minute but a moment: requests under way. Whoever comes beyond is told at once to come again. */
  LIMIT_AT_ONCE: 256,
}
/** Counted by the minute. */
type LimitName = Exclude<keyof typeof usual, 'LIMIT_AT_ONCE'>
export type Limits = Record<keyof typeof usual, number>

/** Throws when a number is none: a limit mistyped must not be a limit left out. */
export const limitsFrom = (env: Record<string, string | undefined>): Limits =>
  Object.fromEntries(
    Object.entries(usual).map(([name, value]) => {
      const given = Number(env[name] ?? value)
      if (!Number.isInteger(given) || given < 1) throw new Error(`${name} must be a whole number above 0`)
      return [name, given]
    }),
  ) as Limits

const byAddress = (route: Route): LimitName | undefined => {
  if (route.access !== 'public' || route.path === '/api/health') return undefined
  if (route.path.startsWith('/api/identity/')) return 'LIMIT_SIGN_IN'
  return route.method === 'GET' ? 'LIMIT_PUBLIC_PAGE' : 'LIMIT_PUBLIC_FORM'
}
const byAccount = (route: Route): LimitName | undefined => {
  if (route.path.startsWith('/api/files')) return route.method === 'GET' ? undefined : 'LIMIT_UPLOAD'
  return isDownload(route) ? 'LIMIT_PRINT' : undefined
}

type Check = (request: FastifyRequest, route: Route) => Promise<void>
export interface Limiter {
  address: Check
  account: (
    request: FastifyRequest,
    route: Route,
    by: { regionId: number; personId: string },
  ) => Promise<void>
}

/**
 * 依据: own choice, measured by bench/rows/load.ts: a queue without end serves nobody in time. What is refused here was not
 * begun; with its key it may be sent again as it is. Health, metrics and the pages themselves always answer.
 */
function admitAtMost(app: FastifyInstance, most: number): void {
  let underWay = 0
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/') || alwaysAnswered.test(request.url)) return
    if (underWay >= most) throw new Refusal('common.busy')
    underWay++
    // Also when the other side goes away in the middle.
    reply.raw.once('close', () => underWay--)
  })
}
const alwaysAnswered = /^\/api\/(health|ready)\b/

/** Registers the counters. Both checks throw `common.too_many` with the seconds to wait. */
export async function limiterOf(app: FastifyInstance, limits: Limits): Promise<Limiter> {
  admitAtMost(app, limits.LIMIT_AT_ONCE)
  await app.register(rateLimit, { global: false, timeWindow: '1 minute', cache: 20_000 })
  const accounts = new WeakMap<FastifyRequest, string>()
  const accountOf = (request: FastifyRequest) => accounts.get(request) ?? ''
  const counter = (name: LimitName, keyGenerator?: (request: FastifyRequest) => string) => {
    const count = app.createRateLimit({ max: limits[name], ...(keyGenerator && { keyGenerator }) })
    return async (request: FastifyRequest) => {
      const counted = await count(request)
      if (!counted.isAllowed && counted.isExceeded)
        throw new Refusal('common.too_many', { seconds: counted.ttlInSeconds })
    }
  }
  const counters = {
    LIMIT_ADDRESS: counter('LIMIT_ADDRESS'),
    LIMIT_SIGN_IN: counter('LIMIT_SIGN_IN'),
    LIMIT_PUBLIC_FORM: counter('LIMIT_PUBLIC_FORM'),
    LIMIT_PUBLIC_PAGE: counter('LIMIT_PUBLIC_PAGE'),
    LIMIT_ACCOUNT: counter('LIMIT_ACCOUNT', accountOf),
    LIMIT_UPLOAD: counter('LIMIT_UPLOAD', accountOf),
    LIMIT_PRINT: counter('LIMIT_PRINT', accountOf),
  }
  return {
    async address(request, route) {
      await counters.LIMIT_ADDRESS(request)
      const name = byAddress(route)
      if (name) await counters[name](request)
    },
    async account(request, route, { regionId, personId }) {
      accounts.set(request, `${regionId}.${personId}`)
      await counters.LIMIT_ACCOUNT(request)
      const name = byAccount(route)
      if (name) await counters[name](request)
    },
  }
}
