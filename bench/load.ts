/**
 * Sends requests over a number of kept connections, one at a time on each, and measures them: a bare HTTP/1.1 client in a
 * process of its own, so that what is measured is the server. Run through `load()`.
 */
import { fork } from 'node:child_process'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface LoadRequest {
  method: 'GET' | 'POST'
  path: string
  cookie: string
  body?: unknown
  /** Sent as the idempotency key; also names this request. */
  key?: string
}
export interface LoadPlan {
  port: number
  /** One list a connection, sent in order; it ends with its list or with the time. */
  lists: LoadRequest[][]
  seconds: number
  /** Begin again from the top when a list is through (reads). */
  again?: boolean
  /** Requests a second over all connections; as fast as they are answered when left out. */
  pace?: number
}
export interface Loaded {
  seconds: number
  /** Milliseconds of every answer below 400, in no order. */
  latencies: number[]
  /** Status → how often. */
  statuses: Record<number, number>
  /** Some bodies of answers that were not well, for the console. */
  samples: string[]
  /** Keys of the requests answered with a status below 400. */
  done: string[]
}

const written = ({ method, path, cookie, body, key }: LoadRequest): string => {
  const text = body === undefined ? '' : JSON.stringify(body)
  return [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `cookie: xinghe=${cookie}`,
    ...(method === 'POST'
      ? [
          'origin: http://127.0.0.1',
          'content-type: application/json',
          `content-length: ${Buffer.byteLength(text)}`,
        ]
      : []),
    ...(key ? [`idempotency-key: ${key}`] : []),
    '',
    text,
  ].join('\r\n')
}

async function send(plan: LoadPlan): Promise<Loaded> {
  const latencies: number[] = []
  const statuses: Record<number, number> = {}
  const samples: string[] = []
  const done: string[] = []
  const begun = performance.now()
  const end = begun + plan.seconds * 1000
  const interval = plan.pace ? (1000 * plan.lists.length) / plan.pace : 0

  await Promise.all(
    plan.lists.map(
      (list, connection) =>
        new Promise<void>((over, fail) => {
          const socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true })
          const texts = list.map(written)
          let at = 0
          let sentAt = 0
          let held: Buffer = Buffer.alloc(0)
          let due = begun + (interval * connection) / plan.lists.length
          const next = () => {
            if (plan.again && at === texts.length) at = 0
            if (at === texts.length || performance.now() >= end) {
              socket.end()
              return over()
            }
            const go = () => {
              sentAt = performance.now()
              socket.write(texts[at++] as string)
            }
            due += interval
            const wait = interval ? due - performance.now() : 0
            if (wait > 1) setTimeout(go, wait)
            else go()
          }
          socket.on('connect', next)
          socket.on('error', fail)
          socket.on('close', () => over())
          socket.on('data', (bytes) => {
            held = held.length ? Buffer.concat([held, bytes]) : bytes
            const head = held.indexOf('\r\n\r\n')
            if (head < 0) return
            const text = held.toString('latin1', 0, head)
            const length = /content-length: (\d+)/i.exec(text)
            const whole = length ? head + 4 + Number(length[1]) : endOfChunks(held, head + 4)
            if (whole < 0 || held.length < whole) return
            const status = Number(text.slice(9, 12))
            statuses[status] = (statuses[status] ?? 0) + 1
            if (status < 400) {
              latencies.push(performance.now() - sentAt)
              const { key } = list[at - 1] as LoadRequest
              if (key) done.push(key)
            } else if (samples.length < 5) samples.push(held.toString('utf8', head + 4, whole).slice(0, 300))
            held = held.subarray(whole)
            next()
          })
        }),
    ),
  )
  return { seconds: (performance.now() - begun) / 1000, latencies, statuses, samples, done }
}

/** Where a chunked body ends, or -1 when it is not there yet. */
function endOfChunks(bytes: Buffer, from: number): number {
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return -1
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    at = line + 2 + size + 2
    if (at > bytes.length) return -1
    if (size === 0) return at
  }
}

/** Carries a plan out in a process of its own. */
export function load(plan: LoadPlan): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--child'], {
      execArgv: [],
      serialization: 'advanced',
    })
    child.once('message', (loaded) => {
      resolve(loaded as Loaded)
      child.kill()
    })
    child.once('exit', (code) => reject(new Error(`the load ended with ${code}`)))
    child.send(plan)
  })
}

if (process.argv.includes('--child'))
  process.once('message', async (plan) => {
    const loaded = await send(plan as LoadPlan)
    process.send?.(loaded)
  })
