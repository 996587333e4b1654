/**
 * The app as it runs in production, in a process of its own on a generated world: the same code, its own pool, every check
 * on. Only what LIMIT_* counts by the minute is raised by environment, since one address here is many offices.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../server/src/app.ts'
import { connect } from '../server/src/platform/database.ts'
import { followKeys } from '../server/src/platform/key-file.ts'
import { limitsFrom } from '../server/src/platform/limits.ts'
import { useKeys } from '../server/src/platform/sealed.ts'
import { buildUsual } from './usual.ts'
import type { BenchWorld } from './world.ts'

export interface Served {
  port: number
  pid: number
  /** Resident memory now, MB. */
  memory(): Promise<number>
  stop(): Promise<void>
}

/** `usual`: the same act written the usual way, for comparison (bench/usual.ts). */
export function serveApp(world: BenchWorld, now: Date, which: 'app' | 'usual' = 'app'): Promise<Served> {
  const child = fork(
    fileURLToPath(import.meta.url),
    ['--serve', which, world.appUrl, world.dataDir, String(now.getTime())],
    {
      // Its log is written as always, to nobody.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: process.env.BENCH_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROF}`] : [],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ...Object.fromEntries(
          Object.keys(limitsFrom({}))
            // How many are under way at once is what overload is about.
            .filter((name) => name !== 'LIMIT_AT_ONCE')
            .map((name) => [name, '1000000000']),
        ),
      },
    },
  )
  return new Promise((resolve, reject) => {
    const early = (code: number | null) => reject(new Error(`the app ended with ${code}`))
    child.once('exit', early)
    child.once('message', (port) => {
      child.off('exit', early)
      resolve({
        port: port as number,
        pid: child.pid as number,
        memory: () =>
          new Promise((told) => {
            child.once('message', (bytes) => told((bytes as number) / 2 ** 20))
            child.send('memory')
          }),
        stop: () =>
          new Promise((over) => {
            child.once('exit', () => over())
            child.send('stop')
          }),
      })
    })
  })
}

if (process.argv[2] === '--serve') {
  const [which, url, dataDir, now] = process.argv.slice(3) as [string, string, string, string]
  useKeys(followKeys(dataDir))
  const { db, pool } = connect(url)
  // The world's day with the true course of time.
  const started = performance.now()
  const clock = { now: () => new Date(Number(now) + performance.now() - started) }
  const app = which === 'app' ? await buildApp({ db, clock }) : buildUsual(db, clock)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  process.on('message', async (word) => {
    if (word === 'memory') process.send?.(process.memoryUsage().rss)
    if (word === 'stop') {
      await app.close()
      await pool.end()
      process.exit(0)
    }
  })
  process.send?.(port)
}
