/** All capabilities on one HTTP server. Adding a capability is one line in each list here. */
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { getHealth } from '@xinghe/contract/health'
import fastify, { type FastifyInstance } from 'fastify'
import { routes as backups } from './backups/index.ts'
import { routes as files } from './files/index.ts'
import { findActor, routes as identity } from './identity/index.ts'
import { routes as notices } from './notices/index.ts'
import { routes as org } from './org/index.ts'
import { logAnswers, logging } from './platform/log.ts'
import { serveMetrics } from './platform/metrics.ts'
import { openApi } from './platform/openapi.ts'
import { serveReadiness } from './platform/ready.ts'
import { type Binding, bindRaw, type Serving, serve } from './platform/route.ts'
import { version } from './platform/version.ts'
import { routes as points } from './points/index.ts'
import { routes as reports } from './reports/index.ts'
import { routes as stars } from './stars/index.ts'
import { routes as weak } from './weak/index.ts'
import { routes as work } from './work/index.ts'

export const bindings: readonly Binding[] = [
  bindRaw(getHealth, async () => ({ ok: true as const, version })),
  ...backups,
  ...files,
  ...identity,
  ...notices,
  ...org,
  ...points,
  ...stars,
  ...reports,
  ...weak,
  ...work,
]

/** 依据: evidence is photographs and scans; 20 MB holds any of them. */
const maxUpload = 20 * 1024 * 1024

export async function buildApp(
  serving: Omit<Serving, 'findActor'>,
  options: { quiet?: boolean; to?: { write(line: string): void } } = {},
): Promise<FastifyInstance> {
  const app = fastify({
    ...logging(options),
    bodyLimit: 8 * 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  // One byte more than accepted arrives, so that the act can refuse in words.
  await app.register(multipart, { throwFileSizeLimit: false, limits: { fileSize: maxUpload + 1, files: 1 } })
  // A multipart body becomes { file, …texts }, so that uploads are ordinary routes.
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return
    const body: Record<string, unknown> = {}
    for await (const part of request.parts()) {
      if (part.type === 'file')
        body.file = { name: part.filename, mime: part.mimetype, bytes: await part.toBuffer() }
      else body[part.fieldname] = part.value
    }
    request.body = body
  })
  app.addHook('onSend', async (_, reply) => {
    reply.header(
      'content-security-policy',
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
  })
  logAnswers(app)
  serveMetrics(app)
  serveReadiness(app, serving.db)
  serve(app, { ...serving, findActor }, bindings)
  const document = openApi(bindings.map((binding) => binding.route))
  app.get('/api/openapi.json', async () => document)
  return app
}
