/** Structured lines with a trace id. No address with its query, no body, and of an error nothing that quotes what was sent. */
import { randomUUID } from 'node:crypto'
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'

interface Quoting {
  name?: string
  code?: string
  constraint?: string
  table?: string
  message?: string
  stack?: string
  severity?: string
}
/** Messages of the database and of parsers hold the values they complain about: they are left out, the place stays. */
export function withoutValues(error: Quoting) {
  const quotes = error.severity !== undefined || error.name === 'SyntaxError' || error.name === 'ZodError'
  return {
    type: error.name ?? 'Error',
    message: quotes ? 'left out: may quote what was sent' : (error.message ?? ''),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    code: error.code,
    constraint: error.constraint,
    table: error.table,
  }
}

export const logging = (options: {
  quiet?: boolean | undefined
  to?: { write(line: string): void } | undefined
}) =>
  ({
    logger: {
      level: options.quiet ? 'error' : (process.env.LOG_LEVEL ?? 'warn'),
      serializers: { err: withoutValues, error: withoutValues },
      ...(options.to && { stream: options.to }),
    },
    genReqId: () => randomUUID().slice(0, 8),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
  }) satisfies FastifyServerOptions

/** One line an answer: which route, how it ended, how long. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) request.log.error(line, 'answered')
    else request.log.info(line, 'answered')
  })
}
