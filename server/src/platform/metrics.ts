/** Figures for Prometheus: how many, how long, how often refused. Routes by their pattern, never an address; no person. */
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'xinghe_' })

const requests = new Histogram({
  name: 'xinghe_http_request_seconds',
  help: 'Answers by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
})
const refusals = new Counter({
  name: 'xinghe_refusals_total',
  help: 'Refusals by code; bug is one nobody foresaw',
  labelNames: ['code'],
  registers: [registry],
})
const jobs = new Histogram({
  name: 'xinghe_job_seconds',
  help: 'Jobs by name and outcome',
  labelNames: ['job', 'outcome'],
  buckets: [0.1, 1, 10, 60, 600],
  registers: [registry],
})

export const countRefusal = (code: string): void => refusals.inc({ code })

/** Runs a job and counts how it went. */
export async function timed<T>(job: string, work: () => Promise<T>): Promise<T> {
  const stop = jobs.startTimer({ job })
  try {
    const result = await work()
    stop({ outcome: 'done' })
    return result
  } catch (error) {
    stop({ outcome: 'failed' })
    throw error
  }
}

interface Pool {
  totalCount: number
  idleCount: number
  waitingCount: number
}
/** The pool whose connections are shown: the last one that was named. */
export function watchPool(pool: Pool): void {
  registry.removeSingleMetric('xinghe_pool_connections')
  new Gauge({
    name: 'xinghe_pool_connections',
    help: 'Connections to the database, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/**
 * `/metrics`, to programs on this machine only; METRICS_OPEN=1 shows it to everybody who reaches the port. What a proxy
 * on this machine hands on comes from elsewhere and says so in its headers.
 */
export function serveMetrics(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, url: route = 'none' } = request.routeOptions
    requests.observe(
      { method: String(method ?? request.method), route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', async (request, reply) => {
    const passedOn = request.headers['x-forwarded-for'] ?? request.headers.forwarded
    const near = loopback.test(request.socket.remoteAddress ?? '') && passedOn === undefined
    if (!near && process.env.METRICS_OPEN !== '1') return reply.status(404).send()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
