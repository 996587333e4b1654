/** All capabilities on one HTTP server. Adding a capability is one line in each list here. */
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { getHealth } from '@xinghe/contract/health'
import fastify, { type FastifyInstance } from 'fastify'
import { routes as audit } from './audit/index.ts'
import { routes as backups } from './backups/index.ts'
import { routes as errands } from './errands/index.ts'
import { routes as exports } from './exports/index.ts'
import { routes as files } from './files/index.ts'
import { findActor, routes as identity } from './identity/index.ts'
import { routes as imports } from './imports/index.ts'
import { routes as notices } from './notices/index.ts'
import { routes as org } from './org/index.ts'
import { routes as papers } from './papers/index.ts'
import { type Limits, limiterOf, limitsFrom } from './platform/limits.ts'
import { logAnswers, logging } from './platform/log.ts'
import { serveMetrics } from './platform/metrics.ts'
import { openApi } from './platform/openapi.ts'
import { serveReadiness } from './platform/ready.ts'
import { answerErrors, type Binding, bindRaw, type Serving, serve } from './platform/route.ts'
import { version } from './platform/version.ts'
import { addHeaders, bounds, guard, trustedProxies } from './platform/web-safety.ts'
import { routes as points } from './points/index.ts'
import { routes as print } from './print/index.ts'
import { routes as prints } from './prints/index.ts'
import { routes as reports } from './reports/index.ts'
import { routes as restructure } from './restructure/index.ts'
import { routes as setup } from './setup/index.ts'
import { routes as stars } from './stars/index.ts'
import { routes as weak } from './weak/index.ts'
import { routes as work } from './work/index.ts'

export const bindings: readonly Binding[] = [
  bindRaw(getHealth, async () => ({ ok: true as const, version })),
  ...audit,
  ...backups,
  ...errands,
  ...exports,
  ...files,
  ...identity,
  ...imports,
  ...notices,
  ...org,
  ...papers,
  ...points,
  ...setup,
  ...print,
  ...prints,
  ...stars,
  ...reports,
  ...restructure,
  ...weak,
  ...work,
]

/** 依据: evidence is photographs and scans; 20 MB holds any of them. */
const maxUpload = 20 * 1024 * 1024

interface AppOptions {
  quiet?: boolean
  to?: { write(line: string): void }
  /** Addresses and ranges of proxies that are believed; TRUSTED_PROXIES when left out. */
  trusted?: readonly string[]
  /** How often a minute; the environment or the usual numbers when left out. */
  limits?: Limits
}

export async function buildApp(
  serving: Omit<Serving, 'findActor' | 'limiter'>,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const { trusted = trustedProxies(process.env), limits = limitsFrom(process.env) } = options
  const app = fastify({
    ...logging(options),
    ...bounds(trusted),
    // An address that cannot be read passes no hook.
    frameworkErrors: (error, request, reply) => {
      addHeaders(request, reply)
      answerErrors(error, request, reply)
    },
  })
  app.setErrorHandler(answerErrors)
  await app.register(cookie)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  // One byte more than accepted arrives, so that the act can refuse in words.
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: maxUpload + 1,
      files: 1,
      fields: 10,
      parts: 11,
      fieldSize: 64 * 1024,
      headerPairs: 50,
    },
  })
  guard(app)
  const limiter = await limiterOf(app, limits)
  logAnswers(app)
  serveMetrics(app)
  serveReadiness(app, serving.db)
  serve(app, { ...serving, findActor, limiter }, bindings)
  // Takes longer than all the rest of a start, and is asked for by whoever writes a program against it.
  let document: object | undefined
  app.get('/api/openapi.json', async () => (document ??= openApi(bindings.map((binding) => binding.route))))
  return app
}
