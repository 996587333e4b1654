/** What every request and every answer must keep to, whichever capability serves it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

/** 依据: a photograph of 20 MB over a village's slow line takes minutes; a connection that sends drop by drop does not stay. */
const wholeRequest = 5 * 60_000
const headersOnly = 20_000

/** Proxies in front that may say who asks: addresses and ranges from TRUSTED_PROXIES, none unless named. */
export const trustedProxies = (env: Record<string, string | undefined>): string[] =>
  (env.TRUSTED_PROXIES ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

export const bounds = (trusted: readonly string[]) => ({
  bodyLimit: 8 * 1024 * 1024,
  routerOptions: { maxParamLength: 300 },
  requestTimeout: wholeRequest,
  // A long export is silent while it is made.
  connectionTimeout: 2 * wholeRequest,
  http: { headersTimeout: headersOnly },
  // It refuses to start on what is no address.
  trustProxy: trusted.length > 0 && [...trusted],
})

/** Styles stay inline because Ant Design writes them so; scripts come from this server alone. */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')
/** A file that somebody sent in may not do anything, should a browser take it for a page. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

const always: Record<string, string> = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()',
}

/** On every answer; called where the hooks of the app do not reach. */
export function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(always)) if (!reply.hasHeader(name)) reply.header(name, value)
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
    reply.header('cache-control', 'no-store')
}

/** A browser says with every write which page it comes from: another site's may not act in a signed-in person's name. */
export function refuseForeignPage(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('common.foreign_page')
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host))
    throw new Refusal('common.foreign_page')
}

/** 依据: the deepest body of the contract is a scheme, eight levels; deeper ones would exhaust the stack further on. */
const deepest = 32
function refuseDeep(value: unknown, left = deepest): void {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return
  if (left === 0) throw new Refusal('common.unreadable')
  for (const part of Object.values(value)) refuseDeep(part, left - 1)
}

/** Headers on every answer, also of files and errors; bodies are JSON or an upload, and not deeper than the contract. */
export function guard(app: FastifyInstance): void {
  // A form of another site may send text without asking first.
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request) => refuseForeignPage(request))
  app.addHook('preValidation', async (request) => refuseDeep(request.body))
  app.addHook('onSend', async (request, reply) => addHeaders(request, reply))
}

/** What the HTTP layer itself refuses, by its status; undefined when it is a bug. */
export function refusalOfHttp(error: unknown): Refusal | undefined {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 413) return new Refusal('common.too_large')
  if (status === 415 || status === 406) return new Refusal('common.wrong_content')
  return status >= 400 && status < 500 ? new Refusal('common.unreadable') : undefined
}
